"""robots.txt, sitemaps and RSS, in Wix's words."""

from __future__ import annotations

from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from demo.blog import Blog, Post

RSS_ITEMS = 20
"""Wix's feed holds the newest posts only, and has no further page."""
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def robots(blog: Blog) -> str:
    return f"""User-agent: *
Allow: /
Disallow: *?lightbox=

# Optimization for Google Ads Bot
User-agent: AdsBot-Google-Mobile
User-agent: AdsBot-Google
Disallow: /_partials*
Disallow: /pro-gallery-webapp/v1/galleries/*

# Block PetalBot
User-agent: PetalBot
Disallow: /

# Crawl delay for overly enthusiastic bots
User-agent: dotbot
Crawl-delay: 10
User-agent: AhrefsBot
Crawl-delay: 10

Sitemap: {blog.root}/sitemap.xml

# Auto generated, go to SEO Tools > Robots.txt Editor to change this"""


def sitemap_index(blog: Blog) -> str:
    """Return the index; a child's date is the newest change in it."""
    newest = max((post.modified.date() for post in blog.posts), default=None)
    children = (
        ("blog-posts", newest),
        ("blog-categories", newest),
        ("pages", blog.seen_on),
    )
    entries = "".join(
        f"<sitemap>\n<loc>{blog.root}/{name}-sitemap.xml</loc>\n"
        f"<lastmod>{changed or '1970-01-01'}</lastmod>\n</sitemap>\n"
        for name, changed in children
    )
    return (
        f'{_DECLARATION}\n<sitemapindex {_SITEMAPS} generatedBy="WIX">\n'
        f"{entries}</sitemapindex>"
    )


def posts_sitemap(blog: Blog) -> str:
    """Return the posts in no order of dates, as Wix does, with raw Unicode URLs."""
    images = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    posts = sorted(blog.posts, key=lambda post: post.id)
    entries = "".join(
        _entry(blog.url(post), post.modified.date(), _image(post)) for post in posts
    )
    return (
        f'{_DECLARATION}\n<urlset {_SITEMAPS}\n{images} generatedBy="WIX">\n'
        f"{entries}</urlset>"
    )


def categories_sitemap(blog: Blog) -> str:
    urls = (f"{blog.root}/blog/categories/{term.slug}" for term in blog.categories)
    return _urlset(urls, blog.seen_on)


def pages_sitemap(blog: Blog) -> str:
    return _urlset(
        (f"{blog.root}{path}" for path in ("/blog", "/treatments", "")), None
    )


def _urlset(urls: Iterable[str], changed: date | None) -> str:
    entries = "".join(_entry(url, changed) for url in urls)
    return f'{_DECLARATION}\n<urlset {_SITEMAPS} generatedBy="WIX">\n{entries}</urlset>'


def _entry(url: str, changed: date | None, extra: str = "") -> str:
    lastmod = f"<lastmod>{changed}</lastmod>\n" if changed else ""
    return f"<url>\n<loc>{escape(url)}</loc>\n{lastmod}{extra}</url>\n"


def _image(post: Post) -> str:
    if post.cover is None:
        return ""
    return f"<image:image>\n<image:loc>{post.cover.url}</image:loc>\n</image:image>\n"


def rss(blog: Blog) -> str:
    """Return the feed of the newest posts, deleted ones among them; no content."""
    posts = sorted(
        blog.posts + blog.removed, key=lambda post: post.published, reverse=True
    )
    items = "".join(_item(post, blog) for post in posts[:RSS_ITEMS])
    built = max((post.modified for post in posts), default=None)
    date = f"<lastBuildDate>{_rfc822(built)}</lastBuildDate>" if built else ""
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:atom="http://www.w3.org/2005/Atom"'
    )
    return (
        f'{_DECLARATION}<rss {spaces} version="2.0"><channel>'
        f"<title>{_cdata(blog.title)}</title>"
        f"<description>{_cdata(blog.description)}</description>"
        f"<link>{blog.root}/blog</link><generator>RSS for Node</generator>{date}"
        f'<atom:link href="{blog.root}/blog-feed.xml" rel="self" '
        f'type="application/rss+xml"/>{items}</channel></rss>'
    )


def _item(post: Post, blog: Blog) -> str:
    categories = "".join(
        f"<category>{_cdata(term.label)}</category>" for term in post.categories
    )
    return (
        f"<item><title>{_cdata(post.title)}</title>"
        + (f"<description>{_cdata(post.excerpt)}</description>" if post.excerpt else "")
        + f"<link>{blog.encoded_url(post)}</link>"
        f'<guid isPermaLink="false">{post.internal_id}</guid>{categories}'
        f"<pubDate>{_rfc822(post.published)}</pubDate>{_enclosure(post)}"
        + (
            f"<dc:creator>{escape(post.author.handle)}</dc:creator>"
            if post.author
            else ""
        )
        + "</item>"
    )


def _enclosure(post: Post) -> str:
    if post.cover:
        url = f"{post.cover.url}/v1/fit/w_1000,h_667,al_c,q_80/file.png"
        return f'<enclosure url="{url}" length="0" type="image/png"/>'
    if post.cover_video:
        url = f"http://www.youtube.com/watch?v={post.cover_video}"
        return f'<enclosure url="{url}" length="0" type="video"/>'
    return ""


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"
