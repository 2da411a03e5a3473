"""A blog as a web site: every address that answers, and what it answers.

Answers are made when they are asked for, so that a blog of thousands of posts costs no
memory; the same request gets the same bytes, in every process.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, unquote, urlsplit

from demo import files
from demo.media import DocumentFile, ImageFile, VideoFile
from demo.render import discovery, lists, post, visitor_api
from demo.render.data import dump
from demo.ricos import FileDownload, Gallery, Image, Video

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from demo.blog import Blog
    from demo.media import AnyFile
    from demo.render.data import Json

HTML = "text/html; charset=UTF-8"
XML = "text/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One HTTP answer, before compression."""

    status: int = 200
    content_type: str = HTML
    body: bytes = b""
    etag: str | None = None
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    authorization: str = ""
    """What a request must have in its ``Authorization`` header to get this."""


Address: TypeAlias = tuple[str, str]
"""Host and path, percent-decoded."""
Answer: TypeAlias = "Callable[[], Response]"


@dataclass(frozen=True, slots=True)
class Site:
    """The answers of every host that a blog needs: its own and Wix's for media."""

    blog: Blog
    routes: Mapping[Address, Answer]

    def respond(self, url: str) -> Response:
        """Return the answer for *url*; scheme and query make no difference."""
        host, path = address(url)
        if answer := self.routes.get((host, path)):
            return answer()
        original, operation, _ = path.partition("/v1/")
        if operation and (host, original) in self.routes:
            return _rendition(original)
        if host == self.blog.host.removeprefix("www.") != self.blog.host:
            return redirect(f"{self.blog.root}{quote(path)}")
        if host == self.blog.host and path.startswith("/post/"):
            body = post.not_found_page(self.blog, f"{self.blog.root}{path}")
            return _page(body, status=404)
        return Response(status=404, body=lists.missing_page().encode())

    def urls(self) -> tuple[str, ...]:
        """Return every address that answers, percent-encoded."""
        return tuple(f"https://{host}{quote(path)}" for host, path in self.routes)

    def throttled(self, url: str) -> Response:
        """Return the page with status 200 that says "too many requests"."""
        return _page(post.too_many_requests_page(self.blog, url))

    def override(self, url: str, response: Response) -> Site:
        """Return a copy of the site that answers *response* for *url*."""
        routes = {**self.routes, address(url): lambda: response}
        return replace(self, routes=MappingProxyType(routes))


def address(url: str) -> Address:
    """Return host and path of *url*, percent-decoded."""
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), unquote(parts.path) or "/"


def redirect(url: str) -> Response:
    return Response(status=301, headers=MappingProxyType({"Location": url}))


def build_site(blog: Blog) -> Site:
    """Return the site of *blog*."""
    routes = {
        (blog.host, path): answer
        for source in (
            *(_discovery(blog), _posts(blog), _listings(blog), _pages(blog)),
            _visitor_api(blog),
        )
        for path, answer in source
    }
    media = {address(url): answer for url, answer in (*_media(blog), *_posters(blog))}
    return Site(blog, MappingProxyType({**routes, **media}))


def _discovery(blog: Blog) -> Iterator[tuple[str, Answer]]:
    yield "/robots.txt", _text(partial(discovery.robots, blog), TEXT)
    yield "/sitemap.xml", _text(partial(discovery.sitemap_index, blog), XML)
    for name, make in (
        ("blog-posts", discovery.posts_sitemap),
        ("blog-categories", discovery.categories_sitemap),
        ("pages", discovery.pages_sitemap),
    ):
        yield f"/{name}-sitemap.xml", _text(partial(make, blog), XML)
    yield "/blog-feed.xml", _text(partial(discovery.rss, blog), XML, tagged=False)


def _posts(blog: Blog) -> Iterator[tuple[str, Answer]]:
    for one in blog.posts:
        yield f"/post/{one.slug}", _html(partial(post.post_page, one, blog))
        if one.first_slug:
            moved = redirect(blog.encoded_url(one))
            yield f"/post/{one.first_slug}", partial(_same, moved)


