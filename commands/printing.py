"""What commands say on stdout, to a person or a program."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper


def say(text: str) -> None:
    """Print *text*, with question marks for what the terminal has no letters for.

    To whoever still listens: ``| head`` does not, after a while.
    """
    encode_anything()
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # Python would try again when it ends, and say that it cannot.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def encode_anything() -> None:
    """See to it that a title which does not fit a terminal's encoding is no error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
