"""How long a page takes: from its HTML to Markdown, and to what others make of it."""

from __future__ import annotations

import gc
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Final, TypeAlias

import html_to_markdown
import markdownify
import trafilatura
from lxml import html as lxml_html
from selectolax.lexbor import LexborHTMLParser

from benchmarks.job import page_to_markdown
from benchmarks.table import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benchmarks.corpus import RecordedPost

    Contender: TypeAlias = Callable[[RecordedPost], object]

_ROUNDS: Final = 5
_MOST_TIMES_LEXBOR: Final = 4.0
_LEAST_TIMES_FASTER: Final = 8.0


def _trafilatura(page: RecordedPost) -> object:
    """Return what trafilatura extracts when asked for all that we keep."""
    return trafilatura.extract(
        page.html,
        url=page.url,
        output_format="markdown",
        include_links=True,
        include_images=True,
        include_formatting=True,
        include_tables=True,
        with_metadata=True,
    )


OURS: Final = "blogark: page → Post → Markdown"
CONTENDERS: Final[Mapping[str, Contender]] = {
    OURS: lambda page: page_to_markdown(page.html, page.url),
    "lexbor: parse": lambda page: LexborHTMLParser(page.html).root,
    "lxml: parse": lambda page: lxml_html.document_fromstring(page.html),
    "trafilatura: extract": _trafilatura,
    "markdownify: whole page": lambda page: markdownify.markdownify(page.html),
    "html-to-markdown: whole page": lambda page: html_to_markdown.convert(page.html),
}


def measure(pages: Sequence[RecordedPost], rounds: int = _ROUNDS) -> list[Line]:
    """Return a line for each contender, all of them timed in turn.

    Each reads page after page, as in a crawl, and pays for the garbage it makes. Until
    commit 76a50aa contenders took turns on each page, after a full collection each:
    that timed how fast code comes back into the processor's caches, and let those who
    leave cycles behind off. The change is not in our favour where it is closest: it
    makes the ratio to lexbor's parse worse (5.4 became 5.9), that to trafilatura better
    (4.9 became 5.3; the same code on the same day).
    """
    timed: dict[str, list[list[float]]] = {name: [] for name in CONTENDERS}
    for _ in range(rounds):
        for name, contender in CONTENDERS.items():
            gc.collect()  # what others left behind is not this one's to clear
            timed[name].append([_timed(contender, page) for page in pages])
    seconds = {
        name: sum(median(times) for times in zip(*of_rounds, strict=True))
        for name, of_rounds in timed.items()
    }
    return [_line(name, seconds, len(pages)) for name in CONTENDERS]


def _timed(contender: Contender, page: RecordedPost) -> float:
    start = perf_counter()
    contender(page)
    return perf_counter() - start


def _line(name: str, seconds: Mapping[str, float], pages: int) -> Line:
    own, ours = seconds[name], seconds[OURS]
    value = f"{own / pages * 1000:.2f} ms a page"
    if name == OURS:
        return Line(name, value)
    if name.startswith("lexbor"):
        ratio = ours / own
        reach = ratio <= _MOST_TIMES_LEXBOR
        return Line(
            name, value, f"ours takes {ratio:.2f} times this", "≤ 4", reached=reach
        )
    if name.startswith("trafilatura"):
        ratio = own / ours
        reach = ratio >= _LEAST_TIMES_FASTER
        return Line(name, value, f"{ratio:.2f} times ours", "≥ 8", reached=reach)
    return Line(name, value, f"{own / ours:.2f} times ours")
