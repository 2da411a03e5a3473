"""A page of a Wix site, parsed once, and what kind of answer it is.

Lexbor parses the megabyte around a body in about 3 ms, 20 times faster than
BeautifulSoup (measured over 113 real pages); only the body itself goes through
BeautifulSoup, in the readers.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

from blogark.wix.bounds import without_attributes, without_depth
from blogark.wix.pagedata import blog_part, has_failed_widgets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode


ARTICLE: Final = 'article[data-hook="post"]'
"""CSS of the element that a post's own content is in, other posts' cards are not."""
_VIEWERS: Final = '[data-rce-version], [data-id$="content-viewer"]'


class Problem(StrEnum):
    """Why a page that came with a good status is not what was asked for."""

    NOT_FOUND = "not found"
    """Wix's own "We Couldn't Find This Page"."""
    THROTTLED = "too many requests"
    """The blog's backend asks to come back later, inside a normal page."""
    SERVER_ERROR = "server error"
    """ "This Page is Currently Unavailable", inside a normal page."""


# Hooks of whole-page states; seen in captures (not-found) and in the bundle of the
# post page widget (the others).
_PROBLEMS = {
    '[data-hook="too-many-requests-page"]': Problem.THROTTLED,
    '[data-hook="server-error-page"]': Problem.SERVER_ERROR,
    '[data-hook="not-found-page"]': Problem.NOT_FOUND,
}


class WixPage:
    """A page as received.

    *html* is the decoded text, *url* the address that answered.
    """

    def __init__(self, html: str, url: str) -> None:
        self.html = html
        self.url = url

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The parsed page. Readers may not change it."""
        return LexborHTMLParser(without_depth(self._bounded))

    @property
    def is_cut(self) -> bool:
        """Whether a tag has more attributes than are read."""
        return self._bounded is not self.html

    @property
    def is_too_deep(self) -> bool:
        """Whether tags are nested without end: then most of them are not read."""
        return without_depth(self._bounded) is not self._bounded

    @cached_property
    def _bounded(self) -> str:
        return without_attributes(self.html)

    @cached_property
    def is_wix(self) -> bool:
        """Whether Wix made the page: its generator tag, or its site id header."""
        generator = self.meta("generator") or ""
        if generator.lower().startswith("wix.com"):
            return True
        selector = 'meta[http-equiv="X-Wix-Meta-Site-Id"]'
        return self.tree.css_first(selector) is not None

    @cached_property
    def problem(self) -> Problem | None:
        """The whole-page problem that the page shows, if any."""
        # Not in the text first: its megabyte takes 0.2 ms a word to search, the tree's
        # thousand elements 0.02 ms a selector (113 real pages).
        found = (p for css, p in _PROBLEMS.items() if self.first(css) is not None)
        return next(found, None)

    def first(self, selector: str) -> LexborNode | None:
        """Return the first element that matches a CSS *selector*."""
        return self.tree.css_first(selector)

    def attribute(self, selector: str, name: str) -> str | None:
        """Return an attribute of the first match, stripped; ``None`` if empty."""
        node = self.tree.css_first(selector)
        value = node.attributes.get(name) if node is not None else None
        return (value.strip() or None) if value else None

    def meta(self, name: str) -> str | None:
        """Return the content of ``meta[property=…]`` or else ``meta[name=…]``."""
        return self._metas.get(("property", name)) or self._metas.get(("name", name))

    @cached_property
    def _metas(self) -> dict[tuple[str, str], str]:
        """The first content of each property and name, in one walk over the page."""
        found: dict[tuple[str, str], str] = {}
        for node in self.tree.css("meta[content]"):
            attributes = node.attributes
            content = (attributes["content"] or "").strip()
            for key in ("property", "name"):
                if content and (name := attributes.get(key)):
                    found.setdefault((key, name), content)
        return found

    @cached_property
    def blog_data(self) -> dict[str, object]:
        """The blog's part of the warm-up data, see `blogark.wix.pagedata`."""
        return blog_part(self.script("wix-warmup-data") or "{}")

    @cached_property
    def has_failed_widgets(self) -> bool:
        """Whether the server says that it failed to draw a part of the page."""
        return has_failed_widgets(self.script("wix-warmup-data") or "{}")

    @cached_property
    def _articles(self) -> list[LexborNode]:
        return self.tree.css(ARTICLE) or list(self._around_body())

    def _around_body(self) -> Iterator[LexborNode]:
        """Yield the article around the body, for pages whose article has no hook.

        It is the outermost: until 2023 there was another one in the body.
        """
        body = self.tree.css_first(_VIEWERS)
        around = ancestors(body) if body is not None else ()
        yield from [node for node in around if node.tag == "article"][-1:]

    def all_in_article(self, selector: str) -> list[LexborNode]:
        """Return what matches *selector*, of one element, in the post's article."""
        # Nearly every page has one: that is a third of the elements.
        if len(self._articles) == 1:
            return self._articles[0].css(selector)
        return self.tree.css(f"{ARTICLE} {selector}")

    def first_in_article(self, selector: str) -> LexborNode | None:
        """Return the first that matches *selector*, of one element, in the article."""
        if len(self._articles) == 1:
            return self._articles[0].css_first(selector)
        return self.tree.css_first(f"{ARTICLE} {selector}")

    @property
    def has_article(self) -> bool:
        """Whether the page has an article that is the post's own."""
        return bool(self._articles)

    def script(self, element_id: str) -> str | None:
        """Return the text of the ``script`` element with this id."""
        node = self.tree.css_first(f'script[id="{element_id}"]')
        return node.text(deep=True) if node is not None else None


def text_of(node: LexborNode | None) -> str:
    """Return the text in *node*, words parted by one space; ``""`` for no node."""
    return " ".join(node.text(deep=True).split()) if node is not None else ""


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Yield what *node* is in, innermost first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def is_in_body(node: LexborNode) -> bool:
    """Whether *node* is in the body of a post."""
    hooks = (outer.attributes.get("data-hook") for outer in ancestors(node))
    return "post-description" in hooks
