"""Files of all fates, fetched by a real crawl from a real server."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec
import pytest

from demo.blog import Blog
from demo.faults import Cut, failing
from demo.server import Server
from demo.site import Response, Site
from tests.pipelines.media_crawl import HOST, MAX_SIZE, Shown, video

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blogark.post import Media

ROOT: Final = Path(__file__).parents[2]
JPEG: Final = b"\xff\xd8\xff\xe0 picture"
PNG: Final = b"\x89PNG\r\n\x1a\n picture"
MP4: Final = b"\0\0\0\x18ftypisom\0\0\x02\0 film"
PDF: Final = b"%PDF-1.7 form"


def _ok(body: bytes, content_type: str = "image/jpeg") -> Response:
    return Response(body=body, content_type=content_type)


def _moved(target: str) -> Response:
    return Response(status=302, headers={"Location": target})


_FILES: Final[Mapping[str, Response]] = {
    "/media/cover.jpg": _ok(JPEG),
    "/media/nameless~mv2.png": _ok(PNG, "image/png"),
    "/media/mislabelled.png": _ok(JPEG + b"!"),
    "/media/no-extension": _ok(PNG + b"!", "application/octet-stream"),
    "/media/evil.jpg": _ok(JPEG + b"evil"),
    "/ugd/form.pdf": _ok(PDF, "application/pdf"),
    "/media/moved.jpg": _moved("https://elsewhere.example/moved.jpg"),
    "/media/error-page.jpg": _ok(b"<!doctype html><h1>Sorry</h1>"),
    "/media/sentence.jpg": _ok(b"No such file."),
    "/media/empty.jpg": _ok(b""),
    "/media/large.jpg": _ok(JPEG + b"x" * MAX_SIZE),
    "/media/cut.jpg": _ok(JPEG + b"cut"),
    "/media/leads-inside.jpg": _moved("http://127.0.0.1:9/secret.jpg"),
    "/media/fine.jpg": _ok(JPEG + b"fine"),
}


def _site() -> Site:
    answers = {(HOST, path): response for path, response in _FILES.items()}
    answers["elsewhere.example", "/moved.jpg"] = _ok(JPEG + b"moved")
    robots = _ok(b"User-agent: *\nDisallow: /", "text/plain")
    answers["forbidden.example", "/robots.txt"] = robots
    for quality in ("1080p", "720p"):
        answers["video.wixstatic.com", f"/video/a1_b2/{quality}/mp4/file.mp4"] = (
            failing(403)
        )
    answers["video.wixstatic.com", "/video/a1_b2/480p/mp4/file.mp4"] = _ok(
        MP4, "video/mp4"
    )
    routes = {key: lambda answer=answer: answer for key, answer in answers.items()}
    return Site(
        Blog(host="www.example.com", title="", description="", posts=()), routes
    )


class Crawled(NamedTuple):
    folder: Path
    posts: Mapping[str, Shown]
    again: Mapping[str, Shown]
    """The same of a second crawl into the same folder."""
    requests: Counter[str]
    """How often each address was asked for in both crawls."""
    log: str

    def media(self, url: str) -> Media:
        (found,) = {
            media
            for post in self.posts.values()
            for media in post.media
            if media.url.endswith(url)
        }
        return found


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    folder = tmp_path_factory.mktemp("archive")
    cut = {f"https://{HOST}/media/cut.jpg": [Cut.TRUNCATED] * 10}
    with Server(_site(), cut) as server:
        runs = [_crawl(folder, server) for _ in range(2)]
        requests = Counter(exchange.url for exchange in server.log)
    (posts, log), (again, _) = runs
    return Crawled(folder, posts, again, requests, log)


def _crawl(folder: Path, server: Server) -> tuple[dict[str, Shown], str]:
    run = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.pipelines.media_crawl", str(folder)],
        cwd=ROOT,
        env={**os.environ, **server.environment()},
        capture_output=True,
        text=True,
        check=True,
    )
    shown = (msgspec.json.decode(line, type=Shown) for line in run.stdout.splitlines())
    return {post.slug: post for post in shown}, run.stderr


def test_an_original_is_stored_as_it_was_sent(crawled: Crawled) -> None:
    media = crawled.media("/cover.jpg")
    assert media.status == "stored"
    assert media.path is not None
    assert (crawled.folder / media.path).read_bytes() == JPEG
    assert media.sha256 == hashlib.sha256(JPEG).hexdigest()
    assert media.bytes == len(JPEG)
    assert media.mime_type == "image/jpeg"
    assert media.fetched_url == media.url


@pytest.mark.parametrize(
    ("url", "start", "end"),
    [
        ("/cover.jpg", "sommer-fest-1-", ".jpg"),
        ("/nameless~mv2.png", "good-", ".png"),
        ("/mislabelled.png", "good-", ".jpg"),
        ("/no-extension", "good-", ".png"),
        ("/evil.jpg", "evil-", ".jpg"),
        ("/form.pdf", "intake-form-", ".pdf"),
    ],
)
def test_a_file_is_named_after_its_own_name_or_its_post(
    crawled: Crawled, url: str, start: str, end: str
) -> None:
    path = Path(crawled.media(url).path or "")
    assert path.parent == Path("media")
    assert path.name.startswith(start)
    assert path.name.endswith(end)


def test_nothing_is_in_the_folder_but_what_the_posts_name(crawled: Crawled) -> None:
    posts = crawled.posts.values()
    named = {media.path for post in posts for media in post.media if media.path}
    found = {f"media/{path.name}" for path in (crawled.folder / "media").iterdir()}
    assert found == named


def test_a_file_that_two_posts_show_is_fetched_and_stored_once(
    crawled: Crawled,
) -> None:
    one, other = crawled.posts["good"].media[0], crawled.posts["same"].media[0]
    assert one == other
    assert crawled.requests[one.url] == 1


def test_a_cover_is_the_stored_file_and_stays_a_cover(crawled: Crawled) -> None:
    post = crawled.posts["good"]
    assert post.cover is not None
    assert post.cover.role == "cover"
    assert post.cover.path == post.media[0].path


def test_a_second_crawl_fetches_no_stored_file_and_says_the_same(
    crawled: Crawled,
) -> None:
    assert crawled.again == crawled.posts
    stored = {m.fetched_url for p in crawled.posts.values() for m in p.media}
    assert {crawled.requests[url] for url in stored if url} == {1}


def test_a_film_is_had_in_the_best_quality_that_there_is(crawled: Crawled) -> None:
    media = crawled.media("/video/a1_b2/1080p/mp4/file.mp4")
    assert media.status == "stored"
    assert media.fetched_url == video("480p")


def test_a_redirect_to_another_public_host_is_followed(crawled: Crawled) -> None:
    media = crawled.media("/moved.jpg")
    assert media.status == "stored"
    assert media.fetched_url == media.url


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("/error-page.jpg", "the server sent text/html in place of the image"),
        ("/sentence.jpg", "the server sent text/plain in place of the image"),
        ("/empty.jpg", "the server sent an empty file"),
        ("/missing.jpg", "the server answers 404"),
        ("/large.jpg", "it is larger than MEDIA_MAXSIZE"),
        ("/cut.jpg", "the server sent only a part of it"),
        ("/leads-inside.jpg", "127.0.0.1 is not a host of the public internet"),
        ("/meta-data.jpg", "169.254.169.254 is not a host of the public internet"),
        ("https://forbidden.example/a.jpg", "Forbidden by robots.txt"),
        ("data:image/gif;base64,R0lGODlh", "it is not a web address"),
        ("http://[broken/a.jpg", "it is not a web address"),
        ("https://example.org:port/a.jpg", "it is not a web address"),
        ("/video/c3_d4/1080p/mp4/file.mp4", "the server answers 404"),
    ],
)
def test_a_file_that_cannot_be_had_has_a_reason_and_a_finding(
    crawled: Crawled, url: str, reason: str
) -> None:
    media = crawled.media(url)
    assert (media.status, media.path) == ("failed", None)
    assert media.reason == reason
    (found,) = (f for f in crawled.posts["bad"].findings if f.detail == media.url)
    assert found.code == "media-failed"
    assert found.message == (
        f"The {media.kind} at {media.url} is not in the archive: {reason}."
    )


def test_a_file_that_cannot_be_had_does_not_stop_the_others(crawled: Crawled) -> None:
    assert crawled.media("/fine.jpg").status == "stored"
    assert {post.slug for post in crawled.posts.values()} == {"good", "same", "bad"}


def test_no_request_leaves_the_public_internet(crawled: Crawled) -> None:
    assert not [url for url in crawled.requests if "127.0" in url or "169.254" in url]


def test_a_missing_file_is_no_noise_in_the_log(crawled: Crawled) -> None:
    assert "Traceback" not in crawled.log
