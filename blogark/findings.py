"""What staff must know about a crawl: one kind of finding per code.

A finding is made with `finding`, which takes the severity from `CODES`, so that the
same thing never counts as a warning here and as an error there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How much a finding matters."""

    INFO = "info"
    """Nothing is lost; good to know."""
    WARNING = "warning"
    """Something should be looked at by a person."""
    ERROR = "error"
    """Something is missing from the archive, or must be taken for it: a page looks
    different from all that are known. The run ends with exit code 2."""


CODES: Final[dict[str, tuple[Severity, str]]] = {
    # The site
    "sitemap-lost": (
        Severity.ERROR,
        "A sitemap that the site names could not be read, so posts may be unknown.",
    ),
    "feed-lost": (
        Severity.WARNING,
        "The RSS feed could not be read; the other sources were used.",
    ),
    "sources-differ": (
        Severity.WARNING,
        "Sources that list all posts do not name the same ones.",
    ),
    "listed-elsewhere": (
        Severity.WARNING,
        "A list of the blog names addresses on other sites; they are not archived.",
    ),
    "count-differs": (
        Severity.ERROR,
        "The blog says that it has more posts than were found.",
    ),
    "no-full-list": (
        Severity.ERROR,
        "No source that lists all posts could be read to its end.",
    ),
    "listed-gone": (
        Severity.INFO,
        "A source still names a post that the site answers with 404 or 410.",
    ),
    "not-listed": (
        Severity.WARNING,
        "A post that no list names any more is still there.",
    ),
    "robots-disallowed": (
        Severity.ERROR,
        "robots.txt forbids to fetch this post, so it is not archived.",
    ),
    "listing-lost": (
        Severity.WARNING,
        "A page that lists posts could not be fetched; the other sources were used.",
    ),
    "visitor-api-lost": (
        Severity.INFO,
        "Wix's API for visitors did not answer; posts were read from pages and feed.",
    ),
    # A post page
    "page-failed": (
        Severity.ERROR,
        "The page could not be fetched, after all retries.",
    ),
    "page-throttled": (
        Severity.ERROR,
        "The site kept answering with its 'too many requests' page.",
    ),
    "body-not-found": (
        Severity.ERROR,
        "The page has no post body that Blogark can read.",
    ),
    "body-empty": (
        Severity.ERROR,
        "The page shows an empty body, although the post has text.",
    ),
    "body-too-large": (
        Severity.ERROR,
        "The body has more elements than any post; it is kept as it was, not read.",
    ),
    "nesting-cut": (
        Severity.WARNING,
        "Markup is nested deeper than any author nests; what is deeper is kept flat.",
    ),
    "page-too-deep": (
        Severity.ERROR,
        "The page's tags are nested without end; only text was read of most of it.",
    ),
    "attributes-cut": (
        Severity.WARNING,
        "A tag has more attributes than any that is known; the others are left out.",
    ),
    "link-unsafe": (
        Severity.WARNING,
        "A link would run a script or open a reader's file; only its text stays.",
    ),
    "data-damaged": (
        Severity.WARNING,
        "The page's data about the blog cannot be decoded; what it shows was read.",
    ),
    "reader-failed": (
        Severity.ERROR,
        "Reading the page failed inside Blogark. Please report it.",
    ),
    "text-not-read": (
        Severity.ERROR,
        "Words of the page's body are not in what was read.",
    ),
    "frame-changed": (
        Severity.ERROR,
        "Marks by which a post is found on its page are gone: Wix changed its pages.",
    ),
    "markers-gone": (
        Severity.ERROR,
        "The page does not name the kinds of its blocks any more.",
    ),
    "kind-new": (
        Severity.ERROR,
        "The page names a kind of block that was never seen; kept as it was.",
    ),
    "markup-changed": (
        Severity.ERROR,
        "Blocks of a kind that Blogark reads have another markup than all before.",
    ),
    "body-short": (
        Severity.ERROR,
        "The body is shorter than the post's teaser or its reading time says.",
    ),
    "pictures-not-read": (
        Severity.ERROR,
        "Pictures of the page's body are not in what was read.",
    ),
    "viewer-newer": (
        Severity.INFO,
        "The page was made by a newer viewer than Blogark was tried on.",
    ),
    "block-unknown": (
        Severity.WARNING,
        "A block of a kind that Blogark does not know; kept as it was.",
    ),
    "style-unknown": (
        Severity.INFO,
        "Text is marked in a way that Blogark does not know; the text itself is kept.",
    ),
    "readings-differ": (
        Severity.WARNING,
        "Two sources of the body do not say the same; the better one was chosen.",
    ),
    "block-empty": (
        Severity.ERROR,
        "The page leaves this block empty, so its content is not in the archive.",
    ),
    "gallery-incomplete": (
        Severity.WARNING,
        "The page may show only the first items of this gallery.",
    ),
    "link-missing": (
        Severity.WARNING,
        "A button or file whose address is not in the page.",
    ),
    "post-paid": (
        Severity.ERROR,
        "The post is for readers who pay; what visitors do not see is not archived.",
    ),
    "comments-left": (
        Severity.INFO,
        "The post has comments on the site; they are not archived.",
    ),
    "cover-video": (
        Severity.INFO,
        "The post's cover is a video of another site; the archive names it, no more.",
    ),
    "post-empty": (Severity.INFO, "The post has no body: that is how it was written."),
    "date-missing": (
        Severity.WARNING,
        "The page does not say when the post was published.",
    ),
    "date-unreadable": (
        Severity.WARNING,
        "A date that could not be understood; kept as text.",
    ),
    "author-missing": (Severity.INFO, "The page does not name the author."),
    # A post from a text
    "text-only": (
        Severity.WARNING,
        "The post is from a text: without pictures, embeds, styles and hidden links.",
    ),
    "text-unreadable": (
        Severity.ERROR,
        "A file of text that no post could be read from.",
    ),
    "title-inferred": (
        Severity.WARNING,
        "More than one line of the text could be the title.",
    ),
    "date-inexact": (
        Severity.WARNING,
        "A date without its year, or without a time; kept as text.",
    ),
    "headings-inferred": (
        Severity.INFO,
        "Lines of a text that are taken for headings.",
    ),
    "caption-inferred": (
        Severity.INFO,
        "A line that stood twice, as alt text and caption do; kept once.",
    ),
    "chrome-removed": (
        Severity.INFO,
        "Lines of a text that belong to the page around the post; left out.",
    ),
    # Saved pages
    "post-not-saved": (
        Severity.ERROR,
        "Lists among the saved pages name posts that were not saved.",
    ),
    "address-unknown": (
        Severity.ERROR,
        "A saved page shows a post, but nothing says what its address was.",
    ),
    "page-cut": (
        Severity.ERROR,
        "A saved page ends in the middle, so a part of the post may be missing.",
    ),
    "letters-damaged": (
        Severity.WARNING,
        "A saved page has bytes that are no letters.",
    ),
    "other-blog": (
        Severity.WARNING,
        "Among the saved pages are posts of another site; they were left out.",
    ),
    # What a post refers to
    "media-reduced": (
        Severity.WARNING,
        "Only a copy of a picture was saved, which may be smaller than the original.",
    ),
    "media-failed": (
        Severity.ERROR,
        "A file could not be fetched; the post keeps the link to it.",
    ),
    "link-dead": (
        Severity.WARNING,
        "A link leads to a post of this blog that does not exist.",
    ),
    "anchor-dead": (
        Severity.INFO,
        "A link leads to a place in the post that does not exist.",
    ),
    # An export
    "export-link-old": (
        Severity.INFO,
        "Links lead to pages of the old site that are no posts; they stay as they are.",
    ),
    "export-link-dead": (
        Severity.WARNING,
        "Links lead to posts that the export does not have; they stay as they are.",
    ),
    "export-media-remote": (
        Severity.WARNING,
        "A file is not in the archive; the export keeps its address on the old site.",
    ),
    "export-media-outside": (
        Severity.INFO,
        "Files stay in the archive, outside of the export; links lead to them there.",
    ),
    "export-undated": (
        Severity.WARNING,
        "A post has no date, and the target lists posts by date.",
    ),
    "export-changed": (
        Severity.INFO,
        "Something is said in another way, because the target has no word for it.",
    ),
    "export-cut": (
        Severity.WARNING,
        "A text is longer than the target takes, and was cut.",
    ),
    "export-limit": (
        Severity.WARNING,
        "The export is more than the target is known to take.",
    ),
    "export-stays": (
        Severity.INFO,
        "Old addresses are those of the new site, too; they need no redirect.",
    ),
    "export-no-target": (
        Severity.INFO,
        "An old address has no page on the new site, so it is not redirected.",
    ),
    "export-free-host": (
        Severity.WARNING,
        "The old addresses are on a host of Wix, which alone can redirect them.",
    ),
    "export-conflict": (
        Severity.WARNING,
        "An old address is that of another page on the new site; it leads there.",
    ),
    "export-lost": (
        Severity.ERROR,
        "Something could not be written in the form of the target.",
    ),
}
"""Every code, with its severity and its meaning in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that staff must know."""

    code: str
    """A key of `CODES`."""
    severity: Severity
    message: str
    """One sentence for a person: what, where, what to do if anything."""
    detail: str = ""
    """What the sentence is about: URLs, the block's key, the words that are missing."""


def finding(code: str, message: str, detail: str = "") -> Finding:
    """Return a finding of the kind *code*.

    Raises ``KeyError`` for a code that is not in `CODES`.
    """
    severity, _meaning = CODES[code]
    return Finding(code=code, severity=severity, message=message, detail=detail)
