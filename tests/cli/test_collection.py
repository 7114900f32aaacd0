"""The commands that look after the corpus."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from rhetoric.settings import Project

from .conftest import Run

LETTER = "2019-05-north-letter"


def test_list_prints_the_statements(run: Run) -> None:
    done = run("list", "--group", "Northern Front")
    assert done.exit_code == 0, done.stderr
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == [
        "id", LETTER, "2020-north-answer",
    ]  # fmt: skip
    assert json.loads(run("list", "--format", "json").stdout)[0]["title"] == "A letter"


def test_show_prints_a_statement(run: Run) -> None:
    done = run("show", LETTER)
    assert done.exit_code == 0, done.stderr
    assert "title: A letter\n" in done.stdout
    assert "[2] It rained in the valley.\n" in done.stdout
    wrong = run("show", "2019-05-north-leter")
    assert wrong.exit_code == 2
    assert f"did you mean '{LETTER}'?" in wrong.stderr


def test_edit_sets_fields_and_refuses_what_is_not_valid(run: Run, small_project: Project) -> None:
    assert run("edit", LETTER, "--set", "medium=audio").stdout == f"changed {LETTER}\n"
    assert run("edit", LETTER, "--set", "medium=audio").stdout == "nothing was changed\n"
    done = run("edit", LETTER, "--set", "medium=pigeon")
    assert done.exit_code == 2
    assert "field 'medium': 'pigeon' is not known here" in done.stderr
    assert "medium: audio" in (small_project.texts / f"{LETTER}.md").read_text("utf-8")


def test_edit_opens_the_editor(
    run: Run, small_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "path.write_text(path.read_text('utf-8').replace('rained', 'snowed'), 'utf-8')\n"
        "import os; os.utime(path, (2**31, 2**31))\n",
        "utf-8",
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    done = run("edit", LETTER)
    assert done.stdout == f"changed {LETTER}\n", done.stderr
    assert "snowed" in (small_project.texts / f"{LETTER}.md").read_text("utf-8")


def test_an_editor_that_does_not_work_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    done = run("edit", LETTER)
    assert done.exit_code == 2
    assert "the editor did not work" in done.stderr
    assert "use --set FIELD=VALUE" in done.stderr


def test_show_says_what_is_not_scored(run: Run, small_project: Project) -> None:
    text = (small_project.texts / f"{LETTER}.md").read_text("utf-8").split("---\n")[2].strip()
    first = text.index("\n\n")
    times = (
        f"start,end,begins,ends,mark\n0,{first},0.0,2.0,\n{first + 2},{len(text)},2.0,4.0,loop\n"
    )
    (small_project.texts / f"{LETTER}.times.csv").write_text(times, "utf-8")
    done = run("show", LETTER)
    assert "[2 00:00:02–00:00:04, loop: not scored] It rained" in done.stdout, done.stderr


def test_what_was_linked_to_a_removed_statement_is_told(run: Run) -> None:
    run("edit", "2020-north-answer", "--set", f"reprint_of={LETTER}")
    done = run("remove", LETTER)
    assert "2020-north-answer: linked to what was removed" in done.stderr
    assert f"put back with: rhetoric restore {LETTER}" in done.stderr


def test_remove_and_restore(run: Run) -> None:
    assert run("remove", LETTER).stdout == f"removed {LETTER}\n"
    assert LETTER not in run("list").stdout
    assert LETTER in run("restore").stdout
    assert run("restore", LETTER).stdout == f"restored {LETTER}\n"
    assert LETTER in run("list").stdout
    log = json.loads(run("log", LETTER, "--format", "json").stdout)
    assert [entry["action"] for entry in log] == ["remove", "restore"]


def test_export_writes_a_file_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    assert run("export", path).stdout == f"wrote 3 statements to {path}\n"
    again = run("export", path)
    assert again.exit_code == 2
    assert "--replace" in again.stderr


def test_a_table_is_added_in_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "roads.csv"
    lines = ["text,group,date", *(f"Road {n} is open.,NORTH,2020" for n in range(60))]
    path.write_text("\n".join(lines), "utf-8")
    done = run("add", path, "--language", "en", "--source", "A table")
    assert done.stdout == "added 60 statements to roads.parquet\n", done.stderr
    again = run("add", path, "--language", "en", "--source", "A table")
    assert again.stdout == "added none; 60 already there\n"
