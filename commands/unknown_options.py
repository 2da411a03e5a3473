"""What a command says of an option that it does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Sequence


def refuse_unknown_options(args: Sequence[str], command: str) -> None:
    """Raise `OptionError` for an option among *args*: Scrapy leaves unknown ones."""
    for arg in args:
        if arg.startswith("-"):
            raise OptionError(f"There is no option {arg}: see `scrapy {command} -h`.")
