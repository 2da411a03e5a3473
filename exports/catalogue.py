"""The exporters that are wired: name → class."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING

from blogark.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exports.exporter import Exporter


def exporter_class(paths: Mapping[str, str], name: str) -> type[Exporter]:
    """Return the exporter *name* of *paths*, the setting ``EXPORTERS``.

    Raises `OptionError` for a name that is not there, with the
    nearest name if it is near, else with all.
    """
    if name not in paths:
        near = get_close_matches(name, paths, n=1, cutoff=0.6)
        hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(paths)}."
        raise OptionError(f"There is no export called {name}. {hint}")
    module, _, class_name = paths[name].rpartition(".")
    found: type[Exporter] = getattr(import_module(module), class_name)
    return found
