"""Which body is taken where a post has several, and what is said about it."""

from __future__ import annotations

import pytest

from blogark.document import (
    Block,
    Button,
    Document,
    Gallery,
    Heading,
    Image,
    Link,
    List,
    ListItem,
    Paragraph,
    Text,
    Video,
)
from blogark.findings import finding
from blogark.wix.body import Body
from blogark.wix.listed import ListedPost
from blogark.wix.page import WixPage
from blogark.wix.post_page import read_post, read_sources
from blogark.wix.post_sources import PostSources
from blogark.wix.readings import Readings, Settled, settle

URL = "https://www.example.org/post/a"
PLAYED = "https://www.youtube.com/watch?v=aBcDeFgHiJk"


def paragraph(text: str, key: str | None = None) -> Paragraph:
    return Paragraph((Text(text),), anchor=key)


def body(source: str, *blocks: Block, lacks: str = "") -> Body:
    said = (finding("block-empty", "The page leaves it empty.", lacks),)
    return Body(
        document=Document(blocks), source=source, findings=said if lacks else ()
    )


def settled(**readings: Body) -> Settled:
    found = settle(Readings(**readings))
    assert found is not None
    return found


SHOWN = body("dom", paragraph("Words", "a"), Video(anchor="v"), lacks="v")
DATA = body("json", paragraph("Words", "a"), Video(url=PLAYED, anchor="v"))
FEED = body("rss", paragraph("Words"), Video(url=PLAYED))


def test_without_any_reading_there_is_none() -> None:
    assert settle(Readings()) is None


@pytest.mark.parametrize("name", ["shown", "data", "feed", "amp"])
def test_a_reading_on_its_own_is_taken_as_it_is(name: str) -> None:
    assert settled(**{name: SHOWN}) == Settled(body=SHOWN)


@pytest.mark.parametrize(("name", "other"), [("data", DATA), ("feed", FEED)])
def test_what_the_page_leaves_empty_is_filled(name: str, other: Body) -> None:
    found = settled(shown=SHOWN, **{name: other})
    assert found.body.document.blocks[-1] == Video(url=PLAYED, anchor="v")
    assert found.body.source == f"dom+{other.source}"
    assert found.body.findings == ()
    assert all(pair.equal for pair in found.agreements)


def test_all_readings_are_compared_with_what_is_chosen() -> None:
    amp = body("amp", *FEED.document.blocks)
    found = settled(shown=SHOWN, data=DATA, feed=FEED, amp=amp)
    pairs = [(pair.left_source, pair.right_source) for pair in found.agreements]
    assert pairs == [("dom+json", name) for name in ("json", "rss", "amp")]


def test_data_with_more_in_it_is_better_than_the_page() -> None:
    found = settled(
        shown=body("dom", paragraph("Words")),
        data=body("json", paragraph("More words")),
    )
    assert found.body.source == "json"


def test_a_feed_with_more_in_it_is_a_finding_but_no_body() -> None:
    found = settled(
        shown=body("dom", paragraph("Words")), feed=body("rss", paragraph("More words"))
    )
    assert found.body.source == "dom"
    (said,) = found.body.findings
    assert said.code == "readings-differ"
    assert "only rss has “More”, “words”" in said.message
    assert said.message.endswith("The body is from dom.")


PICTURE = "https://static.wixstatic.com/media/a1b2c3_0123456789abcdef~mv2.jpg"
PLANTED: dict[str, tuple[Block, Block]] = {
    "words": (paragraph("Calm is a skill"), paragraph("Calm is skill")),
    "headings": (Heading(2, (Text("Why"),)), Heading(3, (Text("Why"),))),
    "images": (Image(PICTURE), Image(PICTURE.replace("0123", "4567"))),
    "list items": (
        List((ListItem(blocks=(paragraph("a"),)), ListItem(blocks=(paragraph("b"),)))),
        List((ListItem(blocks=(paragraph("a b"),)),)),
    ),
}


@pytest.mark.parametrize("measure", PLANTED)
def test_a_difference_to_the_feed_is_found(measure: str) -> None:
    ours, theirs = PLANTED[measure]
    found = settled(shown=body("dom", ours), feed=body("rss", theirs))
    assert [said.detail for said in found.body.findings] == [measure]


def test_what_feeds_never_have_is_no_difference() -> None:
    ours = body(
        "dom",
        paragraph("See this page"),
        Button("Book now", Link(url="https://www.example.org/book")),
        Gallery((Image(PICTURE),)),
    )
    feed = body("rss", paragraph("See ,this page"), Gallery())
    assert settled(shown=ours, feed=feed).body.findings == ()


PAGE = """<html><head><link rel="amphtml" href="/amp/a"></head><body>
<article data-hook="post"><div data-hook="post-description">
<div data-id="content-viewer"><div>
<p id="viewer-a">Words</p><div type="paragraph" data-hook="rcv-block1"></div>
<div id="viewer-v"><figure data-hook="figure-VIDEO"></figure></div>
<div type="video" data-hook="rcv-block2"></div>
</div></div></div></article></body></html>"""
AMP = """<html amp><body><div><div><h1>A</h1></div><div><p>Words</p>
<amp-youtube data-videoid="aBcDeFgHiJk"></amp-youtube></div></div></body></html>"""


def in_feed(html: str) -> ListedPost:
    return ListedPost(url=URL, source="rss", content_html=html)


def test_the_feed_is_a_second_reading_of_a_page() -> None:
    html = f'<p>Words</p><a href="{PLAYED}"><img src="{PICTURE}"></a>'
    post = read_post(WixPage(PAGE, URL), listed=[in_feed(html)])
    assert post.body_source == "ricos-dom+rss"
    video = post.document.blocks[-1]
    assert isinstance(video, Video)
    assert video.url == PLAYED
    assert {agreement.right_source for agreement in post.agreements} == {"rss"}
    words = post.agreements[0]
    assert (words.measure, words.left_count, words.common) == ("words", 1, 1)


def test_amp_is_asked_for_only_if_it_may_have_what_is_missing() -> None:
    sources = PostSources(WixPage(PAGE, URL))
    assert sources.amp_url == "https://www.example.org/amp/a"
    complete = PAGE.replace('id="viewer-v"', "").replace("figure-VIDEO", "")
    complete = complete.replace('type="video"', 'type="paragraph"')
    assert PostSources(WixPage(complete, URL)).amp_url is None


def test_amp_fills_a_video_that_the_page_leaves_empty() -> None:
    sources = PostSources(WixPage(PAGE, URL))
    sources.amp = WixPage(AMP, "https://www.example.org/amp/a")
    post = read_sources(sources)
    assert post.body_source == "ricos-dom+amp"
    assert sources.amp_url is None
    assert not {f.code for f in post.findings} & {"block-empty", "readings-differ"}


def test_words_that_the_page_lacks_are_told_of_whatever_reading_is_taken() -> None:
    lost = finding("text-not-read", "Words between the blocks are not read.", "words")
    shown = Body(document=Document(), source="dom", findings=(lost,))
    chosen = settled(shown=shown, data=DATA).body
    assert chosen.source == "json"
    assert lost in chosen.findings
