"""The views of ``blog.db``; docs/database.md explains them."""

from __future__ import annotations

from typing import Final

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
