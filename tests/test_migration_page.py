"""docs/migration.md: its script does what the page says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.exports.export_cases import make_archive

PAGE = Path(__file__).parents[1] / "docs" / "migration.md"
SCRIPT = re.findall(
    r"^```python\n(.+?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)[0]


def test_the_script_has_about_twenty_lines() -> None:
    assert len(SCRIPT.splitlines()) <= 23


def test_the_script_carries_posts_files_and_links_over(tmp_path: Path) -> None:
    pages = migrated(make_archive("blocks", tmp_path / "blog"), tmp_path)
    shown = {
        name for page in pages for name in re.findall(r'src="media/([^"]+)"', page)
    }
    assert shown
    assert shown <= {path.name for path in (tmp_path / "new/media").iterdir()}


def test_the_script_takes_a_blog_without_files(tmp_path: Path) -> None:
    archive = make_archive("links", tmp_path / "blog")
    assert not (archive / "media").exists()
    assert migrated(archive, tmp_path)


def migrated(archive: Path, tmp_path: Path) -> list[str]:
    """Run the script, and return the pages that it writes."""
    (tmp_path / "migrate.py").write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - the script of the page, in a folder of ours
        [sys.executable, "migrate.py", archive, "new"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pages = [path.read_text(encoding="utf-8") for path in tmp_path.glob("new/*.html")]
    assert len(pages) == len(done.stdout.splitlines())
    return pages
