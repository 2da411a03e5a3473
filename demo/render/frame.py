"""The frame that every page of a Wix site has: head, site header, footer, models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from demo.blog import guid
from demo.render.data import essential_model, script, viewer_model

if TYPE_CHECKING:
    from demo.blog import Blog

_MENU = (("Home", ""), ("Treatments", "/treatments"), ("Blog", "/blog"))
_STYLE_RULE = ".s{n:05x}{{--wix-color-{n}:var(--wix-color-3);padding:0 {n}px}}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one page adds to the frame."""

    url: str
    title: str
    main: str
    """HTML inside ``main``."""
    metas: str = ""
    """HTML of the head that belongs to this page."""
    warmup: dict[str, Any]
    language: str = "en"
    skip_link: bool = False


def html(blog: Blog, page: Page) -> str:
    """Return the whole document."""
    essential = script(
        "wix-essential-viewer-model", essential_model(blog, page.url, page.language)
    )
    model = script("wix-viewer-model", viewer_model(blog, page.url, page.language))
    return f"""<!DOCTYPE html>
<html lang="{page.language}">
<head>
  <meta charset='utf-8'>
  <meta name="viewport" content="width=device-width, initial-scale=1" \
id="wixDesktopViewport" />
  <meta http-equiv="X-UA-Compatible" content="IE=edge">
  <meta name="generator" content="Wix.com Website Builder"/>
  <!-- Essential Viewer Model -->
  {essential}
  <script>window.viewerModel = JSON.parse(document.getElementById(\
'wix-essential-viewer-model').textContent)</script>
  <!-- Initial CSS -->
  <style data-url="https://static.parastorage.com/services/wix-thunderbolt/dist/\
main.ad32ab84.min.css">
{_styles(blog.padding)}</style>
  <meta name="format-detection" content="telephone=no">
  <script type="wix/htmlEmbeds" id="pageHtmlEmbeds.head start"></script>
  <script type="wix/htmlEmbeds" id="pageHtmlEmbeds.head end"></script>
<meta http-equiv="X-Wix-Meta-Site-Id" content="{guid("metasite", blog.host)}">
<meta http-equiv="X-Wix-Application-Instance-Id" content="{guid("site", blog.host)}">
    <meta http-equiv="X-Wix-Published-Version" content="118"/>
    <meta http-equiv="etag" content="bug"/>
<!-- render-head end -->
<title>{escape(page.title)}</title>
{page.metas}
</head>
<body class='' >
{_site(blog, page)}
    {model}
    {script("wix-warmup-data", page.warmup)}
</body>
</html>
"""


def meta(name: str, content: str | int, *, attribute: str = "property") -> str:
    """Return a ``meta`` element for the head."""
    return f'  <meta {attribute}="{name}" content="{escape(str(content))}"/>\n'


def feed_link(blog: Blog) -> str:
    """Return the head's link to RSS."""
    return (
        f'  <link rel="alternate" href="{blog.root}/blog-feed.xml" '
        f'title="{escape(blog.title)} - RSS" type="application/rss+xml"/>\n'
    )


@lru_cache(maxsize=1)
def _styles(size: int) -> str:
    """Return *size* bytes of style sheet, or the last whole rule before."""
    rules = _STYLE_RULE.format(n=1048575)
    return "".join(_STYLE_RULE.format(n=n) for n in range(size // len(rules)))


def _site(blog: Blog, page: Page) -> str:
    return (
        '<div id="SITE_CONTAINER"><div id="main_MF" class="main_MF">'
        f"{_scroll('SCROLL_TO_TOP', 'top of page')}{_skip_link(page)}"
        '<div id="BACKGROUND_GROUP" class="BACKGROUND_GROUP">'
        '<div id="bgLayers_pageBackground_k3v9q" data-hook="bgLayers"></div></div>'
        '<div id="site-root" class="site-root">'
        '<div id="masterPage" class="mesh-layout masterPage css-editing-scope">'
        f"{_header(blog)}"
        '<main id="PAGES_CONTAINER" class="PAGES_CONTAINER" tabindex="-1" '
        'data-main-content="true"><div id="SITE_PAGES" class="SITE_PAGES">'
        '<div id="SITE_PAGES_TRANSITION_GROUP"><div id="k3v9q" class="theme-vars '
        'k3v9q">'
        '<div id="Containerk3v9q" class="Containerk3v9q">'
        '<div data-mesh-id="Containerk3v9qinlineContent" data-testid="inline-content">'
        f"{page.main}</div></div></div></div></div></main>"
        f"{_footer(blog)}</div></div>"
        f"{_scroll('SCROLL_TO_BOTTOM', 'bottom of page')}</div></div>"
    )


def _scroll(element_id: str, text: str) -> str:
    return (
        f'<div id="{element_id}" class="qe3oTb ignore-focus {element_id}" '
        f'role="region" tabindex="-1" aria-label="{text}">'
        f'<span class="TvbeET">{text}</span></div>'
    )


def _skip_link(page: Page) -> str:
    if not page.skip_link:
        return ""
    return (
        '<button id="SKIP_TO_CONTENT_BTN" class="SKIP_TO_CONTENT_BTN" tabindex="0">'
        "Skip to Main Content</button>"
    )


def _header(blog: Blog) -> str:
    items = "".join(
        f'<li id="comp-m6zq0b2a{index}" class="wixui-dropdown-menu__item">'
        f'<a data-testid="linkElement" href="{blog.root}{path}" target="_self">'
        f"<p>{label}</p></a></li>"
        for index, (label, path) in enumerate(_MENU)
    )
    return (
        '<header id="SITE_HEADER" class="SITE_HEADER wixui-header" tabindex="-1">'
        '<div data-mesh-id="SITE_HEADERinlineContent" data-testid="inline-content">'
        '<div id="comp-m6zq0b1f" class="comp-m6zq0b1f wixui-rich-text" '
        'data-testid="richTextElement"><h2 class="font_2 wixui-rich-text__text">'
        f"{escape(blog.title)}</h2></div>"
        '<wix-dropdown-menu id="comp-m6zq0b2a" class="comp-m6zq0b2a '
        'wixui-dropdown-menu">'
        f'<nav id="comp-m6zq0b2anavContainer" aria-label="Site"><ul>{items}'
        '<li id="comp-m6zq0b2a__more__"><p>More</p></li></ul>'
        '<div style="display:none" id="comp-m6zq0b2anavContainer-hiddenA11ySubMenu'
        'Indication">Use tab to navigate through the menu items.</div></nav>'
        "</wix-dropdown-menu></div></header>"
    )


def _footer(blog: Blog) -> str:
    return (
        '<footer id="SITE_FOOTER" class="SITE_FOOTER wixui-footer" tabindex="-1">'
        '<div data-mesh-id="SITE_FOOTERinlineContent" data-testid="inline-content">'
        '<div id="comp-m6zq0b3c" class="comp-m6zq0b3c wixui-rich-text" '
        'data-testid="richTextElement"><p class="font_8 wixui-rich-text__text">'
        f"© {blog.seen_on.year} {escape(blog.title)}</p></div></div></footer>"
    )
