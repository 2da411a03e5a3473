"""Redirects in the real servers, and in interpreters of what other hosts document."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlsplit
from zipfile import ZipFile

import pytest

from blogark.archive.read import ArchiveReader
from blogark.archive.store import Archive
from blogark.errors import OptionError
from blogark.post import PageState, Term
from blogark.settings import EXPORTERS
from exports.catalogue import exporter_class
from exports.exporter import run_export
from exports.options import parse_options
from exports.redirect_rules import Redirect
from exports.redirects import FORMATS
from tests.archives import NOW, SITE, a_page, a_post, save
from tests.exports import redirect_servers
from tests.exports.export_cases import CASES, make_archive
from tests.exports.redirect_hosts import HOSTS
from tests.exports.sites import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from blogark.post import Post
    from exports.result import ExportResult

_NAMES: Final = (
    *("R&D", "C++ & C#", "Ünï  Cödé", "a_b.c~d", "x - y", "100% -- Q&A?", "50%", "a/b"),
    *(
        "日本語 🎉",
        "Dr. Who's",
        "UPPER",
        " lead",
        "a@b+c",
        "-hy-",
        "שלום",
        "हिन्दी",
        "²",
    ),
)
FREE: Final = "https://ana.wixsite.com/notes"
_NOT_RAW: Final = re.compile(r"[\x00-\x20?#%\"<>\\^`{|}\x7f]")
_ODD: Final = (
    *("x y", 'quote"s', "it's", "$1", "semi;colon", "x*y", "a:b", "a+b", "(x)", "[y]"),
    *("a|b", "{x}", "back\\slash", "per%cent", "a&b=c", "hash#tag", "!bang", "@at"),
    *("día", "שלום", "日本語-🎉", "~tilde~", "a,b", "default", "~^x$", "a=b", "a.html"),
    "que?ry",
)


def categorised() -> list[Post]:
    """Return posts with lists, languages in both ways, odd slugs, and old addresses."""
    news = Term(
        name="News & más", slug="news-más", url=f"{SITE}/blog/categories/news-m%C3%A1s"
    )
    tag = Term(name="año", slug="año", url=f"{SITE}/blog/tags/a%C3%B1o")
    when = datetime(2018, 5, 4, 12, tzinfo=UTC)
    odd = [
        a_post(slug, id=f"odd-{n}", url=f"{SITE}/post/{quote(slug, safe='')}")
        for n, slug in enumerate(_ODD)
    ]
    return [
        a_post("first", categories=(news,), tags=(tag,), published_at=when),
        a_post("first-1", url=f"{SITE}/post/first-1?lang=es", language="es"),
        a_post("uno", url=f"{SITE}/es/post/uno", language="es", published_at=when),
        a_post("old", url=f"{SITE}/post/2017/03/02/old"),
        a_post("Caps"),
        *odd,
    ]


def _save_pages(archive: Archive) -> None:
    for path, kind in (
        *(("/blog", "feed"), ("/blog/page/2", "feed"), ("/es/blog", "feed")),
        *(("/blog-feed.xml", "rss"), ("/blog/tags/unused", "tag")),
        ("/es/blog/categories/noticias", "category"),
    ):
        archive.save_page(a_page(SITE + path, PageState.ARCHIVED, kind=kind))
    for path, target in (
        ("/post/first?lang=es", "/es/post/uno"),
        ("/post/fr%C3%BCher", "/post/first"),
    ):
        archive.save_page(
            a_page(SITE + path, PageState.REDIRECTED, redirected_to=SITE + target)
        )


def write_archive(folder: Path, posts: Iterable[Post], *, pages: bool = False) -> Path:
    with Archive.open(folder) as archive:
        for post in posts:
            save(archive, post)
        if pages:
            _save_pages(archive)
        archive.resolve_links()
    return folder


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("redirects")
    found = {case: make_archive(case, folder / case) for case in CASES}
    found["lists"] = write_archive(folder / "lists", categorised(), pages=True)
    found["free"] = write_archive(folder / "free", [a_post(url=f"{FREE}/post/one")])
    return found


def export(
    archive: Path, to: Path, *options: str, profile: str = "redirects"
) -> ExportResult:
    exporter = parse_options(exporter_class(EXPORTERS, profile), options)
    with ArchiveReader.open(archive) as reader:
        return run_export(exporter, reader, to)


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "csv" / "redirects.csv").open(
        newline="", encoding="utf-8-sig"
    ) as file:
        return list(csv.DictReader(file))


def requests(row: dict[str, str]) -> Iterator[str]:
    """Yield the ways in which a client may ask for an old address, as Latin-1."""
    parts = urlsplit(row["old_url"])
    path = unquote(parts.path)
    usual = quote(path, safe="/!$&'()*+,;=:@~")
    spellings = [usual, re.sub("%..", lambda found: found[0].lower(), usual)]
    if not _NOT_RAW.search(path):
        spellings.append(path.encode().decode("latin-1"))
    query = f"?{parts.query}" if parts.query else ""
    for spelling in dict.fromkeys(spellings):
        yield f"{spelling}{query}"
        yield f"{spelling}/{query}"
        if row["further_pages"] == "yes":
            yield f"{spelling}/page/2{query}"


every_archive = pytest.mark.parametrize("case", [*CASES, "lists", "free"])


@every_archive
@pytest.mark.parametrize("builder", ["hugo", "wordpress", "ghost"])
@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_a_server_answers_every_old_address_with_one_301_to_a_page(
    server: str, builder: str, case: str, archives: dict[str, Path], tmp_path: Path
) -> None:
    _skip_without(server)
    export(archives[case], tmp_path, "--builder", builder)
    expected = rows(tmp_path)
    assert expected
    serve = getattr(redirect_servers, server)
    with serve(tmp_path / server, {row["new_url"] for row in expected}) as port:
        for row in expected:
            for request in requests(row):
                for host in ("example.com", "www.example.com"):
                    _assert_one_step(port, request, host, row["new_url"])


@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_a_server_passes_parameters_on(
    server: str, archives: dict[str, Path], tmp_path: Path
) -> None:
    _skip_without(server)
    export(archives["lists"], tmp_path, "--url", "/{slug}/")
    targets = {row["new_url"] for row in rows(tmp_path)}
    with getattr(redirect_servers, server)(tmp_path / server, targets) as port:
        for path, query, new in (
            ("/post/first", "utm_source=a%20b", "/first/"),
            ("/post/first", "a=b&lang=es", "/uno/"),
            ("/post/first", "lang=xx", "/first/"),
            ("/post/first", "xlang=es", "/first/"),
        ):
            found = redirect_servers.ask(
                port, f"{path}?{query}".encode(), "example.com"
            )
            target = urlsplit(found.location)
            assert (found.status, target.path, target.query) == (301, new, query)
            request = f"{target.path}?{target.query}".encode()
            assert redirect_servers.ask(port, request, "example.com").status == 200


def _skip_without(server: str) -> None:
    program = {"nginx": "nginx", "apache": "apache2"}[server]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


def _assert_one_step(port: int, request: str, host: str, new: str) -> None:
    first = redirect_servers.ask(port, request.encode("latin-1"), host)
    target = urlsplit(first.location)
    assert (first.status, target.path) == (301, new), (request, first)
    second = redirect_servers.ask(port, target.path.encode(), host)
    assert (second.status, second.body) == (200, unquote(new)), (request, second)


@every_archive
@pytest.mark.parametrize("builder", ["hugo", "ghost"])
@pytest.mark.parametrize("host", HOSTS)
def test_a_host_leads_every_old_address_to_its_page(
    host: str, builder: str, case: str, archives: dict[str, Path], tmp_path: Path
) -> None:
    export(archives[case], tmp_path, "--builder", builder)
    answer = HOSTS[host](tmp_path / host)
    code = 308 if host == "vercel" else 301
    for row in rows(tmp_path):
        if "?lang=" in row["old_url"] and host in ("cloudflare", "ghost"):
            continue  # told in a finding
        for request in requests(row):
            if host == "cloudflare" and {":", "*"} & set(request):
                continue  # told in a finding
            assert answer(request) == (code, row["new_url"]), request
            assert answer(row["new_url"]) is None, "a chain"


def test_other_pages_of_the_new_site_are_left_alone(
    archives: dict[str, Path], tmp_path: Path
) -> None:
    export(archives["lists"], tmp_path)
    for host, read_rules in HOSTS.items():
        answer = read_rules(tmp_path / host)
        for request in ("/", "/about", "/post/first/", "/post/first/page/2", "/blog2"):
            assert answer(request) is None, (host, request)


def test_old_addresses_of_every_form_are_covered(
    archives: dict[str, Path], tmp_path: Path
) -> None:
    export(archives["lists"], tmp_path, "--builder", "wordpress", "--url", "/{slug}/")
    found = {
        row["old_url"].removeprefix(SITE): row["new_url"] for row in rows(tmp_path)
    }
    expected = {
        "/post/first": "/first/",
        "/post/first?lang=es": "/uno/",
        "/post/fr%C3%BCher": "/first/",
        "/single-post/first": "/first/",
        "/single-post/2018/05/04/first": "/first/",
        "/blog/single-post/2018/05/04/first": "/first/",
        "/post/first-1?lang=es": "/first-1/",
        "/es/post/uno": "/uno/",
        "/es/single-post/uno": "/uno/",
        "/es/single-post/2018/05/04/uno": "/uno/",
        "/post/2017/03/02/old": "/old/",
        "/post/old": "/old/",
        "/single-post/2017/03/02/old": "/old/",
        "/blog": "/",
        "/es/blog": "/",
        "/blog/categories/news-m%C3%A1s": "/category/news-m%C3%A1s/",
        "/es/blog/categories/noticias": "/",
        "/blog/tags/a%C3%B1o": "/tag/a%C3%B1o/",
        "/blog/tags/unused": "/",
        "/blog-feed.xml": "/feed/",
        "/feed.xml": "/feed/",
        "/es/blog-feed.xml": "/feed/",
    }
    assert {key: found.get(key) for key in expected} == expected


def test_a_free_site_is_covered_with_its_folder_and_without(
    archives: dict[str, Path], tmp_path: Path
) -> None:
    result = export(archives["free"], tmp_path, "--url", "/{slug}/")
    found = {urlsplit(row["old_url"]).path for row in rows(tmp_path)}
    assert {"/notes/post/one", "/post/one", "/single-post/one", "/notes/blog"} <= found
    assert [each.finding.code for each in result.findings] == ["export-free-host"]


def test_only_known_addresses_are_redirected_if_asked(
    archives: dict[str, Path], tmp_path: Path
) -> None:
    export(archives["lists"], tmp_path, "--forms", "met", "--url", "/{slug}/")
    posts = [row for row in rows(tmp_path) if row["kind"] == "post"]
    assert {row["was_met"] for row in posts} == {"yes"}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("builder", ["hugo", "jekyll", "wordpress", "ghost"])
def test_posts_are_where_the_export_of_posts_put_them(
    builder: str, case: str, archives: dict[str, Path], tmp_path: Path
) -> None:
    export(archives[case], tmp_path / "posts", "--gone", "skip", profile=builder)
    export(archives[case], tmp_path / "rules", "--builder", builder)
    found = {
        unquote(row["new_url"])
        for row in rows(tmp_path / "rules")
        if row["kind"] == "post"
    }
    assert found == _written(tmp_path / "posts", builder)


def _written(folder: Path, builder: str) -> set[str]:
    if builder == "ghost":
        with ZipFile(folder / "ghost.zip") as file:
            posts = json.loads(file.read("ghost.json"))["db"][0]["data"]["posts"]
        return {f"/{post['slug']}/" for post in posts}
    if builder == "wordpress":
        text = "".join(path.read_text() for path in folder.glob("*.xml"))
        items = re.findall(r"<item>.*?</item>", text, re.DOTALL)
        posts = [each for each in items if "<![CDATA[post]]>" in each]
        names = (re.search(r"post_name>(?:<!\[CDATA\[)?([^\]<]+)", p) for p in posts)
        return {f"/post/{unquote(name[1])}/" for name in names if name}
    key = {"hugo": "url", "jekyll": "permalink"}[builder]
    return {read(path)[0][key] for path in folder.rglob("*.md")}


@pytest.mark.skipif(not shutil.which("hugo"), reason="hugo is not installed")
def test_terms_are_where_hugo_puts_them(tmp_path: Path) -> None:
    tags = tuple(Term(name=name, slug=f"t{n}") for n, name in enumerate(_NAMES))
    archive = write_archive(tmp_path / "archive", [a_post(tags=tags)])
    site = tmp_path / "site"
    export(archive, site, profile="hugo")
    (site / "layouts/_default").mkdir(parents=True)
    for name in ("single", "list"):
        (site / f"layouts/_default/{name}.html").write_text("page")
    (site / "hugo.toml").write_text('baseURL = "https://example.com/"\n')
    subprocess.run(["hugo"], cwd=site, check=True, capture_output=True)  # noqa: S607
    export(archive, tmp_path / "rules")
    targets = [
        row["new_url"] for row in rows(tmp_path / "rules") if row["kind"] == "tag"
    ]
    assert len(targets) == len(_NAMES)
    for target in targets:
        assert (site / f"public{unquote(target)}index.html").is_file(), target


def test_posts_that_changed_places_are_a_finding_not_a_chain(tmp_path: Path) -> None:
    posts = [a_post("a"), a_post("b", published_at=NOW)]
    archive = write_archive(tmp_path / "archive", posts)
    with Archive.open(archive) as opened:
        opened.save_page(
            a_page(
                f"{SITE}/blog/b",
                PageState.REDIRECTED,
                redirected_to=f"{SITE}/post/a",
            )
        )
    result = export(archive, tmp_path / "out", "--url", "/blog/{slug}")
    codes = [each.finding.code for each in result.findings]
    assert codes == ["export-conflict"]
    found = {row["old_url"]: row["new_url"] for row in rows(tmp_path / "out")}
    assert f"{SITE}/blog/b" not in found
    assert found[f"{SITE}/post/a"] == "/blog/a"


def test_addresses_that_stay_are_counted_and_have_no_rule(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", [a_post("a")])
    result = export(archive, tmp_path / "out", "--forms", "met", "--blog", "/blog/")
    assert [row["old_url"] for row in rows(tmp_path / "out")] == [
        f"{SITE}/blog-feed.xml",
        f"{SITE}/feed.xml",
    ]
    assert [each.finding.detail for each in result.findings] == ["2"]


def test_a_post_that_is_gone_has_no_rule(
    archives: dict[str, Path], tmp_path: Path
) -> None:
    result = export(archives["links"], tmp_path)
    told = [
        each.post_url
        for each in result.findings
        if each.finding.code == "export-no-target"
    ]
    assert told == [f"{SITE}/post/gone"]
    assert not any("/gone" in row["old_url"] for row in rows(tmp_path))


@pytest.mark.parametrize(
    ("count", "hosts"),
    [
        (1_000, []),
        (1_001, ["cloudflare"]),
        (1_025, ["cloudflare", "vercel"]),
        (10_001, ["netlify", "cloudflare", "vercel"]),
    ],
)
def test_limits_of_hosts_are_told(count: int, hosts: list[str]) -> None:
    rules = [a_rule(f"/post/p{n}") for n in range(count)]
    told = {name: write(rules).findings for name, write in FORMATS.items()}
    assert [name for name, found in told.items() if found] == hosts
    for name in hosts:
        assert "--forms met" in told[name][0].message


@pytest.mark.parametrize(
    ("size", "hosts"),
    [(900, []), (1_000, ["cloudflare"]), (2_100, ["cloudflare", "vercel"])],
)
def test_rules_that_are_too_long_are_left_out_and_told(
    size: int, hosts: list[str]
) -> None:
    rules = [a_rule(f"/post/{'x' * size}"), a_rule("/post/b")]
    for name, write in FORMATS.items():
        written = write(rules)
        assert bool(written.findings) == (name in hosts), name
        is_there = any("x" * size in text for text in written.files.values())
        assert is_there == (name not in hosts), name


def a_rule(source: str) -> Redirect:
    return Redirect(source=source, target="/b/", kind="post", old_url=SITE + source)


def test_many_lists_share_the_few_rules_with_placeholders_of_cloudflare(
    tmp_path: Path,
) -> None:
    tags = tuple(Term(name=f"t{n}", slug=f"t{n}") for n in range(150))
    archive = write_archive(tmp_path / "archive", [a_post(tags=tags)])
    result = export(archive, tmp_path / "out", "--format", "cloudflare")
    answer = HOSTS["cloudflare"](tmp_path / "out")
    assert answer("/blog/tags/t7") == (301, "/tags/t7/")
    assert answer("/blog/tags/t7/page/3") == (301, "/")
    assert "export-changed" in [each.finding.code for each in result.findings]


def test_cases_of_letters_make_no_loop(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "archive", [a_post("Big")])
    export(archive, tmp_path / "out", "--builder", "wordpress")
    assert HOSTS["netlify"](tmp_path / "out/netlify")("/post/Big") == (
        301,
        "/post/big/",
    )
    assert HOSTS["wordpress"](tmp_path / "out/wordpress")("/post/Big") is None
    if shutil.which("nginx"):
        with redirect_servers.nginx(tmp_path / "out/nginx", ["/post/big/"]) as port:
            _assert_one_step(port, "/post/Big", "example.com", "/post/big/")


def test_one_format_alone_is_written_to_the_folder_itself(
    archives: dict[str, Path], tmp_path: Path
) -> None:
    export(
        archives["lists"],
        tmp_path,
        "--format",
        "netlify",
        "--site",
        "https://new.example/",
    )
    lines = (tmp_path / "_redirects").read_text().splitlines()
    assert "/blog https://new.example/ 301!" in lines


@pytest.mark.parametrize(
    "options",
    [
        ("--format", "iis"),
        ("--url", "/blog/"),
        ("--tags", "tags/{slug}"),
        ("--tags", "/{name}/"),
        ("--blog", "/a b"),
        ("--feed", "feed;"),
        ("--base", "/blog/"),
        ("--site", "new.example"),
        ("--time-zone", "Mars/Base"),
    ],
)
def test_options_that_make_no_sense_are_refused(options: tuple[str, ...]) -> None:
    with pytest.raises(OptionError):
        parse_options(exporter_class(EXPORTERS, "redirects"), options)


def test_every_format_is_written_in_a_folder_of_its_own(
    archives: dict[str, Path], tmp_path: Path
) -> None:
    export(archives["lists"], tmp_path)
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {*FORMATS}
