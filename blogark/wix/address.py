"""What a person typed, understood as the address of a blog."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from blogark.errors import AddressError
from blogark.hosts import is_local_name, literal_address
from blogark.wix.site import site_base
from blogark.wix.urls import Site, canonical

_EXAMPLE: Final = "give the address of the blog, such as https://www.example.com/blog"
# `mailto:x` has a scheme; `example.com:8080` and `localhost:8080` have a port.
_SCHEME: Final = re.compile(
    r"([a-z][a-z0-9+.-]*):(?:(//)|(?!\d+(?:[/?#]|$)))", re.IGNORECASE
)
_DASHBOARDS: Final = ("manage.wix.com", "editor.wix.com", "www.wix.com", "wix.com")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a crawl begins."""

    url: str
    """The first page to fetch: what was typed, in canonical form."""
    site: Site
    """The site as far as the address alone tells; its first page may correct it."""


def parse_address(text: str) -> Address:
    """Return what *text* names: a site, its blog page or one of its posts.

    The scheme may be missing: ``https`` is taken, or ``http`` for a machine of the
    local network. Such a machine is allowed here, because somebody typed its name.

    Raises `AddressError`, whose message is a sentence for the person who typed it.
    """
    typed = text.strip()
    if not typed:
        raise AddressError(f"No address was given: {_EXAMPLE}.")
    url = _with_scheme(typed)
    try:
        parts = urlsplit(url)
        _check_host(typed, parts.hostname or "", has_user="@" in parts.netloc)
        return Address(url=canonical(url), site=Site(base=site_base(canonical(url))))
    except ValueError as error:  # a port or an IPv6 address that is none; IDNA
        raise AddressError(f"“{typed}” is not a web address: {_EXAMPLE}.") from error


def _with_scheme(typed: str) -> str:
    found = _SCHEME.match(typed)
    if found and found[1].lower() not in {"http", "https"}:
        raise AddressError(
            f"“{typed}” is not a web address (http or https): {_EXAMPLE}."
        )
    if found and found[2]:
        return typed
    host = re.split(r"[/?#:]", typed.removeprefix("//"), maxsplit=1)[0]
    is_local = literal_address(host) is not None or is_local_name(host)
    return f"{'http' if is_local else 'https'}://{typed.removeprefix('//')}"


def _check_host(typed: str, host: str, *, has_user: bool) -> None:
    if has_user:
        raise AddressError(
            # not repeated here: it may hold a password
            f"The address names a user: {_EXAMPLE}, without user name and password."
        )
    if host in _DASHBOARDS:
        raise AddressError(
            f"“{typed}” is Wix's own site: give the address at which readers find the "
            "blog."
        )
    is_name = literal_address(host) is None
    if not host or (is_name and "." not in host and host != "localhost"):
        raise AddressError(f"“{typed}” is not a web address: {_EXAMPLE}.")
    if is_name and host.rpartition(".")[2].isdigit():
        raise AddressError(f"“{typed}” is not a web address: {_EXAMPLE}.")
