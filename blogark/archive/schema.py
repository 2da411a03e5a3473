"""The tables and search index of ``blog.db``; docs/database.md explains them.

Tables change by adding a migration at the end, never by editing an earlier one. Views
and the search index hold nothing of their own, so they are simply made as written.
Where rows have a natural key, the table is ``WITHOUT ROWID``: its rows then stand in
the order of that key, and two crawls that met posts in another order leave equal files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlite_utils.migrations import Migrations

from blogark.archive.views import VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID: Final = 0x426C6F67
"""``Blog`` in ASCII: how SQLite's header tells our files from other databases."""

_TABLES: Final = """
CREATE TABLE authors (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    url TEXT,
    platform_id TEXT
) WITHOUT ROWID;

CREATE TABLE categories (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    url TEXT
) WITHOUT ROWID;

CREATE TABLE tags (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    url TEXT
) WITHOUT ROWID;

CREATE TABLE media (
    id TEXT NOT NULL PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    mime_type TEXT,
    width INTEGER,
    height INTEGER,
    bytes INTEGER,
    sha256 TEXT,
    path TEXT,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    fetched_url TEXT,
    fallbacks TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX media_sha256 ON media (sha256);

CREATE TABLE posts (
    id TEXT NOT NULL PRIMARY KEY,
    url TEXT NOT NULL,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    language TEXT,
    dir TEXT NOT NULL,
    author_id TEXT REFERENCES authors (id),
    published_at TEXT,
    published_raw TEXT NOT NULL,
    updated_at TEXT,
    updated_raw TEXT NOT NULL,
    cover_media_id TEXT REFERENCES media (id),
    html TEXT NOT NULL,
    markdown TEXT NOT NULL,
    text TEXT NOT NULL,
    document TEXT NOT NULL,
    hashtags TEXT NOT NULL,
    word_count INTEGER NOT NULL,
    reading_minutes INTEGER,
    wix_id TEXT,
    seo_title TEXT NOT NULL,
    seo_description TEXT NOT NULL,
    provenance TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    status TEXT NOT NULL,
    source TEXT NOT NULL
);
CREATE INDEX posts_url ON posts (url);
CREATE INDEX posts_author_id ON posts (author_id);
CREATE INDEX posts_cover_media_id ON posts (cover_media_id);
CREATE INDEX posts_published_at ON posts (published_at, id);

CREATE TABLE post_categories (
    post_id TEXT NOT NULL REFERENCES posts (id) ON UPDATE CASCADE ON DELETE CASCADE,
    position INTEGER NOT NULL,
    category_id TEXT NOT NULL REFERENCES categories (id),
    PRIMARY KEY (post_id, position)
) WITHOUT ROWID;
CREATE INDEX post_categories_category_id ON post_categories (category_id);

CREATE TABLE post_tags (
    post_id TEXT NOT NULL REFERENCES posts (id) ON UPDATE CASCADE ON DELETE CASCADE,
    position INTEGER NOT NULL,
    tag_id TEXT NOT NULL REFERENCES tags (id),
    PRIMARY KEY (post_id, position)
) WITHOUT ROWID;
CREATE INDEX post_tags_tag_id ON post_tags (tag_id);

CREATE TABLE post_media (
    post_id TEXT NOT NULL REFERENCES posts (id) ON UPDATE CASCADE ON DELETE CASCADE,
    position INTEGER NOT NULL,
    media_id TEXT NOT NULL REFERENCES media (id),
    role TEXT NOT NULL,
    alt TEXT NOT NULL,
    caption TEXT NOT NULL,
    PRIMARY KEY (post_id, position)
) WITHOUT ROWID;
CREATE INDEX post_media_media_id ON post_media (media_id);

CREATE TABLE links (
    post_id TEXT NOT NULL REFERENCES posts (id) ON UPDATE CASCADE ON DELETE CASCADE,
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    target_post_id TEXT REFERENCES posts (id) ON UPDATE CASCADE ON DELETE SET NULL,
    PRIMARY KEY (post_id, position)
) WITHOUT ROWID;
CREATE INDEX links_target_post_id ON links (target_post_id);

CREATE TABLE translations (
    post_id TEXT NOT NULL REFERENCES posts (id) ON UPDATE CASCADE ON DELETE CASCADE,
    position INTEGER NOT NULL,
    language TEXT NOT NULL,
    url TEXT NOT NULL,
    target_post_id TEXT REFERENCES posts (id) ON UPDATE CASCADE ON DELETE SET NULL,
    PRIMARY KEY (post_id, position)
) WITHOUT ROWID;
CREATE INDEX translations_target_post_id ON translations (target_post_id);

CREATE TABLE cleanings (
    post_id TEXT NOT NULL REFERENCES posts (id) ON UPDATE CASCADE ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (post_id, position)
) WITHOUT ROWID;

CREATE TABLE findings (
    id TEXT NOT NULL PRIMARY KEY,
    post_id TEXT REFERENCES posts (id) ON UPDATE CASCADE ON DELETE CASCADE,
    position INTEGER NOT NULL,
    severity TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    detail TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX findings_post_id ON findings (post_id, position);

CREATE TABLE revisions (
    post_id TEXT NOT NULL REFERENCES posts (id) ON UPDATE CASCADE ON DELETE CASCADE,
    seen_at TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    title TEXT NOT NULL,
    html TEXT NOT NULL,
    markdown TEXT NOT NULL,
    PRIMARY KEY (post_id, seen_at, content_hash)
);

CREATE TABLE pages (
    url TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    status INTEGER,
    fetched_at TEXT,
    digest TEXT,
    found_in TEXT NOT NULL,
    redirected_to TEXT,
    warc_file TEXT,
    warc_offset INTEGER
) WITHOUT ROWID;

CREATE TABLE crawls (
    id INTEGER NOT NULL PRIMARY KEY,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    version TEXT NOT NULL,
    arguments TEXT NOT NULL,
    totals TEXT NOT NULL
);
"""

