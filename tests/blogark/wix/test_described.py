"""Empty players, filled from the description of their post."""

from __future__ import annotations

import pytest

from blogark.document import Audio, Block, Divider, Document, Embed, Paragraph, Text
from blogark.findings import finding
from blogark.wix.body import Body
from blogark.wix.described import fill_players
from blogark.wix.page import WixPage
from blogark.wix.post_page import read_post
from tests.viewer_pages import URL, page

TRACK = "https://player.example.com/track/5M14?si=ab51"
EMPTY = Audio(anchor="viewer-a1")
STARTER = Paragraph((Text("To begin"),))
SONG = Paragraph((Text("“Kettle” by "), Text("The Steam")))
DESCRIPTION = f"To begin{TRACK}“Kettle” by The SteamA song for"


def body_of(*blocks: Block) -> Body:
    named = finding("block-empty", "The page leaves it empty.", "viewer-a1")
    return Body(document=Document(blocks), source="ricos-dom", findings=(named,))


def test_a_player_is_filled_with_the_address_at_its_place() -> None:
    body = fill_players(body_of(STARTER, EMPTY, Paragraph(), SONG), DESCRIPTION)

    assert body.document.blocks == (
        *(STARTER, Embed(url=TRACK, anchor="viewer-a1")),
        *(Paragraph(), SONG),
    )
    assert (body.source, body.findings) == ("ricos-dom+description", ())


@pytest.mark.parametrize(
    ("blocks", "description"),
    [
        pytest.param((STARTER, EMPTY, SONG), "To begin“Kettle” by", id="no address"),
        pytest.param((STARTER, EMPTY, SONG), f"To begin{TRACK}“Ket", id="cut"),
        pytest.param((STARTER, EMPTY, SONG), "", id="no description"),
        pytest.param((SONG, EMPTY, STARTER), DESCRIPTION, id="other words"),
        pytest.param((EMPTY, SONG), DESCRIPTION, id="nothing before"),
        pytest.param((STARTER, EMPTY), DESCRIPTION, id="nothing after"),
        pytest.param((STARTER, EMPTY, Divider(), SONG), DESCRIPTION, id="not next"),
        pytest.param(
            (STARTER, EMPTY, Paragraph((Text("M"),)), SONG),
            f"To begin{TRACK}M“Kettle” by The Steam",
            id="a letter of the address after it",
        ),
        pytest.param(
            (STARTER, EMPTY, SONG), f"To begin{TRACK}{DESCRIPTION[8:]}", id="two"
        ),
        pytest.param(
            (STARTER, Audio(url=TRACK, anchor="viewer-a1"), SONG),
            DESCRIPTION,
            id="not empty",
        ),
    ],
)
def test_what_the_description_does_not_tell_for_sure_stays_empty(
    blocks: tuple[Block, ...], description: str
) -> None:
    body = body_of(*blocks)

    assert fill_players(body, description) is body


def test_a_page_fills_its_players_itself() -> None:
    """Seen on a recorded blog of 2024: the player's frame is drawn by the browser."""
    player = (
        '<div data-hook="audio-viewer"><div data-hook="html-component"></div></div>'
    )
    html = page(
        ("paragraph", '<p id="viewer-p1">To begin</p>'),
        ("audio", f'<div id="viewer-a1">{player}</div>'),
        ("paragraph", '<p id="viewer-p2">“Kettle” by The Steam</p>'),
    ).html
    meta = f'<meta property="og:description" content="{DESCRIPTION}">'

    post = read_post(WixPage(html.replace("<body>", f"{meta}<body>"), URL))

    assert post.document.blocks[1] == Embed(url=TRACK, anchor="viewer-a1")
    assert "block-empty" not in {found.code for found in post.findings}
