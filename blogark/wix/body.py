"""What every reader of a body gives, whatever the kind of source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogark.document import Document
    from blogark.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One reading of a post's body."""

    document: Document
    source: str
    """Name of the reader: ``ricos-dom`` …"""
    findings: tuple[Finding, ...] = ()
    """What this source leaves empty, or the reader does not understand."""
