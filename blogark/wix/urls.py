"""Addresses of a Wix site: one form for each, and what the path says of the page.

A post is met under many spellings: raw Unicode in sitemaps, percent-encoded in feeds,
with and without ``www``, with a newsletter's parameters behind it. `canonical` folds
them into one, which is the key of everything that Blogark stores.

Languages. A multilingual site marks them by a folder (``/es/post/…``) or by a
parameter (``/post/…?lang=es``). A translated post is a post of its own, with a slug of
its own; ``?lang=`` and the folder are therefore kept. Whether two addresses that differ
in nothing else show the same post is for the page to say, by its canonical link:
`without_language` gives what they have in common.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from sys import intern
from typing import TYPE_CHECKING, Final
from urllib.parse import (
    parse_qsl,
    quote,
    unquote,
    unquote_to_bytes,
    urlencode,
    urljoin,
    urlsplit,
)

import idna

from blogark.tracking import without_tracking

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from blogark.post import PageKind

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
# They open something over the page, or scroll to it: the page is the same without.
_VIEW_PARAMETERS: Final = frozenset({"lightbox", "commentid"})
# RFC 3986 `pchar`: what a path segment may hold as it is.
_SAFE: Final = "-._~!$&'()*+,;=:@"
# `/post/…` everywhere but: `/single-post/…` before 2019; `posts` in Wix's own examples
# of a changed URL pattern.
POST_FOLDERS: Final = frozenset({"post", "posts", "single-post"})
"""Folders whose pages are posts."""
_LISTINGS: Final[dict[str, PageKind]] = {
    "categories": "category",
    "tags": "tag",
    "page": "feed",
    "hashtags": "other",
    "archive": "other",
    "search": "other",
}
_LANGUAGE: Final = re.compile(r"[a-z]{2}(?:-[a-z]{2})?")
_HOST: Final = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_-]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a site lives, for folding the addresses that lead to it."""

    base: str
    """Scheme, host and, on a free site, folder; without a slash at the end."""
    aliases: frozenset[str] = frozenset()
    """Further hosts that the site calls its own, without ``www.``."""
    languages: frozenset[str] = frozenset()
    """Languages that the site serves in a folder: ``es``, ``pt-br``."""

    @property
    def home(self) -> str:
        """The canonical address of the front page."""
        return canonical(self.base)

    @property
    def origin(self) -> str:
        """Scheme and host: where robots.txt is, on free sites too."""
        parts = urlsplit(self.base)
        return f"{parts.scheme}://{parts.netloc}"


def canonical(url: str, site: Site | None = None) -> str:
    """Return the one form of an absolute web address.

    Lower-case ASCII host without a default port; UTF-8 path, percent-encoded where it
    must be, without a slash at the end; no fragment, no tracking, ``lightbox`` or
    ``commentId`` parameter; the other parameters sorted by name. With *site*, scheme
    and host of the site's own pages become those of the site.

    Applying it twice changes nothing. Raises ``ValueError`` if *url* is no absolute
    http(s) address.
    """
    parts = urlsplit(without_tracking(url.strip()))
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise ValueError(f"{url!r} is no web address")
    origin = f"{scheme}://{_netloc(parts, scheme)}"
    if site is not None and _is_host_of(origin, site):
        origin = site.origin
    # One string for all who hold the address of a page for as long as a crawl takes.
    return intern(f"{origin}{_path(parts.path)}{_query(parts.query)}")


def resolved(base_url: str, href: str) -> str | None:
    """Return *href* on *base_url* in canonical form, ``None`` if it is no address."""
    try:
        return canonical(urljoin(base_url, href))
    except ValueError:
        return None


def link(href: str | None, base_url: str, site: Site) -> str | None:
    """Return where a link of a page of *site* leads, in canonical form.

    ``None`` if that is outside of the site, or no address at all.
    """
    try:
        url = canonical(urljoin(base_url, (href or "").strip()), site)
    except ValueError:
        return None
    return url if href and is_inside(url, site) else None


def is_inside(url: str, site: Site) -> bool:
    """Tell whether a canonical address belongs to *site*."""
    return url == site.home or url.startswith((f"{site.base}/", f"{site.base}?"))


