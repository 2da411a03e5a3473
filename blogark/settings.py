"""Scrapy's wiring: strings and numbers, each departure from a default with its why.

Names are import paths from the checkout. ``-s NAME=VALUE`` overrides any of them.
"""

from __future__ import annotations

from typing import Final

from blogark import __version__

BOT_NAME: Final = "blogark"
SPIDER_MODULES: Final = ["spiders"]
COMMANDS_MODULE: Final = "commands"

# ── What a post goes through, in this order ──────────────────────────────────
ITEM_PIPELINES: Final = {
    "pipelines.strip_characters.StripCharactersPipeline": 100,
    "pipelines.drop_tracking.DropTrackingPipeline": 110,
    "pipelines.drop_empty_links.DropEmptyLinksPipeline": 120,
    "pipelines.drop_link_underlines.DropLinkUnderlinesPipeline": 125,
    "pipelines.trim_whitespace.TrimWhitespacePipeline": 130,
    "pipelines.move_emphasis.MoveEmphasisPipeline": 140,
    "pipelines.merge_runs.MergeRunsPipeline": 150,
    "pipelines.move_hashtags.MoveHashtagsPipeline": 160,
    "pipelines.drop_spacers.DropSpacersPipeline": 170,
    "pipelines.join_lists.JoinListsPipeline": 172,
    "pipelines.drop_heading_bold.DropHeadingBoldPipeline": 175,
    "pipelines.drop_repeated_title.DropRepeatedTitlePipeline": 180,
    "pipelines.drop_repeated_alt.DropRepeatedAltPipeline": 190,
    "pipelines.save_media.SaveMediaPipeline": 800,
    "pipelines.store_post.StorePipeline": 900,
}
# 100 by default: Scrapy makes as many tasks for each answer, and ours hold three items
# at most. A tenth of a crawl's time went into the other 96.
CONCURRENT_ITEMS: Final = 4

# ── Politeness ───────────────────────────────────────────────────────────────
# Whoever crawls sites of others adds how to reach them: (+https://…; mail@…)
USER_AGENT: Final = f"Blogark/{__version__} (blog archiver, obeys robots.txt)"
ROBOTSTXT_OBEY: Final = True  # off by default
ROBOTSTXT_USER_AGENT: Final = "Blogark"  # what a site would name us in its robots.txt

AUTOTHROTTLE_ENABLED: Final = True  # off by default: slow down when the site does
AUTOTHROTTLE_START_DELAY: Final = 0.5  # 5 s would make ten pages take a minute
AUTOTHROTTLE_TARGET_CONCURRENCY: Final = 2.0
DOWNLOAD_DELAY: Final = 0.25  # never more than four pages a second
# Files come from a CDN, which is not the site's server: four at a time without a
# delay, less than a browser opens for one page.
DOWNLOAD_SLOTS: Final = {
    "static.wixstatic.com": {"concurrency": 4, "delay": 0},
    "video.wixstatic.com": {"concurrency": 1, "delay": 0},  # each is held in memory
    "docs.wixstatic.com": {"concurrency": 2, "delay": 0},
    "music.wixstatic.com": {"concurrency": 2, "delay": 0},
}

RETRY_TIMES: Final = 4  # 2 by default; a lost page is a lost post
RETRY_AFTER_MAX: Final = 120
"""Seconds: the longest that a ``Retry-After`` may make us wait before one retry."""
RETRY_GIVE_UP_LOG_LEVEL: Final = "INFO"  # ERROR by default; it becomes a finding
# A page that says "try again" is asked for by Scrapy's own get_retry_request, which
# copies these, and Scrapy would warn of it.
META_COPY_WARN_SKIP_KEYS: Final = ["_scheme_proxy", "download_latency", "retry_times"]
VISITOR_API_TIMEOUT: Final = 10
"""Seconds that a further source of a post may take; the crawl can do without it."""
DOWNLOADER_MIDDLEWARES: Final = {
    "middlewares.keep_slots.KeepSlots": 50,
    "middlewares.retry_after.RetryAfter": 560,  # on the way back before Retry (550)
    "middlewares.refuse_private_hosts.RefusePrivateHosts": 760,  # after HttpProxy (750)
}

# ── Safety ───────────────────────────────────────────────────────────────────
DOWNLOAD_VERIFY_CERTIFICATES: Final = True  # off by default
COOKIES_ENABLED: Final = False  # on by default; no session is needed, none is kept
TELNETCONSOLE_ENABLED: Final = False  # on by default: an open port
REMOTE_CONTROL_ENABLED: Final = False  # on by default: an open port
DOWNLOAD_MAXSIZE: Final = 64 * 1024 * 1024  # 1 GiB by default; pages reach 1.2 MB
DOWNLOAD_TIMEOUT: Final = 60  # 180 by default; Wix answers within seconds
METAREFRESH_ENABLED: Final = False  # on by default; a page's own script is not followed

# ── Files ────────────────────────────────────────────────────────────────────
MEDIA_MAXSIZE: Final = 512 * 1024 * 1024
"""Bytes of the largest file that is fetched; Scrapy holds a file in memory."""
MEDIA_TIMEOUT: Final = 900
"""Seconds that a file may take to arrive."""

# ── Terminal ─────────────────────────────────────────────────────────────────
LOG_LEVEL: Final = "INFO"  # DEBUG by default prints every item, a whole post each
EXTENSIONS: Final = {
    "extensions.freeze_memory.FreezeMemory": 400,
    "extensions.progress.Progress": 500,
    "extensions.write_markdown.WriteMarkdown": 600,
}
PROGRESS_ENABLED: Final = False
"""Shows a progress bar on stderr; `scrapy archive` switches it on."""
