"""robots.txt: the sitemaps that it names. Scrapy itself obeys the rest."""

from __future__ import annotations

import re
from typing import Final

# Values are whole addresses, and a `#` cannot be in a sitemap's: the rest is comment.
_SITEMAP: Final = re.compile(
    r"^\ufeff?[ \t]*sitemap[ \t]*:[ \t]*([^\s#]+)", re.IGNORECASE | re.MULTILINE
)


def sitemaps(text: str) -> tuple[str, ...]:
    """Return the addresses in ``Sitemap:`` lines, as written, each once.

    Such a line belongs to no group of rules (RFC 9309), so that it counts wherever it
    stands. Wix writes one for sites with a domain of their own, none for free sites.
    """
    return tuple(dict.fromkeys(_SITEMAP.findall(text)))
