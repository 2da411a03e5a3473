"""A blog that wants to do harm: one post, or one address, for each way to do it."""

from __future__ import annotations

import gzip
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import brotli  # type: ignore[import-untyped]  # it has no types

from demo.blog import Author, Blog, Post, Term, utc
from demo.site import XML, Response, build_site
from demo.write import p

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demo.site import Site

HOST: Final = "www.hostile-blog.example"
ROOT: Final = f"https://{HOST}"
MEDIA: Final = "https://static.wixstatic.com/media"
SECRET: Final = "http://169.254.169.254/latest/meta-data/secret.jpg"  # noqa: S105  an address
INSIDE: Final = (
    SECRET,
    "http://127.0.0.1:9/a.jpg",
    "http://[::1]/a.jpg",
    "http://[::ffff:10.0.0.1]/a.jpg",
    "http://2130706433/a.jpg",
    "http://0x7f.1/a.jpg",
    "http://0177.0.0.1/a.jpg",
    "http://localhost/a.jpg",
    "http://printer.local/a.jpg",
)
"""Pictures that only the crawler's own network could have."""
TITLES: Final = MappingProxyType(
    {
        "yaml": 'a: b # c\n- d: "x" {{ y }} --- !!python/object:os.system',
        "html": '</title><script>alert("title")</script><img src=x onerror=alert(1)>',
        "csv": '=HYPERLINK("http://evil.example","click")',
        "markdown": "# [a](javascript:alert(1)) ![b](x) `c` *d* --> e",
        "terminal": "\x1b[2J\x1b]0;owned\x07 \x1b[31mred",
        "sql": "'; DROP TABLE posts; -- \" NEAR(",
        "fts": 'title:* OR "a NEAR/2 b^ NOT {col} : AND',
        "rlo": "gpj.\N{RIGHT-TO-LEFT OVERRIDE}exe\N{LEFT-TO-RIGHT OVERRIDE}.txt",
        "control": "a\x00b\x07c\x7fd\x85e\u2028f",
        "jinja": "{{ 7*7 }}{% for x in y %}${env:HOME}<%= 1 %>",
    }
)
SLUGS: Final = (
    *("CON", "nul", "con.txt", "a" * 300, "..", "..%2F..%2Fetc%2Fpasswd"),
    *(
        "-rf",
        "a;rm -rf ~",
        "a\x1b[2Jb",
        "x'; DROP TABLE posts; --",
        "\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe",
    ),
    *("a\\..\\..\\b", "~root", "$(id)", "trailing.", "trailing "),
)
LINKS: Final = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java&#10;script:alert(1)",
    "&#106;avascript:alert(1)",
    "\x01javascript:alert(1)",
    " vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "file:///etc/passwd",
)
_SCRIPT: Final = "<script>alert('body')</script>"
_BODY: Final = "Words that stand for a body."
_AUTHOR: Final = Author(name="<b>=1+1</b>\x1b[2J", handle="../../x")
_TERMS: Final = (
    Term("../../&lt;script&gt;", "..%2f..%2fx"),
    Term("=cmd|' /C calc'!A0", "b"),
)


def hostile_site() -> Site:
    """Return the blog; its sitemap names `TRAPS` among its posts."""
    site = build_site(_blog())
    for post in _bodies():
        url = f"{ROOT}/post/{quote(post.slug)}"
        page = site.respond(url)
        shown = f"<span>{_BODY}</span>".encode()
        body = page.body.replace(shown, f"<span>{MARKUP[post.slug]}</span>".encode(), 1)
        if post.slug == "images":
            body = _with_blocks(page.body, _PICTURES)
        site = site.override(url, Response(body=body))
    for slug, trap in TRAPS.items():
        site = site.override(f"{ROOT}/post/{slug}", trap)
    for url, answer in _ELSEWHERE.items():
        site = site.override(url, answer)
    return site


def _blog() -> Blog:
    named = [
        Post(
            slug=slug,
            title=TITLES.get(slug, f"Slug {number}"),
            published=utc("2024-01-01T00:00:00") + timedelta(days=number),
            author=_AUTHOR,
            categories=_TERMS,
            custom_excerpt=TITLES.get(slug, ""),
            seo_title=TITLES.get(slug, ""),
            body=(p(_BODY),),
        )
        for number, slug in enumerate((*TITLES, *SLUGS))
    ]
    traps = [
        Post(slug=slug, title=slug, published=utc("2023-01-01T00:00:00"), body=())
        for slug in TRAPS
    ]
    posts = (*named, *_bodies(), *traps)
    return Blog(
        host=HOST,
        title=TITLES["html"],
        description=TITLES["terminal"],
        posts=posts,
        page_size=len(posts),
    )


def _bodies() -> list[Post]:
    return [
        Post(
            slug=slug,
            title=f"Body {slug}",
            published=utc("2022-01-01T00:00:00"),
            body=(p(_BODY),),
        )
        for slug in MARKUP
    ]


def _redirect(target: str) -> Response:
    return Response(status=302, headers=MappingProxyType({"Location": target}))


def _bomb(megabytes: int) -> bytes:
    """Return what unpacks to so many megabytes."""
    return gzip.compress(b"<p>" + bytes(megabytes * 1024 * 1024))


def _brotli_bomb() -> bytes:
    """Return what unpacks to 200 MB, as servers may pack without being asked."""
    packer = brotli.Compressor()
    part = bytes(1024 * 1024)
    return b"".join((*(packer.process(part) for _ in range(200)), packer.finish()))


