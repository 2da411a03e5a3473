"""What a module of this folder gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blogark.findings import Finding


@dataclass(frozen=True, slots=True)
class Written:
    """Files of a host, and what a person must know of them."""

    files: Mapping[str, str]
    """Content by name."""
    findings: tuple[Finding, ...] = ()
