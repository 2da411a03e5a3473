"""Where `pipelines.save_media` keeps files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scrapy.pipelines.files import FSFilesStore

if TYPE_CHECKING:
    from io import BytesIO

    from scrapy.pipelines.media import MediaPipeline


_PART: Final = ".part-"


class AtomicFilesStore(FSFilesStore):
    """Keep files so that none is ever seen half-written, power cuts included."""

    def remove_parts(self, folder: str) -> None:
        """Remove what killed runs have left in *folder*; no other run may be there."""
        for part in Path(self.basedir, folder).glob(f"{_PART}*"):
            part.unlink()

    def persist_file(
        self,
        path: str | os.PathLike[str],
        buf: BytesIO,
        info: MediaPipeline.SpiderInfo,
        meta: dict[str, Any] | None = None,  # noqa: ARG002 - Scrapy's signature
        headers: dict[str, str] | None = None,  # noqa: ARG002 - the same
    ) -> None:
        final = Path(self.basedir, path)
        self._mkdir(final.parent, info)
        descriptor, name = tempfile.mkstemp(dir=final.parent, prefix=_PART)
        partial = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(buf.getbuffer())
                file.flush()
                os.fsync(file.fileno())  # the bytes are there before the name is
            partial.chmod(0o644)  # mkstemp makes it private
            partial.replace(final)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
