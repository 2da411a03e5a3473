"""A crawl of nothing but files, run in a process of its own: Scrapy starts only once.

``python -m tests.pipelines.media_crawl OUT`` prints each post as a line of JSON, as it
came out of the pipelines.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec
from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from blogark.document import Document
from blogark.findings import Finding  # noqa: TC001 - msgspec reads it
from blogark.post import Media, MediaKind, Post
from spiders.stages import stored

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HOST: Final = "static.wixstatic.com"
MAX_SIZE: Final = 50_000


def media(
    url: str,
    kind: MediaKind = "image",
    *,
    name: str = "",
    fallbacks: tuple[str, ...] = (),
) -> Media:
    url = url if ":" in url else f"https://{HOST}/{url}"
    return Media(url=url, kind=kind, role="inline", name=name, fallbacks=fallbacks)


def video(quality: str) -> str:
    return f"https://video.wixstatic.com/video/a1_b2/{quality}/mp4/file.mp4"


def post(slug: str, *files: Media) -> Post:
    return Post(
        id=slug,
        url=f"https://www.example.com/post/{slug}",
        slug=slug,
        title=slug,
        document=Document(),
        body_source="test",
        media=files,
        cover=replace(files[0], role="cover"),
    )


POSTS: Final = (
    post(
        "good",
        media("media/cover.jpg", name="Sommer Fést (1).JPG"),
        media("media/nameless~mv2.png"),
        media("media/mislabelled.png", name="0123456789abcdef0123456789abcdef.png"),
        media("media/no-extension"),
        media("media/evil.jpg", name="../../../evil.jpg"),
        media("ugd/form.pdf", "file", name="Intake form.pdf"),
        media("media/moved.jpg"),
        media(
            video("1080p"),
            "video",
            fallbacks=(video("720p"), "javascript:alert(1)", video("480p")),
        ),
    ),
    post("same", media("media/cover.jpg", name="Sommer Fést (1).JPG")),
    post(
        "bad",
        media("media/error-page.jpg"),
        media("media/sentence.jpg"),
        media("media/empty.jpg"),
        media("media/missing.jpg"),
        media("media/large.jpg"),
        media("media/cut.jpg"),
        media("media/leads-inside.jpg"),
        media("http://169.254.169.254/latest/meta-data.jpg"),
        media("https://forbidden.example/a.jpg"),
        media("data:image/gif;base64,R0lGODlh"),
        media("http://[broken/a.jpg"),
        media("https://example.org:port/a.jpg"),
        media(
            "https://video.wixstatic.com/video/c3_d4/1080p/mp4/file.mp4",
            "video",
            fallbacks=("https://video.wixstatic.com/video/c3_d4/720p/mp4/file.mp4",),
        ),
        media("media/fine.jpg"),
    ),
)


class Shown(NamedTuple):
    """What the tests look at of a post."""

    slug: str
    cover: Media | None
    media: tuple[Media, ...]
    findings: tuple[Finding, ...]


class MediaSpider(Spider):
    name = "media"

    async def start(self) -> AsyncIterator[Post]:
        for each in POSTS:
            yield each
        await stored(self.crawler)


def show(item: object) -> None:
    if isinstance(item, Post):
        shown = Shown(item.slug, item.cover, item.media, item.findings)
        sys.stdout.buffer.write(msgspec.json.encode(shown) + b"\n")


def main(out: str) -> None:
    settings = Settings()
    settings.setmodule("blogark.settings")
    settings.setdict(
        {
            "ITEM_PIPELINES": {
                path: order
                for path, order in settings.getdict("ITEM_PIPELINES").items()
                if order >= 800  # save and store
            },
            "SPIDER_MODULES": [],
            "EXTENSIONS": {},
            "BLOGARK_OUT": out,
            "MEDIA_MAXSIZE": MAX_SIZE,
            "RETRY_TIMES": 1,
            "DOWNLOAD_DELAY": 0,
            "AUTOTHROTTLE_START_DELAY": 0,
            "LOG_LEVEL": "WARNING",
        }
    )
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(MediaSpider)
    crawler.signals.connect(show, signals.item_scraped)
    process.crawl(crawler)
    process.start()


if __name__ == "__main__":
    main(sys.argv[1])
