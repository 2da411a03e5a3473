"""How much of a page is read: more than any author writes, less than it takes to hang.

The largest body of 113 real posts has 3,650 elements, and no tag more than 9
attributes. What is beyond the bounds is kept or named in a finding, never read at any
price.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from blogark.document import Document, Unknown
from blogark.findings import finding
from blogark.wix.body import Body
from blogark.wix.rich_reading import seen_strings
from blogark.wix.values import raw_json

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_ELEMENTS: Final = 20_000
"""Elements and line breaks of a body: one takes up to 0.1 ms, all the way."""
MAX_ATTRIBUTES: Final = 1_000
"""Attributes of a tag. Lexbor compares each with all before: 100,000 take 25 s."""

MAX_TAGS: Final = 10_000
"""Tags of a page that are looked at if more than that do not stand in pairs.

Lexbor looks through all open tags for some: 20,000 levels take 0.7 s, 200,000 a minute.
Real pages have up to 8,200 tags, and nearly all in pairs.
"""

MAX_VALUES: Final = 120_000
"""Values in a body's data: 20,000 pictures of a gallery, which take 1.5 s."""
# What texts in data may have in them: 20,000 line breaks, 10,000 tags of embeds.
_IN_TEXT: Final = (("\n", 6), ("<", 12))
# Ranges of a line of Draft.js that overlap take each other's time.
_RANGES: Final = frozenset({"inlineStyleRanges", "entityRanges"})
_PER_PAIR: Final = 0.1

# A tag as HTML 5 tokenises it, always matched to its end, so that time is linear.
_ATTRIBUTE: Final = (
    r"=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
)
_TAG: Final = re.compile(rf"(<[a-zA-Z][^\s/>]*+)(?:[\s/=]++|{_ATTRIBUTE})*+")
_ATTRIBUTES: Final = re.compile(rf"(?:[\s/=]*+{_ATTRIBUTE}){{{MAX_ATTRIBUTES}}}")
# What takes a second to compare takes as many characters, at the least.
_LONG: Final = 50_000
_TAG_START: Final = re.compile(r"<[a-zA-Z]")

# What holds no tag, or never is open: what is left without it may be nested.
_INNERMOST: Final = re.compile(
    r"<([a-zA-Z][^\s/<>]*+)[^<>]*+>[^<]*+</\1\s*+>"
    r"|<(?:br|hr|img|input|link|meta|source|wbr)\b[^<>]*+>"
    r"|<!--(?!-?>)[^<>]*+-->",
    re.IGNORECASE,
)
_PROGRESS: Final = 0.9  # of the tags, after a level of a page that is wide, not deep
_TAGS: Final = re.compile(r"(?:<[a-zA-Z/!?][^<>]*+>)++")


def without_excess(html: str) -> str:
    """Return *html* without what a parser would take minutes for; mostly itself."""
    return without_depth(without_attributes(html))


def without_attributes(html: str) -> str:
    """Return *html* with at most `MAX_ATTRIBUTES` attributes in each tag.

    It is *html* itself if no tag has many more. A tag that hides its length behind
    ``>`` in its values is not found: to look for those takes 1 ms a page.
    """
    if not _may_be_long(html):
        return html
    parts: list[str] = []
    done = 0
    for tag in _TAG.finditer(html):
        end = tag.end()
        if end - tag.start() < _LONG:
            continue
        if (kept := _ATTRIBUTES.match(html, tag.end(1), end)) is not None:
            parts.append(html[done : kept.end()])
            done = end
    return "".join((*parts, html[done:])) if parts else html


def without_depth(html: str) -> str:
    """Return *html*, or with the text alone after `MAX_TAGS` tags if it is too deep.

    It is too deep if about as many are left without all that stand in pairs: the
    innermost are taken out, then those around them, as long as that makes them fewer.
    """
    rest, count = html, html.count("<")
    while count > MAX_TAGS:
        rest, before = _INNERMOST.sub("", rest), count
        count = rest.count("<")
        if count > _PROGRESS * before:
            break
    else:
        return html
    end = 0
    for _ in range(MAX_TAGS):
        end = html.find("<", end) + 1
    return html[: end - 1] + _TAGS.sub(" ", html[end - 1 :])


def _may_be_long(html: str) -> bool:
    """Whether the beginning of a tag has `_LONG` characters after it without ``>``.

    A regular expression that says the same takes 0.4 ms a page; this leaps from one
    ``>`` to the last one that is near enough, and takes a quarter of that.
    """
    start, gap = 0, _LONG + 2
    while start + gap <= len(html):
        if (close := html.rfind(">", start, start + gap)) >= 0:
            start = close + 1
            continue
        end = html.find(">", start + gap)
        end = len(html) if end < 0 else end
        if _TAG_START.search(html, start, end - _LONG) is not None:
            return True
        start = end + 1
    return False


def whole(region: LexborNode, source: str) -> Body | None:
    """Return the body in *region* as one `Unknown` if it has too many elements.

    ``None`` for all that an author can have written.
    """
    # Never less than there are, and counted in a quarter of the time.
    markup = region.html or ""
    if markup.count("<") + markup.count("\n") <= MAX_ELEMENTS:
        return None
    count = len(region.css("*")) + region.text().count("\n")
    if count <= MAX_ELEMENTS:
        return None
    text = " ".join(region.text(separator=" ").split())
    return _kept(f"{count:,} elements and line breaks", markup, text, source)


def whole_data(content: object, source: str) -> Body | None:
    """Return a body's *content* as one `Unknown` if it is too large to be read.

    *content* is decoded JSON. ``None`` for all that an author can have written.
    """
    count = _work(content)
    if count <= MAX_VALUES:
        return None
    text = " ".join(" ".join(seen_strings(content)).split())
    return _kept(f"{count:,} values", raw_json(content), text, source)


def _work(content: object) -> int:
    """Return how many values are in *content*, those that take longer counted so."""
    total = 0.0
    stack = [content]
    while stack and total <= MAX_VALUES:
        value = stack.pop()
        total += 1
        if isinstance(value, dict):
            for key in _RANGES & value.keys():
                if isinstance(found := value[key], list):
                    total += _PER_PAIR * len(found) ** 2
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, str):
            total += sum(cost * value.count(sign) for sign, cost in _IN_TEXT)
    return int(total) + len(stack)


def _kept(what: str, raw: str, text: str, source: str) -> Body:
    return Body(
        document=Document((Unknown(kind="body", raw=raw, text=text),)),
        source=source,
        findings=(
            finding(
                "body-too-large",
                f"The body has {what}, more than any post: it is kept as it was, and "
                "its text without styles, links and pictures.",
                source,
            ),
        ),
    )
