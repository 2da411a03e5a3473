"""What an export tells at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogark.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFinding:
    """Something that the target cannot hold as it was, or that a person must do."""

    finding: Finding
    post_url: str | None = None
    """The post that it is about, ``None`` for the export as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportResult:
    """What an export did to the files in its folder."""

    written: int
    """Files that are new or changed."""
    unchanged: int
    """Files that were there already with these bytes; they were not touched."""
    removed: tuple[str, ...] = ()
    """Files of an earlier export that nothing stands for any more."""
    edited: tuple[str, ...] = ()
    """Files that a person wrote or edited, and that therefore stay as they are."""
    leftover: tuple[str, ...] = ()
    """Those that an export wrote and a person edited, and nothing stands for any more.
    They stay, too."""
    findings: tuple[ExportFinding, ...] = ()
