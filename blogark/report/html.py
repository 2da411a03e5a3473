"""The page of a report: one file, with everything that it needs inside."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from blogark.report.view import LABELS, MARKS, codes, groups, row, states, verdict
from blogark.terminal import count, size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blogark.report.facts import PostFacts, Report

_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Detail:
    """What is shown when a post is opened; nothing is drawn of it before."""

    n: int
    json: Markup


def page(report: Report, texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the page of *report*, piece by piece.

    *texts* are the ids and plain texts of the posts, in any order; they are read one
    by one, as the page is written.
    """
    style, script = _source("report.css"), _source("report.js")
    yield from (
        _environment()
        .get_template("report.html")
        .generate(
            report=report,
            site=urlsplit(report.address).hostname or "Posts from texts",
            is_web=report.address.startswith(("https://", "http://")),
            policy=_policy(style, script),
            style=Markup(style),  # noqa: S704 - ours
            script=Markup(script),  # noqa: S704 - ours
            verdict=verdict(report),
            states=states(report),
            groups=groups(report),
            codes=codes(report),
            rows=map(row, report.posts),
            is_dated=any(post.published_at for post in report.posts),
            explanations=_explanations(report),
            details=_details(report.posts, texts),
        )
    )


def _details(
    posts: Sequence[PostFacts], texts: Iterable[tuple[str, str]]
) -> Iterator[_Detail]:
    places = {post.id: n for n, post in enumerate(posts)}
    for post_id, text in texts:
        if (n := places.pop(post_id, None)) is not None:
            yield _detail(n, posts[n], text)
    for n in places.values():
        yield _detail(n, posts[n], "")


def _detail(n: int, post: PostFacts, text: str) -> _Detail:
    return _Detail(n=n, json=_json({"post": post, "text": text}))


def _explanations(report: Report) -> Markup:
    return _json(
        {
            "words": report.words,
            "passes": report.passes,
            "marks": MARKS,
            "labels": LABELS,
        }
    )


def _json(value: object) -> Markup:
    """Return *value* as JSON that cannot end the element that it stands in."""
    text = msgspec.json.encode(value).decode()
    return Markup(text.replace("<", r"\u003c"))  # noqa: S704 - JSON, and no tag begins


def _policy(style: str, script: str) -> str:
    """Return what the page may do: show files beside it, and nothing else."""
    return (
        "default-src 'none'; img-src 'self' file:; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    return f"sha256-{b64encode(sha256(source.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("blogark.report"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters.update(day=_day, number=_number, size=size, posts=_posts)
    return environment


@cache
def _source(name: str) -> str:
    return files("blogark.report").joinpath("templates", name).read_text("utf-8")


def _day(stamp: str) -> str:
    """Return the day of an ISO 8601 date, as ``17 Feb 2024``; ``""`` for none."""
    if not stamp:
        return ""
    year, month, day = stamp[:10].split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def _number(value: int) -> str:
    return f"{value:,}"


def _posts(value: int) -> str:
    return count(value, "post")
