"""Blogs of any size, made of a seed: for tests and benchmarks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from demo.blog import Author, Blog, Post, Term
from demo.media import ImageFile
from demo.write import EMPTY, bold, h, image, item, link, ol, p, quote, table, ul

if TYPE_CHECKING:
    from demo.ricos import Block

_VOCABULARY = """
after appointment balance before blood body breath calm care chair change
clinic day dose evening family friend gentle half hour infusion letter light
listen long measure medicine minute morning music nurse observe often pain
patient plan pressure question quiet rest return room safe schedule sleep slow
small steady talk team time trust visit voice wait walk warm water week while
window without work year
"""
_WORDS = _VOCABULARY.split()
_START = datetime(2020, 1, 6, 9, tzinfo=UTC)
_CATEGORIES = tuple(Term(f"Topic {n}", f"topic-{n}") for n in range(1, 6))


def make_blog(posts: int = 500, seed: int = 1, *, padding: int = 0) -> Blog:
    """Return a blog with *posts* posts; the same arguments make the same blog.

    *padding* is bytes of style sheet on every page; a real page holds about a million.
    """
    random = Random(seed)  # noqa: S311  repeatable, not secret
    return Blog(
        host="www.many-posts.example",
        title="Many posts",
        description="A blog as large as a test needs.",
        posts=tuple(_post(number, random) for number in range(1, posts + 1)),
        page_size=50,
        cards=9,
        padding=padding,
    )


def _post(number: int, random: Random) -> Post:
    cover = ImageFile(f"cover-{number}.jpg", 1200, 800) if number % 3 == 0 else None
    return Post(
        slug=f"post-{number}-{'-'.join(random.sample(_WORDS, 3))}",
        title=f"{_sentence(random, 6)[:-1]} ({number})",
        published=_START + timedelta(hours=7 * number),
        author=Author(name="A. Writer", handle="awriter"),
        categories=(random.choice(_CATEGORIES),),
        cover=cover,
        body=(
            *_section(random),
            *((image(cover, "A picture", _sentence(random, 5)),) if cover else ()),
            *_section(random),
            quote(p(_text(random))),
            table(*((_word(random), _sentence(random, 4)) for _ in range(3))),
            p(_sentence(random, 8), " ", link("more", "https://www.example.org/more")),
        ),
    )


def _section(random: Random) -> tuple[Block, ...]:
    make = ol if random.random() < 0.5 else ul  # noqa: PLR2004  a coin
    return (
        h(2, _sentence(random, 4)[:-1]),
        p(_text(random), bold(_sentence(random, 3)), " ", _text(random)),
        EMPTY,
        make(*(_sentence(random, 6) for _ in range(3)), item("last", ul("inner"))),
        p(_text(random)),
    )


def _word(random: Random) -> str:
    return random.choice(_WORDS)


def _sentence(random: Random, words: int) -> str:
    return " ".join(random.choices(_WORDS, k=words)).capitalize() + "."


def _text(random: Random) -> str:
    return " ".join(_sentence(random, random.randint(6, 14)) for _ in range(5))
