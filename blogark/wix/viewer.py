"""The body of a post page, as Wix's viewer rendered it on the server.

Every block is followed by an empty marker, ``<div type="heading"
data-hook="rcv-block3">``, that names its kind; ``rcv-block-first`` and
``rcv-block-last`` enclose the body. This held on every page from 2021 to 2026. The
same hooks occur in cards of related posts, so the body is looked for in the post's
own article first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bs4 import BeautifulSoup, Tag
from selectolax.lexbor import LexborHTMLParser

from blogark.document import (
    Audio,
    Block,
    Blocks,
    Button,
    Code,
    Divider,
    Document,
    Embed,
    File,
    Gallery,
    Heading,
    Image,
    List,
    Paragraph,
    Quote,
    Table,
    Video,
    walk,
)
from blogark.findings import Finding, finding
from blogark.wix.body import Body
from blogark.wix.coverage import lost_text
from blogark.wix.viewer_blocks import read_blocks, unknown
from blogark.wix.viewer_media import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from blogark.wix.page import WixPage

# Where a body can be, best first. The article's own hook is missing on few pages.
_REGIONS = (
    'article[data-hook="post"] [data-hook="post-description"]',
    'section[data-hook="post-description"]',
    '[data-hook="post-description"]',
)
_VIEWERS = {"content-viewer": "ricos-dom", "rich-content-viewer": "draft-dom"}

# The viewer's own drawing and controls, with no word or picture of the author's.
_CHROME = (
    "svg, style, script, link, noscript, "
    '[data-hook="image-expand-button"], [data-hook="imageExpandButton"], '
    '[data-hook="gap-spacer"], [data-hook="css-scroll-indicator"], '
    '[data-hook="gallery-item-image-img-preload"]'
)

_TEXT: Final = (Paragraph, Heading, List, Quote)
# Kind that a marker names → what must come out of it. Others are unknown.
_EXPECTED: Final[dict[str, tuple[type[Block], ...]]] = {
    "paragraph": _TEXT,
    "unstyled": _TEXT,
    "heading": _TEXT,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _TEXT),
    "blockquote": (Quote,),
    "bulleted_list": (List,),
    "ordered_list": (List,),
    "image": (Image,),
    "gif": (Image, Video),
    "gallery": (Gallery,),
    "video": (Video,),
    "audio": (Audio, Embed),
    "html": (Embed,),
    **dict.fromkeys(("file", "file-upload"), (File,)),
    "button": (Button,),
    "divider": (Divider,),
    "table": (Table,),
    **dict.fromkeys(("code_block", "code-block", "pre"), (Code,)),
}
_EMPTY: Final[dict[str, Block]] = {
    "video": Video(),
    "audio": Audio(),
    "html": Embed(),
    "gallery": Gallery(complete=False),
}


def read_viewer(page: WixPage) -> Body | None:
    """Return the body of a post page, ``None`` if the viewer's markup is not there."""
    region = _region(page)
    if region is None:
        return None
    viewer = region.css_first('[data-id$="content-viewer"]')
    name = viewer.attributes.get("data-id") if viewer is not None else None
    fragment = _fragment(region)
    reading = _Reading(page.url)
    for element, kind in _marked(fragment):
        reading.read(element, kind)
    reading.check(fragment)
    return Body(
        document=Document(tuple(reading.blocks)),
        source=_VIEWERS.get(name or "", "ricos-dom"),
        findings=tuple(reading.findings),
    )


def _region(page: WixPage) -> LexborNode | None:
    regions = [region for css in _REGIONS for region in page.tree.css(css)]
    for proof in ('[data-hook^="rcv-block"]', '[data-id$="content-viewer"]'):
        for region in regions:
            if region.css_first(proof) is not None:
                return region
    return None


def _fragment(region: LexborNode) -> Tag:
    """Return the body alone as a tree of its own, without the viewer's chrome."""
    # Pruned by lexbor before BeautifulSoup sees it: icons and styles are half of the
    # elements (measured: 0.72 s to 0.41 s over 113 pages).
    small = LexborHTMLParser(region.html or "")
    for node in small.css(_CHROME):
        node.decompose()
    html = small.body.html if small.body is not None else None
    soup = BeautifulSoup(html or "", "lxml", multi_valued_attributes=None)
    return soup.body or soup


