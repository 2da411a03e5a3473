"""What the exit codes of all commands mean."""

from __future__ import annotations

COMPLETE, COULD_NOT_RUN, SOMETHING_MISSING = 0, 1, 2
