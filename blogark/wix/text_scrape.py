"""A post out of a text that was copied off its page, by hand or by a browser.

Such a text has the words and nothing else: no address, no pictures, no styles. What is
Wix's goes, by place and words; each line that goes is named in a finding, so that
nothing is lost unseen. What cannot be known is not made up: a date stays text.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from itertools import chain
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from slugify import slugify

from blogark.findings import finding
from blogark.post import Author, Post
from blogark.wix.shown_dates import has_year
from blogark.wix.text_body import read_body
from blogark.wix.text_head import read_head
from blogark.wix.text_lines import read_page
from blogark.wix.text_tail import tail_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogark.findings import Finding
    from blogark.wix.text_body import TextBody
    from blogark.wix.text_head import Facts, Head
    from blogark.wix.text_lines import Line, Page

SOURCE: Final = "text-scrape"
_SLUG_LENGTH: Final = 100
"""Where Wix cuts a slug."""
_HTML: Final = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


class TextError(Exception):
    """Raised for a text that is no post. The message is a clause: ``is empty``."""


def decode_text(data: bytes) -> str:
    """Return the text in a file: UTF-8, or UTF-16 with its mark.

    Another encoding is not guessed. Raises `TextError`.
    """
    is_wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise TextError("is not text in UTF-8") from error
    if "\0" in text:
        raise TextError("is not text, but binary data")
    if _HTML.match(text):
        raise TextError("is HTML, not text")
    return text


def read_text(text: str, name: str, base: str | None = None) -> Post:
    """Return the post that *text* was copied from.

    *name* is the file's, without extension. With *base*, the address of the site, the
    post's address is that of Wix's posts of this title; without it, it is a
    ``urn:uuid:`` that depends on *name* and title alone. No other is made up.

    Raises `TextError`.
    """
    page = read_page(text)
    head = read_head(page.lines, name)
    if head is None:
        raise TextError(_why_no_title(page, text))
    lines = page.lines
    end = tail_start(lines, head.body)
    body = read_body(lines[head.body : end])
    removed = _removed(page, head, end)
    title = lines[head.title].text
    slug = slugify(title, max_length=_SLUG_LENGTH) or slugify(name) or "post"
    url = f"{base}/post/{slug}" if base else _urn(name, title)
    return Post(
        id=str(uuid5(NAMESPACE_URL, url)) if base else url.removeprefix("urn:uuid:"),
        url=url,
        slug=slug,
        title=title,
        document=body.document,
        body_source=SOURCE,
        published_raw=head.facts.published,
        updated_raw=head.facts.updated,
        author=_author(head.facts.author),
        reading_minutes=head.facts.minutes,
        provenance=dict.fromkeys(_known(head.facts), SOURCE),
        findings=(
            *_findings_of_head(lines, head),
            *_findings_of_body(body, title),
            *_findings_of_removed(removed),
        ),
    )


def _why_no_title(page: Page, text: str) -> str:
    if not text.strip():
        return "is empty"
    if not page.lines:
        return "has nothing between the top and the bottom of the page"
    return "has no line that can be the title"


def _urn(name: str, title: str) -> str:
    return uuid5(NAMESPACE_URL, f"text:{name}\n{title}").urn


def _author(name: str) -> Author | None:
    return Author(name=name, slug=slugify(name) or name) if name else None


def _known(facts: Facts) -> Iterator[str]:
    yield from ("body", "title")
    if facts.published:
        yield "published_raw"
    if facts.updated:
        yield "updated_raw"
    if facts.author:
        yield "author"
    if facts.minutes is not None:
        yield "reading_minutes"


def _removed(page: Page, head: Head, end: int) -> tuple[Line, ...]:
    """Return the lines that are no part of the post, in their order."""
    kept = head.used | {head.title}
    above = (line for i, line in enumerate(page.lines[: head.body]) if i not in kept)
    return tuple(sorted(chain(page.around, above, page.lines[end:])))


def _findings_of_head(lines: Sequence[Line], head: Head) -> Iterator[Finding]:
    title, facts = lines[head.title].text, head.facts
    yield finding(
        "text-only",
        f"“{title}” was read from a text: pictures, embeds, styles and the links behind"
        " words are not in it. Compare it with the page if that still exists.",
    )
    if not head.is_certain:
        yield finding(
            "title-inferred",
            f"“{title}” is taken for the title, but another line could be it: name the"
            " file after the title to settle it.",
            "\n".join(line.text for line in lines[: head.body]),
        )
    for what, date in (("published", facts.published), ("updated", facts.updated)):
        if date:
            yield _of_date(what, date)
    if not facts.published:
        yield finding(
            "date-missing",
            "The text does not say when the post was published: set it by hand.",
        )
    if not facts.author:
        yield finding("author-missing", "The text does not name the author.")


def _of_date(what: str, date: str) -> Finding:
    missing = "time" if has_year(date) else "year"
    message = f"The date “{date}” ({what}) has no {missing}: it is kept as text."
    return finding("date-inexact", message, date)


def _findings_of_body(body: TextBody, title: str) -> Iterator[Finding]:
    headings = body.headings
    if headings and headings[0].casefold() == title.casefold():
        headings = headings[1:]  # the title once more, which cleaning drops
    if not body.document.blocks:
        yield finding("post-empty", "The text has a title, but no body.")
    if headings:
        yield finding(
            "headings-inferred",
            "These lines are taken for headings because they are short and stand over"
            " a paragraph: check them, and their levels.",
            "\n".join(headings),
        )
    if body.repeated:
        yield finding(
            "caption-inferred",
            "These lines stood twice, as a picture's alt text and caption do, and are"
            " kept once. The pictures are not in the text.",
            "\n".join(body.repeated),
        )


def _findings_of_removed(removed: Sequence[Line]) -> Iterator[Finding]:
    if removed:
        count = f"{len(removed)} line" + "s" * (len(removed) > 1)
        yield finding(
            "chrome-removed",
            f"{count} of the page around the post were left out.",
            "\n".join(f"{line.number}: {line.text}" for line in removed),
        )
