"""Which addresses belong to a site: from an address alone, then from its first page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from blogark.wix.pagedata import external_base, languages
from blogark.wix.urls import Site, bare_host, canonical

if TYPE_CHECKING:
    from blogark.wix.page import WixPage

FREE_HOSTS: Final = (".wixsite.com", ".wixstudio.com", ".wixstudio.io", ".editorx.io")
"""Ends of the hosts of sites without a domain: the site is the first folder."""


def site_base(url: str) -> str:
    """Return the base of the site that a canonical address most likely belongs to.

    The host's root; on Wix's free hosts the first folder.
    """
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    folder = parts.path.split("/")[1]
    is_free = (parts.hostname or "").endswith(FREE_HOSTS)
    return f"{origin}/{folder}" if is_free and folder else origin


def site_of(page: WixPage) -> Site:
    """Return the site that *page* is of.

    A page names its site's address itself. If that differs from the one that answered
    by ``www`` or the scheme only, the site's word counts. If it is another host, as on
    domains that show a site without redirecting to it, the host that answered counts,
    and the other one is an alias.
    """
    answered = canonical(page.url)
    folders = frozenset(code.code for code in languages(page) if code.in_folder)
    declared = _declared(page, folders)
    if declared is None:
        return Site(base=site_base(answered), languages=folders)
    if bare_host(declared) == bare_host(answered):
        base = declared.replace("http://", f"{urlsplit(answered).scheme}://", 1)
        return Site(base=base, languages=folders)
    return Site(
        base=site_base(answered),
        aliases=frozenset({bare_host(declared)}),
        languages=folders,
    )


def _declared(page: WixPage, folders: frozenset[str]) -> str | None:
    """Return the base that the page names, without the folder of its language."""
    try:
        base = canonical(external_base(page) or "").rstrip("/")
    except ValueError:
        return None
    parent, _slash, folder = base.rpartition("/")
    return parent if folder in folders else base
