"""The row that each address leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from blogark.post import Page

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
    )
    if response is None:
        return page
    return replace(
        page,
        status=response.status,
        fetched_at=datetime.now(UTC),
        digest=f"sha256:{sha256(response.body).hexdigest()}",
    )
