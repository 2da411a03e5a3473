"""Nodes of a Ricos document that hold data instead of text: which reader is whose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from blogark.wix.pagedata import dig
from blogark.wix.ricos_media import (
    read_audio,
    read_gallery,
    read_gif,
    read_image,
    read_shape,
    read_video,
)
from blogark.wix.ricos_nodes import kind_of
from blogark.wix.ricos_widgets import (
    read_app,
    read_button,
    read_divider,
    read_file,
    read_html,
    read_link_preview,
    read_map,
    read_oembed,
    read_poll,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from blogark.document import Block

_Reader: TypeAlias = "Callable[[object, str], Block | None]"

# Kind → the keys that its data can have, and the reader of it.
_READERS: Final[Mapping[str, tuple[tuple[str, ...], _Reader]]] = {
    "IMAGE": (("imageData",), read_image),
    "GIF": (("gifData", "giphyData"), read_gif),
    "SHAPE": (("shapeData",), read_shape),
    "GALLERY": (("galleryData",), read_gallery),
    "VIDEO": (("videoData",), read_video),
    "AUDIO": (("audioData",), read_audio),
    "HTML": (("htmlData",), read_html),
    "EMBED": (("embedData",), read_oembed),
    "LINK_PREVIEW": (("linkPreviewData",), read_link_preview),
    "FILE": (("fileData",), read_file),
    "BUTTON": (("buttonData",), read_button),
    "DIVIDER": (("dividerData",), read_divider),
    "MAP": (("mapData",), read_map),
    "POLL": (("pollData",), read_poll),
    "APP_EMBED": (("appEmbedData",), read_app),
}


def data_block(node: object, base_url: str) -> Block | None:
    """Return the block that *node*'s data makes, without anchor and caption node.

    ``None`` if the node is of another kind, or its data holds too little.
    """
    keys, reader = _READERS.get(kind_of(node), ((), None))
    if reader is None:
        return None
    found = (dig(node, key) for key in keys)
    return reader(next((data for data in found if data is not None), None), base_url)
