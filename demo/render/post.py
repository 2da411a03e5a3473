"""A post's page: head, article, recent posts, and what a browser adds."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from demo.render.body import body
from demo.render.data import POST_ID, warmup
from demo.render.frame import Page, html
from demo.render.head import metas
from demo.render.pictures import info, thumbnail
from demo.render.widget import problem, slot, widget

if TYPE_CHECKING:
    from demo.blog import Author, Blog, Post, Term

RICOS = "10.170.0"
"""Version of the viewer that pages of late 2025 name."""
_SKELETON = '<div data-hook="skeleton-loader" style="--width:40px"> </div>'


def post_page(post: Post, blog: Blog) -> str:
    """Return the page of *post*."""
    content = (
        '<div data-hook="post-page">'
        f"{slot(POST_ID, 'above-content-1')}{slot(POST_ID, 'above-content-2')}"
        f"<div><div>{_article(post, blog)}</div></div>"
        f"<div>{_recent(post, blog)}</div>{_comments(post)}</div>"
    )
    page = Page(
        url=blog.url(post),
        title=post.seo_title or post.title,
        main=widget(blog, POST_ID, "post-page-root", content),
        metas=metas(post, blog),
        warmup=warmup(POST_ID, {post.slug: post.id}),
        language=post.language,
        skip_link=post.hydrated,
    )
    return html(blog, page)


def not_found_page(blog: Blog, url: str) -> str:
    """Return what Wix answers, with status 404, for a post that does not exist."""
    return _problem_page(
        blog,
        url,
        "not-found-page",
        "We Couldn’t Find This Page",
        "Check out some of the other great posts in this blog.",
    )


def too_many_requests_page(blog: Blog, url: str) -> str:
    """Return what Wix answers, with status 200, when its blog backend is throttled."""
    return _problem_page(
        blog,
        url,
        "too-many-requests-page",
        "This Page is Currently Unavailable",
        "Too many requests were made. Try again in a few minutes.",
    )


def _problem_page(blog: Blog, url: str, hook: str, title: str, text: str) -> str:
    content = problem(hook, title, text, blog)
    page = Page(
        url=url,
        title=f"Post | {blog.title}",
        main=widget(blog, POST_ID, "post-page-root", content),
        metas=f'  <link rel="canonical" href="{escape(url)}"/>',
        warmup=warmup(POST_ID, {}),
    )
    return html(blog, page)


def _article(post: Post, blog: Blog) -> str:
    return (
        '<article class="tgMH9T" data-hook="post">'
        '<section data-hook="post-hero-image"></section>'
        f"<div>{_header(post, blog)}"
        '<section class="VQDdIN" data-hook="post-description"><div><div>'
        f'<div data-rce-version="{RICOS}"><div class="hlNxE" dir="ltr" '
        'style="--ricos-text-color:rgb(var(--textParagraphColor-rgb))" '
        f'data-id="content-viewer"><div class="AoJX1">{body(post, blog)}</div></div>'
        f"</div></div></div></section>{_footer(post, blog)}</div></article>"
    )


def _header(post: Post, blog: Blog) -> str:
    day = blog.shown_date(post.published)
    minutes = f"{post.minutes} min read"
    updated = blog.shown_date(post.updated) if post.updated else ""
    return (
        '<header class="PhCafd"><div><div>'
        '<div class="apmiGT" data-hook="post-title">'
        f'<h1 class="H3vOVf" data-hook="post-title">{escape(post.title)}</h1></div>'
        f"<div><ul>{_byline(post.author, blog) if post.author else ''}"
        f'<li><span title="{day}" class="time-ago" data-hook="time-ago">{day}</span>'
        "</li>"
        f'<li><span title="{minutes}" data-hook="time-to-read">{minutes}</span></li>'
        "</ul>"
        '<button type="button" aria-pressed="false" aria-label="More actions" '
        f'id="more-button-{post.id}" data-hook="more-button"></button></div></div>'
        + (
            f'<p class="NfKpG_">Updated: <span title="{updated}" class="time-ago" '
            f'data-hook="time-ago">{updated}</span></p>'
            if updated
            else ""
        )
        + f"{_rating(post)}</div></header>"
    )


def _byline(author: Author, blog: Blog) -> str:
    name = f'<span data-hook="user-name">{escape(author.name)}</span>'
    avatar = (
        '<wow-image class="fluid-avatar-image" '
        f'data-image-info="{info(author.avatar)}" '
        f'data-has-ssr-src=""><img alt="Writer: {escape(author.name)}" role="img"/>'
        "</wow-image>"
        if author.avatar
        else ""
    )
    if author.has_profile:
        url = f"{blog.root}/profile/{author.handle}/profile"
        return f'<li>{avatar}<a href="{url}" data-hook="profile-link">{name}</a></li>'
    return f'<li>{avatar}<span data-hook="profile-link">{name}</span></li>'


def _rating(post: Post) -> str:
    """The stars under the title, whose texts were Spanish on the first user's pages."""
    if not post.hydrated:
        return ""
    return (
        '<span data-hook="ratings-display is-ready"><span role="img" '
        'aria-label="Obtuvo 0 de 5 estrellas.">Obtuvo 0 de 5 estrellas.</span>'
        "<span>Aún no hay calificaciones</span></span>"
    )