def _packed(body: bytes, encoding: str = "gzip") -> Response:
    """Return *body* as packed already: of no type that the server packs itself."""
    headers = MappingProxyType({"Content-Encoding": encoding})
    return Response(body=body, content_type="x-any/html", headers=headers)


TRAPS: Final[Mapping[str, Response]] = MappingProxyType(
    {
        "50-mb": Response(body=b"<p>words</p>" * 4_400_000, content_type="x-any/html"),
        "million-links": Response(
            body=b"<a href=/x>x</a>" * 1_000_000, content_type="x-any/html"
        ),
        "bomb": _packed(_bomb(200)),
        "brotli-bomb": _packed(_brotli_bomb(), "br"),
        "to-itself": _redirect(f"{ROOT}/post/to-itself"),
        "to-b": _redirect(f"{ROOT}/post/to-c"),
        "to-c": _redirect(f"{ROOT}/post/to-b"),
        "to-file": _redirect("file:///etc/passwd"),
        "to-ftp": _redirect("ftp://ftp.example/x"),
        "to-data": _redirect("data:text/html,x"),
        "to-script": _redirect("javascript:alert(1)"),
        "to-loopback": _redirect("http://127.0.0.1:9/"),
        "to-metadata": _redirect(SECRET),
    }
)
"""What posts that are none answer, by their slugs."""

_PARTS: Final = " ".join(
    f'<a href="{link}">link {number}</a>' for number, link in enumerate(LINKS)
)
_LAUGHS: Final = (
    '<!DOCTYPE urlset [<!ENTITY a "ha"><!ENTITY x SYSTEM "file:///etc/passwd">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
MARKUP: Final[Mapping[str, str]] = MappingProxyType(
    {
        "scripts": f"Before {_SCRIPT}<b onclick=alert(1)>bold</b> <style>*{{}}</style>"
        "<svg onload=alert(1)></svg><math><mi>x</mi></math> after",
        "links": _PARTS,
        "deep": f"{'<b><i>' * 5000}deep words{'</i></b>' * 5000}",
        "many-links": "".join(
            f'<a href="https://e.example/{n}">l{n}</a>' for n in range(100_000)
        ),
        "attributes": f"<b {' '.join(f'a{n}=x' for n in range(60_000))}>bold</b> words",
        "letters": "a\x00b &#0; &#xD800; \x1b[2J \N{RIGHT-TO-LEFT OVERRIDE} ]]> --> "
        "\ufffe words",
        "images": "",
    }
)
"""What stands in the one paragraph of each of these posts."""

_PICTURES: Final = "".join(
    f'<div id="viewer-same"><div data-hook="imageViewer"><img src="{url}" '
    f'alt="{_SCRIPT}" width="{"9" * 400}" height="1000000000000">'
    f"<span>{_SCRIPT} caption {number}</span></div></div>"
    f'<div type="image" data-hook="rcv-block{number}"></div>'
    for number, url in enumerate(
        (
            *INSIDE,
            f"{MEDIA}/0a1b2c_{'1' * 32}~mv2.jpg",  # redirects to inside
            f"{MEDIA}/0a1b2c_{'2' * 32}~mv2.jpg",  # redirects to a file
            f"{MEDIA}/0a1b2c_{'3' * 32}~mv2.jpg",  # redirects in a circle
            f"{MEDIA}/..%2F..%2F..%2Fescaped.jpg",
            "data:image/png;base64,AAAA",
        )
    )
)
_ELSEWHERE: Final[Mapping[str, Response]] = MappingProxyType(
    {
        # The posts' data would be harmless, and taken in place of the pages.
        f"{ROOT}/_api/v1/access-tokens": Response(status=404),
        f"{MEDIA}/0a1b2c_{'1' * 32}~mv2.jpg": _redirect(SECRET),
        f"{MEDIA}/0a1b2c_{'2' * 32}~mv2.jpg": _redirect("file:///etc/passwd"),
        f"{MEDIA}/0a1b2c_{'3' * 32}~mv2.jpg": _redirect(
            f"{MEDIA}/0a1b2c_{'3' * 32}~mv2.jpg"
        ),
        f"{ROOT}/pages-sitemap.xml": Response(
            content_type=XML,
            body=(
                f'<?xml version="1.0"?>{_LAUGHS}<urlset '
                'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
                f"<url><loc>{ROOT}/&i;</loc></url><url><loc>{ROOT}/&x;</loc></url>"
                "</urlset>"
            ).encode(),
        ),
        f"{ROOT}/blog-categories-sitemap.xml": Response(
            content_type="application/gzip", body=_bomb(200)
        ),
        f"{ROOT}/blog-feed.xml": Response(
            content_type=XML,
            body=(
                f'<?xml version="1.0"?>{_LAUGHS}<rss version="2.0"><channel><item>'
                f"<title>&i;</title><link>{ROOT}/post/yaml</link>"
                "<description>&x;</description></item></channel></rss>"
            ).encode(),
        ),
    }
)


def _with_blocks(page: bytes, blocks: str) -> bytes:
    """Return *page* with *blocks* before the mark that ends its body."""
    head, mark, rest = page.partition(b'<div type="last"')
    assert mark, "the sample blog's pages end their bodies in another way now"
    return head + blocks.encode() + mark + rest
