"""A document of rich content while it is read: what is found on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from blogark.document import Unknown
from blogark.findings import Finding, finding
from blogark.walking import walk
from blogark.wix.coverage import lost_words, texts
from blogark.wix.gaps import gap
from blogark.wix.rich_text import anchor_of
from blogark.wix.values import raw_json, strings_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogark.document import Blocks

# Keys whose strings an author wrote and a reader sees, in either dialect.
_SEEN: Final = frozenset(
    {"text", "title", "name", "caption", "description", "buttonText", "address"}
)


@dataclass(slots=True)
class Reading:
    """One document as it is being read: where it stands, and what was found."""

    base_url: str
    findings: list[Finding] = field(default_factory=list)
    _styles: set[str] = field(default_factory=set)

    def unknown(self, kind: str, value: object, key: str) -> Unknown:
        """Return *value* as it is, with the text in it, and make a finding of it."""
        anchor = anchor_of(key)
        kind = kind.lower() or "nameless"
        where = f" {anchor}" if anchor else ""
        self.findings.append(
            finding(
                "block-unknown",
                f"The {kind} block{where} is not one that Blogark understands: it is "
                "kept as it was, check it against the live page.",
                anchor or "",
            )
        )
        text = "\n".join(seen_strings(value))
        return Unknown(kind=kind, raw=raw_json(value), text=text, anchor=anchor)

    def unknown_style(self, name: str) -> None:
        """Make a finding of a way to set text that is not known, one for each."""
        if name in self._styles:
            return
        self._styles.add(name)
        message = f"Text is marked as “{name}”, which Blogark does not know: the text "
        message += "is kept, the mark is not."
        self.findings.append(finding("style-unknown", message, name))

    def check(self, shown: Sequence[str], blocks: Blocks) -> None:
        """Report what *blocks* leave open, and the words *shown* that they lack."""
        for block in walk(blocks):
            if (reason := gap(block, "The post's data")) is not None:
                self.findings.append(reason)
        if lost := lost_words(shown, texts(blocks)):
            message = "Words of the post's data are not in what was read: compare the "
            message += "post with the live page."
            self.findings.append(finding("text-not-read", message, lost))


def seen_strings(value: object) -> Iterator[str]:
    """Yield the strings of *value* that an author wrote and a reader sees."""
    return strings_in(value, _SEEN.__contains__)