def classify(url: str, site: Site) -> PageKind:
    """Return what the path of a canonical address says of the page.

    A blog's own page has a name that its owner chose (``/blog``, ``/insights``), so
    that it is ``other`` here; only its further pages (``/blog/page/2``) are ``feed``.
    """
    if not is_inside(url, site):
        return "other"
    parts = _segments(url, site)
    if not parts:
        return "home"
    if parts[-1].endswith("sitemap.xml"):
        return "sitemap"
    if parts[-1] in {"blog-feed.xml", "robots.txt"}:
        return "rss" if parts[-1] == "blog-feed.xml" else "robots"
    if len(parts) > 2 and parts[1] in _LISTINGS:  # noqa: PLR2004  page/kind/name
        return _LISTINGS[parts[1]]
    return "post" if _slug(parts) else "other"


def blog_page(url: str, site: Site) -> str | None:
    """Return the blog's own page above a category, a tag or a further feed page."""
    if classify(url, site) not in {"category", "tag", "feed"}:
        return None
    found = re.match(r"(.*?)/(?:categories|tags|page)/", urlsplit(url).path)
    return canonical(urljoin(url, found[1])) if found else None


def list_root(url: str) -> str:
    """Return the first page of the list that a canonical address is a page of."""
    return re.sub(r"/page/\d+(?=$|\?)", "", url)


def post_slug(url: str) -> str:
    """Return the last part of a post's address, percent-decoded.

    Empty if *url* is not a post's address.
    """
    return _slug([unquote(part) for part in urlsplit(url).path.split("/") if part])


def last_part(url: str) -> str:
    """Return the last part of an address, percent-decoded; empty for a front page."""
    return unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])


def without_language(url: str, site: Site) -> str:
    """Return a canonical address without its mark of a language."""
    bare = re.sub(r"(?<=[?&])lang=[^&]*&?", "", url).rstrip("?&")
    relative = bare.removeprefix(site.base).removeprefix("/")
    parts = [unquote(part) for part in relative.partition("?")[0].split("/")]
    if len(parts) > 1 and _starts_with_language(parts, site):
        return f"{site.base}/{relative.partition('/')[2]}"
    return bare


def bare_host(url: str) -> str:
    """Return host and port of a canonical address, without ``www.``."""
    return urlsplit(url).netloc.removeprefix("www.")


def _netloc(parts: SplitResult, scheme: str) -> str:
    port = parts.port
    suffix = "" if port in {None, _DEFAULT_PORTS[scheme]} else f":{port}"
    return f"{_host(parts.hostname or '')}{suffix}"


def _host(host: str) -> str:
    if ":" in host:  # an IPv6 address; urlsplit has checked it
        return f"[{host.lower()}]"
    name = host.rstrip(".").lower()
    ascii_name = name if name.isascii() else idna.encode(name, uts46=True).decode()
    if not _HOST.fullmatch(ascii_name):
        raise ValueError(f"{host!r} is no host name")
    return ascii_name


def _is_host_of(origin: str, site: Site) -> bool:
    host = bare_host(origin)
    return host == bare_host(site.origin) or host in site.aliases


def _path(path: str) -> str:
    # Decoding and encoding again: %2F stays a part of its segment, %7E becomes ~, and
    # bytes that are no UTF-8 stay as they are.
    segments = (quote(unquote_to_bytes(part), _SAFE) for part in path.split("/"))
    return "/" + "/".join(segment for segment in segments if segment)


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    kept = sorted(
        (pair for pair in pairs if pair[0].lower() not in _VIEW_PARAMETERS),
        key=lambda pair: pair[0],
    )
    encoded = urlencode(kept, quote_via=quote, errors="surrogateescape")
    return f"?{encoded}" if encoded else ""


def _segments(url: str, site: Site) -> list[str]:
    path = urlsplit(url.removeprefix(site.base)).path
    parts = [unquote(part) for part in path.split("/") if part]
    return parts[1:] if _starts_with_language(parts, site) else parts


def _starts_with_language(parts: list[str], site: Site) -> bool:
    if not parts or parts[0] in site.languages:
        return bool(parts)
    # Not every page lists the site's languages; `/es/post/…` says it by itself.
    is_likely = len(parts) > 1 and _LANGUAGE.fullmatch(parts[0])
    return bool(is_likely and _slug(parts[1:]))


def _slug(parts: list[str]) -> str:
    # In the first folder, or below a language, a free site's name, a blog's page.
    for depth, part in enumerate(parts[:-1]):
        if part in POST_FOLDERS:
            return parts[-1]
        if depth == 2:  # noqa: PLR2004  /site/es/post/… is the deepest
            break
    return ""
