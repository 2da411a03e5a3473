"""The sample blog, and how a test makes another site of it."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from demo.blog import guid
from demo.sample import sample_blog
from demo.site import Response, Site, build_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from demo.blog import Post

BLOG = sample_blog()
SITE = build_site(BLOG)
ROOT = BLOG.root
POSTS = {BLOG.encoded_url(post) for post in BLOG.posts}
(REMOVED,) = (BLOG.encoded_url(post) for post in BLOG.removed)


def without(site: Site, unwanted: str) -> Site:
    """Return *site* without the paths that match *unwanted*."""
    routes = {
        key: answer
        for key, answer in site.routes.items()
        if not re.match(unwanted, key[1])
    }
    return replace(site, routes=MappingProxyType(routes))


def changed(site: Site, path: str, change: Callable[[str], str]) -> Site:
    """Return *site* with another text at *path*."""
    url = f"{ROOT}{path}"
    answer = site.respond(url)
    body = change(answer.body.decode()).encode()
    return site.override(url, replace(answer, body=body))


def another(post: Post, slug: str) -> Response:
    """Return the page of *post* as that of a post of its own."""
    answer = SITE.respond(BLOG.encoded_url(post))
    text = answer.body.decode().replace(quote(post.slug), slug)
    text = text.replace(post.slug, slug).replace(post.id, guid("post", slug))
    return replace(answer, body=text.encode())
