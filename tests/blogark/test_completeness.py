from blogark.completeness import Source, compare


def source(
    name: str, urls: str, *, is_complete: bool = True, total: int | None = None
) -> Source:
    return Source(name=name, urls=frozenset(urls), is_complete=is_complete, total=total)


def codes(*sources: Source, found: str, gone: str = "") -> list[tuple[str, str]]:
    findings = compare(sources, found=frozenset(found), gone=frozenset(gone))
    return [(finding.code, finding.detail) for finding in findings]


def test_sources_that_agree_are_no_news() -> None:
    assert codes(source("sitemap", "abc"), source("feed", "cba"), found="abc") == []


def test_sources_that_differ_are_told_with_the_addresses() -> None:
    sitemap, feed = source("the sitemap", "abc"), source("the feed", "cde")
    assert codes(sitemap, feed, found="abcde") == [
        ("sources-differ", "a\nb"),
        ("sources-differ", "d\ne"),
    ]


def test_a_post_that_is_gone_explains_a_difference() -> None:
    sitemap, feed = source("the sitemap", "abc"), source("the feed", "ab")
    assert codes(sitemap, feed, found="abc", gone="c") == []


def test_a_source_that_was_not_read_to_its_end_claims_nothing() -> None:
    sitemap = source("the sitemap", "abc")
    feed = source("the feed", "a", is_complete=False)
    assert codes(sitemap, feed, found="abc") == []


def test_a_complete_source_that_names_no_post_claims_nothing() -> None:
    assert codes(source("sitemap", ""), source("feed", "ab"), found="ab") == []


def test_without_a_complete_source_posts_may_be_missing() -> None:
    sitemap = source("the sitemap", "abc", is_complete=False)
    assert [code for code, _ in codes(sitemap, found="abc")] == ["no-full-list"]


def test_a_full_list_that_lacks_what_rss_names_is_no_full_list() -> None:
    feed = (source("the feed", "ab"),)
    findings = compare(
        feed, found=frozenset("abcd"), gone=frozenset("d"), listed=frozenset("bcd")
    )
    assert [(f.code, f.detail) for f in findings] == [("sources-differ", "c")]


def test_a_number_that_is_larger_than_what_was_found_is_told() -> None:
    feed = source("the feed", "ab", total=3)
    assert codes(feed, found="ab") == [("count-differs", "3 said, 2 found")]
    assert codes(feed, found="abc") == []


def test_a_number_of_found_posts_says_how_many_of_them_are_gone() -> None:
    feed = source("feed", "ab", total=3)
    (found,) = compare((feed,), found=frozenset("ab"), gone=frozenset("b"))
    assert "but only 2 were found (1 of them deleted there):" in found.message


def test_a_gone_post_of_another_source_does_not_hide_a_missing_one() -> None:
    feed = source("the feed", "ab", total=3)
    assert codes(feed, found="abz", gone="z") == [("count-differs", "3 said, 2 found")]
    assert codes(feed, found="abz", gone="b") == []
