import pytest

from blogark.wix.site import site_base, site_of
from blogark.wix.urls import Site
from tests.blogark.wix.feed_pages import page


def model(base: str, *folders: str) -> object:
    languages = [
        {
            "languageCode": code,
            "isPrimaryLanguage": False,
            "resolutionMethod": "Subdirectory",
        }
        for code in folders
    ]
    return {
        "site": {"externalBaseUrl": base},
        "siteFeaturesConfigs": {"multilingual": {"siteLanguages": languages}},
    }


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://www.example.com/blog/x", "https://www.example.com"),
        ("https://ann.wixsite.com/site/blog", "https://ann.wixsite.com/site"),
        ("https://ann.wixsite.com/", "https://ann.wixsite.com"),
        ("https://ann.wixstudio.com/site", "https://ann.wixstudio.com/site"),
    ],
)
def test_an_address_alone_tells_the_site(url: str, base: str) -> None:
    assert site_base(url) == base


@pytest.mark.parametrize(
    ("answered", "declared", "site"),
    [
        (
            "https://example.com/",
            "https://www.example.com",
            Site(base="https://www.example.com"),
        ),
        (
            "https://www.example.com/blog",
            "http://www.example.com/",
            Site(base="https://www.example.com"),
        ),
        (
            "https://ann.wixsite.com/site/blog",
            "https://ann.wixsite.com/site",
            Site(base="https://ann.wixsite.com/site"),
        ),
        (
            "https://www.example.com/blog",
            "https://www.EXAMPLE.org",
            Site(base="https://www.example.com", aliases=frozenset({"example.org"})),
        ),
        (
            "http://127.0.0.1:8000/blog",
            "https://www.example.com",
            Site(base="http://127.0.0.1:8000", aliases=frozenset({"example.com"})),
        ),
        (
            "https://www.example.com/blog",
            "nonsense",
            Site(base="https://www.example.com"),
        ),
    ],
)
def test_a_page_says_what_its_site_calls_itself(
    answered: str, declared: str, site: Site
) -> None:
    assert site_of(page(model=model(declared), url=answered)) == site


def test_the_folder_of_a_language_is_no_part_of_the_site() -> None:
    spanish = page(
        model=model("https://www.example.com/es", "es", "pt-br"),
        url="https://www.example.com/es/blog",
    )
    assert site_of(spanish) == Site(
        base="https://www.example.com", languages=frozenset({"es", "pt-br"})
    )


def test_a_page_may_say_nothing_of_its_site() -> None:
    assert site_of(page(url="https://ann.wixsite.com/site/blog")) == Site(
        base="https://ann.wixsite.com/site"
    )
