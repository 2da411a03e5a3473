"""File names that a person can read, that no two files share, and that are safe.

A name is ``<words>-<id>.<extension>`` in ASCII letters, digits, ``-`` and ``.``: it has
no folder, no leading dot, no reserved word of any system, and stays under 100
characters, whatever strangers wrote.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from slugify import slugify

MAX_WORDS: Final = 60
_ID_LENGTH: Final = 10
"""40 bits: among 10,000 files the odds that two ids meet are 1 in 20,000."""
# A name that only repeats an id tells a reader nothing.
_MACHINE_NAME = re.compile(r"[0-9a-f]{32}|^file$", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w.-]+")
_STEM = re.compile(rf"[a-z0-9-]+-[0-9a-f]{{{_ID_LENGTH}}}")
_EXTENSION = re.compile(r"\.([a-z0-9]{1,8})$")


def words(text: str) -> str:
    """Return *text* as lower-case ASCII words joined by ``-``; ``""`` if none is left.

    Letters of other scripts are transliterated; a long text ends at a whole word.
    """
    return slugify(text, max_length=MAX_WORDS, word_boundary=True, save_order=True)


def short_id(key: str) -> str:
    """Return ten hexadecimal digits that depend on *key* alone."""
    return hashlib.sha256(key.encode()).hexdigest()[:_ID_LENGTH]


def stem(label: str, key: str) -> str:
    """Return a file name without extension: *label* to read, *key* to be unique."""
    return f"{words(label) or 'file'}-{short_id(key)}"


def is_stem(text: str) -> bool:
    """Tell whether *text* looks like what `stem` returns."""
    return _STEM.fullmatch(text) is not None


def extension(name: str) -> str:
    """Return the extension of a file name or path, lower-case, without its dot."""
    match = _EXTENSION.search(name.lower())
    return match[1] if match else ""


def without_extension(name: str) -> str:
    """Return *name* without what `extension` finds in it."""
    return name.rpartition(".")[0] if extension(name) else name


def label(name: str, slug: str) -> str:
    """Return what a file is best named after: its own *name*, or its post's *slug*."""
    own = without_extension(name)
    return own if words(own) and not _MACHINE_NAME.search(own) else slug


def shown(path: str | Path) -> str:
    """Return *path* as text: systems have names whose bytes are no letters."""
    return os.fsencode(path).decode(errors="replace")


def archive_folder(base: str) -> Path:
    """Return the folder, relative to the current one, for the site at *base*.

    ``https://www.example.com`` gives ``archives/www.example.com``,
    ``https://ann.wixsite.com/blog`` gives ``archives/ann.wixsite.com/blog``. No part of
    it can lead elsewhere: each is made of letters, digits, ``.``, ``-`` and ``_``. With
    and without ``www.`` it is one site: the folder that is there already is taken.
    """
    parts = urlsplit(base)
    steps = (parts.netloc.lower(), *unquote(parts.path).split("/"))
    names = (_UNSAFE.sub("_", step).lstrip(".") for step in steps)
    host, *folders = (name for name in names if name)
    bare = host.removeprefix("www.")
    other = bare if host != bare else f"www.{host}"
    is_other = Path("archives", other).is_dir() and not Path("archives", host).is_dir()
    return Path("archives", other if is_other else host, *folders)
