"""Golden cases of rich content: one folder a case.

``input.json`` is what Wix's data holds; ``document.json``, ``expected.html`` and
``expected.md`` are what comes out, ``findings.txt`` what is said of it. ``pytest
--update-golden`` writes the latter four anew, to be reviewed as a diff.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from blogark.document import decode, encode
from blogark.render.html import to_html
from blogark.render.markdown import to_markdown

if TYPE_CHECKING:
    from pathlib import Path

    from blogark.wix.body import Body

BASE_URL = "https://clinic.example/post/calm"
"""The address of every case's post."""


def content_of(case: Path) -> object:
    return msgspec.json.decode((case / "input.json").read_bytes())


def check(case: Path, body: Body, *, update: bool) -> None:
    """Compare *body* with what is expected of *case*, or write that down."""
    found = {
        "document.json": msgspec.json.format(encode(body.document), indent=1) + "\n",
        "expected.html": to_html(body.document).removesuffix("\n") + "\n",
        "expected.md": to_markdown(body.document).removesuffix("\n") + "\n",
        "findings.txt": "".join(f"{f.code} {f.detail}\n" for f in body.findings),
    }
    assert decode(encode(body.document)) == body.document
    for name, text in found.items():
        path = case / name
        if update and text:
            path.write_bytes(text.encode())
        expected = path.read_bytes().decode() if path.exists() else ""
        assert text == expected, path
