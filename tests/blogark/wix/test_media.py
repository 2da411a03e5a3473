"""What Wix's media URLs say. Shapes are from real pages, ids are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogark.wix.media import (
    audio_url,
    dimensions_in_id,
    document_url,
    image_original,
    is_rendition,
    media_id,
    video_id_from_poster,
    video_urls,
    youtube_id,
    youtube_id_from_thumbnail,
)

HEX = "0123456789abcdef0123456789abcdef"
USUAL = f"a1b2c3_{HEX}~mv2.jpg"
OLD = f"{HEX}.png"
LARGE = f"a1b2c3_{HEX}~mv2_d_4000_3000_s_4_2.jpg"
UNSPLASH = f"nsplsh_{HEX}~mv2.jpg"
ROOT = "https://static.wixstatic.com/media/"

_RENDITIONS = [
    "",
    f"/v1/fill/w_740,h_493,al_c,q_85,usm_0.66_1.00_0.01,enc_avif,quality_auto/{USUAL}",
    "/v1/fit/w_1000%2Ch_1000%2Cal_c%2Cq_80/file.jpg",
    "/v1/fit/w_1000,h_1000,al_c,q_80",
    "/v1/crop/x_0,y_12,w_900,h_600/fill/w_49,h_33,al_c,q_80,blur_2/summer%20party.jpg",
]


@pytest.mark.parametrize("rendition", _RENDITIONS)
@pytest.mark.parametrize("found", [USUAL, OLD, LARGE, UNSPLASH])
@pytest.mark.parametrize("root", [ROOT, ROOT.replace("https:", ""), "http:" + ROOT[6:]])
def test_every_rendition_leads_to_the_same_original(
    root: str, found: str, rendition: str
) -> None:
    url = root + found + rendition
    assert media_id(url) == found
    assert image_original(url) == ROOT + found
    assert is_rendition(url) == bool(rendition)


@pytest.mark.parametrize(
    ("given_uri", "found"),
    [
        (USUAL, USUAL),
        (f"media/{USUAL}", USUAL),
        (USUAL.replace("~", "%7E"), USUAL),
        (ROOT + USUAL.replace("~", "%7E") + "?dn=x.jpg", USUAL),
        (f"wix:image://v1/{USUAL}/beach.jpg#originWidth=600&originHeight=400", USUAL),
        (f"wix:document://v1/ugd/a1b2c3_{HEX}.pdf/form.pdf", f"a1b2c3_{HEX}.pdf"),
        (f"wix:video://v1/a1b2c3_{HEX}/film.mp4#posterUri=x.jpg", f"a1b2c3_{HEX}"),
        (
            f"https://video.wixstatic.com/video/a1b2c3_{HEX}/720p/mp4/file.mp4",
            f"a1b2c3_{HEX}",
        ),
        (f"video/a1b2c3_{HEX}/1080p/mp4/file.mp4", f"a1b2c3_{HEX}"),
        ("https://example.org/media/photo.jpg", None),
        ("https://static.wixstatic.com/shapes/a1b2c3.svg/x", None),
        ("", None),
    ],
)
def test_media_id_reads_all_forms_of_an_address(
    given_uri: str, found: str | None
) -> None:
    assert media_id(given_uri) == found


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a.jpg?x=1", "https://example.org/a.jpg?x=1"),
        ("//example.org/v1/fill/a.jpg", "https://example.org/v1/fill/a.jpg"),
        (" https://example.org/a.jpg\n", "https://example.org/a.jpg"),
        ("data:image/gif;base64,R0lGOD", "data:image/gif;base64,R0lGOD"),
        ("", ""),
    ],
)
def test_pictures_from_elsewhere_keep_their_address(url: str, expected: str) -> None:
    assert image_original(url) == expected


_ids = st.from_regex(
    r"(?a:[0-9a-f]{6}_)?[0-9a-f]{32}(~mv2(_d_\d{1,5}_\d{1,5}_s_\d(_\d)?)?)?"
    r"\.(jpg|jpeg|png|gif|webp|avif)",
    fullmatch=True,
)


@given(_ids)
def test_an_id_survives_the_way_through_its_url(found: str) -> None:
    url = image_original(found)
    assert media_id(url) == found
    assert image_original(url) == url
    assert not is_rendition(url)


@given(st.text() | st.text().map("http://[{}".format))
def test_no_text_is_too_odd_to_be_looked_at(text: str) -> None:
    url = image_original(text)
    assert image_original(url) == url
    assert youtube_id(url) is None


def test_only_large_images_carry_their_size_in_the_id() -> None:
    assert dimensions_in_id(LARGE) == (4000, 3000)
    assert dimensions_in_id(f"{ROOT}{LARGE}/v1/fill/w_40,h_30/x.jpg") == (4000, 3000)
    assert dimensions_in_id(USUAL) == (None, None)


def test_a_poster_names_its_video_and_no_other_picture_does() -> None:
    poster = f"{ROOT}a1b2c3_{HEX}f000.jpg/v1/fill/w_300,h_200/file.jpg"
    assert video_id_from_poster(poster) == f"a1b2c3_{HEX}"
    assert video_id_from_poster(ROOT + USUAL) is None
    assert video_id_from_poster("https://example.org/x_f000.jpg") is None


def test_video_urls_begin_with_the_best_quality() -> None:
    urls = video_urls(f"a1b2c3_{HEX}")
    root = f"https://video.wixstatic.com/video/a1b2c3_{HEX}"
    assert urls[0] == f"{root}/1080p/mp4/file.mp4"
    steps = [url.split("/")[5] for url in urls]
    assert steps == ["1080p", "720p", "480p", "360p", "file"]
    assert {media_id(url) for url in urls} == {f"a1b2c3_{HEX}"}


def test_files_and_sounds_have_roots_of_their_own() -> None:
    pdf = document_url(f"a1b2c3_{HEX}.pdf")
    assert pdf == f"https://docs.wixstatic.com/ugd/a1b2c3_{HEX}.pdf"
    mp3 = f"https://static.wixstatic.com/mp3/a1b2c3_{HEX}.mp3"
    assert audio_url(f"a1b2c3_{HEX}") == audio_url(f"a1b2c3_{HEX}.mp3") == mp3


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.youtube.com/watch?v=abcDEF-_123", "abcDEF-_123"),
        ("https://youtube.com/watch?app=desktop&v=abcDEF-_123&t=9s", "abcDEF-_123"),
        ("https://m.youtube.com/shorts/abcDEF-_123", "abcDEF-_123"),
        ("https://youtu.be/abcDEF-_123?si=x", "abcDEF-_123"),
        ("https://www.youtube-nocookie.com/embed/abcDEF-_123?rel=0", "abcDEF-_123"),
        ("https://i.ytimg.com/vi/abcDEF-_123/maxresdefault.jpg", "abcDEF-_123"),
        ("https://img.youtube.com/vi/abcDEF-_123/0.jpg", "abcDEF-_123"),
        ("https://www.youtube.com/@channel", None),
        ("https://www.youtube.com/embed/videoseries?list=PL1", None),
        ("https://example.org/watch?v=abcDEF-_123", None),
        ("https://evil.example/i.ytimg.com/vi/abcDEF-_123/0.jpg", None),
    ],
)
def test_youtube_ids_are_read_from_all_its_addresses(
    url: str, found: str | None
) -> None:
    assert youtube_id(url) == found


def test_a_thumbnail_names_its_video_and_a_watch_page_is_no_thumbnail() -> None:
    thumbnail = "https://i.ytimg.com/vi_webp/abcDEF-_123/maxresdefault.webp"
    assert youtube_id_from_thumbnail(thumbnail) == "abcDEF-_123"
    watch = "https://www.youtube.com/watch?v=abcDEF-_123"
    assert youtube_id_from_thumbnail(watch) is None
    assert youtube_id_from_thumbnail("https://i.ytimg.com/vi") is None
