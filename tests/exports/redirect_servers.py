"""nginx and Apache with generated rules on the loopback, and requests as raw bytes."""

from __future__ import annotations

import shutil
import socket
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_APACHE_MODULES: Final = Path("/usr/lib/apache2/modules")
_NGINX: Final = """\
pid nginx.pid;
error_log error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3;
    uwsgi_temp_path t4; scgi_temp_path t5;
    include {rules}/blogark-redirects-map.conf;
    server {{
        listen 127.0.0.1:{port};
        server_name example.com www.example.com;
        root {site};
        include {rules}/blogark-redirects.conf;
    }}
}}
"""
_APACHE: Final = """\
ServerRoot {home}
ServerName example.com
PidFile httpd.pid
ErrorLog error.log
Listen 127.0.0.1:{port}
User www-data
Group www-data
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule rewrite_module {modules}/mod_rewrite.so
DocumentRoot {site}
<VirtualHost 127.0.0.1:{port}>
ServerName example.com
ServerAlias www.example.com
DocumentRoot {site}
{rules}
</VirtualHost>
"""


@dataclass(frozen=True)
class Answer:
    status: int
    location: str = ""
    body: str = ""


def ask(port: int, target: bytes, host: str) -> Answer:
    """Send a request with *target* as it is, and return the answer."""
    request = b"GET " + target + b" HTTP/1.1\r\nHost: " + host.encode()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request + b"\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.decode().partition("\r\n\r\n")
    lines = head.split("\r\n")
    fields = dict(line.split(": ", 1) for line in lines[1:])
    return Answer(int(lines[0].split()[1]), fields.get("Location", ""), body)


def stub_site(folder: Path, targets: Iterable[str]) -> None:
    """Write a page at each path of a target that says which path it is."""
    for target in targets:
        path = unquote(urlsplit(target).path)
        name = f"{path}index.html" if path.endswith("/") else path
        file = folder / name.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)


@contextmanager
def nginx(rules: Path, targets: Iterable[str]) -> Iterator[int]:
    """Serve a site with *rules* and pages at *targets*; give its port."""
    with _home(targets) as (home, site, port):
        config = home / "nginx.conf"
        config.write_text(_NGINX.format(rules=rules, site=site, port=port))
        command = ["nginx", "-e", str(home / "error.log")]
        command += ["-p", str(home), "-c", str(config)]
        _run(command)
        try:
            yield port
        finally:
            _run([*command, "-s", "stop"])


@contextmanager
def apache(rules: Path, targets: Iterable[str]) -> Iterator[int]:
    """Serve a site with *rules* and pages at *targets*; give its port."""
    with _home(targets) as (home, site, port):
        (home / "conf").mkdir()
        shutil.copy(rules / "blogark-redirects.txt", home / "conf")
        text = (rules / "blogark-redirects.conf").read_text()
        config = home / "httpd.conf"
        config.write_text(
            _APACHE.format(
                home=home, site=site, port=port, rules=text, modules=_APACHE_MODULES
            )
        )
        command = ["apache2", "-f", str(config)]
        _run([*command, "-k", "start"])
        try:
            yield port
        finally:
            _run([*command, "-k", "stop"])


@contextmanager
def _home(targets: Iterable[str]) -> Iterator[tuple[Path, Path, int]]:
    """Give a folder that a server may read under another user, a site, a free port."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        home = Path(name)
        home.chmod(0o755)
        stub_site(home / "site", targets)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        yield home, home / "site", port


def _run(command: list[str]) -> None:
    """Run a server's command, which comes back when the server listens."""
    done = subprocess.run(  # noqa: S603 - commands of this module
        command, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
