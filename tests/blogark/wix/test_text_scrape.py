"""Posts from texts that were copied off their pages.

``cases/text``: one folder a case, named as the file was. ``input.txt`` is the text,
the others are what comes out after cleaning; ``pytest --update-golden`` writes them.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogark.document import Document, Heading, LineBreak, Paragraph, Text
from blogark.settings import CLEANING_PASSES
from blogark.wix.body import Body
from blogark.wix.boilerplate import after_updated, minutes, tables
from blogark.wix.text_body import is_heading, linked
from blogark.wix.text_scrape import TextError, decode_text, read_text
from pipelines.cleaning import clean, cleaning_passes
from tests.golden import check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogark.post import Post

CASES = sorted((Path(__file__).parent / "cases" / "text").iterdir())
SEED = "is-ketamine-addictive"
PROSE = (
    "The quick brown fox went on and on over the lazy dog, until both of them had had"
    " enough of it."
)
MORE_PROSE = PROSE.replace("fox", "cat")


def _cleaned(post: Post) -> Post:
    return clean(post, cleaning_passes(CLEANING_PASSES))


def _case(name: str) -> Post:
    path = next(case for case in CASES if case.name == name) / "input.txt"
    return _cleaned(read_text(path.read_text("utf-8"), name))


def _lines(document: Document) -> Iterator[str]:
    """Yield the lines of a body as they stood in the text."""
    for block in document.blocks:
        assert isinstance(block, Paragraph | Heading)
        line = ""
        for inline in block.content:
            if isinstance(inline, LineBreak):
                yield line
                line = ""
            else:
                line += inline.text
        yield line


def _detail(post: Post, code: str) -> list[str]:
    details = (f.detail for f in post.findings if f.code == code)
    return next(details, "").split("\n")


def _removed(post: Post) -> list[str]:
    return [line.partition(": ")[2] for line in _detail(post, "chrome-removed")]


def _text(*lines: str) -> str:
    return "\n".join(lines)


# Whole texts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_becomes_its_post(case: Path, request: pytest.FixtureRequest) -> None:
    post = _case(case.name)
    body = Body(document=post.document, source=post.body_source, findings=post.findings)
    check(case, body, update=request.config.getoption("--update-golden"))


def test_the_first_users_post_keeps_its_words_and_loses_the_page() -> None:
    post = _case(SEED)
    headings = [b for b in post.document.blocks if isinstance(b, Heading)]
    lines = [*_lines(post.document)]
    assert post.title == "Is ketamine addictive?"
    assert post.slug == SEED
    assert (post.updated_raw, post.updated_at, post.published_at) == (
        "Feb 17",
        None,
        None,
    )
    assert len(headings) == 5
    assert len([line for line in lines if line.startswith("Dr. Greenberg has")]) == 1
    assert not {"Search", "Comentarios", "Agrega una calificación"} & {*lines}


def test_the_golden_case_is_the_text_that_was_given(shared: Path) -> None:
    given_text = (shared / "seed" / f"{SEED}.txt").read_bytes()
    assert (CASES[0].parent / SEED / "input.txt").read_bytes() == given_text


# The head


@pytest.mark.parametrize(
    ("head", "title", "facts"),
    [
        # title, author, dates: the layout of today
        (
            ["Search", "A Walk", "Ann Lee", "Feb 3", "3 min read", "Updated: Feb 17"],
            "A Walk",
            ("Ann Lee", "Feb 3", "Feb 17", 3),
        ),
        (
            ["Search", "A Walk", "Ann Lee", "Feb 3"],
            "A Walk",
            ("Ann Lee", "Feb 3", "", 0),
        ),
        (["A Walk", "Updated:", "May 6, 2021"], "A Walk", ("", "", "May 6, 2021", 0)),
        (
            ["Home", "Shop", "Search", "A Walk in the Hills", "Feb 3", "3 min read"],
            "A Walk in the Hills",
            ("", "Feb 3", "", 3),
        ),
        # author, dates, title: the layout until 2024
        (
            ["Search", "Ann Lee", "Feb 3", "3 min read", "A Walk", "Updated: Feb 17"],
            "A Walk",
            ("Ann Lee", "Feb 3", "Feb 17", 3),
        ),
        (
            ["Search", "Ann", "Feb 3", "3 min read", "A Walk in the Hills"],
            "A Walk in the Hills",
            ("Ann", "Feb 3", "", 3),
        ),
        (["Search", "Feb 3", "3 min read", "A Walk"], "A Walk", ("", "Feb 3", "", 3)),
        # nothing but a menu, or not even that
        (["Home", "Shop", "Log in / Sign up", "Search", "A Walk"], "A Walk", None),
        (["A Walk"], "A Walk", None),
    ],
)
def test_the_title_is_found_by_its_place(
    head: list[str], title: str, facts: tuple[str, str, str, int] | None
) -> None:
    post = read_text(_text("top of page", *head, "", PROSE, "", "bottom of page"), "x")
    assert post.title == title
    assert [*_lines(post.document)] == [PROSE]
    found = (
        post.author.name if post.author else "",
        post.published_raw,
        post.updated_raw,
        post.reading_minutes or 0,
    )
    assert found == (facts or ("", "", "", 0))


def test_the_name_of_the_file_settles_which_line_is_the_title() -> None:
    head = ["Home", "Poems", "Cold Night", "Ann Lee", "Feb 3", "1 min read"]
    text = _text(*head, "", PROSE)
    unsure, sure = read_text(text, "scrape-01"), read_text(text, "poems")
    assert "title-inferred" in {f.code for f in unsure.findings}
    assert "title-inferred" not in {f.code for f in sure.findings}
    assert (unsure.title, sure.title) == ("Cold Night", "Poems")


@pytest.mark.parametrize("first", ["Feb 17", "3 min read", "Search", "Updated: soon"])
def test_a_body_may_begin_with_what_a_head_has(first: str) -> None:
    head = ["A Walk", "Ann", "Feb 3", "2 min read", "Updated: Feb 4"]
    post = read_text(_text(*head, "", first, "", PROSE), "x")
    assert [*_lines(post.document)] == [first, PROSE]


@pytest.mark.parametrize(
    ("date", "missing"), [("Feb 17", "no year"), ("Feb 17, 2024", "no time")]
)
def test_a_date_stays_text_and_says_what_it_lacks(date: str, missing: str) -> None:
    post = read_text(_text("A Walk", f"Updated: {date}", "", PROSE), "x")
    (found,) = (f for f in post.findings if f.code == "date-inexact")
    assert post.updated_raw == date
    assert post.updated_at is None
    assert missing in found.message


# The tail


@pytest.mark.parametrize(
    "tail",
    [
        ["Comments", "Write a comment..."],
        ["Share via Facebook", "Print Post"],
        ["Tags:", "hills", "walks", "Recent Posts", "See All", "A Swim", "A Run"],
        [
            "Poetry",
            "Tags:",
            "hills",
            "0 views",
            "0 comments",
            "Post not marked as liked",
        ],
        ["Recent Posts", "A Swim", "A Run"],
        ["Recent Posts", "See All", "A Swim", MORE_PROSE, "12", "0", "A Run", "9", "1"],
        ["Comments", "Add a rating", "Ann", MORE_PROSE, "Reply", "Bob", MORE_PROSE * 4],
        ["0 views", "0 comments", "Post not marked as liked", "© 2019 Ann", "Privacy"],
        ["12 views0 comments", "© 2019 Ann", "Privacy"],
    ],
)
def test_what_stands_below_a_post_goes(tail: list[str]) -> None:
    kept = ["Poetry"] if tail[0] == "Poetry" else []  # an owner's word: not known
    post = read_text(_text("A Walk", "", PROSE, "", *tail, "bottom of page"), "x")
    assert [*_lines(post.document)] == [PROSE, *kept]
    assert _removed(post) == [*tail[len(kept) :], "bottom of page"]


@pytest.mark.parametrize(
    "body",
    [
        [PROSE, "Comments", PROSE],
        [PROSE, "Recent Posts", PROSE],
        [PROSE, "Write a comment...", PROSE],
        [PROSE, "42"],
        [PROSE, "top of page", PROSE, "bottom of page", PROSE],
        [PROSE, "Feb 17"],
    ],
)
def test_a_string_of_the_page_that_the_author_wrote_stays(body: list[str]) -> None:
    text = _text("top of page", "A Walk", "", "\n\n".join(body), "", "bottom of page")
    assert [*_lines(read_text(text, "x").document)] == body


LANGUAGES = sorted({s.language for table in tables() for s in table.strings})
ABOVE = ("navigation", "banner", "search", "login")
BELOW = ("share", "count", "liked", "recent", "see-all", "comments", "rating")


def _strings(language: str, roles: Sequence[str]) -> list[str]:
    by_role = {table.name: table.strings for table in tables()}
    return [
        string.text.replace("{n}", "3").replace("{name}", "Ann")
        for role, strings in by_role.items()
        for string in strings
        if role in roles and string.language == language
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language_the_place_of_a_string_decides(language: str) -> None:
    above = _strings(language, ABOVE)
    below = _strings(language, (*BELOW, "comment-box"))
    said = [text for own in (*above, *below) for text in (PROSE, own)]
    body = [*said, MORE_PROSE]
    head = ["top of page", *above, "A Walk in the Hills", "Feb 3", "2 min read"]
    text = _text(*head, "", "\n\n".join(body), "", *below, "bottom of page")
    post = read_text(text, "x")
    assert [*_lines(post.document)] == body
    assert _removed(post) == ["top of page", *above, *below, "bottom of page"]


# The body


@pytest.mark.parametrize(
    ("line", "following", "expected"),
    [
        ("Understanding Ketamine", [PROSE], True),
        ("Is it addictive?", [PROSE], True),
        ("3 Things to Know", [PROSE], True),
        ("Conclusion: a balance", [PROSE], True),
        ("为什么要散步", [PROSE], True),
        ("He left.", [PROSE], False),
        ("Bring this:", [PROSE], False),
        ("and so on", [PROSE], False),
        ("- a walk", [PROSE], False),
        ("“A walk”", [PROSE], False),
        ("1999", [PROSE], False),
        ("https://example.org/walk", [PROSE], False),
        ("Understanding Ketamine", ["Short."], False),
        ("Understanding Ketamine", [], False),
        ("A " * 45 + "walk", [PROSE], False),
    ],
)
def test_a_heading_is_a_short_line_over_a_paragraph(
    line: str,
    following: list[str],
    expected: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert is_heading([line], following) == expected


def test_two_lines_that_touch_are_no_heading() -> None:
    assert not is_heading(["A Walk", "in the Hills"], [PROSE])


def test_lines_that_touch_are_one_paragraph_with_breaks() -> None:
    post = read_text(_text("A Walk", "", "One", "two", "", "", "", "three"), "x")
    one, two = post.document.blocks
    assert one == Paragraph((Text("One"), LineBreak(), Text("two")))
    assert two == Paragraph((Text("three"),))


def test_a_refrain_is_no_caption() -> None:
    body = ["Row", "Row", "Row", "your boat"]
    post = read_text(_text("A Song", "", *body, "", PROSE), "x")
    assert [*_lines(post.document)] == [*body, PROSE]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("see https://example.org/a.", "https://example.org/a"),
        ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
        ("[https://example.org/a]", "https://example.org/a"),
        ("HTTP://example.org/?q=1&r=2#s, yes", "HTTP://example.org/?q=1&r=2#s"),
        ("“https://example.org”", "https://example.org"),
        ("https://", None),
        ("example.org", None),
    ],
)
def test_a_bare_address_becomes_a_link(text: str, url: str | None) -> None:
    runs = [run for run in linked(text) if isinstance(run, Text)]
    assert "".join(run.text for run in runs) == text
    assert [(r.text, r.link.url) for r in runs if r.link] == (
        [(url, url)] if url else []
    )


# What a post is known by


def test_without_a_site_no_address_is_made_up() -> None:
    text = _text("A Walk", "", PROSE)
    post = read_text(text, "x")
    assert post.url == f"urn:uuid:{post.id}"
    assert read_text(text + "\n\nMore.", "x").id == post.id
    assert read_text(text, "y").id != post.id


def test_with_a_site_the_address_is_that_of_a_post() -> None:
    post = read_text(_text("A Walk", "", PROSE), "x", "https://www.example.com")
    assert post.url == "https://www.example.com/post/a-walk"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        (" \n\xa0\n\u200b\n", "has nothing"),
        ("top of page\nbottom of page", "has nothing"),
        ("top of page\nSearch\nbottom of page", "has no line that can be the title"),
        (PROSE * 4, "has no line that can be the title"),
    ],
)
def test_what_is_no_post_says_why(text: str, why: str) -> None:
    with pytest.raises(TextError, match=why):
        read_text(text, "x")


def test_a_title_alone_is_a_post_without_a_body() -> None:
    post = read_text("A Walk", "x")
    assert post.document == Document()
    assert "post-empty" in {f.code for f in post.findings}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_with_and_without_a_mark(encoding: str) -> None:
    assert decode_text("Ünï".encode(encoding)) == "Ünï"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG\r\n\x1a\n\0", "not text in UTF-8"),
        ("Ünï".encode("cp1252"), "not text in UTF-8"),
        (b"a\0b", "binary"),
        (b"\n<!DOCTYPE html><html>", "is HTML"),
    ],
)
def test_what_is_no_text_says_why(data: bytes, why: str) -> None:
    with pytest.raises(TextError, match=why):
        decode_text(data)


# Laws

KNOWN = [
    string.text.replace("{n}", "3").replace("{name}", "Ann")
    for table in tables()
    for string in table.strings
]
OWN = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=9)
LINES = st.one_of(
    st.sampled_from(KNOWN),
    st.sampled_from(
        ["", " ", "\xa0", "Feb 17", "May 6, 2021", "12", PROSE, MORE_PROSE]
    ),
    st.lists(OWN, min_size=1, max_size=6).map(" ".join),
)


@settings(max_examples=200)
@given(st.lists(LINES, max_size=40))
def test_every_line_is_in_the_post_or_named_as_left_out(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        post = read_text(text, "x")
    except TextError:
        return
    stripped = "\u200b\u200c\u200d\u2060\ufeff "
    there = Counter(
        " ".join(line.split()).strip(stripped) for line in text.splitlines()
    )
    told = [*_lines(post.document), *_removed(post), *_detail(post, "caption-inferred")]
    if post.author:
        told.append(post.author.name)
    there.subtract(
        " ".join(line.split()).strip(stripped) for line in (*told, post.title)
    )
    left = [line for line, count in there.items() if count > 0 and line]
    dates = {post.published_raw, post.updated_raw}
    for line in left:
        date = after_updated(line)
        is_fact = line in dates or minutes(line) == post.reading_minutes is not None
        assert is_fact or (date is not None and date in {*dates, ""}), line


WORDS = st.lists(OWN.filter(str.isalpha), min_size=1, max_size=4).map(" ".join)
BODIES = st.lists(st.one_of(st.sampled_from(KNOWN), WORDS, st.just(PROSE)), max_size=12)


@settings(max_examples=100)
@given(BODIES)
def test_what_is_left_is_read_again_as_it_is(middle: list[str]) -> None:
    apart = [text for line in middle for text in (line, PROSE)]
    body = "\n\n".join([PROSE, *apart])
    page = _text("top of page", "Search", "A Walk", "Feb 3", "", body, "", "See All")
    once = read_text(_text(page, "bottom of page"), "x")
    again = read_text(_text(once.title, "", "\n\n".join(_lines(once.document))), "x")
    assert again.document == once.document
    assert _removed(again) == [""]
