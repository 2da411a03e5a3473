"""The writer of output folders: what it may replace and remove, and what never."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from blogark.errors import ArchiveError
from blogark.findings import finding
from exports.output import Output

if TYPE_CHECKING:
    from exports.result import ExportResult

ROOT = Path(__file__).parents[2]


def export(
    to: Path, files: dict[str, str], *, exporter: str = "plain", site: str = "a.example"
) -> ExportResult:
    with Output.open(to, exporter=exporter, site=site) as output:
        for name, text in files.items():
            output.write(name, text)
        return output.finish()


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".blogark")
    }


def state(folder: Path) -> dict[Path, tuple[int, int]]:
    return {
        path: (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def test_files_are_written_once_and_left_alone_after(tmp_path: Path) -> None:
    files = {"a.md": "A", "b/c.md": "C"}
    assert export(tmp_path, files).written == 2
    before = state(tmp_path)
    result = export(tmp_path, files)
    assert (result.written, result.unchanged) == (0, 2)
    assert state(tmp_path) == before


def test_what_we_wrote_is_replaced_and_removed(tmp_path: Path) -> None:
    export(tmp_path, {"a.md": "A", "b/c/d.md": "D", "e.md": "E"})
    result = export(tmp_path, {"a.md": "A2", "e.md": "E"})
    assert (result.written, result.unchanged) == (1, 1)
    assert result.removed == ("b/c/d.md",)
    assert texts(tmp_path) == {"a.md": "A2", "e.md": "E"}
    assert not (tmp_path / "b").exists()


def test_an_edited_file_stays_and_the_new_version_is_put_beside_it(
    tmp_path: Path,
) -> None:
    export(tmp_path, {"a.md": "A"})
    (tmp_path / "a.md").write_text("mine")
    result = export(tmp_path, {"a.md": "A2"})
    assert result.edited == ("a.md",)
    assert texts(tmp_path) == {"a.md": "mine", "a.md.new~": "A2"}
    assert export(tmp_path, {"a.md": "A2"}).written == 0
    assert texts(tmp_path) == {"a.md": "mine", "a.md.new~": "A2"}


def test_a_file_that_a_power_cut_left_empty_is_no_edit(tmp_path: Path) -> None:
    export(tmp_path, {"a.md": "A", "b.md": "B"})
    (tmp_path / "a.md").write_bytes(b"")
    result = export(tmp_path, {"a.md": "A2", "b.md": "B"})
    assert (result.written, result.edited) == (1, ())
    assert texts(tmp_path) == {"a.md": "A2", "b.md": "B"}


def test_a_journal_that_a_power_cut_left_zeros_in_is_read_around(
    tmp_path: Path,
) -> None:
    files = {"a.md": "A"}
    export(tmp_path, files)
    (tmp_path / ".blogark.plain.journal").write_bytes(bytes(99) + b"\n")
    assert export(tmp_path, files).unchanged == 1


def test_nothing_is_put_beside_an_edited_file_if_there_is_nothing_new(
    tmp_path: Path,
) -> None:
    export(tmp_path, {"a.md": "A"})
    (tmp_path / "a.md").write_text("mine")
    assert export(tmp_path, {"a.md": "A"}).edited == ("a.md",)
    assert texts(tmp_path) == {"a.md": "mine"}


def test_a_new_version_that_was_taken_in_is_not_put_there_again(tmp_path: Path) -> None:
    export(tmp_path, {"a.md": "A"})
    (tmp_path / "a.md").write_text("mine")
    export(tmp_path, {"a.md": "A2"})
    (tmp_path / "a.md").write_text("mine and A2")
    (tmp_path / "a.md.new~").unlink()
    export(tmp_path, {"a.md": "A2"})
    assert texts(tmp_path) == {"a.md": "mine and A2"}
    export(tmp_path, {"a.md": "A3"})
    assert texts(tmp_path) == {"a.md": "mine and A2", "a.md.new~": "A3"}


def test_a_new_version_goes_when_the_edit_is_undone(tmp_path: Path) -> None:
    export(tmp_path, {"a.md": "A"})
    (tmp_path / "a.md").write_text("mine")
    export(tmp_path, {"a.md": "A2"})
    (tmp_path / "a.md").write_text("A2")
    assert export(tmp_path, {"a.md": "A2"}).removed == ("a.md.new~",)
    assert texts(tmp_path) == {"a.md": "A2"}


def test_files_of_others_are_never_touched(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine")
    (tmp_path / "notes.md").write_text("my notes")
    result = export(tmp_path, {"a.md": "A"})
    assert result.edited == ("a.md",)
    export(tmp_path, {})
    assert texts(tmp_path) == {"a.md": "mine", "notes.md": "my notes"}


def test_an_edited_file_that_nothing_stands_for_stays_and_is_told(
    tmp_path: Path,
) -> None:
    export(tmp_path, {"a.md": "A"})
    (tmp_path / "a.md").write_text("mine")
    for _ in range(2):
        result = export(tmp_path, {})
        assert (result.removed, result.leftover) == ((), ("a.md",))
    assert texts(tmp_path) == {"a.md": "mine"}


def test_a_removed_file_comes_back(tmp_path: Path) -> None:
    export(tmp_path, {"a.md": "A"})
    (tmp_path / "a.md").unlink()
    assert export(tmp_path, {"a.md": "A"}).written == 1


def test_two_exporters_share_a_folder(tmp_path: Path) -> None:
    export(tmp_path, {"a.md": "A"}, exporter="hugo")
    export(tmp_path, {"_redirects": "R"}, exporter="netlify")
    export(tmp_path, {"b.md": "B"}, exporter="hugo")
    assert texts(tmp_path) == {"_redirects": "R", "b.md": "B"}


def test_the_folder_of_another_blog_is_refused(tmp_path: Path) -> None:
    export(tmp_path, {"a.md": "A"})
    with pytest.raises(ArchiveError, match=r"export of a\.example, not of b\.example"):
        export(tmp_path, {"a.md": "B"}, site="b.example")
    assert texts(tmp_path) == {"a.md": "A"}


@pytest.mark.parametrize(
    "name",
    ["../a", "/a", "a/../../b", "a//b", "", ".", "a\\b", "C:a", "a\0", ".blogark.json"],
)
def test_a_name_that_could_leave_the_folder_is_a_fault(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(ValueError, match="no name"):
        export(tmp_path / "out", {name: "x"})
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_name_that_is_used_twice_is_a_fault(tmp_path: Path) -> None:
    with Output.open(tmp_path, exporter="plain", site="a") as output:
        output.write("a.md", "A")
        with pytest.raises(ValueError, match="written twice"):
            output.write("a.md", "B")


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "posts").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ArchiveError, match="leads out of"):
        export(tmp_path / "out", {"posts/a.md": "A"})
    assert [*(tmp_path / "elsewhere").iterdir()] == []


def test_a_damaged_manifest_is_told_and_nothing_is_touched(tmp_path: Path) -> None:
    export(tmp_path, {"a.md": "A"})
    (tmp_path / ".blogark.json").write_text("{")
    with pytest.raises(ArchiveError, match="is damaged"):
        export(tmp_path, {"a.md": "B"})
    assert texts(tmp_path) == {"a.md": "A"}


def test_a_folder_in_the_place_of_a_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(ArchiveError, match="cannot be written"):
        export(tmp_path, {"a.md": "A"})


def test_two_exports_at_once_are_refused(tmp_path: Path) -> None:
    with (
        FileLock(tmp_path / ".blogark.lock"),
        pytest.raises(ArchiveError, match="Another export is writing"),
    ):
        export(tmp_path, {})


def test_large_files_are_written_piece_by_piece(tmp_path: Path) -> None:
    for expected in (1, 0):
        with Output.open(tmp_path, exporter="wxr", site="a") as output:
            with output.stream("posts.xml") as file:
                file.write(b"<a>")
                output.write("other.txt", "in between")
                file.write(b"</a>")
            assert output.finish().written == expected * 2
    assert (tmp_path / "posts.xml").read_text() == "<a></a>"


def test_copies_have_the_time_of_their_original_and_are_not_read_again(
    tmp_path: Path,
) -> None:
    source = tmp_path / "a.jpg"
    source.write_text("jpg")
    os.utime(source, (1, 1))
    for expected in (1, 0):
        with Output.open(tmp_path / "out", exporter="x", site="a") as output:
            output.add_file("media/a.jpg", source)
            assert output.finish().written == expected
    assert (tmp_path / "out/media/a.jpg").stat().st_mtime == 1


def test_an_edited_copy_stays(tmp_path: Path) -> None:
    source, copy = tmp_path / "a.jpg", tmp_path / "out/a.jpg"
    source.write_text("jpg")
    for text in ("jpg", "smaller"):
        with Output.open(tmp_path / "out", exporter="x", site="a") as output:
            output.add_file("a.jpg", source)
            output.finish()
        copy.write_text("smaller")
        assert copy.read_text() == "smaller", text


def test_what_a_person_must_know_is_in_the_manifest(tmp_path: Path) -> None:
    with Output.open(tmp_path, exporter="x", site="a") as output:
        output.tell(finding("export-cut", "A title was cut.", "ab"), "https://a/b")
        result = output.finish()
    assert result.findings[0].post_url == "https://a/b"
    assert "A title was cut." in (tmp_path / ".blogark.json").read_text()


@pytest.mark.parametrize("stop_at", ["note", "replace", "write"])
def test_a_killed_export_leaves_whole_files_that_the_next_one_knows(
    tmp_path: Path, stop_at: str
) -> None:
    """Killed between any two steps; afterwards nothing counts as edited."""
    export(tmp_path, {"a.md": "A", "b.md": "B"})
    script = textwrap.dedent(
        f"""
        import os, signal, sys
        from pathlib import Path
        from exports.manifest import Manifest
        from exports.output import Output

        def die(*args, **kwargs):
            os.kill(os.getpid(), signal.SIGKILL)

        with Output.open(Path(sys.argv[1]), exporter="plain", site="a.example") as out:
            out.write("a.md", "A2")
            if {stop_at!r} == "note":
                Manifest.note = die
            elif {stop_at!r} == "replace":
                Path.replace = die
            else:
                Manifest.write = die
            out.write("b.md", "B2")
            out.finish()
        """
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 - our own script
    assert run.returncode == -signal.SIGKILL
    assert texts(tmp_path)["a.md"] == "A2"
    result = export(tmp_path, {"a.md": "A3", "b.md": "B3"})
    assert (result.written, result.edited) == (2, ())
    assert texts(tmp_path) == {"a.md": "A3", "b.md": "B3"}
    assert sorted(path.name for path in tmp_path.glob(".blogark*")) == [
        ".blogark.json",
        ".blogark.lock",
    ]
