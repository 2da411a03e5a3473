from blogark.wix.robots import sitemaps


def test_sitemaps_are_found_wherever_they_stand() -> None:
    text = (
        "User-agent: *\nDisallow: *?lightbox=\n"
        "  SITEMAP :https://a.example/sitemap.xml  # the index\r\n"
        "User-agent: dotbot\nCrawl-delay: 10\n"
        "Sitemap: https://a.example/more.xml\n"
        "Sitemap: https://a.example/sitemap.xml\n"
        "# Sitemap: https://a.example/comment.xml"
    )
    assert sitemaps(text) == (
        "https://a.example/sitemap.xml",
        "https://a.example/more.xml",
    )


def test_a_page_instead_of_robots_names_none() -> None:
    assert sitemaps("<html><p>Not found: our sitemap</p></html>") == ()
