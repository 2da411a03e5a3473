"""Files that Wix keeps for a site: those that a post links to, and where else."""

from __future__ import annotations

import pytest

from blogark.document import (
    Block,
    Button,
    Document,
    Image,
    Link,
    LinkPreview,
    List,
    ListItem,
    Paragraph,
    Text,
)
from blogark.post import Media, MediaKind
from blogark.wix.own_files import linked_files, with_other_places
from blogark.wix.post_page import read_post
from tests.blogark.wix.post_pages import page

POST = "https://www.example.com/post/a"
FORM = "https://www.example.com/_files/ugd/0a1b2c_5.pdf"
PHOTO = "https://static.wixstatic.com/media/0a1b2c_" + "3" * 32 + "~mv2.jpg"


def line(url: str) -> Paragraph:
    return Paragraph((Text("Read "), Text("this", link=Link(url=url))))


def found(*blocks: Block) -> list[tuple[str, str]]:
    return [(m.url, m.kind) for m in linked_files(Document(blocks), POST)]


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (FORM, "file"),
        ("https://example.com/_files/ugd/0a1b2c_5.pdf", "file"),
        ("https://docs.wixstatic.com/ugd/0a1b2c_5.docx", "file"),
        ("https://static.wixstatic.com/ugd/0a1b2c_5.zip", "file"),
        ("https://0f0dcec5-4c2b.filesusr.com/ugd/0a1b2c_5.xlsx?dn=Plan.xlsx", "file"),
        ("http://www-example-com.filesusr.com/ugd/0a1b2c_5.pdf", "file"),
        ("https://music.wixstatic.com/mp3/0a1b2c_5.mp3", "audio"),
        ("https://video.wixstatic.com/video/0a1b2c_5/720p/mp4/file.mp4", "video"),
        (PHOTO, "image"),
    ],
)
def test_a_link_to_an_uploaded_file_is_a_file_of_the_post(url: str, kind: str) -> None:
    assert found(line(url)) == [(url, kind)]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.elsewhere.example/_files/ugd/0a1b2c_5.pdf",
        "https://www.example.org/price-list.pdf",
        "https://docs.wixstatic.com/ugd/",
        "https://www-example-com.filesusr.com/html/0a1b2c_5.html",
        "https://docs.wixstatic.com.example.org/ugd/a.pdf",
        "https://evil.example/docs.wixstatic.com/ugd/a.pdf",
        "mailto:ann@example.com",
        "ftp://docs.wixstatic.com/ugd/a.pdf",
        "http://[half",
        "#viewer-a",
    ],
)
def test_other_addresses_are_links_and_no_more(url: str) -> None:
    assert found(line(url)) == []


def test_pictures_buttons_cards_and_items_of_lists_lead_to_files_too() -> None:
    documents = [f"https://docs.wixstatic.com/ugd/{n}.pdf" for n in range(3)]
    blocks = (
        Image("https://example.org/a.png", link=Link(url=documents[0])),
        List((ListItem(blocks=(line(documents[1]),)),)),
        Button("Download", link=Link(url=documents[2])),
        LinkPreview("Chair", url="https://www.example.com/chair", thumbnail=PHOTO),
        LinkPreview("Elsewhere", thumbnail="https://example.org/card.png"),
    )
    assert found(*blocks) == [*((url, "file") for url in documents), (PHOTO, "image")]


def test_the_name_under_which_a_file_is_offered_is_its_own() -> None:
    url = "https://docs.wixstatic.com/ugd/0a1b2c_5.xlsx?dn=Cash%20flow.xlsx"
    (media,) = linked_files(Document((line(url),)), POST)
    assert (media.name, media.role) == ("Cash flow.xlsx", "attachment")


def test_a_post_page_brings_the_files_that_its_text_leads_to() -> None:
    body = (
        '<div data-id="content-viewer"><p id="viewer-a">Get '
        '<a data-hook="web-link" href="/_files/ugd/0a1b2c_5.pdf">the form</a></p></div>'
    )
    assert FORM in [media.url for media in read_post(page(body=body)).media]


@pytest.mark.parametrize(
    ("url", "kind", "others"),
    [
        (
            "https://docs.wixstatic.com/ugd/0a_5.pdf",
            "file",
            [FORM.replace("0a1b2c", "0a"), "https://static.wixstatic.com/ugd/0a_5.pdf"],
        ),
        (
            "https://www-x.filesusr.com/ugd/0a_5.pdf?dn=Form.pdf",
            "file",
            [
                "https://docs.wixstatic.com/ugd/0a_5.pdf",
                FORM.replace("0a1b2c", "0a"),
                "https://static.wixstatic.com/ugd/0a_5.pdf",
            ],
        ),
        (
            "https://static.wixstatic.com/mp3/0a_5.mp3",
            "audio",
            ["https://music.wixstatic.com/mp3/0a_5.mp3"],
        ),
        ("https://www.elsewhere.example/_files/ugd/0a_5.pdf", "file", []),
        ("https://example.org/song.mp3", "audio", []),
        (PHOTO, "image", []),
    ],
)
def test_a_file_that_wix_keeps_is_looked_for_at_each_of_its_hosts(
    url: str, kind: MediaKind, others: list[str]
) -> None:
    media = with_other_places(Media(url=url, kind=kind, role="attachment"), POST)
    assert list(media.fallbacks) == others


def test_on_a_free_site_a_link_leads_to_a_file_in_its_folder() -> None:
    url = "https://ann.wixsite.com/shop/_files/ugd/a.pdf"
    (media,) = linked_files(
        Document((line(url),)), "https://ann.wixsite.com/shop/post/a"
    )
    assert (media.url, media.kind) == (url, "file")


def test_on_a_free_site_files_are_in_its_folder() -> None:
    media = Media(
        url="https://docs.wixstatic.com/ugd/a.pdf", kind="file", role="attachment"
    )
    found = with_other_places(media, "https://ann.wixsite.com/shop/post/a").fallbacks
    assert found[0] == "https://ann.wixsite.com/shop/_files/ugd/a.pdf"
