"""Blocks of WordPress's editor that hold no others; `wordpress_blocks` has the rest.

Each function takes the block, and the attributes of its anchor as HTML.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from blogark.document import Link
from blogark.render.escape import address, escape_attribute, escape_text
from blogark.render.html_inline import attributes, inline_html, linked_html

if TYPE_CHECKING:
    from blogark.document import Audio, Button, Heading, Image, Video

_EMBEDS: Final = {"youtube": "youtube.com", "vimeo": "vimeo.com"}
"""Sites whose pages WordPress turns into players, and how their addresses are known."""
_LEVEL: Final = 2  # of a heading that does not say its own
_IN_COMMENT: Final = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027"}
)


def wrapped(name: str, html: str, **values: object) -> str:
    """Return *html* as the block *name*, which has attributes that differ from none."""
    encoded = f" {_json(values)}" if values else ""
    return f"<!-- wp:{name}{encoded} -->\n{html}\n<!-- /wp:{name} -->"


def _json(values: dict[str, object]) -> str:
    """Return *values* as they may stand in a comment, as WordPress writes them."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_IN_COMMENT).replace("--", "\\u002d\\u002d")


def player_site(video: Video) -> str:
    """Return the site whose player WordPress has for *video*, or nothing."""
    url = address(video.url)
    provider = video.provider or ""
    return provider if _EMBEDS.get(provider, "\0") in url else ""


def heading_block(heading: Heading, anchor: str) -> str:
    level = min(max(heading.level, 1), 6)
    html = (
        f'<h{level}{anchor} class="wp-block-heading">'
        f"{inline_html(heading.content)}</h{level}>"
    )
    return wrapped("heading", html, **({"level": level} if level != _LEVEL else {}))


def button_block(button: Button, anchor: str) -> str:
    css = "wp-block-button__link wp-element-button"
    url = address(button.link.url) if button.link else ""
    target = button.link.target if button.link else None
    values = attributes(href=url, target=target)
    inner = wrapped(
        "button",
        f'<div class="wp-block-button"><a class="{css}"{values}>'
        f"{escape_text(button.text)}</a></div>",
    )
    return wrapped("buttons", f'<div{anchor} class="wp-block-buttons">{inner}</div>')


def image_block(image: Image, anchor: str) -> str:
    alt = escape_attribute(image.alt)  # written even if it is empty
    img = f'<img{attributes(src=address(image.url))} alt="{alt}"/>'
    is_linked = image.link is not None and bool(address(image.link.url))
    html = (
        f'<figure{anchor} class="wp-block-image">{linked_html(img, image.link)}'
        f"{_caption(inline_html(image.caption))}</figure>"
    )
    return wrapped(
        "image", html, **({"linkDestination": "custom"} if is_linked else {})
    )


def video_block(video: Video, anchor: str) -> str:
    url = address(video.url)
    caption = _caption(inline_html(video.caption))
    if video.provider is not None:  # of a site that WordPress has no player for
        link = linked_html(escape_text(url), Link(url=url))
        return wrapped("html", f"<figure{anchor}>{link}{caption}</figure>")
    values = attributes(poster=address(video.poster), src=url)
    html = (
        f'<figure{anchor} class="wp-block-video"><video controls{values}></video>'
        f"{caption}</figure>"
    )
    return wrapped("video", html)


def player_block(video: Video, anchor: str) -> str:
    site, url = player_site(video), address(video.url)
    css = f"wp-block-embed is-type-video is-provider-{site} wp-block-embed-{site}"
    html = (
        f'<figure{anchor} class="{css}"><div class="wp-block-embed__wrapper">\n'
        f"{escape_text(url)}\n</div>{_caption(inline_html(video.caption))}</figure>"
    )
    return wrapped("embed", html, url=url, type="video", providerNameSlug=site)


def audio_block(audio: Audio, anchor: str) -> str:
    title = " — ".join(filter(None, (audio.title, audio.author)))
    values = attributes(src=address(audio.url))
    html = (
        f'<figure{anchor} class="wp-block-audio"><audio controls{values}></audio>'
        f"{_caption(escape_text(title))}</figure>"
    )
    return wrapped("audio", html)


def _caption(html: str) -> str:
    css = "wp-element-caption"
    return f'<figcaption class="{css}">{html}</figcaption>' if html else ""
