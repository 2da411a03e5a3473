"""One folder a case: a document, and what it is as HTML, Markdown and text.

``pytest tests/blogark/render --update-golden`` writes what is expected anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from blogark.document import Block, Document, decode
from blogark.render.html import to_html
from blogark.render.markdown import to_markdown
from blogark.render.text import to_text
from blogark.walking import walk
from tests.markup import ids, markdown_to_html, tree

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = sorted((Path(__file__).parent / "cases").iterdir())
RENDERERS: dict[str, Callable[[Document], str]] = {
    "html": to_html,
    "md": to_markdown,
    "txt": to_text,
}

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def read(case: Path) -> Document:
    return decode((case / "document.json").read_text(encoding="utf-8"))


@every_case
@pytest.mark.parametrize("suffix", RENDERERS)
def test_a_document_is_written_as_reviewed(
    case: Path, suffix: str, request: pytest.FixtureRequest
) -> None:
    expected = case / f"expected.{suffix}"
    written = RENDERERS[suffix](read(case)).removesuffix("\n") + "\n"
    if request.config.getoption("--update-golden"):
        expected.write_bytes(written.encode())
    assert written == expected.read_bytes().decode()


@every_case
def test_what_is_reviewed_obeys_the_law(case: Path) -> None:
    document = read(case)
    html, read_back = to_html(document), markdown_to_html(to_markdown(document))
    assert tree(read_back) == tree(html)
    assert ids(read_back) == ids(html)


def test_every_kind_of_block_has_a_case() -> None:
    shown = {type(block) for case in CASES for block in walk(read(case).blocks)}
    assert shown == set(get_args(Block))
