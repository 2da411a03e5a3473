from __future__ import annotations

from dataclasses import replace

from blogark.document import Gallery, Image, Quote, Text
from blogark.post import Media
from pipelines.drop_repeated_alt import drop_repeated_alt
from tests.pipelines.posts import BOLD, post_of

FILE = "https://static.wixstatic.com/media/a.jpg"
CAPTION = (Text("The clinic, "), Text("in spring", BOLD))
REPEATED = Image(FILE, alt="The clinic, in spring.", caption=CAPTION)
ONCE = Image(FILE, caption=CAPTION)


def test_an_alt_text_that_its_caption_says_is_kept_once_as_caption() -> None:
    post = post_of(REPEATED, Quote((Gallery((REPEATED, ONCE)),)))

    cleaned, count = drop_repeated_alt(post)

    assert cleaned.document.blocks == (ONCE, Quote((Gallery((ONCE, ONCE)),)))
    assert count == 2


def test_the_list_of_files_agrees_with_the_body() -> None:
    media = Media(
        url=FILE,
        kind="image",
        role="inline",
        alt=REPEATED.alt,
        caption="The clinic, in spring",
    )

    cleaned, _ = drop_repeated_alt(replace(post_of(REPEATED), media=(media,)))

    assert cleaned.media == (replace(media, alt=""),)


def test_an_alt_text_that_says_something_else_stays() -> None:
    post = post_of(
        Image(FILE, alt="A white house", caption=CAPTION), Image(FILE, alt="A house")
    )

    assert drop_repeated_alt(post) == (post, 0)
