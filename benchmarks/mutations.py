"""What networks, tools and hostile hands do to a page, each as a function of chance.

All work on bytes, with no idea of what they mean, and mostly around the places that
readers look for: a page is a megabyte, and its post thirty kilobytes.
"""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Mutation: TypeAlias = "Callable[[bytes, Random], bytes]"

_WINDOW: Final = 20_000
_PLACES: Final = re.compile(
    rb"post-description|rcv-block|viewer-|content-viewer|<item|<url>|warmup|nodes|"
    rb"entityMap|ld\+json|<meta"
)
_TAG: Final = re.compile(rb"<[^<>]{1,2000}>")
_ATTRIBUTE: Final = re.compile(rb"\s[\w:-]+=\"[^\"]*\"")
_JSON: Final = re.compile(rb"[{}\[\]\":,\\]|\d+|true|false|null")
_INSERTED: Final = (
    b"\x00",
    b"\xff\xfe",
    b"&#0;&#xD800;&#x110000;",
    b"\\ud800",
    b"\xed\xa0\x80",
    "\N{RIGHT-TO-LEFT OVERRIDE}\N{ZERO WIDTH SPACE}".encode(),
    b"<script>alert(1)</script>",
    b'<img src=x onerror="alert(1)">',
    b'<a href="java&#9;script:alert(1)">x</a>',
    b"<b><i><u>" * 50,
    b"<table><tr><td>" * 20,
    b"<ul><li>" * 30,
    b"</div>" * 10,
    b"</article></section>",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b"<svg><style>",
    b"<template><p>",
    b"<noscript>",
    b"<plaintext>",
    b"<textarea>",
    b"9" * 5000,
    b"1e999",
    b"-1",
    b"null",
    b'{"a":' * 600,
    b"\x1b[2J\x07",
)


def chance(seed: object) -> Random:
    """Return the same chance for the same *seed*, in every process."""
    return Random(str(seed))  # noqa: S311  it has to be repeatable, not secret


def flip_bytes(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for place in _places(data, rng, rng.randint(1, 40)):
        changed[place] = rng.randrange(256)
    return bytes(changed)


def cut_tags(data: bytes, rng: Random) -> bytes:
    return _without(data, rng, _TAG)


def drop_attributes(data: bytes, rng: Random) -> bytes:
    return _without(data, rng, _ATTRIBUTE)


def swap_attributes(data: bytes, rng: Random) -> bytes:
    """Exchange two attributes that stand near to each other."""
    found = _near(data, rng, _ATTRIBUTE)
    if len(found) < 2:  # noqa: PLR2004  it takes two
        return data
    first, second = sorted(rng.sample(found, 2))
    between = data[first[1] : second[0]]
    swapped = data[slice(*second)] + between + data[slice(*first)]
    return data[: first[0]] + swapped + data[second[1] :]


def break_json(data: bytes, rng: Random) -> bytes:
    """Change what JSON consists of into something else that it consists of."""
    found = _near(data, rng, _JSON)
    others = (b"", b"{", b"]", b'"', b",", b"0", b"true", b"null", b"9" * 400)
    for start, end in sorted(rng.sample(found, min(len(found), 3)), reverse=True):
        data = data[:start] + rng.choice(others) + data[end:]
    return data


def cut_chunk(data: bytes, rng: Random) -> bytes:
    start, end = _chunk(data, rng)
    return data[:start] + data[end:]


def double_chunk(data: bytes, rng: Random) -> bytes:
    start, end = _chunk(data, rng)
    return data[:end] + data[start:end] * rng.randint(1, 20) + data[end:]


def move_chunk(data: bytes, rng: Random) -> bytes:
    start, end = _chunk(data, rng)
    rest = data[:start] + data[end:]
    place = next(iter(_places(rest, rng, 1)), 0)
    return rest[:place] + data[start:end] + rest[place:]


def truncate(data: bytes, rng: Random) -> bytes:
    return data[: next(iter(_places(data, rng, 1)), 0)]


def insert(data: bytes, rng: Random) -> bytes:
    place = next(iter(_places(data, rng, 1)), 0)
    return data[:place] + rng.choice(_INSERTED) + data[place:]


MUTATIONS: Final[tuple[Mutation, ...]] = (
    *(flip_bytes, cut_tags, drop_attributes, swap_attributes, break_json, cut_chunk),
    *(double_chunk, move_chunk, truncate, insert),
)


def mutated(data: bytes, rng: Random) -> tuple[bytes, str]:
    """Return *data* after one to four mutations, and their names."""
    chosen = rng.choices(MUTATIONS, k=rng.randint(1, 4))
    for mutation in chosen:
        data = mutation(data, rng)
    return data, ", ".join(mutation.__name__ for mutation in chosen)


def _places(data: bytes, rng: Random, count: int) -> list[int]:
    """Return places in *data* that are near to each other, none if it is empty."""
    start, end = _window(data, rng)
    return [rng.randrange(start, end) for _ in range(count)] if start < end else []


def _window(data: bytes, rng: Random) -> tuple[int, int]:
    middles = [match.start() for match in _PLACES.finditer(data)]
    if not middles or rng.random() < 0.2:  # noqa: PLR2004  one in five anywhere
        return 0, len(data)
    middle = rng.choice(middles)
    return max(0, middle - _WINDOW), min(len(data), middle + _WINDOW)


def _near(data: bytes, rng: Random, what: re.Pattern[bytes]) -> list[tuple[int, int]]:
    start, end = _window(data, rng)
    return [match.span() for match in what.finditer(data, start, end)]


def _without(data: bytes, rng: Random, what: re.Pattern[bytes]) -> bytes:
    found = _near(data, rng, what)
    chosen = rng.sample(found, min(len(found), rng.randint(1, 20)))
    for start, end in sorted(chosen, reverse=True):
        data = data[:start] + data[end:]
    return data


def _chunk(data: bytes, rng: Random) -> tuple[int, int]:
    place = next(iter(_places(data, rng, 1)), 0)
    return place, min(len(data), place + rng.randint(1, 3000))
