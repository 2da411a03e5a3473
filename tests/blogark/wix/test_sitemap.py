import gzip

import pytest

from blogark.wix.sitemap import SitemapEntry, SitemapError, parse_sitemap

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'


def test_an_index_names_sitemaps() -> None:
    sitemap = parse_sitemap(
        f'<?xml version="1.0"?><sitemapindex {NS} generatedBy="WIX"><sitemap>'
        "<loc> https://a.example/blog-posts-sitemap.xml\n</loc>"
        "<lastmod>2023-07-16</lastmod></sitemap></sitemapindex>".encode()
    )
    assert sitemap.is_index
    assert sitemap.by_wix
    assert sitemap.entries == (
        SitemapEntry(
            url="https://a.example/blog-posts-sitemap.xml", last_modified="2023-07-16"
        ),
    )


def test_a_list_names_pages_and_not_their_images() -> None:
    sitemap = parse_sitemap(
        f"<urlset {NS} {IMAGE}><url><loc>https://a.example/post/señal</loc>"
        "<image:image><image:loc>https://a.example/i.jpg</image:loc></image:image>"
        "</url><url><lastmod>2020-01-01</lastmod></url></urlset>".encode()
    )
    assert not sitemap.is_index
    assert not sitemap.by_wix
    assert [entry.url for entry in sitemap.entries] == ["https://a.example/post/señal"]


def test_an_empty_list_is_a_list() -> None:
    assert parse_sitemap(f"<urlset {NS}/>".encode()).entries == ()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "no readable XML"),
        (b"not found", "no readable XML"),
        (b"<html><body><p>404</p></body></html>", "holds <html>"),
        (b"\x1f\x8bnot gzip at all", "no readable gzip"),
        (gzip.compress(b"<urlset/>" * 99, mtime=0)[:-9], "cut off"),
    ],
)
def test_what_is_not_a_whole_sitemap_is_none(body: bytes, message: str) -> None:
    with pytest.raises(SitemapError, match=message):
        parse_sitemap(body)


def test_a_sitemap_may_be_compressed() -> None:
    body = f"<urlset {NS}><url><loc>https://a.example/post/a</loc></url></urlset>"
    packed = parse_sitemap(gzip.compress(body.encode()))
    assert packed == parse_sitemap(body.encode())
    assert packed.damage == ""


@pytest.mark.parametrize(
    "body",
    [
        "<urlset><url><loc>https://a.example/post/a</loc></url><url><lo",
        "<urlset><url><loc>https://a.example/post/a</loc></url>&</urlset>",
    ],
)
def test_what_a_damaged_sitemap_still_names_is_taken_and_the_damage_told(
    body: str,
) -> None:
    sitemap = parse_sitemap(body.encode())
    assert [entry.url for entry in sitemap.entries] == ["https://a.example/post/a"]
    assert "no readable XML" in sitemap.damage


def test_no_file_is_read_for_an_entity() -> None:
    body = (
        '<!DOCTYPE urlset [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"<urlset {NS}><url><loc>&f;</loc></url>"
        "<url><loc>https://a.example/</loc></url></urlset>"
    )
    entries = parse_sitemap(body.encode()).entries
    assert [entry.url for entry in entries] == ["https://a.example/"]


def test_entities_that_multiply_are_refused() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    body = (
        f'<!DOCTYPE urlset [<!ENTITY e0 "x">{bomb}]>'
        f"<urlset {NS}><url><loc>&e11;</loc></url></urlset>"
    )
    with pytest.raises(SitemapError, match="amplification"):
        parse_sitemap(body.encode())
