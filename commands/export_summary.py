"""What an export says at its end, as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.findings import CODES
from blogark.terminal import count, duration, examples, printable
from exports.manifest import MANIFEST
from exports.redirects import Redirects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from exports.exporter import Exporter
    from exports.result import ExportFinding, ExportResult


def export_summary(
    exporter: Exporter, to: Path, result: ExportResult, seconds: float
) -> Iterator[str]:
    """Yield the lines of a summary."""
    yield (
        f"Exported to {printable(str(to))} as {exporter.name} after "
        f"{duration(seconds)}:"
    )
    if isinstance(exporter, Redirects):
        yield f"  for       a site built with {exporter.builder} (see --builder)"
    yield f"  files     {_files(result)}"
    yield from _kept("you have edited", "; a new version is beside", result.edited)
    yield from _kept("you have edited", "; no post stands for it", result.leftover)
    yield from _told(result.findings)
    if result.findings:
        yield f"All of these are listed in {printable(str(to / MANIFEST))}."


def _files(result: ExportResult) -> str:
    removed = f", {len(result.removed):,} removed" if result.removed else ""
    return f"{result.written:,} written, {result.unchanged:,} unchanged{removed}"


def _kept(why: str, what_now: str, names: Sequence[str]) -> Iterator[str]:
    if not names:
        return
    yield f"  {count(len(names), 'file')} kept that {why}{what_now}"
    yield from examples(names)


def _told(findings: Sequence[ExportFinding]) -> Iterator[str]:
    """Yield the findings by kind: what weighs more first, then what is frequent."""
    kinds: dict[str, list[str]] = {}
    for found in findings:
        place = f" [{found.post_url}]" if found.post_url else ""
        sentence = found.finding.message + place
        kinds.setdefault(found.finding.code, []).append(sentence)
    order = ("error", "warning", "info")
    for code, told in sorted(
        kinds.items(), key=lambda kind: (order.index(CODES[kind[0]][0]), -len(kind[1]))
    ):
        severity, meaning = CODES[code]
        name = "note" if severity == "info" else severity.value
        yield f"  {name}: {meaning} ({count(len(told), 'time')})"
        yield from examples(told)
