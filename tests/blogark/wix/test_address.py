import pytest

from blogark.errors import AddressError
from blogark.wix.address import parse_address


@pytest.mark.parametrize(
    ("typed", "url", "base"),
    [
        (
            "https://www.example.com",
            "https://www.example.com/",
            "https://www.example.com",
        ),
        ("HTTPS://WWW.Example.COM/Blog ", "https://www.example.com/Blog", None),
        ("example.com", "https://example.com/", "https://example.com"),
        ("//example.com/post/x", "https://example.com/post/x", "https://example.com"),
        ("example.com:8443/blog", "https://example.com:8443/blog", None),
        ("https://example.com:443", "https://example.com/", "https://example.com"),
        ("example.com/post/ñandú/?utm_source=x#top", None, None),
        ("ann.wixsite.com/site/blog", None, "https://ann.wixsite.com/site"),
        ("https://ann.wixsite.com/site", None, "https://ann.wixsite.com/site"),
        ("https://ann.wixsite.com", None, "https://ann.wixsite.com"),
        ("münchen.de", "https://xn--mnchen-3ya.de/", "https://xn--mnchen-3ya.de"),
        ("straße.de", "https://xn--strae-oqa.de/", "https://xn--strae-oqa.de"),
        ("localhost:8000/blog", "http://localhost:8000/blog", "http://localhost:8000"),
        ("127.0.0.1", "http://127.0.0.1/", "http://127.0.0.1"),
        ("[::1]:8000", "http://[::1]:8000/", "http://[::1]:8000"),
    ],
)
def test_an_address_may_be_typed_in_any_way_that_a_browser_takes(
    typed: str, url: str | None, base: str | None
) -> None:
    address = parse_address(typed)
    assert address.url == (url or address.url)
    assert address.site.base == (base or address.site.base)


def test_a_post_is_an_address_in_canonical_form() -> None:
    address = parse_address("example.com/post/ñandú/?utm_source=mail#top")
    assert address.url == "https://example.com/post/%C3%B1and%C3%BA"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "hello",
        "hello world",
        "https://",
        "https:///blog",
        "https://exa mple.com",
        "http:example.com",
        "http://[bad",
        "example..com",
        "1.2.3.400",
        "example.com:99999",
        "ftp://example.com/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "mailto:ann@example.com",
        "ann@example.com",
        "https://manage.wix.com/dashboard/1",
        "\x00",
        "-",
    ],
)
def test_anything_else_is_refused_in_one_sentence(typed: str) -> None:
    with pytest.raises(AddressError) as caught:
        parse_address(typed)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "give the address" in sentence


def test_a_password_is_refused_and_not_repeated() -> None:
    with pytest.raises(AddressError, match="names a user") as caught:
        parse_address("https://ann:secret@example.com")
    assert "secret" not in str(caught.value)
