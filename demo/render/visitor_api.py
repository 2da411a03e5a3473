"""What the API answers that every visitor's browser asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from demo.render.data import BLOG_APP
from demo.render.feed_data import post_data, term_data
from demo.render.nodes import rich_content

if TYPE_CHECKING:
    from demo.blog import Blog, Post
    from demo.render.data import Json

TOKEN: Final = "q7Zr2vGmT0.eyJpbnN0YW5jZUlkIjoiZGVtbyJ9"  # noqa: S105  of the sample blog
"""What a request for a post must have in its ``Authorization`` header."""
TOKEN_PATH: Final = "/_api/v1/access-tokens"  # noqa: S105  an address
POST_PATH: Final = "/_api/blog-frontend-adapter-public/v2/post-page/"


def access_tokens() -> Json:
    """Return the tokens of a visit, one for each app of the site."""
    return {
        "apps": {BLOG_APP: {"instance": TOKEN, "intId": 7}},
        "svSession": "demo",
        "ctToken": "demo",
        "visitorId": "demo",
    }


def post_page(post: Post, blog: Blog) -> Json:
    """Return the whole of *post*."""
    return {
        "postPage": {
            "id": post.id,
            "post": {**post_data(post, blog), "richContent": rich_content(post, blog)},
            "categories": [term_data(t, blog, "categories") for t in post.categories],
            "tags": [term_data(t, blog, "tags") for t in post.tags],
            "relatedPosts": [],
        }
    }