def _is_marker(element: Tag) -> bool:
    return attribute(element, "data-hook").startswith("rcv-block")


def _marked(fragment: Tag) -> Iterator[tuple[Tag, str]]:
    """Yield each top-level element of the body with its kind, ``""`` if unmarked.

    A viewer without any marker is read as one unmarked element.
    """
    markers = filter(_is_marker, fragment.find_all("div", {"type": True}))
    numbered = (m for m in markers if attribute(m, "type") not in {"first", "last"})
    first = next(numbered, None)
    container = first.parent if first is not None else fragment
    waiting: list[Tag] = []
    for child in container.children if container is not None else ():
        if not isinstance(child, Tag):
            continue
        if not _is_marker(child):
            waiting.append(child)
            continue
        kind = attribute(child, "type")
        yield from ((element, "") for element in waiting[:-1])
        if waiting:
            yield waiting[-1], kind
        waiting.clear()
    yield from ((element, "") for element in waiting)


@dataclass(slots=True)
class _Reading:
    """Collects blocks and findings while the body is read from top to bottom."""

    base_url: str
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def read(self, element: Tag, kind: str) -> None:
        blocks = self._understood(element, kind)
        if lost := lost_text(element, blocks):
            self._find(
                "text-not-read",
                f"Words of the {kind or 'unmarked'} block {_key(element)} are not in "
                "what was read: compare it with the live page.",
                lost,
            )
        for block in walk(blocks):
            self._report(block, kind)
        self.blocks.extend(blocks)

    def _understood(self, element: Tag, kind: str) -> Blocks:
        if kind == "empty-line":
            return (Paragraph(anchor=_key(element) or None),)
        blocks = tuple(read_blocks([element], self.base_url))
        if not kind:
            return tuple(block for block in blocks if block != Paragraph())
        expected = _EXPECTED.get(kind)
        if expected is not None and any(isinstance(b, expected) for b in blocks):
            return blocks
        if kind in _EMPTY and not blocks:
            return (_EMPTY[kind],)
        return self._unknown(element, kind)

    def _unknown(self, element: Tag, kind: str) -> Blocks:
        key = _key(element)
        self._find(
            "block-unknown",
            f"The {kind} block {key} is of a kind that Blogark does not know: its text "
            "is kept, check it against the live page.",
            key,
        )
        return (unknown(element, kind, key or None),)

    def _report(self, block: Block, kind: str) -> None:
        key = getattr(block, "anchor", None) or ""
        match block:
            case Video(url=None) | Audio(url=None, html=None):
                what = kind or block.__struct_config__.tag
            case Embed(url=None, html=None):
                what = "audio player" if kind == "audio" else "HTML embed"
            case Gallery(items=()):
                what = "gallery"
            case Gallery(complete=False, items=items):
                self._find(
                    "gallery-incomplete",
                    f"The page shows {len(items)} items of the gallery {key}; it may "
                    "have more: compare it with the live page.",
                    key,
                )
                return
            case Button(link=None, text=name) | File(url=None, name=name):
                self._find(
                    "link-missing",
                    f"The page does not say where “{name}” leads: add the address "
                    "by hand.",
                    key,
                )
                return
            case _:
                return
        self._find(
            "block-empty",
            f"The page leaves the {what} {key} empty: a placeholder marks the place, "
            "add the content by hand.",
            key,
        )

    def _find(self, code: str, message: str, detail: str = "") -> None:
        self.findings.append(finding(code, " ".join(message.split()), detail))

    def check(self, fragment: Tag) -> None:
        """Report text that stands outside of every block that was read."""
        if lost := lost_text(fragment, tuple(self.blocks)):
            known = any(f.code == "text-not-read" for f in self.findings)
            if not known:
                self._find(
                    "text-not-read",
                    "Words between the blocks of the body are not in what was read: "
                    "compare the post with the live page.",
                    lost,
                )


def _key(element: Tag) -> str:
    """Return the block's key, ``viewer-<key>``: on the element or just inside it."""
    if own := attribute(element, "id"):
        return own
    inner = (attribute(d, "id") for d in element.descendants if isinstance(d, Tag))
    return next((key for key in inner if key.startswith("viewer-")), "")
