"""What an owner does to a blog between two visits: writes, edits, removes, renames."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demo.blog import Blog, Post
    from demo.ricos import Block


def with_post(blog: Blog, post: Post) -> Blog:
    """Return *blog* with one more post."""
    return replace(blog, posts=(*blog.posts, post))


def without_post(blog: Blog, slug: str) -> Blog:
    """Return *blog* without a post: no list names it, and its address answers 404."""
    return replace(blog, posts=tuple(p for p in blog.posts if p.slug != slug))


def edited(blog: Blog, slug: str, *added: Block, title: str = "") -> Blog:
    """Return *blog* with a post that has further blocks, or another title, as of now.

    Sitemaps then say that it changed today.
    """
    post = find(blog, slug)
    changed = replace(
        post,
        title=title or post.title,
        body=(*post.body, *added),
        updated=datetime.now(UTC),
    )
    return _replaced(blog, post, changed)


def renamed(blog: Blog, slug: str, new: str) -> Blog:
    """Return *blog* with a post at another address; the old one redirects there."""
    post = find(blog, slug)
    changed = replace(post, slug=new, first_slug=slug, updated=datetime.now(UTC))
    return _replaced(blog, post, changed)


def find(blog: Blog, slug: str) -> Post:
    return next(post for post in blog.posts if post.slug == slug)


def _replaced(blog: Blog, old: Post, new: Post) -> Blog:
    return replace(blog, posts=tuple(new if p is old else p for p in blog.posts))
