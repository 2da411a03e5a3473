"""What the head of a post's page says: Open Graph, article dates, JSON-LD."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from demo.blog import iso
from demo.render.data import linked_data
from demo.render.frame import feed_link, meta

if TYPE_CHECKING:
    from demo.blog import Blog, Post


def metas(post: Post, blog: Blog) -> str:
    """Return what the head of the page of *post* says of it."""
    url, title = blog.url(post), post.seo_title or post.title
    described = post.seo_description
    named = f"  {meta('description', described, attribute='name')}" if described else ""
    parts = (
        named,
        f'  <link rel="canonical" href="{escape(url)}"/>\n',
        meta("og:title", title),
        meta("og:description", post.summary) if post.summary else "",
        _cover_metas(post),
        meta("og:url", url),
        meta("og:site_name", blog.title),
        meta("og:type", "article"),
        f"  {linked_data(post, blog)}\n",
        meta("article:author", post.author.name) if post.author else "",
        meta("article:published_time", iso(post.published)),
        meta("article:modified_time", iso(post.modified)),
        feed_link(blog),
        meta("twitter:card", "summary_large_image", attribute="name"),
        meta("twitter:title", title, attribute="name"),
    )
    return "".join(parts)


def _cover_metas(post: Post) -> str:
    if post.cover is None:
        return ""
    cover = post.cover.rendition("fill/w_1000,h_667,al_c,q_85,usm_0.66_1.00_0.01")
    return (
        meta("og:image", cover)
        + meta("og:image:width", post.cover.width)
        + meta("og:image:height", post.cover.height)
    )
