"""The YAML block at the head of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from json.encoder import encode_basestring
from typing import Final, TypeAlias, TypeGuard

Value: TypeAlias = (
    "str | int | datetime | date | Sequence[Value] | Mapping[str, Value] | None"
)
"""What a field of front matter may hold."""

# What JSON leaves as it is, and YAML calls a line break, not printable, or the mark at
# the start of a stream.
_TO_ESCAPE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def front_matter(values: Mapping[str, Value], *, inline_lists: bool = False) -> str:
    """Return *values* as YAML between ``---`` lines, in their order.

    What is ``None`` or empty is left out. All text is in double quotes: ``no``, ``1e3``
    and ``12:30`` are text in YAML 1.2, but not in the YAML 1.1 that most readers of
    front matter speak. Times are not quoted and have their offset from UTC.
    *inline_lists* puts lists on one line, ``["a", "b"]``.

    Keys are written as they are: they must be plain words.
    """
    lines = "".join(_lines(values, "", inline_lists=inline_lists))
    return f"---\n{lines}---\n"


def _lines(
    values: Mapping[str, Value], indent: str, *, inline_lists: bool
) -> Iterator[str]:
    for key, value in values.items():
        if is_empty(value):
            continue
        if isinstance(value, Mapping):
            inner = "".join(_lines(value, f"{indent}  ", inline_lists=inline_lists))
            if inner:
                yield f"{indent}{key}:\n{inner}"
        elif _is_list(value) and not inline_lists:
            yield f"{indent}{key}:\n"
            yield from (f"{indent}  - {_flow(item)}\n" for item in value)
        else:
            yield f"{indent}{key}: {_flow(value)}\n"


def _is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _flow(value: Value) -> str:
    """Return a value on one line."""
    match value:
        case str():
            return quoted(value)
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case datetime():
            precision = "milliseconds" if value.microsecond else "seconds"
            return value.isoformat(timespec=precision)
        case date():
            return value.isoformat()
        case Mapping():
            pairs = (
                f"{key}: {_flow(inner)}"
                for key, inner in value.items()
                if not is_empty(inner)
            )
            return f"{{{', '.join(pairs)}}}"
        case Sequence():
            return f"[{', '.join(map(_flow, value))}]"
        case None:
            return "null"


def quoted(text: str) -> str:
    """Return *text* as a double-quoted scalar, which is JSON with few more escapes.

    Every JSON string is one in YAML 1.2 and 1.1. ruamel's emitter, which this module
    used before, took a millisecond for a post's block: as long as all else.
    """
    scalar: str = encode_basestring(text)
    return _TO_ESCAPE.sub(_escaped, scalar)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def is_empty(value: Value) -> bool:
    """Tell whether a field with this value is left out."""
    return value is None or value in ("", (), [], {})
