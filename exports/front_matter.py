"""The YAML block at the head of a Markdown file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from io import StringIO
from typing import Final, TypeAlias, assert_never

from ruamel.yaml import YAML
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.tag import Tag

Scalar: TypeAlias = str | int | datetime | None
Value: TypeAlias = Scalar | Sequence[str] | Mapping[str, Scalar]

_WIDTH: Final = 1_000_000  # one line a value, however long
_STR: Final = Tag(suffix="tag:yaml.org,2002:str")  # asked for, though not written:
_NO_TAG: Final = (True, True, True)  # whichever style the emitter takes


def front_matter(values: Mapping[str, Value]) -> str:
    """Return *values* as YAML between ``---`` lines, in their order.

    What is ``None`` or empty is left out. All text is in double quotes: ``no``, ``1e3``
    and ``12:30`` are text in YAML 1.2, but not in the YAML 1.1 that most readers of
    front matter speak. Times are not quoted and have their offset from UTC.
    """
    stream = StringIO()
    emitter = Emitter(stream, width=_WIDTH, allow_unicode=True, dumper=_yaml())
    emitter.best_sequence_indent, emitter.sequence_dash_offset = 4, 2
    for event in _document(values):
        emitter.emit(event)
    return f"---\n{stream.getvalue()}---\n"


@cache  # it takes longer to make than to use
def _yaml() -> YAML:
    return YAML()


# Events, because what comes before them in ruamel (a tree of nodes, each with its tag
# resolved) takes more time than writing them.
def _document(values: Mapping[str, Value]) -> Iterator[Event]:
    yield StreamStartEvent()
    yield DocumentStartEvent(explicit=False)
    yield from _events(values)
    yield DocumentEndEvent(explicit=False)
    yield StreamEndEvent()


def _events(value: Value | Mapping[str, Value]) -> Iterator[Event]:
    match value:
        case str():
            yield _scalar(value, '"')
        case datetime():
            precision = "milliseconds" if value.microsecond else "seconds"
            yield _scalar(value.isoformat(timespec=precision))
        case int():
            yield _scalar(str(value))
        case Mapping():
            yield MappingStartEvent(None, None, implicit=True, flow_style=False)
            for key, inner in value.items():
                if not _is_empty(inner):
                    yield _scalar(key)
                    yield from _events(inner)
            yield MappingEndEvent()
        case Sequence():
            yield SequenceStartEvent(None, None, implicit=True, flow_style=False)
            for item in value:
                yield from _events(item)
            yield SequenceEndEvent()
        case None:  # left out above
            return
        case _:
            assert_never(value)


def _scalar(text: str, style: str | None = None) -> ScalarEvent:
    return ScalarEvent(None, _STR, _NO_TAG, text, style=style)


def _is_empty(value: Value) -> bool:
    return value is None or value in ("", (), [], {})
