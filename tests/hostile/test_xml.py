"""Sitemaps and feeds that no server should send."""

from __future__ import annotations

import gzip

import pytest

from blogark.wix.feed import FeedError, parse_feed
from blogark.wix.sitemap import SitemapError, parse_sitemap
from blogark.wix.urls import Site
from blogark.wix.visitor_api import read_answer

SITE = Site(base="https://www.example.com")
URL = "https://www.example.com/post/a"
SPACE = b'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def _sitemap(content: bytes, before: bytes = b"") -> bytes:
    return before + b"<urlset " + SPACE + b"><url><loc>" + content + b"</loc></url>"


def _feed(title: bytes, before: bytes = b"") -> bytes:
    return (
        before + b"<rss><channel><item><title>" + title + b"</title><link>"
        b"https://www.example.com/post/a</link></item></channel></rss>"
    )


LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10)
    for letter in b"bcdefghi"
)
OUTSIDE = b'<!DOCTYPE a [<!ENTITY i SYSTEM "file:///etc/passwd">'


def test_a_feed_whose_entities_expand_without_end_is_none() -> None:
    with pytest.raises(FeedError, match="expand without end"):
        parse_feed(_feed(b"a&i;b", LAUGHS + b"]>"), SITE)


def test_a_sitemap_whose_entities_expand_without_end_is_none() -> None:
    with pytest.raises(SitemapError):
        parse_sitemap(_sitemap(b"/&i;", LAUGHS + b"]>"))


def test_nothing_from_outside_is_loaded() -> None:
    (title,) = _feed_titles(_feed(b"a&i;b", OUTSIDE + b"]>"))
    assert "root" not in title
    sitemap = parse_sitemap(_sitemap(b"/&i;", OUTSIDE + b"]>") + b"</urlset>")
    assert not any("root" in entry.url for entry in sitemap.entries)


def _feed_titles(body: bytes) -> list[str]:
    return [post.title for post in parse_feed(body, SITE).posts]


@pytest.mark.parametrize(
    "half", [b"\xed\xa0\x80", b"&#xD800;", b"&#55296;", b"&#xdfff"], ids=str
)
def test_half_an_emoji_is_a_letter_that_was_lost(half: bytes) -> None:
    (title,) = _feed_titles(_feed(b"a" + half + b" b"))
    assert title.startswith("a")
    assert title.encode().endswith(b"b")
    sitemap = parse_sitemap(_sitemap(b"/a" + half + b" b") + b"</urlset>")
    assert sitemap.damage
    assert all(entry.url.encode() for entry in sitemap.entries)


def test_another_encoding_that_a_sitemap_declares_is_believed() -> None:
    declared = b'<?xml version="1.0" encoding="ISO-8859-1"?>'
    sitemap = parse_sitemap(_sitemap(b"/caf\xe9", declared) + b"</urlset>")
    assert [entry.url for entry in sitemap.entries] == ["/café"]
    assert not sitemap.damage


def test_names_that_no_xml_has_are_no_sitemaps() -> None:
    with pytest.raises(SitemapError):
        parse_sitemap(b"<urlsethttp:><url><loc>/a</loc></url>")


def test_a_small_file_that_unpacks_without_end_is_no_sitemap() -> None:
    with pytest.raises(SitemapError, match="too large"):
        parse_sitemap(gzip.compress(bytes(100 * 1024 * 1024)))


@pytest.mark.parametrize(
    "body", [b'{"a": "\x97"}', b"\xff", b'{"a":' * 10_000, b'"\\ud800"', b"9" * 9999]
)
def test_an_answer_that_is_no_json_is_none(body: bytes) -> None:
    assert read_answer(body, URL) is None
