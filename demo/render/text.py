"""Runs of text → the spans that Wix's viewer draws (Ricos 10.177).

Links are outermost, then strong, em, u, s, sup and sub, then one span each for size and
for colours; the text itself always stands in a bare span.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from demo.ricos import Hashtag, Link, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from demo.ricos import Content, Inline, Style


def inlines(content: Content, root: str) -> str:
    """Return *content* as HTML; *root* is the site's, for the pages of hashtags."""
    groups = groupby(content, key=lambda inline: _has_hashtags(inline, content))
    return "".join(_group(list(group), root) for _, group in groups)


def link_attributes(link: Link) -> str:
    """Return the attributes of the ``a`` element that leads where *link* says."""
    url = f"#viewer-{link.url[1:]}" if link.url.startswith("#") else link.url
    rel = f' rel="{escape(link.rel)}"' if link.rel else ""
    return f'target="{link.target}" href="{escape(url)}"{rel}'


def _has_hashtags(inline: Inline, content: Content) -> bool:
    """A line of hashtags shares one span with the spaces between them."""
    tagged = any(isinstance(one, Hashtag) for one in content)
    return tagged and (isinstance(inline, Hashtag) or not inline.text.strip())


def _group(group: list[Inline], root: str) -> str:
    if not any(isinstance(inline, Hashtag) for inline in group):
        return "".join(_run(run) for run in group if isinstance(run, Run))
    return f"<span>{''.join(_hashtag_part(inline, root) for inline in group)}</span>"


def _hashtag_part(inline: Inline, root: str) -> str:
    if isinstance(inline, Run):
        return f"<span>{escape(inline.text)}</span>"
    url = f"{root}/blog/hashtags/{inline.text}"
    text = f"<span>#{escape(inline.text)}</span>"
    return f'<a class="Kq3vT" href="{escape(url)}" target="__blank">{text}</a>'


def _run(run: Run) -> str:
    html = f"<span>{escape(run.text)}</span>"
    for wrap in reversed(list(_wrappers(run.style))):
        html = wrap(html)
    if run.link is None:
        return html
    hook = "AnchorLink" if run.link.url.startswith("#") else "web-link"
    attributes = link_attributes(run.link)
    return f'<a {attributes} class="pW7kd Lr-2x" data-hook="{hook}">{html}</a>'


def _wrappers(style: Style) -> Iterator[Callable[[str], str]]:
    """Yield what goes around a run, outermost first."""
    if style.weight is not None:
        tag = "strong" if style.weight == 700 else "span"  # noqa: PLR2004  CSS bold
        yield _element(tag, f"font-weight:{style.weight}")
    if style.italic:
        yield _element("em", "font-style:italic")
    if style.underline:
        yield _element("u", "text-decoration:underline")
    if style.strike:
        yield _element("s", "text-decoration:line-through")
    if style.script:
        yield _element(style.script)
    if style.size:
        yield _element("span", f"font-size:{style.size}")
    if colors := _colors(style):
        yield _element("span", f"{colors};text-decoration:inherit")


def _colors(style: Style) -> str:
    named = {"color": style.color, "background-color": style.background}
    return ";".join(f"{name}:{value}" for name, value in named.items() if value)


def _element(tag: str, css: str = "") -> Callable[[str], str]:
    attribute = f' style="{css}"' if css else ""
    return lambda html: f"<{tag}{attribute}>{html}</{tag}>"
