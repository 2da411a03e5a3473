"""The job that is measured: from a page to the Markdown of its post."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from blogark.render.markdown import to_markdown
from blogark.settings import CLEANING_PASSES
from blogark.wix.page import WixPage
from blogark.wix.post_page import read_post
from pipelines.cleaning import clean, cleaning_passes

if TYPE_CHECKING:
    from blogark.post import Post
    from pipelines.cleaning import CleaningPass


def cleaned_post(html: str, url: str) -> Post:
    """Return the post on a page, read and cleaned.

    Raises ``PageUnreadable`` if there is none that can be read.
    """
    return cleaned(read_post(WixPage(html, url)))


def cleaned(post: Post) -> Post:
    """Return *post* after the passes that a crawl runs."""
    return clean(post, _passes())


@cache
def _passes() -> tuple[type[CleaningPass], ...]:
    return cleaning_passes(CLEANING_PASSES)


def page_to_markdown(html: str, url: str) -> str:
    """Return the post on a page as Markdown; raises as `cleaned_post` does."""
    return to_markdown(cleaned_post(html, url).document)
