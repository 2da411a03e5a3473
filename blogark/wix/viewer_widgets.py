"""Files, buttons, lines and cards in the viewer's markup.

As in ``blogark.wix.viewer_media``, each function takes the element that carries the
kind's ``data-hook``, and what the page leaves empty is returned empty.
"""

from __future__ import annotations

from bs4 import Tag

from blogark.document import Button, Divider, File, Image, LinkPreview, Video
from blogark.wix.media import image_original
from blogark.wix.viewer_media import attribute, poster_of, spoken
from blogark.wix.viewer_text import read_link


def read_file(element: Tag, base_url: str) -> File:
    """Return the file that *element* offers.

    Its text is name, extension, and a line such as "Download PDF • 150KB" whose verb
    is in the language of the site: only the size is kept of it.
    """
    anchor = next(
        (link for a in element.find_all("a") if (link := read_link(a, base_url))), None
    )
    name, *others = [*element.stripped_strings] or [""]
    extension = others[0] if others and others[0].startswith(".") else ""
    line = others[-1] if others and others[-1] != extension else ""
    return File(
        name=name + extension,
        url=anchor.url if anchor is not None else None,
        size=line.rpartition("•")[2].strip() if "•" in line else "",
    )


def read_button(element: Tag, base_url: str) -> Button:
    """Return the button; some have an action instead of an address."""
    text = spoken(element)
    anchor = element if element.name == "a" else element.find("a")
    link = read_link(anchor, base_url) if isinstance(anchor, Tag) else None
    return Button(text=text, link=link)


def read_divider(element: Tag, _base_url: str) -> Divider:
    """Return the line; its hook ends in its style, ``divider-double``."""
    match attribute(element, "data-hook").rpartition("-")[2]:
        case "double":
            return Divider(line="double")
        case "dashed":
            return Divider(line="dashed")
        case "dotted":
            return Divider(line="dotted")
        case _:
            return Divider()


def read_gif(element: Tag, _base_url: str) -> Image | Video | None:
    """Return an animation: ``img`` or ``video`` with ``aria-label="gif"``."""
    source = image_original(attribute(element, "src"))
    if not source:
        return None
    return Image(url=source) if element.name == "img" else Video(url=source)


def read_link_preview(element: Tag, base_url: str) -> LinkPreview:
    """Return the card; the page shows the host but opens the address by script."""
    anchor = element.find("a", href=True)
    link = read_link(anchor, base_url) if isinstance(anchor, Tag) else None
    caption = element.find("figcaption")
    title = spoken(caption) if isinstance(caption, Tag) else ""
    rest = [text for text in element.stripped_strings if text not in title]
    site, *description = rest or [""]
    return LinkPreview(
        title=title or site,
        url=link.url if link is not None else None,
        description=" ".join(description),
        site=site,
        thumbnail=poster_of(element),
    )
