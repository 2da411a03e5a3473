"""From an archive to the facts of its report."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from blogark import __version__
from blogark.archive.links import links_of
from blogark.dates import iso
from blogark.document import Image, Video
from blogark.findings import Severity
from blogark.post import PageState
from blogark.report.facts import (
    Cleaned,
    Cover,
    MissingFile,
    Note,
    PostFacts,
    Report,
    State,
    Totals,
    Words,
)
from blogark.report.packed import PackedPosts
from blogark.report.sources import sources
from blogark.report.suspicions import Surroundings, suspicions
from blogark.report.words import sentences
from blogark.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from blogark.archive.load import StoredPost
    from blogark.archive.read import ArchiveReader
    from blogark.archive.report_rows import Census, ListedPost
    from blogark.findings import Finding
    from blogark.post import Post

FORMAT: Final = 1
"""`Report.format` of what this version writes."""

NOT_INCLUDED: Final = (
    "Comments, likes, ratings and view counts.",
    "Members, their profiles, and posts that only members can read.",
    "Forms, and what people sent with them.",
    "Pages of apps, such as a shop, bookings or events.",
    "Pages of the site that are not part of the blog.",
    "Drafts, scheduled posts, and posts in the trash.",
)
_LINK_DEAD: Final = "link-dead"
_WHOLE: Final = "Everything is there."
_GONE: Final = "The site does not have this post any more."


def gather(archive: ArchiveReader, markdown: Mapping[str, str]) -> Report:
    """Return the facts of *archive*: the same archive gives the same facts.

    *markdown* names the Markdown file of each post's id, relative to the archive's
    folder.
    """
    census = archive.census()
    around = Surroundings.of(census.titles, census.last_read)
    held = PackedPosts(
        _post(stored, around, markdown.get(stored.post.id))
        for stored in archive.posts()
    )
    of_site = [
        _note(found.finding) for found in archive.findings() if not found.post_id
    ]
    lost = _lost_posts(_lost(census, held), of_site)
    posts = held.turned_after(lost)
    told = {note for post in lost for note in post.notes}
    notes = tuple(note for note in of_site if note not in told)
    return Report(
        format=FORMAT,
        made_with=__version__,
        address=census.address or _origin(held),
        first_read=_day(census.first_read),
        last_read=_day(census.last_read),
        totals=_totals(archive, posts),
        sources=sources(census.listed),
        not_included=NOT_INCLUDED,
        notes=notes,
        posts=posts,
        words=_words(chain(notes, chain.from_iterable(post.notes for post in posts))),
        passes=_passes(posts),
    )


def _post(stored: StoredPost, around: Surroundings, markdown: str | None) -> PostFacts:
    post = stored.post
    found = (*post.findings, *suspicions(stored, around))
    notes = tuple(sorted(map(_note, found), key=_weight))
    missing = _missing_files(post)
    state = State.INCOMPLETE if missing else _state(notes)
    shown = [type(block) for block in walk(post.document.blocks)]
    return PostFacts(
        id=post.id,
        url=post.url,
        slug=post.slug,
        title=post.title,
        status="gone" if stored.status == "gone" else "published",
        state=state,
        reason=_reason(notes, is_gone=stored.status == "gone"),
        published_at=iso(post.published_at) if post.published_at else None,
        updated_at=iso(post.updated_at) if post.updated_at else None,
        author=post.author.name if post.author else None,
        language=post.language,
        categories=tuple(term.name for term in post.categories),
        tags=tuple(term.name for term in post.tags),
        words=stored.word_count,
        images=shown.count(Image),
        videos=shown.count(Video),
        links=len(links_of(post.document)),
        markdown=markdown,
        cover=_cover(post),
        notes=notes,
        cleaned=tuple(Cleaned(name=c.name, count=c.count) for c in post.cleanings),
        missing_files=missing,
        dead_links=tuple(n.detail for n in notes if n.code == _LINK_DEAD),
    )


def _lost(census: Census, held: Sequence[PostFacts]) -> Iterator[ListedPost]:
    """Yield the addresses of posts that the archive should have, and does not."""
    known = {post.url for post in held}
    for page in census.listed:
        is_lost = page.state in (PageState.FAILED, PageState.SKIPPED)
        if is_lost and page.url not in known:
            yield page


def _lost_posts(
    pages: Iterable[ListedPost], of_site: Iterable[Note]
) -> list[PostFacts]:
    by_detail: dict[str, list[Note]] = {}
    for note in of_site:
        by_detail.setdefault(note.detail, []).append(note)
    return [_lost_post(page, tuple(by_detail.get(page.url, ()))) for page in pages]


def _lost_post(page: ListedPost, notes: tuple[Note, ...]) -> PostFacts:
    slug = page.url.rstrip("/").rpartition("/")[2]
    return PostFacts(
        id=page.url,
        url=page.url,
        slug=slug,
        title=slug,
        status="missing",
        state=State.INCOMPLETE,
        reason=f"The post is not in the archive: {page.reason}.",
        published_at=None,
        updated_at=None,
        author=None,
        language=None,
        categories=(),
        tags=(),
        words=0,
        images=0,
        videos=0,
        links=0,
        markdown=None,
        cover=None,
        notes=notes,
        cleaned=(),
        missing_files=(),
        dead_links=(),
    )


def _note(found: Finding) -> Note:
    return Note(
        code=found.code,
        severity=found.severity,
        message=found.message,
        detail=found.detail,
    )


_WEIGHTS: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def _weight(note: Note) -> int:
    return _WEIGHTS[note.severity]


def _state(notes: Sequence[Note]) -> State:
    severities = {note.severity for note in notes}
    if Severity.ERROR in severities:
        return State.INCOMPLETE
    return State.CHECK if Severity.WARNING in severities else State.COMPLETE


def _reason(notes: Sequence[Note], *, is_gone: bool) -> str:
    """Return the meaning of the heaviest of *notes*, which come first."""
    heavy = [note for note in notes if note.severity is not Severity.INFO]
    sentence = _words_of(heavy[0]).meaning if heavy else _WHOLE
    others = len({note.code for note in heavy}) - 1
    if others > 0:
        sentence += f" And {others} more {'thing' if others == 1 else 'things'}."
    return f"{sentence} {_GONE}" if is_gone else sentence


def _missing_files(post: Post) -> tuple[MissingFile, ...]:
    return tuple(
        MissingFile(url=media.url, kind=media.kind, reason=media.reason)
        for media in post.media
        if media.status != "stored"
    )


def _cover(post: Post) -> Cover | None:
    if post.cover is None or post.cover.path is None:
        return None
    return Cover(path=post.cover.path, alt=post.cover.alt)


def _totals(archive: ArchiveReader, posts: Sequence[PostFacts]) -> Totals:
    stored = archive.totals()
    states = [post.state for post in posts]
    return Totals(
        posts=len(posts),
        complete=states.count(State.COMPLETE),
        check=states.count(State.CHECK),
        incomplete=states.count(State.INCOMPLETE),
        words=stored.words,
        images=sum(post.images for post in posts),
        videos=sum(post.videos for post in posts),
        files=stored.media_stored,
        bytes=stored.bytes,
    )


def _words(notes: Iterable[Note]) -> dict[str, Words]:
    by_code = {note.code: note for note in notes}
    return {code: _words_of(note) for code, note in sorted(by_code.items())}


def _words_of(note: Note) -> Words:
    """Return what *note* means; an older archive may have codes of its own."""
    return sentences().words.get(note.code) or Words(meaning=note.message, advice="")


def _passes(posts: Sequence[PostFacts]) -> dict[str, str]:
    names = {cleaned.name for post in posts for cleaned in post.cleaned}
    return {name: sentences().passes.get(name, name) for name in sorted(names)}


def _day(moment: datetime | None) -> str | None:
    return f"{moment:%Y-%m-%d}" if moment else None


def _origin(posts: Sequence[PostFacts]) -> str:
    return posts[0].url if posts else ""
