"""How commands end: what their exit codes mean, and how an error is told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from blogark.terminal import printable

if TYPE_CHECKING:
    from blogark.errors import BlogarkError

COMPLETE, COULD_NOT_RUN, SOMETHING_MISSING = 0, 1, 2


def could_not_run(error: BlogarkError) -> int:
    """Tell a person of *error* in its one sentence, and return the exit code."""
    print(f"Error: {printable(str(error))}", file=sys.stderr)
    return COULD_NOT_RUN
