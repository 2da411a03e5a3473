"""Blocks in the viewer's markup that hold other blocks, and cards of the site's apps.

No recorded page has one. Their markup is known from Wix's source of 2021, so that no
more of it is relied on than what a browser needs: the buttons that open and close a
list, and the link that a card is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from bs4 import Tag

from blogark.document import Collapsible, CollapsibleItem, LinkPreview
from blogark.wix.rich_text import joined, plain_text, title_of
from blogark.wix.viewer_media import attribute, poster_of
from blogark.wix.viewer_text import direction, read_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bs4.element import PageElement

    from blogark.document import Block

ReadBlocks: TypeAlias = "Callable[[Iterable[PageElement]], Iterable[Block]]"
_BUTTON: Final = "ExpandCollapseButton"


def read_collapsible(element: Tag, read_blocks: ReadBlocks) -> Collapsible | None:
    """Return the list in *element*, ``None`` if it has no buttons to open its items.

    The box of an item's title holds its button; what follows the box is the item's
    body, which the page leaves out while the item is closed. *read_blocks* reads both.
    """
    items: list[CollapsibleItem] = []
    bodies: set[int] = set()
    for button in element.find_all("button"):
        box = button.parent
        if box is None or not attribute(button, "data-hook").startswith(_BUTTON):
            continue
        if bodies.isdisjoint(map(id, box.parents)):  # else of a list in an item's body
            body = [*_body_after(box)]
            bodies.update(map(id, body))
            lines, others = title_of(read_blocks(n for n in box if n is not button))
            blocks = (*others, *read_blocks(body))
            items.append(CollapsibleItem(title=joined(lines), blocks=blocks))
    text = "".join(plain_text(item.title) for item in items)
    return Collapsible(tuple(items), dir=direction(text, None)) if items else None


def _body_after(box: Tag) -> Iterator[PageElement]:
    for node in box.next_siblings:
        if isinstance(node, Tag) and _opens(node):
            return
        yield node


def _opens(box: Tag) -> bool:
    """Tell whether *box* is the next item's title."""
    return any(
        isinstance(node, Tag) and attribute(node, "data-hook").startswith(_BUTTON)
        for node in box.children
    )


def read_app_card(element: Tag, base_url: str) -> LinkPreview | None:
    """Return the card of a product, an event or a service, which is one link."""
    anchor = element.find("a", href=True)
    link = read_link(anchor, base_url) if isinstance(anchor, Tag) else None
    title, *details = [*element.stripped_strings] or [""]
    if link is None or not title:
        return None
    return LinkPreview(
        title=title,
        url=link.url,
        description=" · ".join(details),
        thumbnail=poster_of(element),
    )
