"""What every cleaning pass has in common.

A pass is one module with one class, whose ``clean`` is a pure function: a post in,
the cleaned post and the number of things that changed out. Each pass is idempotent,
and so is the chain of all of them in the order of ``CLEANING_PASSES``.
"""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, TypeGuard

from scrapy.utils.misc import load_object

from blogark.document import Document, LineBreak, Text
from blogark.post import Cleaning
from blogark.walking import lines, map_blocks, map_inlines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from blogark.document import Blocks, Inline, Inlines
    from blogark.post import Post


class CleaningPass(ABC):
    """One pass; its class stands in ``CLEANING_PASSES``."""

    @classmethod
    def name(cls) -> str:
        """Return the name of the pass: that of its module."""
        return cls.__module__.rpartition(".")[2]

    @classmethod
    @abstractmethod
    def clean(cls, post: Post) -> tuple[Post, int]:
        """Return the cleaned post, and how many things were changed.

        A count of 0 says that it is the same post.
        """


class LinePass(CleaningPass):
    """A pass that looks at each line of text by itself.

    Such passes that follow each other walk through the body once, together.
    """

    @staticmethod
    @abstractmethod
    def clean_line(line: Inlines) -> tuple[Inlines, int]:
        """Return *line* cleaned, and how many things were changed in it.

        A count of 0 says that it is the same line. Empty lines are never asked about.
        """

    @staticmethod
    def clean_rest(post: Post) -> tuple[Post, int]:
        """Clean what is no line of text; may neither look at lines nor change them."""
        return post, 0

    @classmethod
    def clean(cls, post: Post) -> tuple[Post, int]:
        cleaned, counts = _clean_lines(post, [cls])
        return cleaned, sum(counts)


def cleaning_passes(paths: Mapping[str, int]) -> tuple[type[CleaningPass], ...]:
    """Return the passes of a setting like ``CLEANING_PASSES``, in the order they run.

    *paths* are import paths of classes, each with its place.
    """
    in_order = sorted(paths.items(), key=itemgetter(1))
    return tuple(load_object(path) for path, _ in in_order)


def clean(post: Post, passes: Iterable[type[CleaningPass]]) -> Post:
    """Return *post* after all *passes*, with what they did in ``post.cleanings``."""
    done: list[Cleaning] = []
    for by_line, group in groupby(passes, key=_is_line_pass):
        together = list(group)
        if by_line:
            post, counts = _clean_lines(post, [p for p in together if _is_line_pass(p)])
        else:
            post, counts = _clean_in_turn(post, together)
        done += map(_cleaning, together, counts)
    done = [cleaning for cleaning in done if cleaning.count]
    return replace(post, cleanings=(*post.cleanings, *done)) if done else post


def _is_line_pass(cleaning_pass: type[CleaningPass]) -> TypeGuard[type[LinePass]]:
    return issubclass(cleaning_pass, LinePass)


def _cleaning(cleaning_pass: type[CleaningPass], count: int) -> Cleaning:
    return Cleaning(name=cleaning_pass.name(), count=count)


def _clean_in_turn(
    post: Post, passes: Sequence[type[CleaningPass]]
) -> tuple[Post, list[int]]:
    counts: list[int] = []
    for cleaning_pass in passes:
        post, count = cleaning_pass.clean(post)
        counts.append(count)
    return post, counts


def _clean_lines(
    post: Post, passes: Sequence[type[LinePass]]
) -> tuple[Post, list[int]]:
    """Return *post* after *passes*, and the count of each of them."""
    counts: list[int] = []
    for cleaning_pass in passes:
        post, count = cleaning_pass.clean_rest(post)
        counts.append(count)
    changes = [cleaning_pass.clean_line for cleaning_pass in passes]
    changed: dict[int, Inlines] = {}
    blocks = post.document.blocks
    for line in lines(blocks):
        new = line
        for number, change in enumerate(changes):
            new, count = change(new)
            if count:
                changed[id(line)] = new
                counts[number] += count
                if not new:
                    break
    if not changed:  # nothing is made anew
        return post, counts
    blocks = map_inlines(blocks, lambda line: changed.get(id(line), line))
    return replace(post, document=Document(blocks)), counts


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
