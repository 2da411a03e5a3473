"""Which hosts a crawl may talk to: those of the public internet.

A page is written by strangers. An image address such as ``http://169.254.169.254/…`` in
it must not make a crawler fetch what only the crawler's own network can reach.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final, TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address

# Names that resolvers keep inside a machine or a network (RFC 6761, 6762, 8375, and
# `.internal`, which ICANN reserved in 2024).
_LOCAL_SUFFIXES: Final = (".localhost", ".local", ".internal", ".home.arpa")


def literal_address(host: str) -> Address | None:
    """Return the address that *host* spells out, ``None`` if it is a name.

    Also reads the old forms that network libraries still accept: ``127.1``,
    ``0x7f000001``, ``2130706433``.
    """
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        pass
    try:
        # inet_aton also takes what only begins with an address
        is_word = host.isascii() and host.isprintable() and " " not in host
        return IPv4Address(socket.inet_aton(host)) if host and is_word else None
    except OSError:
        return None


def is_public(address: Address) -> bool:
    """Tell whether *address* is reachable from, and belongs to, the whole internet."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def is_local_name(host: str) -> bool:
    """Tell whether *host* is a name that only a machine or its network knows."""
    name = host.rstrip(".").lower()
    return "." not in name or name.endswith(_LOCAL_SUFFIXES)