_READINGS: Final = """
CREATE TABLE readings (
    post_id TEXT NOT NULL REFERENCES posts (id) ON UPDATE CASCADE ON DELETE CASCADE,
    position INTEGER NOT NULL,
    left_source TEXT NOT NULL,
    right_source TEXT NOT NULL,
    measure TEXT NOT NULL,
    left_count INTEGER NOT NULL,
    right_count INTEGER NOT NULL,
    common INTEGER NOT NULL,
    chosen TEXT NOT NULL,
    PRIMARY KEY (post_id, position)
) WITHOUT ROWID;
"""

_LATER_RUNS: Final = (
    "ALTER TABLE posts ADD COLUMN gone_at TEXT",
    "ALTER TABLE posts ADD COLUMN read_digest TEXT",
    "ALTER TABLE revisions ADD COLUMN url TEXT",
    "ALTER TABLE revisions ADD COLUMN metadata TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE revisions ADD COLUMN changed TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE pages ADD COLUMN is_partial INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE crawls ADD COLUMN known TEXT",
)

migrations: Final = Migrations("blogark")


@migrations()
def tables(db: Database) -> None:
    """Make the tables of version 1."""
    db.executescript(_TABLES)


@migrations()
def readings(db: Database) -> None:
    """Add the table of version 2."""
    db.executescript(_READINGS)


@migrations()
def later_runs(db: Database) -> None:
    """Add the columns of version 3: what later runs build on, and what they change."""
    for statement in _LATER_RUNS:  # a script would end the migration's transaction
        db.execute(statement)


VERSION: Final = 3
"""``PRAGMA user_version`` of an up-to-date file: the number of migrations."""


def bring_up_to_date(db: Database) -> None:
    """Make or migrate all tables, views and the search index; else change nothing."""
    # A PRAGMA takes no parameters; both values are constants of this module. The
    # first is set first, so that a file is ours even if its making was cut short.
    if _pragma(db, "application_id") != APPLICATION_ID:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrations.apply(db)
    # When that was says nothing of the blog: the same archive has the same tables.
    db.execute("UPDATE _sqlite_migrations SET applied_at = '' WHERE applied_at != ''")
    with db.atomic():
        for name, select in VIEWS.items():
            db.create_view(name, select.strip(), replace=True)
        db.table("posts").enable_fts(
            ["title", "text"],
            tokenize="unicode61 remove_diacritics 2",
            create_triggers=True,
            replace=True,
        )
    if version(db) != VERSION:
        db.execute(f"PRAGMA user_version = {VERSION}")


def is_ours(db: Database) -> bool:
    """Tell whether the file is an archive, or empty and so may become one."""
    if _pragma(db, "application_id") == APPLICATION_ID:
        return True
    return not db.table_names() and version(db) == 0


def version(db: Database) -> int:
    """Return the version of the schema in the file, 0 for a file without one."""
    return _pragma(db, "user_version")


def _pragma(db: Database, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])
