"""Scrapy's wiring: strings and numbers, each departure from a default with its why.

Names are import paths from the checkout. ``-s NAME=VALUE`` overrides any of them.
"""

from __future__ import annotations

from typing import Final

from blogark import __version__

BOT_NAME: Final = "blogark"
SPIDER_MODULES: Final = ["spiders"]
COMMANDS_MODULE: Final = "commands"

ITEM_PIPELINES: Final = {
    "pipelines.clean_post.CleanPostPipeline": 100,
    "pipelines.save_media.SaveMediaPipeline": 800,
    "pipelines.store_post.StorePipeline": 900,
}
"""What a post goes through, in this order."""
CLEANING_PASSES: Final = {
    "pipelines.strip_characters.StripCharacters": 100,
    "pipelines.drop_tracking.DropTracking": 110,
    "pipelines.drop_empty_links.DropEmptyLinks": 120,
    "pipelines.drop_link_underlines.DropLinkUnderlines": 125,
    "pipelines.trim_whitespace.TrimWhitespace": 130,
    "pipelines.move_emphasis.MoveEmphasis": 140,
    "pipelines.merge_runs.MergeRuns": 150,
    "pipelines.move_hashtags.MoveHashtags": 160,
    "pipelines.join_verses.JoinVerses": 165,
    "pipelines.drop_spacers.DropSpacers": 170,
    "pipelines.join_lists.JoinLists": 172,
    "pipelines.drop_heading_bold.DropHeadingBold": 175,
    "pipelines.drop_repeated_title.DropRepeatedTitle": 180,
    "pipelines.drop_repeated_alt.DropRepeatedAlt": 190,
}
"""What ``CleanPostPipeline`` does to a post, in this order."""
# 100 by default: Scrapy makes as many tasks for each answer, and ours hold three items
# at most. A tenth of a crawl's time went into the other 96.
CONCURRENT_ITEMS: Final = 4

EXPORTERS: Final = {
    "plain": "exports.plain.Plain",
    "hugo": "exports.hugo.Hugo",
    "jekyll": "exports.jekyll.Jekyll",
    "eleventy": "exports.eleventy.Eleventy",
    "astro": "exports.astro.Astro",
    "pelican": "exports.pelican.Pelican",
    "wordpress": "exports.wordpress.WordPress",
    "ghost": "exports.ghost.Ghost",
    "wacz": "exports.wacz.Wacz",
    "html": "exports.site.Site",
    "sqlite": "exports.sqlite_copy.SqliteCopy",
    "jsonl": "exports.json_lines.JsonLines",
    "csv": "exports.csv_index.CsvIndex",
    "redirects": "exports.redirects.Redirects",
}
"""What an archive can be exported as."""

USER_AGENT: Final = f"Blogark/{__version__} (blog archiver, obeys robots.txt)"
BLOGARK_CONTACT: Final = ""
"""How the owner of a site reaches whoever crawls it: an address of the web or of mail.

It is added to the user agent: ``Blogark/1.0 (…) (+mailto:me@example.com)``.
"""
ROBOTSTXT_OBEY: Final = True  # off by default
ROBOTSTXT_USER_AGENT: Final = "Blogark"  # what a site would name us in its robots.txt

AUTOTHROTTLE_ENABLED: Final = True  # off by default: slow down when the site does
AUTOTHROTTLE_START_DELAY: Final = 0.5  # 5 s would make ten pages take a minute
AUTOTHROTTLE_TARGET_CONCURRENCY: Final = 2.0
DOWNLOAD_DELAY: Final = 0.25  # never more than four pages a second
DOWNLOAD_DELAY_JITTER: Final = 0  # 0.5 by default: some pages would come sooner
CRAWL_DELAY_MAX: Final = 60
"""Seconds: the longest delay between two requests that a host can make us keep."""
COMPLAINT_DELAY: Final = 0.5
"""Seconds between two requests to a host after its first 429 or 503, at least.

Each further complaint doubles the delay; other answers bring it back, slowly.
"""
# Files come from a CDN, which is not the site's server: four at a time and nearly
# without a delay, less than a browser opens for one page. Not without any: Scrapy would
# start all that wait at once, however many are allowed (2.19).
DOWNLOAD_SLOTS: Final = {
    "static.wixstatic.com": {"concurrency": 4, "delay": 0.01},
    "video.wixstatic.com": {"concurrency": 1, "delay": 0.01},  # each is held in memory
    "docs.wixstatic.com": {"concurrency": 2, "delay": 0.01},
    "music.wixstatic.com": {"concurrency": 2, "delay": 0.01},
}

