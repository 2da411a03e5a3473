"""Runs of text and pictures as HTML without the block around them."""

from __future__ import annotations

from typing import assert_never

from blogark.document import Image, Inlines, LineBreak, Link
from blogark.render.escape import address, escape_attribute, escape_text
from blogark.render.runs import Node, Span, nest


def inline_html(content: Inlines) -> str:
    """Return *content* as HTML without the element around it."""
    return "".join(map(_inline, nest(content))).strip(" ")


def _inline(node: Node) -> str:
    match node:
        case str():
            return escape_text(node)
        case LineBreak():
            return "<br>"
        case Span():
            inner = "".join(map(_inline, node.children))
            if isinstance(node.mark, Link):
                return linked_html(inner, node.mark)
            return f"<{node.mark}>{inner}</{node.mark}>"
        case _:
            assert_never(node)


def linked_html(inner: str, link: Link | None) -> str:
    """Return *inner* inside of *link*, or alone if the address may not be written."""
    if link is None or not address(link.url):
        return inner
    values = attributes(
        href=address(link.url), rel=" ".join(link.rel), target=link.target
    )
    return f"<a{values}>{inner}</a>"


def attributes(**values: str | int | None) -> str:
    """Return *values* as attributes; one without a value is left out."""
    return "".join(
        f' {name}="{escape_attribute(str(value))}"'
        for name, value in values.items()
        if value not in (None, "")
    )


def image_html(image: Image) -> str:
    """Return *image* as an element of a line."""
    size = attributes(width=image.width, height=image.height)
    source = attributes(src=address(image.url))
    img = f'<img{source} alt="{escape_attribute(image.alt)}"{size}>'
    return linked_html(img, image.link)
