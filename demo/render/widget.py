"""What the blog app draws around posts, lists and its own error pages."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demo.blog import Blog


def widget(blog: Blog, component: str, root_hook: str, content: str) -> str:
    """Return the blog app's element *component*: its own header, then *content*."""
    return (
        f'<div id="{component}" class="{component}"><div class="{component}">'
        '<div style="--wix-color-29:var(--wix-color-3)" '
        'data-hook="tpa-components-provider"><div>'
        f'<div style="--root-width:980px" class="md lte-w980" data-hook="{root_hook}">'
        f"{slot(component, 'above-header')}"
        '<div class="is-desktop app-desktop"><div class="message" data-hook="message">'
        '</div><div id="new-blog-popover-root"></div><div id="content-wrapper">'
        f'{_header(blog)}{content}</div><div data-hook="tooltip-portal"></div>'
        "</div></div></div></div></div></div>"
    )


def slot(component: str, name: str) -> str:
    """Return a place where site plugins may add something."""
    place = f"{component}.{name}"
    return f'<div id="{place}" data-hook="slot-placeholder-{place}"></div>'


def problem(hook: str, title: str, text: str, blog: Blog) -> str:
    """Return an error page of the app, which stands in place of a post."""
    return (
        f'<div class="mbKyhH" data-hook="{hook}"><div '
        'data-hook="empty-state-container" '
        'class="blog-post-page-font blog-card-background-color blog-text-color">'
        '<div class="blog-post-title-font" data-hook="empty-states__title">'
        f"<div>{title}</div></div><div><div>{text}</div></div>"
        f'<div><a href="{blog.root}/blog" class="blog-link-hover-color" '
        'data-hook="link"><span>See More Posts<!-- --> </span></a></div></div></div>'
    )


def _header(blog: Blog) -> str:
    items = "".join(
        f'<li data-hook="header-navigation__{escape(path) or "/"}">'
        f'<a href="{blog.root}/blog{escape(path)}" '
        'class="blog-navigation-container-color" '
        f'data-hook="link">{escape(label)}</a></li>'
        for path, label in (
            ("", "All Posts"),
            *((f"/categories/{one.slug}", one.label) for one in blog.categories[:3]),
        )
    )
    return (
        '<div class="blog-header-background-color" '
        'data-hook="blog-desktop-header-container"><nav class="blog-header__navigation '
        f'blog-navigation-container-font" aria-label="Blog"><ul>{items}</ul></nav>'
        '<div data-hook="search-input"><div class="search-input" tabindex="-1">'
        '<div tabindex="0" role="button" aria-label="Search"></div>'
        '<input class="search-input__input" type="text" placeholder="Search" value=""/>'
        '<div class="blog-desktop-header-search-text-color">Search</div></div></div>'
        '<button data-hook="login-button" class="login-button">Log in / Sign '
        "up</button>"
        "</div>"
    )
