"""The JSON that Wix embeds in pages: viewer models, warm-up data, JSON-LD.

What pages hold that list posts is in ``feed_data``.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from demo.blog import guid, iso

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demo.blog import Blog, Post

BLOG_APP = "14bcded7-0066-7c35-14d7-466cb3f09103"
FEED_ID = "TPASection_m6zq0b4k"
"""The feed widget's id on the blog page."""
POST_ID = "TPAMultiSection_m6zq0b51"
"""The post widget's id on post pages."""

Json = dict[str, Any]


def script(element_id: str, data: Json) -> str:
    """Return a ``script`` element that holds *data*, slashes escaped as Wix does."""
    text = dump(data).replace("/", "\\/").replace("<", "\\u003c")
    return f'<script type="application/json" id="{element_id}">{text}</script>'


def dump(data: Json) -> str:
    """Return *data* as compact JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def essential_model(blog: Blog, url: str, language: str) -> Json:
    return {
        "fleetConfig": {"fleetName": "wix-thunderbolt", "type": "GA", "code": 0},
        "language": {"userLanguage": language},
        "site": {"externalBaseUrl": blog.root, "isSEO": False},
        "media": _MEDIA_HOSTS,
        "requestUrl": quote(url, safe=":/"),
        "commonConfig": {
            "brand": "wix",
            "host": "VIEWER",
            "siteRevision": "118",
            "language": language,
            "locale": f"{language}-us",
        },
        "accessTokensUrl": f"{blog.root}/_api/v1/access-tokens",
        "experiments": {"specs.thunderbolt.addIdAsClassName": True},
    }


def viewer_model(blog: Blog, url: str, language: str) -> Json:
    return {
        **essential_model(blog, url, language),
        "language": {
            "userLanguage": language,
            "siteLanguage": "en",
            "isMultilingualEnabled": False,
            "directionByLanguage": "ltr",
        },
        "site": {
            "metaSiteId": guid("metasite", blog.host),
            "siteId": guid("site", blog.host),
            "externalBaseUrl": blog.root,
            "siteRevision": 118,
            "siteType": "UGC",
        },
    }


_MEDIA_HOSTS = {
    "staticMediaUrl": "https://static.wixstatic.com/media",
    "mediaRootUrl": "https://static.wixstatic.com/",
    "staticVideoUrl": "https://video.wixstatic.com/",
}


def warmup(component: str, app_data: Mapping[str, Any]) -> Json:
    """Return a page's warm-up data; *app_data* is what the blog app keeps in it."""
    return {
        "platform": {
            "ssrPropsUpdates": [],
            "ssrStyleUpdates": [],
            "ssrStructureUpdates": [],
        },
        "pages": {
            "compIdToTypeMap": {
                "masterPage": "MasterPage",
                "SITE_HEADER": "HeaderContainer",
                "PAGES_CONTAINER": "PagesContainer",
                "SITE_FOOTER": "FooterContainer",
                "SCROLL_TO_TOP": "Anchor",
                "SCROLL_TO_BOTTOM": "Anchor",
                "SKIP_TO_CONTENT_BTN": "SkipToContentButton",
                component: "tpaWidgetNative",
            }
        },
        "appsWarmupData": {BLOG_APP: dict(app_data)},
        "ooi": {"failedInSsr": {}},
    }


def linked_data(post: Post, blog: Blog) -> str:
    """Return the ``BlogPosting`` of *post*, its strings escaped for HTML as well."""
    url = blog.url(post)
    data: Json = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "dateModified": iso(post.modified),
        "datePublished": iso(post.published),
        "headline": escape(post.title),
        "mainEntityOfPage": {"@id": url, "@type": "itemPage", "url": url},
        "description": escape(post.summary),
        "url": url,
        "publisher": {
            "@type": "Organization",
            "name": escape(blog.title),
            "url": blog.root,
        },
    }
    if post.author:
        data["author"] = {"@type": "Person", "name": escape(post.author.name)}
        if post.author.has_profile:
            data["author"]["url"] = f"{blog.root}/profile/{post.author.handle}/profile"
    if post.cover:
        data["image"] = {
            "@type": "ImageObject",
            "url": post.cover.rendition("fill/w_1000,h_667,al_c,q_85"),
            "width": str(post.cover.width),
            "height": str(post.cover.height),
        }
    return f'<script type="application/ld+json">{dump(data)}</script>'
