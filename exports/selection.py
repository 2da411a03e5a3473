"""Fields of front matter, chosen and renamed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from blogark.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from exports.fields import Entry
    from exports.front_matter import Value

    Field: TypeAlias = Callable[[Entry], Value]

_NAME: Final = re.compile(r"[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)?", re.ASCII)


def selected(
    fields: Mapping[str, Field],
    choice: Sequence[str],
    needed: AbstractSet[str] = frozenset(),
) -> Mapping[str, Field]:
    """Return the fields of *choice*, ``name`` or ``name:new_name``; all if it is empty.

    Fields that are *needed* follow if *choice* has them under no name.

    Raises `OptionError` for a field that there is not.
    """
    if not choice:
        return fields
    found: dict[str, Field] = {}
    chosen: set[str] = set()
    for text in choice:
        name, _, new = text.partition(":")
        if name not in fields:
            raise OptionError(
                f"There is no field {name!r}: give some of {', '.join(fields)}."
            )
        if new and not _NAME.fullmatch(new):
            raise OptionError(f"{new!r} cannot be the name of a field: give a word.")
        found[new or name] = fields[name]
        chosen.add(name)
    for name in fields:
        if name in needed - chosen:
            found.setdefault(name, fields[name])
    return found


def values(fields: Mapping[str, Field], entry: Entry) -> dict[str, Value]:
    """Return what *entry* has in each field; ``a.x`` is ``x`` inside ``a``."""
    found: dict[str, Value] = {}
    groups: dict[str, dict[str, Value]] = {}
    for name, field in fields.items():
        group, _, inner = name.rpartition(".")
        if not group:
            found[name] = field(entry)
            continue
        if group not in groups:
            found[group] = groups[group] = {}
        groups[group][inner] = field(entry)
    return found
