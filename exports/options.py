"""Options of exporters: fields of a dataclass, as a command line takes them."""

from __future__ import annotations

import argparse
from dataclasses import field, fields
from types import NoneType
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    NoReturn,
    TypeAlias,
    get_args,
    get_origin,
    get_type_hints,
)

from blogark.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from dataclasses import Field

    from exports.exporter import Exporter


Value: TypeAlias = str | int | bool | tuple[str, ...] | None
"""What an option may be."""


def option(default: Value, help_text: str, *, metavar: str = "") -> Any:  # noqa: ANN401 - as `dataclasses.field`
    """Return a field of an exporter that is an option on the command line.

    Its annotation says what may be given: ``bool`` makes ``--name`` and ``--no-name``,
    ``Literal`` a choice, ``tuple[str, ...]`` a list with commas, ``str`` and ``int``
    themselves; with ``| None`` for what need not be given.
    """
    return field(default=default, metadata={"help": help_text, "metavar": metavar})


def options_of(exporter: type[Exporter]) -> tuple[str, ...]:
    """Return the options of *exporter* as they are typed: ``--date-format``."""
    return tuple(_flag(each) for each in fields(exporter) if each.init)


def parse_options(exporter: type[Exporter], args: Sequence[str]) -> Exporter:
    """Return *exporter* with the options in *args*.

    Raises `OptionError` for an option that it does not have, or a value that is none.
    """
    parser = option_parser(exporter)
    known, unknown = parser.parse_known_args(list(args))
    if unknown:
        has = ", ".join((*options_of(exporter), "--archive", "--to"))
        raise OptionError(f"{exporter.name} has no option {unknown[0]}. It has {has}.")
    return exporter(**vars(known))


def option_parser(exporter: type[Exporter]) -> argparse.ArgumentParser:
    """Return a parser of the options of *exporter*, which raises `OptionError`."""
    parser = _Parser(
        prog=f"scrapy export {exporter.name}",
        description=exporter.description,
        add_help=False,
        allow_abbrev=False,
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    types = get_type_hints(exporter)
    for each in fields(exporter):
        if each.init:
            _add(parser, each, types[each.name])
    return parser


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        sentence = message[:1].upper() + message[1:]
        raise OptionError(f"{sentence}: see `{self.prog} --help`.")


def _flag(each: Field[Any]) -> str:
    return "--" + each.name.replace("_", "-")


def _add(parser: argparse.ArgumentParser, each: Field[Any], annotation: object) -> None:
    details: dict[str, Any] = {
        "default": each.default,
        "help": each.metadata["help"],
        **_kind(annotation),
    }
    if metavar := each.metadata["metavar"]:
        details["metavar"] = metavar
    parser.add_argument(_flag(each), **details)


def _kind(annotation: object) -> dict[str, Any]:
    """Return what argparse must know to read a value of a type."""
    kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
    if get_origin(annotation) is Literal:
        return {"choices": kinds}
    if get_origin(annotation) is tuple:
        return {"type": _list, "metavar": "A,B"}
    kind = kinds[0] if kinds else annotation
    if kind is bool:
        return {"action": argparse.BooleanOptionalAction}
    return {"type": kind}


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
