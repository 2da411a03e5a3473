"""When a post was published, when it was changed, and how long it takes to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from blogark.wix.metadata_choice import Field
from blogark.wix.page import ancestors, is_in_body, text_of
from blogark.wix.values import whole_number

if TYPE_CHECKING:
    from blogark.wix.json_ld import Posting
    from blogark.wix.page import WixPage

_SHOWN_DATE: Final = '[data-hook="time-ago"]'
_DIGITS: Final = re.compile(r"\d+")


def published(page: WixPage, posting: Posting) -> Field[str]:
    return Field(
        page={
            "article:published_time": lambda: page.meta("article:published_time") or "",
            "json-ld": lambda: posting.date_published,
            "displayed": lambda: _displayed_date(page, is_update=False),
        },
        data=lambda record: record.published_raw,
        lists=lambda post: post.published_raw,
    )


def updated(page: WixPage, posting: Posting) -> Field[str]:
    return Field(
        page={
            "article:modified_time": lambda: page.meta("article:modified_time") or "",
            "json-ld": lambda: posting.date_modified,
            "displayed": lambda: _displayed_date(page, is_update=True),
        },
        data=lambda record: record.updated_raw,
        lists=lambda post: post.updated_raw,
    )


def _displayed_date(page: WixPage, *, is_update: bool) -> str:
    """Return a date as readers see it: the day alone, in words of the site's language.

    No moment can be read from it, but it is kept as text where there is no other. The
    date of an update stands in a paragraph of its own, after "Updated:".
    """
    for shown in (
        *page.all_in_article(_SHOWN_DATE),
        *page.tree.css(f"html[amp] {_SHOWN_DATE}"),
    ):
        in_paragraph = any(outer.tag == "p" for outer in ancestors(shown))
        if in_paragraph == is_update and not is_in_body(shown):
            return text_of(shown)
    return ""


def minutes(page: WixPage) -> Field[int | None]:
    return Field(
        page={"page": lambda: _shown_minutes(page)},
        data=lambda record: record.reading_minutes,
        lists=lambda post: post.reading_minutes,
    )


def _shown_minutes(page: WixPage) -> int | None:
    # "3 min read", "Minut čtení: 3", "٦ دقائق قراءة": the number is all that is sure.
    shown = _DIGITS.search(text_of(page.first_in_article('[data-hook="time-to-read"]')))
    return whole_number(shown[0]) if shown else None
