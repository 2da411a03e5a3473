from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from blogark.wix.page import WixPage
from blogark.wix.pagedata import (
    SiteLanguage,
    decode_value,
    external_base,
    languages,
    list_data,
    post_id_of_slug,
)
from tests.blogark.wix.feed_pages import ENCODINGS, GUID, KEY, escaped, feed, page

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("encode", ENCODINGS)
def test_a_value_is_decoded_whichever_way_it_is_written(
    encode: Callable[[object], object],
) -> None:
    value = {"title": "Señal: 신호 🚢 100%", "posts": [1, None, True]}
    assert decode_value(encode(value)) == value


@pytest.mark.parametrize("text", [GUID, "", "JTdi", "{", "%7B%7D", "100%"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert decode_value(text) == text


def test_escape_means_latin_1_and_not_utf_8() -> None:
    assert decode_value(b64encode(b'["%E9"]').decode()) == ["é"]


def test_half_of_an_emoji_is_no_error() -> None:
    assert decode_value(b64encode(b'["%uD83D"]').decode()) == ["\ufffd"]


def test_a_posts_guid_is_under_its_slug() -> None:
    data: dict[str, object] = {"señal": GUID, "other": "no guid", "third": 3}
    assert post_id_of_slug(page(data), "señal") == GUID
    assert post_id_of_slug(page(data), "other") is None
    assert post_id_of_slug(page(data), "third") is None
    assert post_id_of_slug(page(data), "absent") is None


def test_the_blogs_feed_comes_before_other_lists() -> None:
    response = feed(total=3)
    data: dict[str, object] = {
        "post-list-comp-x-undefined-undefined-undefined-en-3": {
            "response": {"data": {"postFeedPage": {"id": "widget"}}}
        },
        KEY: escaped(response),
    }
    found = list(list_data(page(data)))
    assert [one.request for one in found] == ["ALL_POSTS", ""]
    assert found[1].answer == {"id": "widget"}


@pytest.mark.parametrize(
    "script",
    [
        "",
        "null",
        "[]",
        "{",
        '{"appsWarmupData": []}',
        '{"appsWarmupData": {"14bcded7-0066-7c35-14d7-466cb3f09103": [1]}}',
        '{"appsWarmupData": {"14bcded7-0066-7c35-14d7-466cb3f09103": null}}',
        '{"appsWarmupData": {"14bcded7-0066-7c35-14d7-466cb3f09103": {"s": []}}}',
        """{"appsWarmupData": {"14bcded7-0066-7c35-14d7-466cb3f09103":
            {"feed-page-x-{": {"feedResponse": 3}, "feed-page-y": "["}}}""",
    ],
)
def test_data_of_another_shape_gives_nothing(script: str) -> None:
    html = f'<script id="wix-warmup-data">{script}</script>'
    broken = WixPage(html, "https://www.example.com/")
    assert list(list_data(broken)) == []
    assert post_id_of_slug(broken, "s") is None


def test_a_page_without_a_blog_has_none_of_its_data() -> None:
    assert WixPage("<p>Hello", "https://www.example.com/").blog_data == {}
    assert page().blog_data == {}
    assert page({"a-post": GUID}).blog_data == {"a-post": GUID}


def test_a_page_names_the_address_of_its_site() -> None:
    model = {"site": {"externalBaseUrl": "https://www.example.com"}}
    assert external_base(page(model=model)) == "https://www.example.com"
    assert external_base(page(model={"site": [1]})) is None
    assert external_base(page()) is None


def test_pages_before_2022_name_it_in_a_script() -> None:
    script = (
        r'<script>var publicModel = {"domain":"example.com",'
        r'"externalBaseUrl":"https:\/\/www.example.com\/","x":1};</script>'
    )
    old = WixPage(script, "https://www.example.com/")
    assert external_base(old) == "https://www.example.com/"


def test_languages_are_marked_by_a_folder_or_a_parameter() -> None:
    site_languages = [
        {"languageCode": "en", "isPrimaryLanguage": True},
        {
            "languageCode": "es",
            "isPrimaryLanguage": False,
            "resolutionMethod": "Subdirectory",
        },
        {
            "languageCode": "nl",
            "isPrimaryLanguage": False,
            "resolutionMethod": "QueryParam",
        },
        "broken",
    ]
    model = {"siteFeaturesConfigs": {"multilingual": {"siteLanguages": site_languages}}}
    assert list(languages(page(model=model))) == [
        SiteLanguage(code="es", in_folder=True),
        SiteLanguage(code="nl", in_folder=False),
    ]


def test_a_model_nested_beyond_measure_gives_nothing() -> None:
    deep = f'<script id="wix-viewer-model">{"[" * 100_000}{"]" * 100_000}</script>'
    assert list(languages(WixPage(deep, "https://www.example.com/"))) == []
    assert external_base(WixPage(deep, "https://www.example.com/")) is None
