"""What is different for a crawl that is answered from the web archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scrapy.exceptions import IgnoreRequest

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy.settings import BaseSettings

_SETTINGS: Final[dict[str, Any]] = {
    "DOWNLOADER_MIDDLEWARES": {
        "middlewares.share_robots.ShareRobots": 90,
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
        "middlewares.unpack_whole.UnpackWhole": 590,
        "middlewares.replay_answers.ReplayAnswers": 900,
    },
    # What failed will fail again, and nobody is to be waited for.
    "RETRY_TIMES": 0,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
}


class NotArchivedError(IgnoreRequest):
    """Raised for a request that was never made: nothing tells what it would answer."""


def replay(settings: BaseSettings, archive: Path) -> None:
    """Have all requests answered from what *archive* has under ``warc/``."""
    for name, value in {"WARC_REPLAY": str(archive), **_SETTINGS}.items():
        settings.set(name, value, priority="spider")
