"""WXR files, read back by the rules of WordPress's importer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from hypothesis import given

from blogark.archive.read import ArchiveReader
from blogark.document import (
    Cell,
    Document,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
    Video,
)
from blogark.errors import OptionError
from blogark.post import Media
from blogark.render.html import to_html
from exports.exporter import run_export
from exports.options import parse_options
from exports.wordpress import WordPress
from exports.wordpress_blocks import to_blocks
from exports.wordpress_items import post_name
from exports.wxr import cdata
from tests.archives import a_post, full_post
from tests.documents import documents
from tests.exports.blogs import blog, words
from tests.exports.export_cases import CASES, make_archive
from tests.exports.wordpress_importer import (
    block_problems,
    meta,
    run_importer,
    text,
)

if TYPE_CHECKING:
    from pathlib import Path

    from exports.result import ExportResult
    from tests.exports.wordpress_importer import Imported


def exported(
    archive: Path, to: Path, options: WordPress | None = None
) -> tuple[ExportResult, Imported]:
    with ArchiveReader.open(archive) as reader:
        result = run_export(options or WordPress(), reader, to)
    return result, run_importer(sorted(to.glob("*.xml")))


@pytest.mark.parametrize("classic", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_the_importer_refuses_nothing(
    case: str, *, classic: bool, tmp_path: Path
) -> None:
    archive = make_archive(case, tmp_path / "blog")
    _, site = exported(archive, tmp_path / "out", WordPress(classic=classic))
    assert site.refused == []
    with ArchiveReader.open(archive) as reader:
        posts = list(reader.posts())
    assert len(site.posts) == len(posts)


@pytest.mark.parametrize("case", CASES)
def test_no_word_of_a_post_is_lost(case: str, tmp_path: Path) -> None:
    archive = make_archive(case, tmp_path / "blog")
    _, site = exported(archive, tmp_path / "out")
    by_link = {item.findtext("link"): item for item in site.posts.values()}
    with ArchiveReader.open(archive) as reader:
        for stored in reader.posts():
            found = words(text(by_link[stored.post.url], "content:encoded"))
            assert sorted(found) == sorted(words(stored.html))


@given(documents)
def test_blocks_say_what_the_html_says(document: Document) -> None:
    blocks = to_blocks(document)
    assert block_problems(blocks) == []
    assert sorted(words(blocks)) == sorted(words(to_html(document)))


def test_every_picture_of_a_body_has_an_attachment_of_that_address(
    tmp_path: Path,
) -> None:
    archive = make_archive("blocks", tmp_path / "blog")
    _, site = exported(archive, tmp_path / "out")
    addresses = set(site.attachments.values())
    for item in site.posts.values():
        soup = BeautifulSoup(text(item, "content:encoded"), "lxml")
        pictures = {img["src"] for img in soup.find_all("img")}
        assert pictures <= addresses


def test_media_can_come_from_another_address(tmp_path: Path) -> None:
    archive = make_archive("blocks", tmp_path / "blog")
    base = "https://new.example.org/old"
    _, site = exported(archive, tmp_path / "out", WordPress(media_url=base))
    local = [url for url in site.attachments.values() if url.startswith(base)]
    assert local
    for url in local:
        assert (tmp_path / "out/media" / url.removeprefix(f"{base}/")).is_file()


def test_facts_of_a_post(tmp_path: Path) -> None:
    archive = blog(tmp_path / "blog", full_post())
    options = WordPress(time_zone="Asia/Tokyo")
    _, site = exported(archive, tmp_path / "out", options)
    item = site.posts["d%c3%ada"]
    assert text(item, "wp:post_date_gmt") == "2024-02-16 23:02:03"
    assert text(item, "wp:post_date") == "2024-02-17 08:02:03"
    assert text(item, "wp:post_modified_gmt") == "2024-03-01 00:00:00"
    assert text(item, "dc:creator") == "ana"
    assert text(item, "excerpt:encoded") == "In short"
    assert [term.text for term in item.findall("category")] == ["Zeta", "Alfa", "año"]
    assert meta(item)["_yoast_wpseo_metadesc"] == "All about the day"
    thumbnail = meta(item)["_thumbnail_id"]
    assert site.attachments[thumbnail].endswith("photo.jpg")


def test_each_file_is_complete_in_itself(tmp_path: Path) -> None:
    """A featured image is found only if it is in the same file."""
    cover = full_post().cover
    long = Document(tuple(Paragraph((Text("word " * 5000),)) for _ in range(20)))
    posts = [
        a_post(
            f"post-{n}",
            document=long,
            cover=cover,
            media=(cover,),
            published_at=full_post().published_at,
        )
        for n in range(6)
    ]
    archive = blog(tmp_path / "blog", *posts)
    _, site = exported(archive, tmp_path / "out", WordPress(split=1))
    assert len(list((tmp_path / "out").glob("*.xml"))) > 1
    assert site.refused == []
    assert len(site.posts) == 6
    assert len(site.attachments) == 1


def test_a_cover_that_is_no_web_address_is_left_out(tmp_path: Path) -> None:
    cover = Media(url="wix:video://v1/a/b", kind="image", role="cover")
    archive = blog(tmp_path / "blog", a_post("one", cover=cover, media=(cover,)))
    _, site = exported(archive, tmp_path / "out")
    assert site.attachments == {}
    assert "_thumbnail_id" not in meta(site.posts["one"])


def test_a_cell_that_a_link_leads_to_can_be_found() -> None:
    cell = Cell(blocks=(Paragraph((Text("Here"),), anchor="v1"),))
    table = Table(rows=(Row(cells=(cell,)),))
    link = Paragraph((Text("there", link=Link(url="#v1", kind="anchor")),))
    assert "<td>Here</td>" in to_blocks(Document((table,)))
    assert '<td id="v1">Here</td>' in to_blocks(Document((link, table)))


def test_two_posts_of_one_title_and_date_stay_two(tmp_path: Path) -> None:
    when = full_post().published_at
    twins = [a_post(slug, title="News", published_at=when) for slug in ("a", "b")]
    result, site = exported(blog(tmp_path / "blog", *twins), tmp_path / "out")
    assert site.refused == []
    assert [f.finding.code for f in result.findings] == ["export-changed"]


def test_a_post_without_a_date_is_a_draft_and_never_dated_now(tmp_path: Path) -> None:
    result, site = exported(blog(tmp_path / "blog", a_post("one")), tmp_path / "out")
    assert text(site.posts["one"], "wp:status") == "draft"
    assert text(site.posts["one"], "wp:post_date") == "0000-00-00 00:00:00"
    assert [f.finding.code for f in result.findings] == ["export-undated"]


def test_text_that_looks_like_a_shortcode_stays_text() -> None:
    document = Document((Paragraph((Text("[gallery ids=1] and [audio]"),)),))
    blocks = to_blocks(document)
    assert "[gallery" not in blocks
    assert words(blocks) == ["[gallery", "ids=1]", "and", "[audio]"]


def test_a_video_of_youtube_is_an_embed_that_plays() -> None:
    url = "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1"
    blocks = to_blocks(Document((Video(url=url, provider="youtube"),)))
    assert blocks.startswith('<!-- wp:embed {"url":"https://www.youtube.com/')
    assert "\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=1\n" in blocks


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("Hello-World", "hello-world"),
        ("día", "d%c3%ada"),
        ("שלום", "%d7%a9%d7%9c%d7%95%d7%9d"),
        ("ž" * 60, "%c5%be" * 33),
    ],
)
def test_names_are_what_wordpress_makes_of_slugs(slug: str, name: str) -> None:
    assert post_name(slug) == name


def test_cdata_holds_anything() -> None:
    assert cdata("a]]>b\x00") == "<![CDATA[a]]]]><![CDATA[>b]]>"


@pytest.mark.parametrize(
    "options", [("--split", "0"), ("--media-url", "media"), ("--url", "post")]
)
def test_options_that_make_no_sense_are_refused(options: tuple[str, str]) -> None:
    with pytest.raises(OptionError):
        parse_options(WordPress, options)
