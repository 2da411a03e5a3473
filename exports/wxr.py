"""WXR 1.2, WordPress's own format: RSS 2.0 with words of its own.

WordPress reads it with regular expressions where a host lacks PHP's XML, so that its
shape matters as much as its meaning: one element a line, text in CDATA, authors and
terms before items.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime, tzinfo

NO_DATE: Final = "0000-00-00 00:00:00"
"""How WordPress writes that a draft has no date yet."""
_FORMAT: Final = "%Y-%m-%d %H:%M:%S"
_SPACES: Final = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
# What XML 1.0 cannot hold, not even as a reference.
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class WxrAuthor:
    id: int
    login: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WxrTerm:
    id: int
    taxonomy: str
    """``category`` or ``post_tag``."""
    nicename: str
    """Its slug as WordPress stores it."""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WxrItem:
    """A post, or an attachment."""

    id: int
    type: str
    """``post`` or ``attachment``."""
    title: str
    link: str
    """Where it was on the old site."""
    guid: str
    name: str
    """Last part of its address, as WordPress stores it."""
    status: str
    """``publish``, ``draft``, or ``inherit`` for attachments."""
    published_at: datetime | None
    updated_at: datetime | None
    login: str
    content: str = ""
    excerpt: str = ""
    parent: int = 0
    terms: Sequence[WxrTerm] = ()
    meta: Sequence[tuple[str, str]] = ()
    attachment_url: str = ""


def cdata(text: str) -> str:
    """Return *text* as a CDATA section, without what XML cannot hold."""
    return f"<![CDATA[{_NO_XML.sub('', text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def head(
    *,
    title: str,
    site: str,
    authors: Iterable[WxrAuthor],
    terms: Iterable[WxrTerm],
) -> str:
    """Return all that stands before the items; *site* is the old site's address."""
    spaces = "\n".join(f'\txmlns:{name}="{url}"' for name, url in _SPACES.items())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<rss version="2.0"\n{spaces}>',
        "<channel>",
        f"\t<title>{_text(title)}</title>",
        f"\t<link>{_text(site)}</link>",
        "\t<description></description>",
        "\t<wp:wxr_version>1.2</wp:wxr_version>",
        f"\t<wp:base_site_url>{_text(site)}</wp:base_site_url>",
        f"\t<wp:base_blog_url>{_text(site)}</wp:base_blog_url>",
        *map(_author, authors),
        *map(_term, terms),
    ]
    return "\n".join(lines) + "\n"


FOOT: Final = "</channel>\n</rss>\n"


def item(each: WxrItem, zone: tzinfo) -> str:
    """Return an item; *zone* is that of the new site, whose dates are local."""
    return "\n".join(["\t<item>", *_item(each, zone), "\t</item>"]) + "\n"


def _item(each: WxrItem, zone: tzinfo) -> Iterator[str]:
    when, changed = each.published_at, each.updated_at or each.published_at
    yield f"\t\t<title>{cdata(each.title)}</title>"
    yield f"\t\t<link>{_text(each.link)}</link>"
    if when is not None:
        yield f"\t\t<pubDate>{format_datetime(when.astimezone(UTC))}</pubDate>"
    yield f"\t\t<dc:creator>{cdata(each.login)}</dc:creator>"
    yield f'\t\t<guid isPermaLink="false">{_text(each.guid)}</guid>'
    yield "\t\t<description></description>"
    yield f"\t\t<content:encoded>{cdata(each.content)}</content:encoded>"
    yield f"\t\t<excerpt:encoded>{cdata(each.excerpt)}</excerpt:encoded>"
    yield f"\t\t<wp:post_id>{each.id}</wp:post_id>"
    yield f"\t\t<wp:post_date>{cdata(_local(when, zone))}</wp:post_date>"
    yield f"\t\t<wp:post_date_gmt>{cdata(_local(when, UTC))}</wp:post_date_gmt>"
    yield f"\t\t<wp:post_modified>{cdata(_local(changed, zone))}</wp:post_modified>"
    gmt = cdata(_local(changed, UTC))
    yield f"\t\t<wp:post_modified_gmt>{gmt}</wp:post_modified_gmt>"
    yield f"\t\t<wp:comment_status>{cdata('closed')}</wp:comment_status>"
    yield f"\t\t<wp:ping_status>{cdata('closed')}</wp:ping_status>"
    yield f"\t\t<wp:post_name>{cdata(each.name)}</wp:post_name>"
    yield f"\t\t<wp:status>{cdata(each.status)}</wp:status>"
    yield f"\t\t<wp:post_parent>{each.parent}</wp:post_parent>"
    yield "\t\t<wp:menu_order>0</wp:menu_order>"
    yield f"\t\t<wp:post_type>{cdata(each.type)}</wp:post_type>"
    yield f"\t\t<wp:post_password>{cdata('')}</wp:post_password>"
    yield "\t\t<wp:is_sticky>0</wp:is_sticky>"
    if each.attachment_url:
        url = cdata(each.attachment_url)
        yield f"\t\t<wp:attachment_url>{url}</wp:attachment_url>"
    for term in each.terms:
        domain, nicename = quoteattr(term.taxonomy), quoteattr(_clean(term.nicename))
        name = cdata(term.name)
        yield f"\t\t<category domain={domain} nicename={nicename}>{name}</category>"
    for key, value in each.meta:
        yield "\t\t<wp:postmeta>"
        yield f"\t\t\t<wp:meta_key>{cdata(key)}</wp:meta_key>"
        yield f"\t\t\t<wp:meta_value>{cdata(value)}</wp:meta_value>"
        yield "\t\t</wp:postmeta>"


def _author(author: WxrAuthor) -> str:
    # Without a mail address, which no blog shows; WordPress makes the user all the same
    return (
        f"\t<wp:author><wp:author_id>{author.id}</wp:author_id>"
        f"<wp:author_login>{cdata(author.login)}</wp:author_login>"
        f"<wp:author_email>{cdata('')}</wp:author_email>"
        f"<wp:author_display_name>{cdata(author.name)}</wp:author_display_name>"
        f"<wp:author_first_name>{cdata('')}</wp:author_first_name>"
        f"<wp:author_last_name>{cdata('')}</wp:author_last_name></wp:author>"
    )


def _term(term: WxrTerm) -> str:
    nicename, name = cdata(term.nicename), cdata(term.name)
    if term.taxonomy == "category":
        return (
            f"\t<wp:category><wp:term_id>{term.id}</wp:term_id>"
            f"<wp:category_nicename>{nicename}</wp:category_nicename>"
            f"<wp:category_parent>{cdata('')}</wp:category_parent>"
            f"<wp:cat_name>{name}</wp:cat_name></wp:category>"
        )
    return (
        f"\t<wp:tag><wp:term_id>{term.id}</wp:term_id>"
        f"<wp:tag_slug>{nicename}</wp:tag_slug>"
        f"<wp:tag_name>{name}</wp:tag_name></wp:tag>"
    )


def _local(moment: datetime | None, zone: tzinfo) -> str:
    return moment.astimezone(zone).strftime(_FORMAT) if moment else NO_DATE


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)


def _text(text: str) -> str:
    return escape(_clean(text))
