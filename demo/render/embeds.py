"""Blocks of which the page shows less than the author put in."""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from demo.render.text import link_attributes

if TYPE_CHECKING:
    from demo.ricos import (
        AudioEmbed,
        Button,
        Divider,
        FileDownload,
        HtmlEmbed,
        Video,
    )


def video(block: Video) -> str:
    """Return a player that waits for a click: a poster at most, and no address."""
    return (
        '<div class="mQ8Rz Vd_tN"><figure class="zR5bC" data-hook="figure-VIDEO">'
        '<div class="nS2gK" data-hook="video-player"><div>'
        '<div style="width:100%;height:100%" data-loaded="false" class="_7vRqD">'
        f"{_preview(block.poster)}</div></div></div></figure></div>"
    )


def _preview(poster: str | None) -> str:
    if poster is None:
        return '<div style="width:100%;height:100%"><div loading="lazy"></div></div>'
    return (
        '<button type="button" style="width:100%;height:100%;'
        f"background-image:url({escape(poster)});background-size:cover;"
        'background-position:center;cursor:pointer;border:none;padding:0" '
        'class="react-player__preview" tabindex="0" aria-label="Play video">'
        '<div class="react-player__shadow"><div class="react-player__play-icon"></div>'
        "</div></button>"
    )


def audio(block: AudioEmbed) -> str:
    return (
        '<div class="mQ8Rz Vd_tN"><div class="yB6tW" data-hook="audio-viewer">'
        f'<div class="jL3xH" style="width:100%;height:{block.height}px;'
        f'max-height:{block.height}px" data-hook="html-component"></div></div></div>'
    )


def html_embed(block: HtmlEmbed) -> str:
    return (
        f'<div class="mQ8Rz" style="width:{block.width}px"><div class="jL3xH" '
        f'style="height:{block.height}px" data-hook="html-component"></div></div>'
    )


def download(block: FileDownload) -> str:
    """Return a file's card: a link where the address is known, else a button."""
    card = _card(block)
    if block.url:
        inner = (
            f'<a class="qT9eP" href="{escape(block.url)}" target="_blank">{card}</a>'
        )
    else:
        inner = (
            f'<div role="button" tabindex="0" class="qT9eP">{card}</div>'
            '<a data-cancel-link="true" href="#0" style="display:none" '
            'target="_blank"></a>'
        )
    return (
        '<div class="mQ8Rz"><div data-hook="fileUploadViewer" class="hX5oA">'
        f"{inner}</div></div>"
    )


def _card(block: FileDownload) -> str:
    name = PurePosixPath(block.file.name)
    return (
        '<svg width="40" height="42" viewBox="0 0 40 42"></svg><div class="uK1rS">'
        '<div class="vF7cN" data-hook="fileUploadNameContainer">'
        f'<div data-hook="fileUploadName">{escape(name.stem)}</div>'
        f'<div data-hook="fileUploadExtension">{name.suffix}</div></div>'
        f'<div class="wG2dM">Download {name.suffix[1:].upper()} • {block.file.size}'
        "</div></div>"
    )


def button(block: Button, key: str) -> str:
    """Return a button; one that starts an action of the site has no address."""
    attributes = f" {link_attributes(block.link)}" if block.link else ""
    return (
        '<div class="mQ8Rz tZ8iJ"><a class="_2nYbL" '
        'style="--ricos-internal-button-background:#1f6f78;print-color-adjust:exact" '
        f'data-hook="button-viewer button-viewer-{key}" tabindex="0"{attributes}>'
        f'<div class="cO4kV">{escape(block.text)}</div></a></div>'
    )


def divider(block: Divider) -> str:
    return (
        f'<div class="mQ8Rz Vd_tN"><div data-hook="divider divider-{block.line}" '
        'role="separator" aria-orientation="horizontal"><div class="eQ0mG">'
        '<svg><line x2="100%" y1="1" y2="1"></line></svg><div class="sI6fX"> </div>'
        "</div></div></div>"
    )
