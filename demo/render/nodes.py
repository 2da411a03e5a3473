"""A post's body as Wix keeps it: Ricos nodes with all that the author put in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from demo.media import ImageFile, VideoFile
from demo.render.body import Viewer
from demo.ricos import (
    AudioEmbed,
    Blockquote,
    Button,
    CodeBlock,
    Divider,
    FileDownload,
    Gallery,
    Hashtag,
    Heading,
    HtmlEmbed,
    Image,
    ItemList,
    Link,
    Paragraph,
    Run,
    Table,
    Video,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from demo.blog import Blog, Post
    from demo.render.data import Json
    from demo.ricos import Block, Content, Inline, Style


def rich_content(post: Post, blog: Blog) -> Json:
    """Return the body of *post* as one document, its keys those of the page."""
    viewer = Viewer(page=blog.url(post), root=blog.root)
    nodes = [_Nodes(viewer.key).node(block) for block in post.body]
    return {"nodes": nodes, "metadata": {"version": 1}, "documentStyle": {}}


@dataclass(frozen=True, slots=True)
class _Nodes:
    """Makes nodes, and takes keys in the order in which the viewer does."""

    key: Callable[[], str]

    def node(self, block: Block) -> Json:
        match block:
            case Paragraph():
                data = {**_text_style(block.align), "indentation": block.indent}
                return self._text("PARAGRAPH", block.key, block.content, data)
            case Heading():
                data = {**_text_style(block.align), "level": block.level}
                return self._text("HEADING", block.key, block.content, data)
            case ItemList():
                return self._list(block)
            case Blockquote():
                return self._with_inner("BLOCKQUOTE", block.paragraphs, {})
            case CodeBlock():
                return _node("CODE_BLOCK", self.key(), {}, _texts((Run(block.text),)))
            case Table():
                rows = [self._row(row) for row in block.rows]
                return _node("TABLE", self.key(), {"dimensions": {}}, rows)
            case _:
                return self._media(block)

    def _text(self, kind: str, key: str, content: Content, data: Json) -> Json:
        return _node(kind, key or self.key(), data, _texts(content))

    def _with_inner(self, kind: str, blocks: Iterable[Block], data: Json) -> Json:
        inner = [self.node(block) for block in blocks]
        return _node(kind, self.key(), data, inner)

    def _list(self, block: ItemList) -> Json:
        items = [
            _node("LIST_ITEM", "", {}, [self.node(inner) for inner in item.blocks])
            for item in block.items
        ]
        kind = "ORDERED_LIST" if block.ordered else "BULLETED_LIST"
        return _node(kind, "", {"start": block.start}, items)

    def _row(self, row: tuple[tuple[Paragraph, ...], ...]) -> Json:
        cells = []
        for cell in row:
            key = self.key()
            cells.append(_node("TABLE_CELL", key, {}, [self.node(one) for one in cell]))
        return _node("TABLE_ROW", "", {}, cells)

    def _media(self, block: Block) -> Json:
        key = self.key()
        match block:
            case Image():
                caption = _node("CAPTION", self.key(), {}, _texts(block.caption))
                return _node("IMAGE", key, _image(block), [caption])
            case Gallery():
                return _node("GALLERY", key, {"items": [*map(_item, block.items)]})
            case Video():
                return _node("VIDEO", key, _video(block))
            case AudioEmbed():
                return _node("AUDIO", key, {"html": block.html})
            case HtmlEmbed():
                return _node("HTML", key, {"html": block.html, "source": "HTML"})
            case FileDownload():
                return _node("FILE", key, _file(block))
            case Button():
                return _node("BUTTON", key, {"text": block.text, **_link(block.link)})
            case Divider():
                return _node("DIVIDER", key, {"lineStyle": block.line.upper()})
            case _:
                raise TypeError(f"{type(block).__name__} is no medium")


def _node(kind: str, key: str, data: Json, nodes: Iterable[Json] = ()) -> Json:
    first, *others = kind.lower().split("_")
    name = first + "".join(word.capitalize() for word in others)
    return {"type": kind, "id": key, "nodes": [*nodes], f"{name}Data": data}


def _text_style(align: str) -> Json:
    return {"textStyle": {"textAlignment": align.upper() or "AUTO"}}


def _texts(content: Content) -> list[Json]:
    return [
        {
            "type": "TEXT",
            "id": "",
            "nodes": [],
            "textData": {"text": _plain(one), "decorations": [*_decorations(one)]},
        }
        for one in content
    ]


def _plain(inline: Inline) -> str:
    return f"#{inline.text}" if isinstance(inline, Hashtag) else inline.text


def _decorations(inline: Inline) -> Iterator[Json]:
    if isinstance(inline, Run):
        yield from _styles(inline.style)
        if (link := inline.link) is not None and link.url.startswith("#"):
            yield {"type": "ANCHOR", "anchorData": {"anchor": link.url[1:]}}
        elif link is not None:
            yield {"type": "LINK", "linkData": _link(link)}


def _styles(style: Style) -> Iterator[Json]:
    if style.weight is not None:
        yield {"type": "BOLD", "fontWeightValue": style.weight}
    if style.italic:
        yield {"type": "ITALIC", "italicData": True}
    if style.underline:
        yield {"type": "UNDERLINE", "underlineData": True}
    if style.strike:
        yield {"type": "STRIKETHROUGH", "strikethroughData": True}
    if style.script == "sup":
        yield {"type": "SUPERSCRIPT", "superscriptData": True}
    if style.script == "sub":
        yield {"type": "SUBSCRIPT", "subscriptData": True}
    colors = {"foreground": style.color, "background": style.background}
    if any(colors.values()):
        named = {name: color for name, color in colors.items() if color}
        yield {"type": "COLOR", "colorData": named}


def _link(link: Link | None) -> Json:
    if link is None:
        return {}
    rel = dict.fromkeys(link.rel.split(), True)
    return {"link": {"url": link.url, "target": link.target[1:].upper(), "rel": rel}}


def _media(file: ImageFile) -> Json:
    return {"src": {"id": file.id}, "width": file.width, "height": file.height}


def _image(block: Image) -> Json:
    return {"image": _media(block.file), "altText": block.alt, **_link(block.link)}


def _item(file: ImageFile) -> Json:
    return {"image": {"media": _media(file)}, "title": "", "altText": ""}


def _video(block: Video) -> Json:
    """An own file is named by its folder and quality, another site's by its page."""
    if isinstance(block.file, VideoFile):
        source = {"id": f"video/{block.file.id}/1080p/mp4/file.mp4"}
    else:
        source = {"url": block.url} if block.url else {}
    thumbnail = {"src": {"url": block.poster}} if block.poster else {}
    return {"video": {"src": source}, "thumbnail": thumbnail}


def _file(block: FileDownload) -> Json:
    name = PurePosixPath(block.file.name)
    source = {"url": block.url} if block.url else {}
    return {"src": source, "name": str(name), "type": name.suffix[1:]}
