"""Runs of ``scrapy archive``, which can be killed, and what they leave.

Starting Python and Scrapy takes longer than crawling the sample blog. ``python -m
tests.robustness.runs`` imports all of it once, and forks for each job that it reads as
JSON from a line of its input; it answers with the code that the job ended with.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import traceback
from collections import Counter
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from demo.server import Server

ROOT: Final = Path(__file__).parents[2]
KILLED: Final = -signal.SIGKILL

# What is told of the time of a run, and of where in the web archive an answer is.
_OF_A_RUN: Final = frozenset(
    {"fetched_at", "seen_at", "gone_at", "warc_file", "warc_offset"}
)
_FAST: Final = {
    "DOWNLOAD_DELAY": "0",
    "AUTOTHROTTLE_ENABLED": "False",
    "RETRY_DELAY": "0.02",
    "COMPLAINT_DELAY": "0.05",
}


class Run(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str
    points: dict[str, int]
    """How often it came past each kind of point where it could have been killed."""


class Point(NamedTuple):
    """Where to kill a run: at the *nth* of *kind*, which `_kinds` names."""

    kind: str
    nth: int


class Runner:
    """The process that forks, while the ``with`` block runs. For one thread."""

    _process: subprocess.Popen[str]

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.robustness.runs"]
        self._process = subprocess.Popen(  # noqa: S603  our own module
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def archive(
        self,
        server: Server,
        folder: Path,
        *options: str,
        kill_at: Point | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> Run:
        """Archive the blog that *server* has into *folder*."""
        log = folder.with_name(f"{folder.name}.log")
        changed = {**_FAST, **(settings or {})}
        job = {
            "arguments": [
                *("scrapy", "archive", server.site.blog.root, "--out", str(folder)),
                *options,
                *(part for pair in changed.items() for part in ("-s", "=".join(pair))),
            ],
            "environment": server.environment(),
            "log": str(log),
            "kill_at": kill_at,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(job), file=self._process.stdin, flush=True)
        code = int(self._process.stdout.readline())
        points = log.with_suffix(".points")
        return Run(
            code,
            log.with_suffix(".out").read_text(),
            log.with_suffix(".err").read_text(),
            json.loads(points.read_text()) if points.exists() else {},
        )


def cut_power(folder: Path) -> None:
    """Take away what the run that was killed there had not brought to the disk.

    But for the database: that it has its last transactions is the worst case.
    """
    log = folder.with_name(f"{folder.name}.synced")
    lines = log.read_text().splitlines() if log.exists() else []
    synced = dict(json.loads(line) for line in lines)
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if path.name.startswith(("blog.db", ".lock")):
            continue
        safe = synced.get(path.stat().st_ino, 0)
        if path.stat().st_size > safe:  # its name was there before its bytes
            os.truncate(path, safe)


def left_in(folder: Path) -> dict[str, object]:
    """Return all that must be the same, whatever a run went through."""
    return {**_tables(folder), **_files(folder)}


def _tables(folder: Path) -> dict[str, object]:
    with closing(sqlite3.connect(folder / "blog.db")) as connection:
        connection.execute("INSERT INTO posts_fts(posts_fts) VALUES('integrity-check')")
        connection.row_factory = sqlite3.Row
        names = [
            row["name"]
            for row in connection.execute(
                "SELECT name FROM pragma_table_list WHERE type = 'table'"
                " AND schema = 'main' AND name NOT LIKE 'sqlite%'"
                " AND name NOT IN ('crawls', '_sqlite_migrations')"
            )
        ]
        return {name: _rows(connection, name) for name in names}


def _rows(connection: sqlite3.Connection, table: str) -> list[str]:
    rows = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608  a name of ours
    return sorted(
        json.dumps({key: row[key] for key in row.keys() if key not in _OF_A_RUN})  # noqa: SIM118  a row is no mapping
        for row in rows
    )


def _files(folder: Path) -> dict[str, object]:
    """Return the files' content; of the report and the web archive, that they are."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.parent.name in {"markdown", "media"}
        else path.suffix
        for path in files
        if path.parent.name != "warc" and path.name != "blog.db"
    }


_connect: Final = sqlite3.connect


def _fsync(fsync: Callable[[int], None], log: Path, descriptor: int) -> None:
    """Take the place of ``os.fsync``, and note how much of which file is safe."""
    fsync(descriptor)
    found = os.fstat(descriptor)
    with log.open("a") as file:
        file.write(json.dumps([found.st_ino, found.st_size]) + "\n")


class _Points:
    """Counts the points that a run comes past, and ends it at one of them."""

    def __init__(self, kill_at: Point | None) -> None:
        self._kill_at = kill_at
        self.seen: Counter[str] = Counter()

    def watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take an audit event (``sys.addaudithook``)."""
        if (kind := _kind(event, arguments)) is not None:
            self._pass(kind)

    def connect(self, *arguments: Any, **options: Any) -> sqlite3.Connection:
        """Take the place of ``sqlite3.connect``."""
        connection: sqlite3.Connection = _connect(*arguments, **options)
        connection.set_trace_callback(self._statement)
        return connection

    def _statement(self, sql: str) -> None:
        first = sql.lstrip().split(" ", 1)[0].upper()
        if first in {"COMMIT", "INSERT", "CREATE"}:
            self._pass(f"sql {first}")

    def _pass(self, kind: str) -> None:
        self.seen[kind] += 1
        if self._kill_at is not None and (kind, self.seen[kind]) == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


def _kind(event: str, arguments: tuple[Any, ...]) -> str | None:
    """Return what a point is called where a file is opened, renamed or removed."""
    match event:
        case "os.rename":
            path = Path(os.fsdecode(arguments[1]))
        case "os.remove" | "open" if isinstance(arguments[0], str):
            path = Path(arguments[0])
        case _:
            return None
    is_written = event != "open" or arguments[1] not in {None, "r", "rb"}
    place = path.parent.name
    if not is_written or place not in {"markdown", "media", "warc"}:
        return None
    return f"{event} {place}"


def _run(job: dict[str, Any]) -> None:
    from scrapy.cmdline import execute  # noqa: PLC0415  imported before the fork

    log = Path(job["log"])
    for suffix, stream in ((".out", sys.stdout), (".err", sys.stderr)):
        descriptor = os.open(log.with_suffix(suffix), os.O_WRONLY | os.O_CREAT, 0o644)
        os.ftruncate(descriptor, 0)
        os.dup2(descriptor, stream.fileno())
    os.environ.update(job["environment"])
    points = _Points(Point(*job["kill_at"]) if job["kill_at"] else None)
    sys.addaudithook(points.watch)
    os.fsync = partial(_fsync, os.fsync, log.with_suffix(".synced"))
    sqlite3.connect = points.connect  # type: ignore[assignment]  # it has overloads
    try:
        execute(job["arguments"])
    finally:
        log.with_suffix(".points").write_text(json.dumps(points.seen))


def _in_a_child(work: Callable[[], None]) -> int:
    """Return the code that *work* ends with in a process of its own."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 70
    try:
        work()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except BaseException:  # noqa: BLE001  whatever it is, the child ends here
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main() -> None:
    # Before any fork, so that each of them has it already.
    from commands import archive  # noqa: F401, PLC0415
    from extensions import write_markdown, write_report  # noqa: F401, PLC0415
    from middlewares import record_answers  # noqa: F401, PLC0415

    for line in sys.stdin:
        job = json.loads(line)
        code = _in_a_child(partial(_run, job))
        print(code, flush=True)  # noqa: T201  its output is for a program


if __name__ == "__main__":
    main()
