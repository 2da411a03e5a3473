"""Everything that there is of one post: its page, lists, Wix's data, AMP."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from blogark.document import Audio, Embed, Video
from blogark.walking import walk
from blogark.wix.amp import read_amp
from blogark.wix.feed_body import read_feed_html
from blogark.wix.gaps import gap
from blogark.wix.page_json import page_record, read_record_body
from blogark.wix.readings import Readings, settle
from blogark.wix.santa import read_santa
from blogark.wix.viewer import read_viewer
from blogark.wix.visitor_api import SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from blogark.wix.body import Body
    from blogark.wix.listed import ListedPost
    from blogark.wix.page import WixPage
    from blogark.wix.page_json import PostRecord
    from blogark.wix.readings import Settled

BODY_READERS: Final[tuple[Callable[[WixPage], Body | None], ...]] = (
    read_viewer,
    read_santa,
    read_amp,
)
"""One reader per kind of page, best first. Each gives ``None`` for other kinds."""

# What AMP pages keep and others leave to the browser.
_KEPT_BY_AMP: Final = (Video, Audio, Embed)


class PostSources:
    """The sources of the post on *page*; *listed* is what lists say of it.

    Each is read once. ``answer`` and ``amp`` are for whoever can fetch them.
    """

    def __init__(self, page: WixPage, listed: Sequence[ListedPost] = ()) -> None:
        self.page = page
        self.listed = tuple(listed)
        self.answer: PostRecord | None = None
        """The post in an answer of the visitor API."""
        self.amp: WixPage | None = None
        """The post's AMP page."""

    @property
    def data(self) -> tuple[str, PostRecord] | None:
        """The post in Wix's own form, after the name of its source."""
        if self._page_record is not None:
            return "page-json", self._page_record
        return (SOURCE, self.answer) if self.answer is not None else None

    @property
    def lacks_data(self) -> bool:
        """Whether the page shows its post in one form only."""
        return self._page_data is None

    @property
    def has_gaps(self) -> bool:
        """Whether something is missing in what all sources so far give together."""
        settled = self.settled()
        return settled is None or any(
            gap(block, "") is not None for block in walk(settled.body.document.blocks)
        )

    @property
    def amp_url(self) -> str | None:
        """Address of the AMP page, if it may have what all others leave empty."""
        href = self.page.attribute('link[rel="amphtml"]', "href")
        settled = self.settled() if href else None
        if href is None or settled is None:
            return None
        is_wanted = any(
            isinstance(block, _KEPT_BY_AMP) and gap(block, "") is not None
            for block in walk(settled.body.document.blocks)
        )
        return urljoin(self.page.url, href) if is_wanted else None

    def settled(self) -> Settled | None:
        """Return the best body of all sources, ``None`` if none of them has one."""
        return settle(
            Readings(
                shown=self._shown,
                data=self._page_data or self._answered(),
                feed=self._feed,
                amp=read_amp(self.amp) if self.amp is not None else None,
            )
        )

    @cached_property
    def _shown(self) -> Body | None:
        found = (read(self.page) for read in BODY_READERS)
        return next((body for body in found if body is not None), None)

    @cached_property
    def _page_record(self) -> PostRecord | None:
        return page_record(self.page)

    @cached_property
    def _page_data(self) -> Body | None:
        return self._body_of(self._page_record, "page-json")

    @cached_property
    def _feed(self) -> Body | None:
        html = next((p.content_html for p in self.listed if p.content_html), "")
        return read_feed_html(html, self.page.url) if html else None

    def _answered(self) -> Body | None:
        return self._body_of(self.answer, SOURCE)

    def _body_of(self, record: PostRecord | None, source: str) -> Body | None:
        if record is None:
            return None
        return read_record_body(record, base_url=self.page.url, source=source)
