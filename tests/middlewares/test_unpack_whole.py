from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest, ResponseDataLossError
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from middlewares.unpack_whole import UnpackWhole, is_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

URL = "https://www.example.org/post/one"
PAGE = b"<!DOCTYPE html><p>" + b"".join(b"%d, " % n for n in range(9999))
PACKED = gzip.compress(PAGE)


def unpacked(
    body: bytes,
    encoding: str = "gzip",
    meta: dict[str, object] | None = None,
    flags: Sequence[str] = (),
) -> Request | Response:
    crawler = get_crawler(Spider, {"DOWNLOAD_MAXSIZE": 10 * len(PAGE)})
    crawler.spider = Spider.from_crawler(crawler, "test")
    response = Response(URL, body=body, headers={"Content-Encoding": encoding})
    response.flags.extend(flags)
    middleware = UnpackWhole.from_crawler(crawler)
    return middleware.process_response(Request(URL, meta=meta), response)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (PACKED, "gzip"),
        (PACKED, "x-gzip"),
        (PACKED + bytes(512), "gzip"),
        (gzip.compress(PAGE[:99]) + gzip.compress(PAGE[99:]), "gzip"),
        (zlib.compress(PAGE), "deflate"),
        (PAGE, "unheard-of"),
    ],
)
def test_what_is_whole_is_unpacked(body: bytes, encoding: str) -> None:
    response = unpacked(body, encoding)
    assert isinstance(response, Response)
    assert response.body == PAGE


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_what_broke_off_is_asked_for_again_and_in_the_end_an_error(
    encoding: str,
) -> None:
    assert isinstance(unpacked(PACKED, encoding, flags=["dataloss"]), Request)
    with pytest.raises(ResponseDataLossError, match="its end is missing"):
        unpacked(PACKED, encoding, {"retry_times": 9}, flags=["dataloss"])


def cut(body: bytes) -> bytes:
    return body[:-1]


def halve(body: bytes) -> bytes:
    return body[: len(body) // 2]


def blank(body: bytes) -> bytes:
    return halve(body) + bytes(len(body) // 2)


def no_checksum(body: bytes) -> bytes:
    return body[:-8] + b"12345678"


def not_packed(body: bytes) -> bytes:
    return gzip.decompress(body)


def part_of_second(body: bytes) -> bytes:
    return body + body[:40]


@pytest.mark.parametrize(
    "damage", [cut, halve, blank, no_checksum, not_packed, part_of_second]
)
def test_what_does_not_unpack_to_its_end_is_asked_for_again(
    damage: Callable[[bytes], bytes],
) -> None:
    again = unpacked(damage(PACKED))
    assert isinstance(again, Request)
    assert again.meta["retry_times"] == 1


@pytest.mark.parametrize("meta", [{"dont_retry": True}, {"retry_times": 99}])
def test_what_is_asked_for_often_enough_is_an_answer_that_got_lost(
    meta: dict[str, object],
) -> None:
    with pytest.raises(ResponseDataLossError):
        unpacked(halve(PACKED), meta=meta)


def test_what_is_too_large_is_not_asked_for_again() -> None:
    with pytest.raises(IgnoreRequest, match="DOWNLOAD_MAXSIZE"):
        unpacked(gzip.compress(bytes(100 * len(PAGE))))


@given(st.binary(max_size=200), st.integers(0, 300))
def test_no_part_of_a_packed_text_is_taken_for_the_whole(
    text: bytes, length: int
) -> None:
    packed = gzip.compress(text)
    assert is_whole(packed, text)
    if length < len(text):
        assert not is_whole(packed, text[:length])