def _footer(post: Post, blog: Blog) -> str:
    shares = "".join(
        f'<button aria-label="{label}" data-hook="share-button__{name}"></button>'
        for name, label in (
            ("facebook", "Share via Facebook"),
            ("twitter", "Share via X (Twitter)"),
            ("linked-in", "Share via LinkedIn"),
            ("link", "Share via link"),
            ("print", "Print Post"),
        )
    )
    return (
        '<footer class="PhCafd B6ltWa" data-hook="post-footer"><div>'
        f"{_tags(post, blog)}{_categories(post, blog)}"
        f'<section data-hook="post-main-actions-desktop"><div>{shares}</div>'
        '<div data-hook="post-main-actions__stats"><div data-hook="post-stats">'
        f"{_SKELETON}{_SKELETON}</div>{_SKELETON}</div></section></div></footer>"
    )


def _tags(post: Post, blog: Blog) -> str:
    if not post.tags:
        return ""
    items = _term_links(
        post.tags, f"{blog.root}/blog/tags", 'rel="noopener noreferrer"'
    )
    return (
        '<section><p>Tags:</p><nav dir="ltr" aria-label="Tags" '
        f'data-hook="tag-cloud-root"><ul>{items}</ul></nav></section>'
    )


def _categories(post: Post, blog: Blog) -> str:
    if not post.categories:
        return ""
    root = f"{blog.root}/blog/categories"
    items = _term_links(post.categories, root, 'data-hook="link"')
    return f'<section><ul aria-label="Post categories">{items}</ul></section>'


def _term_links(terms: tuple[Term, ...], root: str, attributes: str) -> str:
    return "".join(
        f'<li><a href="{root}/{escape(term.slug)}" class="Tp7c0d" {attributes}>'
        f"{escape(term.label)}</a></li>"
        for term in terms
    )


def _recent(post: Post, blog: Blog) -> str:
    others = [one for one in blog.newest_first if one.slug != post.slug][:3]
    cards = "".join(_recent_card(one, blog) for one in others)
    return (
        '<section data-hook="recent-posts"><header><h2 style="font:inherit">Recent '
        "Posts"
        f'</h2><a href="{blog.root}/blog">See All</a></header>'
        f"<section><div>{cards}</div></section></section>"
    )


def _recent_card(post: Post, blog: Blog) -> str:
    url, title = escape(blog.url(post)), escape(post.title)
    picture = thumbnail(post.cover, post.title, "S7Q4bF") if post.cover else ""
    return (
        '<article class="qbu2Gh" data-hook="recent-post-list-item">'
        f'<a aria-label="{title}" href="{url}" data-hook="link" tabindex="-1">{picture}'
        f'</a><header data-hook="recent-post__title"><a href="{url}">'
        f'<div data-hook="post-title">{title}</div></a></header>'
        '<section data-hook="recent-post__description"><div class="post-excerpt"><span>'
        f'<p data-hook="post-description">{escape(post.excerpt)}</p></span></div>'
        f'</section><footer data-hook="post-footer"><div data-hook="post-stats">'
        f"{_SKELETON}</div></footer></article>"
    )


def _comments(post: Post) -> str:
    """The place of the comments, empty until a reader scrolls to it."""
    if not post.hydrated:
        return "<div></div>"
    return (
        f'<div><section><div data-hook="wc-root {post.internal_id}">'
        '<div data-hook="wc-header"><h2 data-hook="wc-header-title">Comentarios</h2>'
        '<span data-hook="ratings-display is-ready"><span>Obtuvo 0 de 5 estrellas.'
        "</span><span>Aún no hay calificaciones</span></span></div>"
        '<div data-hook="comment-box comment-box-top"><div '
        'data-hook="comment-box-placeholder"><span data-hook="comment-box-placeholder-'
        'text">Agrega una calificación</span></div></div></div></section></div>'
    )
