"""All of a change takes place, or nothing of it; one process changes a corpus at a time."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from filelock import FileLock

from rhetoric.collection import transaction
from rhetoric.collection.transaction import changing, recover
from rhetoric.errors import DuplicateError, InputError
from rhetoric.settings import Project
from rhetoric.sources.folder import read_texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "texts"
    path.mkdir()
    (path / "old.md").write_text("old", "utf-8")
    return path


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "texts.lock"


def content(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): p.read_text("utf-8")
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def test_what_is_planned_takes_place_at_the_end(folder: Path, lock: Path) -> None:
    with changing(folder, lock) as change:
        change.write("new.md", "new")
        change.write("old.md", "changed", over=True)
        change.append("log", "a line\n")
        assert content(folder)["old.md"] == "old"
    assert content(folder) == {"log": "a line\n", "new.md": "new", "old.md": "changed"}


def test_an_error_leaves_everything_as_it_was(folder: Path, lock: Path) -> None:
    def failing() -> None:
        with changing(folder, lock) as change:
            change.write("new.md", "new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert content(folder) == {"old.md": "old"}
    assert [p.name for p in folder.iterdir()] == ["old.md"]


def test_a_new_file_never_takes_the_place_of_another(folder: Path, lock: Path) -> None:
    def overwriting() -> None:
        with changing(folder, lock) as change:
            change.write("first.md", "first")
            change.write("old.md", "new")

    with pytest.raises(DuplicateError):
        overwriting()
    assert content(folder) == {"old.md": "old"}


def test_a_move_keeps_what_is_moved(folder: Path, lock: Path) -> None:
    with changing(folder, lock) as change:
        change.move("old.md", ".removed/old.md")
    assert content(folder) == {".removed/old.md": "old"}


def test_somebody_who_does_not_finish_is_told_of(folder: Path, lock: Path) -> None:
    lock.parent.mkdir()
    with (
        FileLock(lock),
        pytest.raises(InputError, match="another process has been changing this corpus"),
        changing(folder, lock, patience=0.05),
    ):
        pass


@pytest.mark.parametrize("step", range(4))
def test_killed_at_any_step_the_next_process_finishes_the_change(
    folder: Path, lock: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    steps = iter(range(10))
    place, append = transaction._place, transaction._append

    def stop() -> None:
        if next(steps) == step:
            raise KeyboardInterrupt  # as good as a kill: nothing is cleared after the plan

    def placing(new: Path, path: Path) -> None:
        stop()
        place(new, path)

    def appending(source: Path, to: Path) -> None:
        append(source, to)
        stop()

    monkeypatch.setattr(transaction, "_place", placing)
    monkeypatch.setattr(transaction, "_append", appending)
    try:
        with changing(folder, lock) as change:
            change.append("log", "a line\n")
            for name in ("a.md", "b.md"):
                change.write(name, name)
    except KeyboardInterrupt:
        pass
    monkeypatch.undo()
    recover(folder)
    assert content(folder) == {"a.md": "a.md", "b.md": "b.md", "log": "a line\n", "old.md": "old"}
    assert not list(folder.glob(".staged-*"))


def test_what_is_told_twice_in_one_change_stands_there_once(folder: Path, lock: Path) -> None:
    with changing(folder, lock) as change:
        change.append("log", "a line\n")
        change.append("log", "another\n")
        steps, staged = list(change.steps), change.staged
        kept = {p.name: p.read_bytes() for p in staged.iterdir()}
    staged.mkdir()  # as if killed behind the last step
    for name, data in kept.items():
        (staged / name).write_bytes(data)
    (staged / "plan.json").write_text(json.dumps(steps), "utf-8")
    recover(folder)
    assert content(folder)["log"] == "a line\nanother\n"


@pytest.mark.parametrize(("there", "expected"), [
    ("first\n", "first\na line\n"),
    ("first\na li", "first\na line\n"),
    ("first\nodd", "first\nodd\na line\n"),
])  # fmt: skip
def test_a_line_that_was_cut_short_is_completed(
    folder: Path, lock: Path, there: str, expected: str
) -> None:
    (folder / "log").write_text(there, "utf-8")
    with changing(folder, lock) as change:
        change.append("log", "a line\n")
    assert content(folder)["log"] == expected


def test_killed_before_the_plan_nothing_is_left(folder: Path, lock: Path) -> None:
    staged = folder / ".staged-abc"
    staged.mkdir()
    (staged / "0-new.md").write_text("half", "utf-8")
    with changing(folder, lock):
        pass
    assert [p.name for p in folder.iterdir()] == ["old.md"]


ADDING = """
    import sys
    from pathlib import Path
    from rhetoric.collection import add_statement
    from rhetoric.settings import open_project

    project, files = open_project(Path(sys.argv[1])), sys.argv[2:]
    for file in files:
        add_statement(project, Path(file), date="2021", group="NORTH", language="en")
"""


@pytest.mark.slow
def test_two_processes_that_add_at_once_do_no_harm(small_project: Project, tmp_path: Path) -> None:
    shared = tmp_path / "shared.txt"
    shared.write_text("The market is open.", "utf-8")
    running = []
    for name in "ab":
        files = [shared]
        for number in range(5):
            file = tmp_path / f"{name}{number}.txt"
            file.write_text(f"Road {name} {number} is open.", "utf-8")
            files.append(file)
        command = [sys.executable, "-c", textwrap.dedent(ADDING), small_project.root, *files]
        running.append(subprocess.Popen([str(part) for part in command]))
    assert [process.wait() for process in running] == [0, 0]
    bodies = [s.body for s in read_texts(small_project.texts)]
    assert len(bodies) == len(set(bodies)) == 3 + 1 + 10