RETRY_TIMES: Final = 4  # 2 by default; a lost page is a lost post
RETRY_DELAY: Final = 1
"""Seconds before the first retry; twice as many before each further one."""
RETRY_AFTER_MAX: Final = 120
"""Seconds: for a longer ``Retry-After``, the host is not asked again in this crawl."""
RETRY_GIVE_UP_LOG_LEVEL: Final = "INFO"  # ERROR by default; it becomes a finding
# A page that says "try again" is asked for by Scrapy's own get_retry_request, which
# copies these, and Scrapy would warn of it.
META_COPY_WARN_SKIP_KEYS: Final = [
    *("_scheme_proxy", "capture", "download_latency", "retry_times"),
]
VISITOR_API_TIMEOUT: Final = 10
"""Seconds that a further source of a post may take; the crawl can do without it."""
DEFAULT_REQUEST_HEADERS: Final = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en",
    # Not br and zstd too: of gzip alone can be told whether all of it came, and every
    # player of a web archive unpacks it.
    "Accept-Encoding": "gzip",
}
DOWNLOADER_MIDDLEWARES: Final = {
    "middlewares.keep_slots.KeepSlots": 50,
    "middlewares.share_robots.ShareRobots": 90,  # before ObeyRobots
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "middlewares.obey_robots.ObeyRobots": 100,  # in its place
    "middlewares.space_retries.SpaceRetries": 555,  # on the way back before Retry (550)
    "middlewares.retry_after.RetryAfter": 560,  # the same
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "middlewares.unpack_whole.UnpackWhole": 590,  # in its place
    "middlewares.refuse_private_hosts.RefusePrivateHosts": 760,  # after HttpProxy (750)
    "middlewares.record_answers.RecordAnswers": 900,  # the nearest to the site
}
WARC_ENABLED: Final = True
"""Keeps what the site sends, under ``warc/``."""

DOWNLOAD_VERIFY_CERTIFICATES: Final = True  # off by default
COOKIES_ENABLED: Final = False  # on by default; no session is needed, none is kept
TELNETCONSOLE_ENABLED: Final = False  # on by default: an open port
REMOTE_CONTROL_ENABLED: Final = False  # on by default: an open port
DOWNLOAD_MAXSIZE: Final = 8 * 1024 * 1024  # 1 GiB by default; pages reach 1.2 MB
SITEMAP_MAXSIZE: Final = 50 * 1024 * 1024
"""Bytes of the largest sitemap that is read: what the protocol allows."""
# By default also file:, ftp:, data: and s3:, where a redirect could lead to.
DOWNLOAD_HANDLERS: Final = {"data": None, "file": None, "ftp": None, "s3": None}
# On by default. What came of a broken answer is kept, and UnpackWhole asks again.
DOWNLOAD_FAIL_ON_DATALOSS: Final = False
DOWNLOAD_TIMEOUT: Final = 60  # 180 by default; Wix answers within seconds
METAREFRESH_ENABLED: Final = False  # on by default; a page's own script is not followed

MEDIA_MAXSIZE: Final = 512 * 1024 * 1024
"""Bytes of the largest file that is fetched; Scrapy holds a file in memory."""
MEDIA_TIMEOUT: Final = 900
"""Seconds that a file may take to arrive."""

LOG_LEVEL: Final = "INFO"  # DEBUG by default prints every item, a whole post each
EXTENSIONS: Final = {
    "extensions.hold_folder.HoldFolder": 100,  # before all that reads or writes there
    "extensions.keep_pace.KeepPace": 300,  # after AutoThrottle (0)
    "extensions.freeze_memory.FreezeMemory": 400,
    "extensions.progress.Progress": 500,
    "extensions.write_markdown.WriteMarkdown": 600,
    "extensions.write_report.WriteReport": 610,
}
PROGRESS_ENABLED: Final = False
"""Shows a progress bar on stderr; `scrapy archive` switches it on."""
