"""Settings of the Pelican site: those that it has no working default for."""

import logging

PATH = "content"
ARTICLE_PATHS = [""]
THEME = "theme"
TIMEZONE = "UTC"
SITEURL = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
# It warns of pictures that have no alternative text. Their author gave them none, which
# the report of an archive says; an export invents nothing.
LOG_FILTER = [(logging.WARNING, "Empty alt attribute for image %s in %s")]
