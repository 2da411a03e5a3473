"""What every cleaning pass has in common.

A pass is one module with one pipeline, whose ``clean`` is a pure function: a post in,
the cleaned post and the number of things that changed out. Each pass is idempotent,
and so is the chain of all of them in the order of ``ITEM_PIPELINES``.
"""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from scrapy.utils.misc import load_object

from blogark.document import (
    Document,
    LineBreak,
    Text,
    lines,
    map_blocks,
    map_inlines,
)
from blogark.post import Cleaning, Post

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

    from blogark.document import Blocks, Inline, Inlines


class CleaningPipeline(ABC):
    """A pass as Scrapy runs it. Items other than posts go through untouched."""

    def __init__(self, stats: StatsCollector) -> None:
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.stats)

    def process_item(self, item: object) -> object:
        if not isinstance(item, Post):
            return item
        cleaned, count = self.clean(item)
        if count:
            self._stats.inc_value(f"cleaned/{self.name()}", count)
        return _recorded(cleaned, self.name(), count)

    @classmethod
    def name(cls) -> str:
        """Return the name of the pass: that of its module."""
        return cls.__module__.rpartition(".")[2]

    @staticmethod
    @abstractmethod
    def clean(post: Post) -> tuple[Post, int]:
        """Return the cleaned post, and how many things were changed.

        A count of 0 says that it is the same post.
        """


CleaningPass: TypeAlias = type[CleaningPipeline]


def cleaning_passes(item_pipelines: Mapping[str, int]) -> tuple[CleaningPass, ...]:
    """Return the cleaning passes among ``ITEM_PIPELINES``, in the order they run."""
    in_order = sorted(item_pipelines.items(), key=itemgetter(1))
    classes = (load_object(path) for path, _ in in_order)
    return tuple(cls for cls in classes if issubclass(cls, CleaningPipeline))


def clean(post: Post, passes: Iterable[CleaningPass]) -> Post:
    """Return *post* after all *passes*, with what they did in ``post.cleanings``."""
    for cleaning_pass in passes:
        cleaned, count = cleaning_pass.clean(post)
        post = _recorded(cleaned, cleaning_pass.name(), count)
    return post


def change_inlines(
    post: Post, change: Callable[[Inlines], tuple[Inlines, int]]
) -> tuple[Post, int]:
    """Apply *change* to every sequence of inlines, and add up its counts."""
    blocks = post.document.blocks
    total = 0
    changed: dict[int, Inlines] = {}
    for line in lines(blocks):
        new, count = change(line)
        if count:
            changed[id(line)] = new
            total += count
    if not total:  # most passes find nothing in most posts: nothing is made anew
        return post, 0
    blocks = map_inlines(blocks, lambda line: changed.get(id(line), line))
    return with_blocks(post, blocks, total)


def change_blocks(
    post: Post, change: Callable[[Blocks], tuple[Blocks, int]]
) -> tuple[Post, int]:
    """Apply *change* to every sequence of blocks, and add up its counts."""
    total = 0

    def counted(blocks: Blocks) -> Blocks:
        nonlocal total
        changed, count = change(blocks)
        total += count
        return changed

    blocks = map_blocks(post.document.blocks, counted)
    return with_blocks(post, blocks, total)


def with_blocks(post: Post, blocks: Blocks, count: int) -> tuple[Post, int]:
    """Return *post* with another body if *count* things changed, else itself."""
    return (replace(post, document=Document(blocks)) if count else post), count


def split_lines(content: Inlines) -> list[list[Text]]:
    """Return the runs of *content* in lines, parted at its line breaks."""
    lines: list[list[Text]] = [[]]
    for inline in content:
        if isinstance(inline, Text):
            lines[-1].append(inline)
        else:
            lines.append([])
    return lines


def join_lines(lines: Iterable[Iterable[Text]]) -> Inlines:
    """Return *lines* with a line break between each two."""
    content: list[Inline] = []
    for line in lines:
        content.append(LineBreak())
        content.extend(line)
    return tuple(content[1:])


def plain_text(content: Inlines) -> str:
    r"""Return the characters of *content*; a line break is ``\n``."""
    return "".join(i.text if isinstance(i, Text) else "\n" for i in content)


def same_words(one: str, other: str) -> bool:
    """Whether two texts have the same letters and digits, in any case, at least one."""
    if not one or not other:
        return False
    folded = _folded(one)
    return bool(folded) and folded == _folded(other)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in text if unicodedata.category(c)[0] in "LMN")


def _recorded(post: Post, name: str, count: int) -> Post:
    if not count:
        return post
    return replace(post, cleanings=(*post.cleanings, Cleaning(name=name, count=count)))
