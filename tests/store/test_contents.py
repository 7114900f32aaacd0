"""Which files of statements changed since they were indexed."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rhetoric.errors import StatementError
from rhetoric.sources.times import times_path
from rhetoric.store.contents import Difference, FileState, difference

Age = Callable[[Path], None]


def known(folder: Path) -> tuple[FileState, ...]:
    """What is known of a folder when all of it was read."""
    return difference(folder, ()).changed


@pytest.fixture
def texts(kept: Any, grow_old: Age) -> Path:
    """Two statements, written an hour ago."""
    for name in ("a-note", "b-note"):
        grow_old(kept.write(name, "The river rose."))
    return kept.texts


def test_a_folder_nothing_is_known_of_has_changed_as_a_whole(texts: Path) -> None:
    assert [f.path for f in known(texts)] == ["a-note.md", "b-note.md"]


def test_what_is_known_has_not_changed(texts: Path) -> None:
    assert difference(texts, known(texts)) == Difference((), (), (), 2)


def test_a_file_that_was_not_touched_is_not_read(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = known(texts)

    def never(*_: object) -> str:
        raise AssertionError("it was read")

    monkeypatch.setattr("rhetoric.store.contents._digest", never)
    assert not difference(texts, before)


def test_files_are_added_changed_and_removed(texts: Path) -> None:
    before = known(texts)
    (texts / "a-note.md").unlink()
    (texts / "b-note.md").write_text("another", "utf-8")
    (texts / "c-note.md").write_text("a new one", "utf-8")
    found = difference(texts, before)
    assert [f.path for f in found.changed] == ["b-note.md", "c-note.md"]
    assert found.gone == ("a-note.md",)
    assert found


def test_a_file_that_was_only_touched_has_not_changed(texts: Path, grow_old: Age) -> None:
    before = known(texts)
    grow_old(texts / "a-note.md")
    found = difference(texts, before)
    assert not found
    assert [f.path for f in found.touched] == ["a-note.md"]


def test_a_file_changed_within_the_tick_of_the_clock_is_noticed(texts: Path) -> None:
    path = texts / "a-note.md"
    path.write_text("The river rose.", "utf-8")
    before = known(texts)
    stat = path.stat()
    path.write_text("The river fell.", "utf-8")
    # As on a disk that tells time by the second: size, time and number are what they were.
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (
        stat.st_size, stat.st_mtime_ns, stat.st_ino,
    )  # fmt: skip
    assert [f.path for f in difference(texts, before).changed] == ["a-note.md"]


def test_a_file_too_young_is_trusted_when_it_has_grown_old(texts: Path, grow_old: Age) -> None:
    (texts / "a-note.md").write_text("The river rose.", "utf-8")
    young = {f.path: f for f in known(texts)}
    assert young["a-note.md"].stamp == ""
    assert young["b-note.md"].stamp
    grow_old(texts / "a-note.md")
    (old,) = difference(texts, young.values()).touched
    assert old.stamp
    assert old.digest == young["a-note.md"].digest


def test_times_belong_to_their_statement(texts: Path, grow_old: Age) -> None:
    before = known(texts)
    beside = times_path(texts / "a-note.md")
    beside.write_text("start,end,begins,ends,mark\n", "utf-8")
    grow_old(beside)
    with_times = difference(texts, before).changed
    assert [f.path for f in with_times] == ["a-note.md"]
    beside.write_text("start,end,begins,ends,mark\n0,3,0,1,\n", "utf-8")
    assert difference(texts, [*before[1:], *with_times]).changed
    beside.unlink()
    assert difference(texts, [*before[1:], *with_times]).changed


def test_what_is_no_statement_does_not_count(texts: Path) -> None:
    before = known(texts)
    for name in (".hidden.md", "notes.txt", "b-note.md~"):
        (texts / name).write_text("The river rose.", "utf-8")
    assert not difference(texts, before)


def test_a_file_that_cannot_be_read_is_told(texts: Path) -> None:
    (texts / "a-note.md").unlink()
    (texts / "a-note.md").symlink_to(texts / "nowhere")
    with pytest.raises(StatementError, match=r"a-note\.md: cannot be read: No such file"):
        known(texts)
