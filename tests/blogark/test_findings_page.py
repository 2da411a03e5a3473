"""docs/findings.md and the codes, compared both ways."""

from __future__ import annotations

import re
from pathlib import Path

from blogark.findings import CODES

PAGE = (Path(__file__).parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
ROWS = re.findall(
    r"^\| `([\w-]+)` \| (\w+) \| (.+?) \| (.+?) \|$", PAGE, flags=re.MULTILINE
)


def test_the_page_lists_every_code_with_severity_and_meaning_in_order() -> None:
    written = [(code, severity, meaning) for code, severity, meaning, _ in ROWS]
    assert written == [
        (code, severity.value, meaning) for code, (severity, meaning) in CODES.items()
    ]


def test_the_page_says_what_to_do_about_each() -> None:
    assert [code for code, *_, to_do in ROWS if not to_do.endswith(".")] == []
