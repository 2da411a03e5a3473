from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogark.hosts import is_local_name, is_public, literal_address


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("::ffff:10.0.0.1", "::ffff:10.0.0.1"),
        ("example.org", None),
        ("", None),
        ("1.2.3.4.5", None),
    ],
)
def test_an_address_is_seen_in_every_spelling(host: str, address: str | None) -> None:
    assert literal_address(host) == (ip_address(address) if address else None)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
    ],
)
def test_no_address_of_a_machine_or_its_network_is_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111"])
def test_other_addresses_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("blog.localhost", True),
        ("printer.local", True),
        ("metadata.google.internal.", True),
        ("intranet", True),
        ("www.example.org", False),
        ("localhost.example.org", False),
    ],
)
def test_names_of_a_network_are_known(host: str, *, expected: bool) -> None:
    assert is_local_name(host) is expected


@given(st.text())
def test_any_text_is_a_host_or_none(host: str) -> None:
    literal_address(host)
    is_local_name(host)
