"""What cleaning changes on purpose, taken off the page before it is compared.

Each rule is written again here, in terms of the page, and counted: a pass that removes
more than its rule allows shows up as a loss.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from blogark.tracking import without_tracking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from blogark.post import Post


_HEADINGS: Final = tuple(f"h{level}" for level in range(1, 7))


def take_off_accounted(body: HtmlElement, post: Post) -> Counter[str]:
    """Change *body* as cleaning may, and return how many things that were."""
    done = {cleaning.name for cleaning in post.cleanings}
    counts = Counter(tracking=_untrack(body))
    if "move_hashtags" in done:
        counts["hashtags"] = _drop(list(_hashtag_lines(body, post.hashtags)))
    if "drop_repeated_title" in done:
        counts["title"] = _drop(list(_repeated_titles(body, post.title)))
    return counts


def _untrack(body: HtmlElement) -> int:
    tracked = 0
    for link in body.iter("a"):
        href = link.get("href") or ""
        if (clean := without_tracking(href)) != href:
            link.set("href", clean)
            tracked += 1
    return tracked


def _drop(elements: list[HtmlElement]) -> int:
    for element in elements:
        element.drop_tree()
    return len(elements)


def _hashtag_lines(body: HtmlElement, listed: tuple[str, ...]) -> Iterator[HtmlElement]:
    known = {f"#{tag.casefold()}" for tag in listed}
    for paragraph in body.iter("p"):
        words = paragraph.text_content().casefold().replace(",", " ").split()
        hrefs = [link.get("href") or "" for link in paragraph.iter("a")]
        only_tags = bool(words) and known.issuperset(words)
        if only_tags and all("hash" in href for href in hrefs):
            yield paragraph


def _repeated_titles(body: HtmlElement, title: str) -> Iterator[HtmlElement]:
    """Yield the headings before all other words that say the title again."""
    for element in body.iter("p", "li", "td", "figcaption", *_HEADINGS):
        letters = _letters(element.text_content())
        if letters and (element.tag not in _HEADINGS or letters != _letters(title)):
            return
        if letters:
            yield element


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
