"""What is mutated: everything that a blog's readers are given, of every era."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from selectolax.lexbor import LexborHTMLParser

from benchmarks.corpus import CORPUS, SHARED, recorded_sites
from demo.sample import sample_blog
from demo.site import build_site

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind: TypeAlias = Literal["page", "feed", "sitemap", "answer", "text"]

_MARKER: Final = re.compile(r'<div type="[^"]*" data-hook="rcv-block[^"]*"></div>')
_RICOS_DATA: Final = "ricos-fixtures"
_POSTS_A_SITE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Bytes for one of the readers."""

    kind: Kind
    name: str
    url: str
    """The address that they come from."""
    data: bytes


def sample_inputs() -> Iterator[Input]:
    """Yield what the sample blog sends, its posts also in the forms of other eras."""
    site = build_site(sample_blog())
    for url in site.urls():
        kind = _kind(url)
        if kind is None:
            continue
        one = Input(kind=kind, name=url, url=url, data=site.respond(url).body)
        yield one
        if "/post/" in url and kind == "page":
            yield from _other_eras(one)
            yield Input(kind="text", name=f"text of {url}", url=url, data=_text(one))


def recorded_inputs() -> Iterator[Input]:
    """Yield some of what real sites have sent, nothing if there is no corpus."""
    if CORPUS.exists():
        for site in recorded_sites(CORPUS):
            pages = ((path, body) for path, body in site.files.items())
            posts = (one for one in pages if "post/" in one[0])
            lists = [one for one in site.files.items() if one[0].endswith(".xml")]
            for path, data in (*islice(posts, _POSTS_A_SITE), *lists):
                url = f"https://{site.host}/{path.removesuffix('.html')}"
                if (kind := _kind(url)) is not None:
                    yield Input(kind=kind, name=url, url=url, data=data)
    for sample in sorted((SHARED / "corpus" / "samples").glob("*.html")):
        url = f"https://www.example.com/post/{sample.stem}"
        yield Input(kind="page", name=sample.name, url=url, data=sample.read_bytes())
    for fixture in sorted((SHARED / "corpus" / _RICOS_DATA).rglob("*.json")):
        yield _answer(fixture.name, fixture.read_bytes())


def _kind(url: str) -> Kind | None:
    if "_api/" in url:
        return "answer" if "post-page/" in url else None
    if url.endswith("feed.xml"):
        return "feed"
    if url.endswith(".xml"):
        return "sitemap"
    is_file = "." in url.rpartition("/")[2] or "wixstatic" in url
    return None if is_file and not url.endswith(".html") else "page"


def _other_eras(page: Input) -> Iterator[Input]:
    """Yield the page as Draft.js's viewer, and the one without markers, drew posts."""
    html = page.data.decode()
    draft = html.replace('data-id="content-viewer"', 'data-id="rich-content-viewer"')
    for era, text in (("draft", draft), ("santa", _MARKER.sub("", draft))):
        name = f"{era} of {page.name}"
        yield Input(kind="page", name=name, url=page.url, data=text.encode())


def _text(page: Input) -> bytes:
    body = LexborHTMLParser(page.data.decode()).body
    text = body.text(separator="\n") if body is not None else ""
    return f"top of page\n{text}\nbottom of page\n".encode()


def _answer(name: str, content: bytes) -> Input:
    post = {"title": "A post", "slug": "a", "richContent": json.loads(content)}
    answer = {"postPage": {"post": post}}
    url = "https://www.example.com/post/a"
    return Input(kind="answer", name=name, url=url, data=json.dumps(answer).encode())