def _listings(blog: Blog) -> Iterator[tuple[str, Answer]]:
    listings = (
        lists.all_posts(blog),
        *(lists.of_category(blog, term) for term in blog.categories),
        *(lists.of_tag(blog, term) for term in blog.tags),
    )
    for listing in listings:
        for number in range(1, listing.pages(blog) + 1):
            page = partial(lists.listing_page, blog, listing, number)
            yield listing.page_path(number), _html(page)


def _pages(blog: Blog) -> Iterator[tuple[str, Answer]]:
    for path, title, text in (
        ("/", blog.title, blog.description),
        ("/treatments", "Treatments", "What we offer, and for whom it is suitable."),
    ):
        yield path, _html(partial(lists.plain_page, blog, path, title, text))


def _visitor_api(blog: Blog) -> Iterator[tuple[str, Answer]]:
    yield visitor_api.TOKEN_PATH, _json(visitor_api.access_tokens)
    for one in blog.posts:
        answer = _json(partial(visitor_api.post_page, one, blog), visitor_api.TOKEN)
        yield f"{visitor_api.POST_PATH}{one.slug}", answer


def _media(blog: Blog) -> Iterator[tuple[str, Answer]]:
    for file in dict.fromkeys(_files(blog)):
        match file:
            case ImageFile():
                yield file.url, _image(file.id, file.width, file.height)
            case VideoFile():
                yield file.poster, _image(f"{file.id}f000.jpg", file.width, file.height)
                # the best quality is often missing (403), so that clients must try on
                yield file.url("1080p"), lambda: Response(status=403)
                for quality in ("720p", "480p"):
                    yield file.url(quality), _file(f"{file.id}-{quality}.mp4")
            case DocumentFile():
                yield file.old_url, _file(file.id)
                yield file.url(blog.root), _file(file.id)


def _posters(blog: Blog) -> Iterator[tuple[str, Answer]]:
    """Pictures that other video sites show before a video plays."""
    for one in blog.posts:
        for block in one.body:
            if isinstance(block, Video) and block.poster and block.file is None:
                yield block.poster, _image(f"{block.poster}.jpg", 480, 360)


def _files(blog: Blog) -> Iterator[AnyFile]:
    for one in blog.posts:
        if one.author and one.author.avatar:
            yield one.author.avatar
        if one.cover:
            yield one.cover
        for block in one.body:
            match block:
                case Image(file=picture):
                    yield picture
                case Gallery(items=items):
                    yield from items
                case Video(file=VideoFile() as video):
                    yield video
                case FileDownload(file=document):
                    yield document
                case _:
                    pass


def _image(name: str, width: int, height: int) -> Answer:
    return lambda: Response(
        content_type=files.content_type(name), body=files.image(name, width, height)
    )


def _rendition(original: str) -> Response:
    """What the CDN makes of a picture, which must not be taken for the original."""
    name = f"small-{original.rpartition('/')[2]}"
    return _image(name, 49, 33)()


def _file(name: str) -> Answer:
    make = {"video/mp4": files.video, "audio/mpeg": files.audio}
    content_type = files.content_type(name)
    body = make.get(content_type, files.pdf)
    return lambda: Response(content_type=content_type, body=body(name))


def _same(response: Response) -> Response:
    return response


def _page(html: str, *, status: int = 200) -> Response:
    body = html.encode()
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    return Response(status=status, body=body, etag=etag)


def _html(make: Callable[[], str]) -> Answer:
    return lambda: _page(make())


def _json(make: Callable[[], Json], authorization: str = "") -> Answer:
    return lambda: Response(
        content_type=JSON, body=dump(make()).encode(), authorization=authorization
    )


def _text(make: Callable[[], str], content_type: str, *, tagged: bool = True) -> Answer:
    """Sitemaps have the weak tags that express makes; the feed has none."""

    def answer() -> Response:
        body = make().encode()
        digest = base64.b64encode(hashlib.sha256(body).digest()[:20]).decode()
        etag = f'W/"{len(body):x}-{digest.rstrip("=")}"' if tagged else None
        return Response(content_type=content_type, body=body, etag=etag)

    return answer
