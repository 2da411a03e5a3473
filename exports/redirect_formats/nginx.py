"""Two files for nginx: maps for the ``http`` block, rules for the ``server`` block.

nginx looks up ``$uri``, which is decoded and has single slashes, so that one line is
for all spellings. Strings of a map match in any case; where that would matter, the line
is a regular expression, which does not.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from exports.redirect_formats.limits import too_long
from exports.redirect_formats.written import Written
from exports.redirect_rules import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exports.redirect_rules import Redirect

LINE_LIMIT: Final = 4_000
"""Bytes of one string in a configuration file; nginx takes 4,096."""
_MAPS: Final = """\
# For the http block:  include blogark-redirects-map.conf;
# A map needs room for its longest line. If nginx says that this is a duplicate, keep
# the larger number.
map_hash_bucket_size {bucket};
map_hash_max_size {size};

# Without a slash at the end, and a further page of a list as its first page.
map $uri $blogark_path {{
    default $uri;
    "~^(?<blogark_first>/.+?)/page/[0-9]+/*$" $blogark_first;
    "~^(?<blogark_bare>/.*?[^/])/+$" $blogark_bare;
}}

map $blogark_path $blogark_redirect {{
    default "";
{plain}}}

map "$blogark_path?lang=$arg_lang" $blogark_location {{
    default $blogark_redirect;
{languages}}}
"""
_SERVER: Final = """\
# For the server block of the new site, all of its names in server_name, those with www
# and without:  include blogark-redirects.conf;
if ($blogark_location) {
    return 301 $blogark_location$is_args$args;
}
"""


def nginx(rules: Sequence[Redirect]) -> Written:
    fitting = [rule for rule in rules if _size(rule) <= LINE_LIMIT]
    keys = Counter(_folded(_value(rule)) for rule in fitting)
    keys.update({_folded(key_of(rule.target)) for rule in fitting})
    longest = max(map(_size, fitting), default=0)
    maps = _MAPS.format(
        bucket=_power_of_two(longest + 64, at_least=128),
        size=_power_of_two(2 * len(fitting), at_least=2048),
        plain="".join(_line(rule, keys) for rule in fitting if not rule.language),
        languages="".join(_line(rule, keys) for rule in fitting if rule.language),
    )
    return Written(
        {"blogark-redirects-map.conf": maps, "blogark-redirects.conf": _SERVER},
        tuple(
            too_long("nginx", rule, LINE_LIMIT)
            for rule in rules
            if _size(rule) > LINE_LIMIT
        ),
    )


def _line(rule: Redirect, keys: Mapping[str, int]) -> str:
    value = _value(rule)
    is_unlike = keys[_folded(value)] == 1  # in any case of its letters
    source = value if is_unlike else f"~^{_escaped(value)}$"
    return f"    {_string(source)} {rule.target};\n"


def _size(rule: Redirect) -> int:
    return len(_string(_value(rule)).encode())


def _value(rule: Redirect) -> str:
    return f"{rule.source}?lang={rule.language}" if rule.language else rule.source


def _folded(value: str) -> str:
    """Return *value* as nginx compares it: letters of ASCII without their case."""
    return "".join(each.lower() if each.isascii() else each for each in value)


def _escaped(value: str) -> str:
    return re.sub(r"[^\w/ -]", r"\\\g<0>", value)


def _string(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _power_of_two(number: int, at_least: int) -> int:
    return max(at_least, 1 << (number - 1).bit_length())
