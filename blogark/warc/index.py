"""What the archive has of each address, held in memory while a crawl runs.

About half a kilobyte an address, whatever was sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogark.warc.cdxj import Line
    from blogark.warc.exchange import Capture


class Entry(NamedTuple):
    """What the archive has of one address."""

    newest: Capture
    """The newest that is definite; if none is, the newest."""
    first: Capture
    """The first of the captures, without another between, with that status and payload:
    since then nothing has changed."""


class Index:
    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._payloads: dict[str, Capture] = {}
        self.newest_date = ""

    def __len__(self) -> int:
        return len(self._entries)

    def add_lines(self, lines: Iterable[Line]) -> dict[str, Entry]:
        """Add the records of a file, which must be in their order.

        Returns what each of their addresses answered last, as `Entry` has it; after
        a 304, that is an earlier capture.
        """
        last: dict[str, Entry] = {}
        for line in lines:
            capture = line.capture
            if line.is_revisit and capture.digest not in self._payloads:
                continue  # the file that had its payload was taken away
            entry = self.add(capture, is_revisit=line.is_revisit)
            last[capture.url] = entry or Entry(capture, capture)
        return last

    def add(self, capture: Capture, *, is_revisit: bool) -> Entry | None:
        """Add what was just recorded, and return what there is of its address.

        ``None`` if it is not the answer that counts.
        """
        if capture.digest and not is_revisit:
            self._payloads.setdefault(capture.digest, capture)
        self.newest_date = max(self.newest_date, capture.date)
        old = self._entries.get(capture.url)
        if capture.status == 304:  # noqa: PLR2004  Not Modified: the old one counts
            return old
        if old is not None and old.newest.is_definite and not capture.is_definite:
            return None
        entry = Entry(capture, capture)
        if old is not None and _is_same(old.newest, capture):
            entry = Entry(capture, old.first)
        self._entries[capture.url] = entry
        return entry

    def find(self, url: str) -> Entry | None:
        return self._entries.get(url)

    def payload(self, digest: str) -> Capture | None:
        """Return the record that has the payload with *digest* in full."""
        return self._payloads.get(digest)


def _is_same(one: Capture, other: Capture) -> bool:
    return (one.status, one.digest) == (other.status, other.digest)
