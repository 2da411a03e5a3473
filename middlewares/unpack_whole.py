"""Unpack what was sent, and ask again for what broke off or does not unpack.

Scrapy's own middleware takes what it can get out of a damaged answer (2.19), and a
page would end in the middle without a word.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest, ResponseDataLossError

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response

DATA_LOSS: Final = "dataloss"
"""Scrapy's flag of an answer that ended before its end, if it is let through."""
_GZIP: Final = frozenset({b"gzip", b"x-gzip"})
_GZIP_WBITS: Final = 16 + zlib.MAX_WBITS
_TRAILER: Final = 8  # bytes: checksum and length of what was packed (RFC 1952)


class UnpackWhole(HttpCompressionMiddleware):
    """Takes the place of ``HttpCompressionMiddleware``."""

    def __init__(self, *, crawler: Crawler) -> None:
        super().__init__(crawler=crawler)
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler=crawler)

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002  Scrapy's signature
    ) -> Request | Response:
        """Raises ``ResponseDataLossError`` when it was asked for often enough."""
        if DATA_LOSS in response.flags:
            return self._again(request, ResponseDataLossError("its end is missing"))
        try:
            return super().process_response(request, response)
        except IgnoreRequest:  # too large
            raise
        except Exception as error:  # noqa: BLE001  each way to pack has its own
            lost = ResponseDataLossError("it does not unpack")
            lost.__cause__ = error
            return self._again(request, lost)

    def _again(self, request: Request, lost: ResponseDataLossError) -> Request:
        """Return the request once more; raises *lost* if that was done enough."""
        spider = self._crawler.spider
        again = None
        if spider is not None and not request.meta.get("dont_retry"):
            again = get_retry_request(request, spider=spider, reason=lost)
        if again is None:
            raise lost
        return again

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        unpacked = HttpCompressionMiddleware._decode(body, encoding, max_size)  # noqa: SLF001  there is no other place where packed and unpacked meet
        if encoding in _GZIP and not is_whole(body, unpacked):
            raise EOFError("the end is missing or damaged")
        return unpacked


def is_whole(packed: bytes, unpacked: bytes) -> bool:
    """Tell whether *unpacked* is all that was packed with gzip into *packed*."""
    checksum = zlib.crc32(unpacked).to_bytes(4, "little")
    length = (len(unpacked) % 2**32).to_bytes(4, "little")
    return packed[-_TRAILER:] == checksum + length or _ends(packed, len(unpacked))


def _ends(packed: bytes, length: int) -> bool:
    """Tell whether *packed* unpacks to *length* bytes, in however many parts."""
    rest, found = packed, 0
    while rest.rstrip(b"\0"):  # a file may be padded
        part = zlib.decompressobj(_GZIP_WBITS)
        try:
            found += len(part.decompress(rest, length - found + 1))
        except zlib.error:
            return False
        if not part.eof or found > length:
            return False
        rest = part.unused_data
    return found == length
