"""HTML as JSX, in which MDX finds no markup but the tags."""

from __future__ import annotations

import pytest

from exports.mdx import jsx


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a{b} &lt;c&gt; *d*</p>", "<p>a&#123;b&#125; &#60;c&#62; &#42;d&#42;</p>"),
        ("<p>one<br>two</p>", "<p>one<br />two</p>"),
        ("<p>one\ntwo</p>", "<p>one two</p>"),
        ("<pre><code>a\n  b</code></pre>", "<pre><code>a&#10;  b</code></pre>"),
        ("<p>día 🎉</p>", "<p>día 🎉</p>"),
    ],
)
def test_text_is_no_markup(html: str, expected: str) -> None:
    assert jsx(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<a href="https://example.org/">https://example.org/</a>',
            '<a href="https://example.org/">{"https://example.org/"}</a>',
        ),
        ('<b>say "hi" to a@b.example</b>', '<b>{"say \\"hi\\" to a@b.example"}</b>'),
        ("<b>WWW.example.org/{x}</b>", '<b>{"WWW.example.org/{x}"}</b>'),
    ],
)
def test_an_address_is_text_that_becomes_no_link(html: str, expected: str) -> None:
    assert jsx(html) == expected
