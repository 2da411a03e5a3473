"""The tables, views and search index of ``blog.db``; docs/database.md explains them.

Tables change by adding a migration at the end, never by editing an earlier one. Views
and the search index hold nothing of their own, so they are simply made as written here.
Where rows have a natural key, the table is ``WITHOUT ROWID``: its rows then stand in
the order of that key, and two crawls that met posts in another order leave equal files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlite_utils.migrations import Migrations

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

VIEWS: Final = {
    "v_posts": """
SELECT
    posts.id, posts.url, posts.slug, posts.title, posts.excerpt, posts.language,
    authors.name AS author,
    posts.published_at, posts.updated_at,
    (SELECT json_group_array(name) FROM (
        SELECT categories.name FROM post_categories
        JOIN categories ON categories.id = post_categories.category_id
        WHERE post_categories.post_id = posts.id ORDER BY position
    )) AS categories,
    (SELECT json_group_array(name) FROM (
        SELECT tags.name FROM post_tags
        JOIN tags ON tags.id = post_tags.tag_id
        WHERE post_tags.post_id = posts.id ORDER BY position
    )) AS tags,
    posts.hashtags,
    cover.url AS cover_url, cover.path AS cover_path,
    posts.word_count, posts.reading_minutes, posts.seo_title, posts.seo_description,
    posts.status, posts.gone_at, posts.html, posts.markdown
FROM posts
LEFT JOIN authors ON authors.id = posts.author_id
LEFT JOIN media AS cover ON cover.id = posts.cover_media_id
ORDER BY posts.published_at, posts.id""",
    "v_missing": """
SELECT
    'media' AS what, posts.id AS post_id, posts.url AS post_url,
    media.url AS url, media.reason AS reason
FROM media
JOIN post_media ON post_media.media_id = media.id
JOIN posts ON posts.id = post_media.post_id
WHERE media.status != 'stored'
UNION
SELECT 'block', posts.id, posts.url, NULL,
    trim(findings.message || ' ' || findings.detail)
FROM findings
JOIN posts ON posts.id = findings.post_id
WHERE findings.code IN ('block-empty', 'gallery-incomplete', 'link-missing')
UNION
SELECT 'page', NULL, NULL, pages.url, pages.reason
FROM pages
WHERE pages.state = 'failed'
ORDER BY post_url, what, url""",
    "v_confirmation": """
WITH shares AS (
    SELECT post_id, measure, common = left_count AND common = right_count AS is_equal,
        ifnull(round(common * 1.0 / nullif(max(left_count, right_count), 0), 4), 1.0)
            AS share
    FROM readings
),
sources AS (
    SELECT post_id, position AS place,
        substr(left_source, 1, instr(left_source || '+', '+') - 1) AS source
    FROM readings
    UNION ALL
    SELECT post_id, position + 0.5, right_source FROM readings
    UNION ALL
    SELECT id, -1, source FROM posts WHERE id NOT IN (SELECT post_id FROM readings)
)
SELECT
    posts.id AS post_id, posts.url, posts.title,
    (SELECT json_group_array(source) FROM (
        SELECT source FROM sources WHERE post_id = posts.id
        GROUP BY source ORDER BY min(place)
    )) AS sources,
    posts.source AS chosen,
    min(is_equal) AS confirmed,
    min(share) FILTER (WHERE measure = 'words') AS words,
    min(share) FILTER (WHERE measure = 'headings') AS headings,
    min(share) FILTER (WHERE measure = 'links') AS links,
    min(share) FILTER (WHERE measure = 'list items') AS list_items,
    min(share) FILTER (WHERE measure = 'table cells') AS table_cells,
    min(share) FILTER (WHERE measure = 'images') AS images,
    min(share) FILTER (WHERE measure = 'videos') AS videos,
    min(share) FILTER (WHERE measure = 'embeds') AS embeds
FROM posts
LEFT JOIN shares ON shares.post_id = posts.id
GROUP BY posts.id
ORDER BY posts.published_at, posts.id""",
}
"""Name and ``SELECT`` of every view."""

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
