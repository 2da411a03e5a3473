"""Images and galleries as Wix's viewer draws them: a blurred stand-in to load first.

The original is named only in JSON (``data-image-info``), in the id of the
``wow-image``, and as the start of each rendition's URL.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from demo.blog import guid
from demo.render.text import inlines, link_attributes

if TYPE_CHECKING:
    from demo.media import ImageFile
    from demo.ricos import Gallery, Image


def info(file: ImageFile, **more: str | int) -> str:
    """Return the value of ``data-image-info``, escaped for an attribute.

    *more* goes before the keys that every image has.
    """
    data = {
        **more,
        "displayMode": "fill",
        "isSEOBot": False,
        "encoding": "AVIF",
        "imageData": {
            "width": file.width,
            "height": file.height,
            "uri": file.id,
            "name": "",
            "displayMode": "fill",
        },
    }
    return escape(json.dumps(data, separators=(",", ":")))


def thumbnail(file: ImageFile, alt: str, css: str) -> str:
    """Return a picture of the page's chrome, which gets its source in the browser."""
    return (
        f'<wow-image class="{css}" data-image-info="{info(file, targetWidth=450)}" '
        'data-motion-part="BG_IMG undefined" data-bg-effect-name="" '
        'data-has-ssr-src="" '
        f'style="--wix-img-max-width:max({file.width}px, 100%)">'
        f'<img alt="{escape(alt)}" data-pin-nopin="true"/></wow-image>'
    )


def image(block: Image, key: str, caption_key: str, page: str, root: str) -> str:
    """Return an IMAGE node; *page* is the post's URL, *root* the site's."""
    width = block.display_width
    size = f' style="width:min(100%, {width}px)"' if width else ""
    picture = _image_viewer(block, key, page)
    if block.link:
        picture = f'<a class="Hn4uW" {link_attributes(block.link)}>{picture}</a>'
    return (
        f'<div class="mQ8Rz Vd_tN"{size}><figure class="zR5bC" '
        'data-hook="figure-IMAGE">'
        f"{picture}{_caption(block, caption_key, root)}</figure></div>"
    )


def _image_viewer(block: Image, key: str, page: str) -> str:
    file = block.file
    height = 147 * file.height // file.width
    blurred = file.rendition(
        f"fill/w_147,h_{height},al_c,q_80,usm_0.66_1.00_0.01,blur_2,enc_avif,"
        "quality_auto"
    )
    pinned = file.rendition(f"fill/w_{file.width},h_{file.height},al_c,q_90")
    data = info(file, containerId=key, alignType="center", lqipTransition="blur")
    return (
        '<div data-hook="image-viewer" class="tG1yL">'
        f'<div style="--dim-height:{file.height};--dim-width:{file.width};'
        f'--ricos-image-default-border-color:unset" id="{key}" class="_6sWfa Bk-0p" '
        f'data-hook="image-viewer-{key}">'
        f'<wow-image id="{file.id}" class="undefined qN7hJ" data-image-info="{data}" '
        f'data-motion-part="BG_IMG {key}" data-bg-effect-name="" '
        'data-has-ssr-src="true" '
        f'data-animate-blur=""><img src="{blurred}" alt="{escape(block.alt)}" '
        'style="width:100%;height:100%;object-fit:cover;object-position:50% 50%;'
        f'max-width:100%" data-pin-url="{escape(page)}" data-pin-media="{pinned}" '
        'draggable="false"/></wow-image></div>'
        '<button class="eY3mS" type="button" data-hook="image-expand-button" '
        'aria-label="Expand image"><svg viewBox="0 0 19 19"></svg></button></div>'
    )


def _caption(block: Image, key: str, root: str) -> str:
    if not block.caption:
        return ""
    spacer = '<div data-hook="gap-spacer" class="wX0cF"></div>'
    return (
        f'{spacer}<div class="Jd9vQ" id="viewer-{key}"><div class="oT2-k">'
        '<figcaption class="_4uHsE" style="padding-top:16px;padding-bottom:16px">'
        f"{inlines(block.caption, root)}</figcaption></div></div>{spacer}"
    )


def gallery(block: Gallery, key: str, page: str) -> str:
    """Return a GALLERY node with the items that the server draws."""
    items = "".join(
        _item(file, f"{guid('gallery', key + file.name)}_{index}", index, page)
        for index, file in enumerate(block.items[: block.rendered])
    )
    return (
        '<div class="mQ8Rz"><div class="aK6xD" data-hook="gallery-viewer" role="none">'
        f'<div id="pro-gallery-{key}-not-scoped" class="pro-gallery">'
        '<div data-key="pro-gallery-inner-container" class="pro-gallery-prerender" '
        'tabindex="-1"><div data-hook="css-scroll-indicator" style="display:none">'
        "</div>"
        '<div class="pro-gallery-parent-container" role="region">'
        f'<div id="pro-gallery-container-{key}-not-scoped" class="pro-gallery">'
        f'<div class="pro-gallery-margin-container">{items}</div>'
        "</div></div></div></div></div></div>"
    )


def _item(file: ImageFile, item_id: str, index: int, page: str) -> str:
    blurred = file.rendition("fill/w_250,h_250,fp_0.50_0.50,q_30,blur_30")
    small = file.rendition("fill/w_320,h_320,fp_0.50_0.50,q_90")
    large = file.rendition("fill/w_640,h_640,fp_0.50_0.50,q_90")
    css = "gallery-item-visible gallery-item gallery-item-preloaded"
    pin = f'data-pin-url="{escape(page)}" alt=""'
    return (
        f'<div data-id="{item_id}" class="item-link-wrapper" data-idx="{index}" '
        'data-hook="item-link-wrapper" tabindex="-1">'
        f'<div class="gallery-item-container visible" data-hash="{item_id}" '
        f'data-id="{item_id}" data-idx="{index}" data-hook="item-container" '
        'style="width:320px;height:320px;overflow:hidden">'
        f'<div class="item-action" tabindex="0" data-hook="item-action" '
        'aria-label="image" role="link"></div><div data-hook="item-wrapper">'
        '<div class="gallery-item-content image-item" data-hook="image-item">'
        f'<div class="cR8wM"><img class="{css}" '
        'data-hook="gallery-item-image-img-preload" '
        f'loading="eager" {pin} src="{blurred}"/>'
        '<button class="Zf5pU" type="button" aria-label="Expand image"></button></div>'
        f'<div class="cR8wM"><img class="{css}" data-hook="gallery-item-image-img" '
        f'data-idx="{index}" loading="lazy" {pin} src="{small}" '
        f'srcSet="{small} 1x, {large} 2x"/></div></div></div></div></div>'
    )
