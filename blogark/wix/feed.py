"""The blog's RSS feed: its 20 newest posts, never more (33 feeds, 2021-2026)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from blogark.wix.listed import ListedPost
from blogark.wix.urls import bare_host, canonical, link
from blogark.wix.xml import XMLError, name, parse_xml, text

if TYPE_CHECKING:
    from lxml import etree

    from blogark.wix.urls import Site

# Control characters that XML 1.0 does not allow; no byte of a UTF-8 sequence is one.
_FORBIDDEN: Final = bytes(b for b in range(0x20) if b not in b"\t\n\r")
_ATOM_LINK: Final = "{http://www.w3.org/2005/Atom}link"
_CREATOR: Final = "{http://purl.org/dc/elements/1.1/}creator"
_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"


class FeedError(ValueError):
    """Raised for bytes that are no RSS feed; the message completes "it …"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What an RSS feed names."""

    posts: tuple[ListedPost, ...]
    """The site's own, newest first."""
    elsewhere: tuple[str, ...] = ()
    """Where items lead that are on other sites, or nowhere."""


def parse_feed(body: bytes, site: Site, *, is_own: bool = False) -> Feed:
    """Return what the feed *body* of *site* names.

    *is_own* says that the site itself has served it, whatever host it names.
    Pasted text leaves characters in it that XML forbids; they are skipped. Raises
    `FeedError`.
    """
    root = _parse(body)
    channel = root.find("channel")
    if name(root) != "rss" or channel is None:
        raise FeedError(f"holds <{name(root)}> instead of an RSS feed")
    site = _as_named(channel, site) if is_own else site
    posts: list[ListedPost] = []
    elsewhere: list[str] = []
    for item in channel.iterchildren("item"):
        if (post := _post(item, site)) is not None:
            posts.append(post)
        else:
            elsewhere.append(text(item, "link") or "(no address)")
    return Feed(posts=tuple(posts), elsewhere=tuple(elsewhere))


def _parse(body: bytes) -> etree._Element:
    try:
        return parse_xml(body.translate(None, _FORBIDDEN), recover=True)
    except XMLError as error:
        raise FeedError(f"is no readable XML ({error})") from error


def _as_named(channel: etree._Element, site: Site) -> Site:
    """Return *site* with the host that its feed gives itself.

    A site with two domains may write the other one into the feed, and cached feeds keep
    a host that was given up. Only a feed of the same folder is taken at its word: other
    tools than Wix serve copies of feeds from anywhere.
    """
    for entry in channel.iterchildren(_ATOM_LINK):
        try:
            own = canonical(entry.get("href") or "")
        except ValueError:
            continue
        folder = urlsplit(own).path.removesuffix("/blog-feed.xml")
        if entry.get("rel") == "self" and folder == urlsplit(site.base).path:
            return replace(site, aliases=site.aliases | {bare_host(own)})
    return site


def _post(item: etree._Element, site: Site) -> ListedPost | None:
    """Return one item; ``None`` if it names no page of the site.

    Its ``guid`` is an internal id, not the one that pages and APIs know. Its
    categories are labels without addresses, so they make no `Term` and are left out.
    """
    url = link(text(item, "link"), site.home, site)
    if url is None:
        return None
    return ListedPost(
        url=url,
        source="rss",
        # HTML inside of CDATA: `GBR &#38; Soft Tissue`
        title=unescape(text(item, "title")),
        excerpt=unescape(text(item, "description")),
        published_raw=text(item, "pubDate"),
        author=(item.findtext(_CREATOR) or "").strip(),
        cover_url=_cover(item, "image"),
        cover_video=_cover(item, "video") or "",
        content_html=(item.findtext(_CONTENT) or "").strip(),
    )


def _cover(item: etree._Element, family: str) -> str | None:
    """Return the enclosure if it is an ``image``, or the page of a ``video``."""
    enclosure = item.find("enclosure")
    if enclosure is None or not (enclosure.get("type") or "").startswith(family):
        return None
    return enclosure.get("url")
