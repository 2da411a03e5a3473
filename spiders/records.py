"""The row that each address leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from blogark.dates import read_date
from blogark.post import Page
from blogark.warc.exchange import CAPTURE, Capture

if TYPE_CHECKING:
    from scrapy.http import Response

    from blogark.post import PageKind
    from spiders.outcomes import Outcome


def record(
    url: str,
    kind: PageKind,
    outcome: Outcome,
    *,
    found_in: tuple[str, ...],
    response: Response | None,
) -> Page:
    """Return what the archive keeps of *url*; *response* if the site answered."""
    page = Page(
        url=url,
        kind=kind,
        state=outcome.state,
        reason=outcome.reason,
        found_in=found_in,
        redirected_to=outcome.redirected_to,
        is_partial=outcome.is_partial,
    )
    if response is None:
        return page
    capture = _capture(response)
    return replace(
        page,
        status=response.status,
        fetched_at=read_date(capture.date) if capture else datetime.now(UTC),
        digest=f"sha256:{sha256(response.body).hexdigest()}",
        warc_file=capture.file if capture else None,
        warc_offset=capture.offset if capture else None,
    )


def _capture(response: Response) -> Capture | None:
    """Return where the web archive has what was received, if one is kept."""
    request = response.request
    capture = request.meta.get(CAPTURE) if request is not None else None
    return capture if isinstance(capture, Capture) else None
