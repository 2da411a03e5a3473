"""The YAML block at the head of a Markdown file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

Scalar: TypeAlias = str | int | datetime | None
Value: TypeAlias = Scalar | Sequence[str] | Mapping[str, Scalar]


def front_matter(values: Mapping[str, Value]) -> str:
    """Return *values* as YAML between ``---`` lines, in their order.

    What is ``None`` or empty is left out. All text is in double quotes: ``no``, ``1e3``
    and ``12:30`` are text in YAML 1.2, but not in the YAML 1.1 that most readers of
    front matter speak. Times are not quoted and have their offset from UTC.
    """
    stream = StringIO()
    _yaml().dump(_prepared(values), stream)
    return f"---\n{stream.getvalue()}---\n"


class _Representer(RoundTripRepresenter):
    def represent_data(self, data: Any) -> Node:  # noqa: ANN401 - ruamel's signature
        if isinstance(data, datetime):
            precision = "milliseconds" if data.microsecond else "seconds"
            value = data.isoformat(timespec=precision)
            return self.represent_scalar("tag:yaml.org,2002:timestamp", value)
        node: Node = super().represent_data(data)
        return node


@cache  # it takes longer to make than to use
def _yaml() -> YAML:
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.width = 1_000_000  # one line a value, however long
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _prepared(value: Value | Mapping[str, Value]) -> object:
    match value:
        case str():
            return DoubleQuotedScalarString(value)
        case Mapping():
            return {key: _prepared(v) for key, v in value.items() if not _is_empty(v)}
        case Sequence():
            return [_prepared(item) for item in value]
        case _:
            return value


def _is_empty(value: Value) -> bool:
    return value is None or value in ("", (), [], {})
