"""Speed and memory as ratios, side by side in one run.

    python -m benchmarks.speed [--part parse|crawl|memory|exports]...

Times of different runs and machines do not compare; ratios of one run do.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from benchmarks import crawl, exports, memory, parse
from benchmarks.pages import sample_pages
from benchmarks.table import Line, rendered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PARTS: Final[Mapping[str, Callable[[], list[Line]]]] = {
    "parse": lambda: parse.measure(sample_pages()),
    "crawl": crawl.measure,
    "memory": memory.measure,
    "exports": exports.measure,
}


def main() -> None:
    """Print one table of the parts asked for, all of them by default."""
    parser = argparse.ArgumentParser(description="Speed and memory as ratios.")
    parser.add_argument("--part", action="append", choices=_PARTS)
    options = parser.parse_args()
    lines: list[Line] = []
    for part in options.part or _PARTS:
        lines += _PARTS[part]()
    print(rendered(lines))


if __name__ == "__main__":
    main()
