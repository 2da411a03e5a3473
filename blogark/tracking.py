"""Query parameters that follow a reader around and lead nowhere else.

A parameter is listed only if the page behind the link is the same without it.
Names that some sites use for content (``ref``, ``source``, ``cid``, ``id``) are not.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote_plus

_NAMES: Final = frozenset(
    {
        # advertising clicks: Google, Microsoft, Meta, TikTok, X, LinkedIn, Yandex …
        *("gclid", "gclsrc", "gbraid", "wbraid", "dclid", "gad_source"),
        *("gad_campaignid", "srsltid", "msclkid", "fbclid", "igshid", "igsh"),
        *("ttclid", "twclid", "li_fat_id", "yclid", "ysclid", "epik", "rdt_cid"),
        *("sccid", "irclickid", "wickedid"),
        # analytics that pass a visitor on to the next site
        *("_ga", "_gl", "_openstat", "__hstc", "__hssc", "__hsfp", "hsctatracking"),
        # newsletters
        *("mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "vero_id", "vero_conv"),
        *("oly_anon_id", "oly_enc_id", "_kx", "dm_i", "ml_subscriber_hash"),
    }
)
_PREFIXES: Final = ("utm_", "hsa_", "mtm_", "pk_")
_NAMES_OF_HOST: Final = {
    # who shared the link
    "open.spotify.com": frozenset({"si"}),
    "youtube.com": frozenset({"si", "feature", "pp"}),
    "youtu.be": frozenset({"si", "feature", "pp"}),
    "instagram.com": frozenset({"ig_rid"}),
}


def without_tracking(url: str) -> str:
    """Return *url* without tracking parameters; every other character stays.

    Text that is no web address is returned as it is.
    """
    before, question, rest = url.partition("?")
    if not question or "#" in before or not _is_web(before):
        return url
    query, hash_, fragment = rest.partition("#")
    parameters = query.split("&")
    kept = [p for p in parameters if not _is_tracking(p, _host(before))]
    if len(kept) == len(parameters):
        return url
    return before + ("?" + "&".join(kept) if kept else "") + hash_ + fragment


def _is_tracking(parameter: str, host: str) -> bool:
    name = unquote_plus(parameter.partition("=")[0]).lower()
    return (
        name in _NAMES
        or name.startswith(_PREFIXES)
        or name in _NAMES_OF_HOST.get(host, ())
    )


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://", "//", "/"))


def _host(address: str) -> str:
    host = address.partition("//")[2].partition("/")[0].lower()
    return host.removeprefix("www.").removeprefix("m.")
