"""What hosts do with files of redirects, as their documents and sources have it.

Each reads a file with a parser of its own and answers a request: where it leads, or
``None``. A request is a target as a client sends it, bytes read as Latin-1.
"""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import parse_qs, quote, unquote, unquote_plus

from ruamel.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Host: TypeAlias = "Callable[[str], tuple[int, str] | None]"

_PLACEHOLDER: Final = re.compile(r":([A-Za-z]\w*)")


def netlify(folder: Path) -> Host:
    """docs.netlify.com: the first rule counts; encodings and a last slash do not."""
    rules = []
    for line in (folder / "_redirects").read_text().splitlines():
        source, *parameters, target, code = line.split(" ")
        wanted = dict(each.split("=") for each in parameters)
        assert code.endswith("!"), "a page of a generator would be served instead"
        rules.append((_decoded_pattern(source), wanted, target, int(code[:-1])))

    def answer(request: str) -> tuple[int, str] | None:
        path, query = _parts(request)
        for pattern, wanted, target, code in rules:
            values = {key: query.get(key) for key in wanted}
            if values == wanted and pattern.fullmatch(unquote(_utf8(path)).rstrip("/")):
                return code, target
        return None

    return answer


def _decoded_pattern(source: str) -> re.Pattern[str]:
    steps = source.split("/")
    return re.compile(
        "/".join(
            "[^/]+" if _PLACEHOLDER.fullmatch(step) else re.escape(unquote(step))
            for step in steps
        )
    )


def cloudflare(folder: Path) -> Host:
    """cloudflare/workers-sdk: exact paths first, as the WHATWG URL parser has them."""
    static: dict[str, tuple[int, str]] = {}
    dynamic = []
    for line in (folder / "_redirects").read_text().splitlines():
        assert len(line) <= 1000
        source, target, code = line.split()
        if "*" in source or _PLACEHOLDER.search(source):
            pattern = _PLACEHOLDER.sub("[^/]+", re.escape(source).replace("\\:", ":"))
            dynamic.append((re.compile(pattern), (int(code), target)))
        else:
            assert not dynamic, "a rule without placeholders would count as one with"
            assert source not in static, "the second one would be ignored"
            static[source] = (int(code), target)
    assert len(dynamic) <= 100

    def answer(request: str) -> tuple[int, str] | None:
        path = quote(_utf8(_parts(request)[0]), safe="/%!$&'()*+,;=:@~[]|\\^")
        found = (result for pattern, result in dynamic if pattern.fullmatch(path))
        return static.get(path) or next(found, None)

    return answer


def vercel(folder: Path) -> Host:
    """vercel/vercel, routing-utils: strict, sensitive patterns of path-to-regexp."""
    rules = json.loads((folder / "vercel.json").read_text())["redirects"]
    assert all(len(rule["source"]) <= 2048 for rule in rules)
    compiled = [(_path_to_regexp(rule["source"]), rule) for rule in rules]

    def answer(request: str) -> tuple[int, str] | None:
        path, query = _parts(request)
        for pattern, rule in compiled:
            has = all(query.get(h["key"]) == h["value"] for h in rule.get("has", []))
            if has and pattern.fullmatch(_utf8(path)):
                return 308 if rule["permanent"] else 307, rule["destination"]
        return None

    return answer


def _path_to_regexp(source: str) -> re.Pattern[str]:
    """Return the pattern of a source of escaped characters, groups and plain text."""
    tokens = re.compile(r"\\(.)|(\((?:\\.|[^()\\])+\))|([^\\(){}:*+?])", re.DOTALL)
    pattern, end = "", 0
    while end < len(source):
        token = tokens.match(source, end)
        assert token, f"path-to-regexp refuses {source}"
        end = token.end()
        pattern += token[2] or re.escape(token[1] or token[3])
    return re.compile(pattern)


def wordpress(folder: Path) -> Host:
    """johngodley/redirection: importer and comparison, with its strictest settings."""
    plain: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[int, str]] = {}
    patterns = []
    with (folder / "redirection.csv").open(newline="") as file:
        for source, target, regex, code in csv.reader(file):
            if source == "source" or target == "target":
                continue
            if regex == "1":
                patterns.append((re.compile(source), (int(code), target)))
            else:
                path, query = _parts(source.strip())
                key = (unquote_plus(path), tuple(sorted(query.items())))
                plain.setdefault(key, (int(code), target))

    def answer(request: str) -> tuple[int, str] | None:
        path, query = _parts(request)
        decoded = unquote_plus(_utf8(path))
        found = (result for pattern, result in patterns if pattern.search(decoded))
        return plain.get((decoded, tuple(sorted(query.items())))) or next(found, None)

    return answer


def ghost(folder: Path) -> Host:
    """TryGhost, express-dynamic-redirects: JavaScript's patterns on the raw path."""
    rules = YAML(typ="safe").load((folder / "redirects.yaml").read_text())
    compiled = [(re.compile(source), target) for source, target in rules[301].items()]

    def answer(request: str) -> tuple[int, str] | None:
        path, _ = _parts(request)
        for pattern, target in compiled:
            if pattern.search(path):
                assert "$" not in target, "it would be a group"
                return 301, target
        return None

    return answer


HOSTS: Final = {
    "netlify": netlify,
    "cloudflare": cloudflare,
    "vercel": vercel,
    "wordpress": wordpress,
    "ghost": ghost,
}


def _parts(request: str) -> tuple[str, dict[str, str]]:
    path, _, query = request.partition("?")
    return path, {key: values[0] for key, values in parse_qs(query).items()}


def _utf8(text: str) -> str:
    return text.encode("latin-1").decode()
