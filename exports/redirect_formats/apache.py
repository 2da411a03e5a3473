"""A map for Apache's mod_rewrite, and the rules that look it up.

``int:escape`` makes one spelling of all: percent-encoded in lower case. A map has no
limit, and is read once; lines in ``.htaccess`` are read at each request.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from exports.redirect_formats.written import Written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.redirect_rules import Redirect

_UNESCAPED: Final = "/$-_.+!*'(),:;@&=~"
"""What ``ap_escape_uri`` of Apache 2.4 leaves as it is, besides letters and digits."""
_ESCAPE: Final = re.compile(r"%[0-9A-F]{2}")
_RULES: Final = r"""
# Into the <VirtualHost> of the new site, with all of its names in ServerName and
# ServerAlias, those with www and without. Say where the map is, from ServerRoot or from
# the root of the disk. Above some thousand lines make a faster one of it:
#   httxt2dbm -i blogark-redirects.txt -o blogark-redirects.dbm
# and write dbm: for txt: here.
RewriteEngine On
RewriteMap blogark_redirects "txt:conf/blogark-redirects.txt"
RewriteMap blogark_escape "int:escape"

# With ?lang=, then without; without a slash at the end, and a further page of a list as
# its first page.
RewriteCond %{QUERY_STRING} "(?:^|&)lang=([A-Za-z-]+)(?:&|$)"
RewriteCond %1?%{REQUEST_URI} "^([A-Za-z-]+)\?(/.*?[^/])(?:/page/[0-9]+)?/*$"
RewriteCond ${blogark_redirects:${blogark_escape:%2}?lang=%1} "^(.+)$"
RewriteRule ^ %1 [R=301,L,NE]
RewriteCond %{REQUEST_URI} "^(/.*?[^/])(?:/page/[0-9]+)?/*$"
RewriteCond ${blogark_redirects:${blogark_escape:%1}} "^(.+)$"
RewriteRule ^ %1 [R=301,L,NE]
"""


def apache(rules: Sequence[Redirect]) -> Written:
    lines = "".join(f"{_key(rule)} {rule.target}\n" for rule in rules)
    return Written(
        {
            "blogark-redirects.txt": lines,
            "blogark-redirects.conf": _RULES.lstrip(),
        }
    )


def _key(rule: Redirect) -> str:
    escaped = quote(rule.source, safe=_UNESCAPED)
    key = _ESCAPE.sub(lambda found: found[0].lower(), escaped)
    return f"{key}?lang={rule.language}" if rule.language else key
