"""What is kept of every page of a corpus, and what confirms it, measured per site.

Each recorded page goes the whole way: read, cleaned, written as Markdown. The Markdown
is rendered by markdown-it, and both sides are counted by lxml. What cleaning changes
on purpose is counted apart and shown: nothing is hidden in a tolerance. A second table
says how far the other sources of a body agree with the page, see `benchmarks.sources`.

    python -m benchmarks.fidelity [--corpus FILE] [--floors FILE] [--update]
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.accounted import take_off_accounted
from benchmarks.boilerplate import interface_texts
from benchmarks.content import Content, blocks_of, content_of
from benchmarks.corpus import CORPUS, RecordedPost, recorded_posts
from benchmarks.floors import (
    FILE,
    fallen,
    figures,
    raised,
    read_floors,
    write_floors,
)
from benchmarks.job import cleaned_post
from benchmarks.score import ACCOUNTED, FAULTS, RATIOS, Score, compare
from benchmarks.sides import (
    description_of,
    drop_stand_ins,
    markdown_body,
    named_kinds,
    page_body,
)
from benchmarks.sources import score_sources, source_figures, source_table
from blogark.document import (
    Audio,
    Button,
    Divider,
    Embed,
    File,
    Gallery,
    Image,
    Table,
    Video,
)
from blogark.render.markdown import to_markdown
from blogark.wix.post_page import PageUnreadable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from blogark.document import Blocks

_KINDS: Final[dict[str, tuple[type[object], ...]]] = {
    "button": (Button,),
    "divider": (Divider,),
    "file": (File,),
    "gallery": (Gallery,),
    "image": (Image,),
    "table": (Table,),
    "video": (Video,),
    "player": (Audio, Embed),
}
"""Markers of blocks that are no text, and the blocks that they are read as."""
_OTHER_NAMES: Final = {"file-upload": "file", "audio": "player", "html": "player"}
_RENDITION: Final = re.compile(r"wixstatic\.com/media/[^\s/)]+/v1/")


def score_post(recorded: RecordedPost, interface: AbstractSet[str]) -> Score:
    """Return the score of one page; a page that cannot be read has lost everything."""
    description = description_of(recorded.html)
    kinds = _tally_kinds(named_kinds(description))
    page = page_body(description, recorded.url)
    try:
        post = cleaned_post(recorded.html, recorded.url)
    except PageUnreadable:
        score = compare(content_of(page), Content())
        score.count("blocks", kinds, Counter())
        score.count("posts", Counter("1"), Counter())
        return score
    markdown = to_markdown(post.document)
    ours = markdown_body(markdown)
    texts = blocks_of(page)
    stand_ins = drop_stand_ins(ours, page)
    accounted = take_off_accounted(page, post)
    score = compare(content_of(page), content_of(ours))
    score.count("posts", Counter("1"), Counter("1"))
    score.count("blocks", kinds, _kinds_of(post.document.blocks))
    score.counts.update(accounted)
    score.counts["stand_ins"] = stand_ins
    score.counts["rendition_urls"] = len(_RENDITION.findall(markdown))
    score.counts["boilerplate"] = len((blocks_of(ours) & interface) - texts)
    return score


def score_corpus(archive: Path) -> dict[str, Score]:
    """Return the score of each site in *archive*, sorted by host."""
    interface = interface_texts(archive.with_name("samples"))
    scores: defaultdict[str, Score] = defaultdict(Score)
    for recorded in recorded_posts(archive):
        scores[recorded.host].add(score_post(recorded, interface))
    return dict(sorted(scores.items()))


def _tally_kinds(names: Counter[str]) -> Counter[str]:
    kinds: Counter[str] = Counter()
    for name, count in names.items():
        kind = _OTHER_NAMES.get(name, name)
        if kind in _KINDS:
            kinds[kind] += count
    return kinds


def _kinds_of(blocks: Blocks) -> Counter[str]:
    return Counter(
        kind
        for block in blocks
        for kind, types in _KINDS.items()
        if type(block) in types
    )


def table(scores: Mapping[str, Score]) -> str:
    """Return the scores as a table of text: a line a site, all of them, their sizes."""
    everything = Score()
    for score in scores.values():
        everything.add(score)
    names = (*RATIOS, *FAULTS, *ACCOUNTED)
    rows: list[tuple[str, Sequence[str]]] = [("", names)]
    rows += [(host, _cells(score)) for host, score in scores.items()]
    rows += [("all", _cells(everything))]
    rows += [("of", [str(everything.total[name]) for name in RATIOS])]
    width = max(len(host) for host, _ in rows)
    return "\n".join(
        "  ".join([host.ljust(width), *map(_right, cells, names)])
        for host, cells in rows
    )


def _cells(score: Score) -> list[str]:
    shares = [f"{score.share(name):.5f}" for name in RATIOS]
    return shares + [str(score.counts[name]) for name in (*FAULTS, *ACCOUNTED)]


def _right(cell: str, name: str) -> str:
    return cell.rjust(max(len(name), len("0.00000")))


def main(arguments: list[str] | None = None) -> int:
    """Print the tables. Return 1 if a figure is under its floor, 0 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=CORPUS, metavar="FILE")
    parser.add_argument("--floors", type=Path, default=FILE, metavar="FILE")
    parser.add_argument("--update", action="store_true", help="raise the floors")
    options = parser.parse_args(arguments)
    if not options.corpus.is_file():
        print(f"There is no corpus at {options.corpus}: name one with --corpus.")
        return 1
    scores = score_corpus(options.corpus)
    sources = score_sources(options.corpus)
    print(table(scores), source_table(sources), sep="\n\n")
    now = {"markdown": figures(scores), "sources": source_figures(sources)}
    floors = read_floors(options.floors)
    if worse := [line for part in now for line in fallen(floors[part], now[part])]:
        print("\nLower than before:", *worse, sep="\n  ")
        return 1
    if options.update:
        higher = {part: raised(floors[part], now[part]) for part in now}
        write_floors(higher, options.floors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
