"""The yardstick: each change that a reader would notice changes the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml.html import fragment_fromstring

from benchmarks.boilerplate import interface_texts
from benchmarks.content import Content, blocks_of, content_of
from benchmarks.score import compare
from benchmarks.sides import drop_stand_ins, markdown_body, page_body

if TYPE_CHECKING:
    from pathlib import Path

BODY = """<h2>Head</h2><p>One <b>two</b> <a href="https://a.example/">thr</a>ee<br>4</p>
<ul><li>five<ul><li>six</li></ul></li></ul><blockquote><p>seven</p></blockquote>
<table><tr><td>8</td><td>nine</td></tr></table>
<p><img src="https://static.wixstatic.com/media/a_1~mv2.jpg"></p>"""


def content(html: str) -> Content:
    return content_of(fragment_fromstring(html, create_parent="div"))


@pytest.mark.parametrize(
    ("measure", "before", "after"),
    [
        ("words_kept", "two", ""),
        ("words_from_page", "two", "two more"),
        ("words_kept", "<br>", ""),
        ("headings", "h2>", "h3>"),
        ("links", "https://a.example/", "https://b.example/"),
        ("links", '<a href="https://a.example/">thr</a>', "thr"),
        ("list_items", "<ul><li>five", "<ol><li>five"),
        ("list_items", "<li>six</li>", "six"),
        ("cells", "<td>8</td><td>nine</td>", "<td>nine</td><td>8</td>"),
        ("quotes", "blockquote>", "div>"),
        ("images", "a_1~mv2.jpg", "b_2~mv2.jpg"),
    ],
)
def test_a_loss_lowers_its_measure(measure: str, before: str, after: str) -> None:
    same = compare(content(BODY), content(BODY))
    changed = compare(content(BODY), content(BODY.replace(before, after)))

    assert same.share(measure) == 1
    assert changed.share(measure) < 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<b>two</b>", "tw<!-- -->o"),
        ("two", "tw\u200bo"),
        ("One <b>", "One\xa0\n<b>"),
        ("a_1~mv2.jpg", "a_1%7Emv2.jpg/v1/fill/w_10/a_1~mv2.jpg"),
        ("https://a.example/", "https://a.example"),
    ],
)
def test_what_looks_the_same_is_the_same(before: str, after: str) -> None:
    assert content(BODY.replace(before, after)) == content(BODY)


def test_a_page_is_measured_between_its_markers_and_without_the_viewers_texts() -> None:
    description = fragment_fromstring(
        """<section><p>before</p><div data-hook="rcv-block-first"></div>
        <p>inside <a href="#viewer-1">link</a></p><button>Expand image</button>
        <div data-hook="fileUploadViewer"><div><b>Plan</b><b>.pdf</b></div>
        <div>Download PDF • 2 MB</div></div>
        <div data-hook="rcv-block-last"></div><p>after</p></section>"""
    )

    page = content_of(page_body(description, "https://a.example/post/b"))

    assert list(page.words) == ["inside", "link", "Plan.pdf", "(2", "MB)"]
    assert list(page.links) == ["#viewer-1 link"]


def test_placeholders_and_bare_players_are_no_words_of_ours() -> None:
    page = fragment_fromstring("<div><p>https://b.example/</p></div>")
    ours = markdown_body(
        "[Missing video: x]\n\n<https://a.example/>\n\n<https://b.example/>\n"
    )

    assert drop_stand_ins(ours, page) == 2
    assert blocks_of(ours) - {""} == {"https://b.example/"}


def test_interface_texts_come_from_every_dictionary(tmp_path: Path) -> None:
    (tmp_path / "i18n-a.json").write_text(
        '{"en": {"a": "Leave a comment", "b": "{count} posts", "c": "OK"}}'
    )

    texts = interface_texts(tmp_path)

    assert "Leave a comment" in texts
    assert "top of page" in texts
    assert texts.isdisjoint({"{count} posts", "OK"})
