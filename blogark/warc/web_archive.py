"""The web archive of one blog: everything its site sent, over all runs."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import starmap
from typing import TYPE_CHECKING, Self, TypeVar

from blogark.errors import cannot_write
from blogark.warc import runs
from blogark.warc.cdxj import METADATA, REVISIT, line_of, mime_of
from blogark.warc.exchange import WITHHELD
from blogark.warc.folder import WarcFolder, reading
from blogark.warc.index import Index
from blogark.warc.reader import read_answer, read_headers, read_no_answer
from blogark.warc.runs import FINISHED
from blogark.warc.truncated import without_truncated
from blogark.warc.writer import WarcWriter, payload_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from blogark.warc.exchange import Answer, Asked, Capture, Headers, NoAnswer
    from blogark.warc.index import Entry
    from blogark.warc.runs import Row, Run

_T = TypeVar("_T")


class WebArchive:
    """What is in the folder ``warc`` of an archive, for reading and for adding to it.

    All methods raise `blogark.errors.ArchiveError`.
    """

    def __init__(self, archive: Path, clock: Callable[[], datetime]) -> None:
        self._folder = WarcFolder(archive)
        self._clock = clock
        self._index = Index()
        self._newest: dict[str, Entry] = {}
        self._runs: list[Run] = []
        self._writer: WarcWriter | None = None
        self._failure: OSError | None = None
        self._in_file: list[tuple[Capture, str]] = []
        self._info: Callable[[], Mapping[str, str]] = dict

    @classmethod
    def open(
        cls,
        archive: Path,
        *,
        until: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Self:
        """Read what is there. Nothing is written, and no lock is needed.

        With *until*, the name of a file, what was there when that had been written.
        """
        opened = cls(archive, clock)
        for name, lines in opened._folder.lines(until):
            opened._newest = opened._index.add_lines(
                line for line in lines if line.url != runs.URL
            )
            path = opened._folder.path(name)
            with reading(path):
                run = runs.read_run(path, name, lines)
            if run is not None:
                opened._runs.append(run)
        return opened

    @classmethod
    def open_for_adding(cls, archive: Path) -> Self:
        """Read what is there, after closing what a killed run has left open.

        Only for whoever holds the archive's lock.
        """
        folder = WarcFolder(archive)
        try:
            folder.close_leftovers()
        except OSError as error:
            raise cannot_write(folder.root, error) from error
        return cls.open(archive)

    def __len__(self) -> int:
        """How many addresses it has something of."""
        return len(self._index)

    @property
    def runs(self) -> list[Run]:
        """The runs that the files tell of, oldest first."""
        return self._runs

    def find(self, url: str) -> Entry | None:
        return self._index.find(url)

    def find_in_newest(self, url: str) -> Entry | None:
        """Return what *url* answered last in the newest file; ``None`` if not there."""
        return self._newest.get(url)

    def asked(self) -> frozenset[str]:
        """Return the addresses that the newest file tells of."""
        return frozenset(self._newest)

    def answer(self, capture: Capture) -> Answer:
        """Return what was sent, to the last byte."""
        payload = self._index.payload(capture.digest)
        at = None
        if payload is not None and payload != capture:
            at = (self._folder.path(payload.file), payload.offset)
        with reading(at[0] if at else self._folder.path(capture.file)):
            found = read_answer(self._folder.path(capture.file), capture.offset, at)
            # warcio gives what can be unpacked of a damaged record.
            if capture.digest and payload_digest(found.body) != capture.digest:
                raise ValueError(f"the answer of {capture.url} is damaged")
        return found

    def headers(self, capture: Capture) -> Headers:
        """Return the headers of what was sent."""
        path = self._folder.path(capture.file)
        with reading(path):
            return read_headers(path, capture.offset)

    def no_answer(self, capture: Capture) -> NoAnswer:
        """Return why nothing was sent, or is not kept."""
        path = self._folder.path(capture.file)
        with reading(path):
            return read_no_answer(path, capture.offset)

    @property
    def newest_date(self) -> str:
        """The ``WARC-Date`` of the newest answer; empty if there is none."""
        return self._index.newest_date

    def whole_files(self, spare: Path) -> list[Path]:
        """Return all WARC files, oldest first, for players.

        A copy in the folder *spare* stands for a file that was left open, and for one
        with answers that broke off: it is without what is not whole.
        """
        files = (self._folder.whole_file(n, spare) for n in self._folder.names())
        return [without_truncated(path, spare) for path in files]

    def begin(self, info: Callable[[], Mapping[str, str]]) -> None:
        """Say what the new file tells of itself; it is made with its first record."""
        self._info = info

    def record(self, asked: Asked, answer: Answer) -> Capture:
        """Keep an answer; return where its payload was first received as it is now."""
        if answer.status == HTTPStatus.NOT_MODIFIED and (known := self.find(asked.url)):
            capture = self._written(
                lambda writer, at: writer.write_not_modified(
                    asked, answer, at, known.newest
                )
            )
            return self._added(capture, REVISIT)
        digest = payload_digest(answer.body)
        earlier = self._index.payload(digest) if answer.body else None
        capture = self._written(
            lambda writer, at: writer.write_exchange(asked, answer, at, digest, earlier)
        )
        types = [v for name, v in answer.headers if name.lower() == "content-type"]
        mime = mime_of(types[-1] if types else "") if earlier is None else REVISIT
        return self._added(capture, mime)

    def record_truncated(self, asked: Asked, answer: Answer, reason: NoAnswer) -> None:
        """Keep what came of an answer.

        Nothing is ever answered with it: the *reason* is what there is of its address.
        """
        digest = payload_digest(answer.body)
        self._written(
            lambda writer, at: writer.write_truncated(asked, answer, at, digest)
        )
        self.record_no_answer(asked.url, reason)

    def record_no_answer(self, url: str, reason: NoAnswer) -> None:
        fields = {"outcome": reason.kind, "message": reason.message}
        if reason.kind == WITHHELD:
            fields["status"] = str(reason.status)
        self._added(self._metadata(url, fields), METADATA)

    def sync(self) -> None:
        """Have all that was recorded so far on the disk."""
        if self._writer is None or self._failure is not None:
            return
        try:
            self._writer.sync()
        except OSError as error:
            self._failure = error
            raise cannot_write(self._writer.path, error) from error

    def finish(self, row: Row | None, reason: str = FINISHED) -> None:
        """Close this run's file, with its row of ``crawls`` and why it ended.

        One that could not be written to its end is left to the next run, which keeps
        what is whole of it.
        """
        if self._writer is None:
            return
        if self._failure is not None:
            self._let_go()
            return
        if row is not None:
            fields = {**runs.fields_of(row), runs.REASON: reason}
            capture = self._metadata(runs.URL, fields)
            self._in_file.append((capture, METADATA))
        name = self._writer.name
        try:
            self._writer.close()
            self._folder.close_file(name)
        except OSError as error:
            raise cannot_write(self._writer.path, error) from error
        self._folder.write_index(name, starmap(line_of, self._in_file))
        self._writer = None

    def discard(self) -> None:
        """Remove this run's file: it could not run, so nothing may be read from it."""
        if self._writer is not None:
            self._let_go()
            self._folder.remove(self._writer.path)
            self._writer = None

    def _let_go(self) -> None:
        if self._writer is not None:
            with suppress(OSError):  # nobody counts on the file
                self._writer.close()

    def _metadata(self, url: str, fields: Mapping[str, str]) -> Capture:
        return self._written(lambda writer, at: writer.write_metadata(url, fields, at))

    def _written(self, write: Callable[[WarcWriter, datetime], _T]) -> _T:
        path = self._folder.root
        if self._failure is not None:  # a record was cut: none can follow
            raise cannot_write(path, self._failure)
        try:
            writer = self._begun()
            path = writer.path
            return write(writer, self._clock())
        except OSError as error:
            self._failure = error
            raise cannot_write(path, error) from error

    def _added(self, capture: Capture, mime: str) -> Capture:
        self._in_file.append((capture, mime))
        entry = self._index.add(capture, is_revisit=mime == REVISIT)
        return capture if entry is None else entry.first

    def _begun(self) -> WarcWriter:
        """Return the writer of this run's file, made when it is first needed."""
        if self._writer is None:
            self._folder.root.mkdir(parents=True, exist_ok=True)
            now = self._clock()
            name = self._folder.new_name(now)
            self._writer = WarcWriter(self._folder.open_path(name), name)
            self._folder.sync()
            self._writer.write_info(self._info(), now)
        return self._writer
