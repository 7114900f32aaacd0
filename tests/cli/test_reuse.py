"""`rhetoric reuse`: what statements share, and what was changed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from click.testing import Result

from rhetoric.reuse.table import COLUMNS
from rhetoric.settings import Project

Run = Callable[..., Result]

SHARED = "the mayor promised that the bridge over the river will be repaired before the rains"


@pytest.fixture(autouse=True)
def shared(small_project: Project) -> None:
    """Two statements of different camps that share a sentence but for a word."""
    for name, group, day, text in (
        ("2020-05-north-note", "NORTH", "2020-05-02", SHARED),
        ("2020-06-east-note", "EAST", "2020-06-02", SHARED.replace("river", "wide river")),
    ):
        (small_project.texts / f"{name}.md").write_text(
            f"---\nid: {name}\ntitle: A note\ndate: {day}\ngroup: {group}\nmedium: letter\n"
            f"language: en\nsource: A book\n---\nWe heard that {text}.\n",
            "utf-8",
        )


def test_in_a_pipe_it_is_tab_separated(run: Run) -> None:
    lines = run("reuse", "--words-only").stdout.splitlines()
    assert [line.split("\t")[:-1] for line in lines] == [
        ["kind", "score", "words", "first", "second", "earlier", "relation"],
        ["same-words", "0.973", "18", "2020-05-north-note:1", "2020-06-east-note:1", "first",
         "other camp"],
    ]  # fmt: skip


def test_every_format_tells_the_same(run: Run) -> None:
    (row,) = json.loads(run("reuse", "--words-only", "--format", "json").stdout)
    (line,) = run("reuse", "--words-only", "--format", "jsonl").stdout.splitlines()
    text = run("reuse", "--words-only", "--format", "csv").stdout
    (cells,) = csv.DictReader(io.StringIO(text))
    assert tuple(row) == COLUMNS == tuple(cells)
    assert json.loads(line) == row
    assert {name: str(value) for name, value in row.items()} == cells
    assert (row["least_days"], row["most_days"]) == (31, 31)


def test_the_changes_are_shown_between_marks(run: Run) -> None:
    shown = run("reuse", "--words-only", "--diff").stdout
    assert shown == (
        "1. same-words: 18 of 19 words are the same, in the same order; other camp;"
        " the first is earlier\n"
        "  2020-05-north-note:1 · NORTH · 2020-05-02\n"
        f"    We heard that {SHARED}\n"
        "  2020-06-east-note:1 · EAST · 2020-06-02\n"
        f"    We heard that {SHARED.replace('river', '{+wide+} river')}\n\n"
    )


def test_the_changes_as_data_give_back_both_texts(run: Run) -> None:
    (row,) = json.loads(run("reuse", "--words-only", "--diff", "--format", "json").stdout)
    assert "".join(change["before"] for change in row["changes"]) == row["first_text"]
    assert "".join(change["after"] for change in row["changes"]) == row["second_text"]
    assert {"kind": "inserted", "before": "", "after": "wide "} in row["changes"]


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ("--across camp", 1), ("--across group", 1), ("--between NORTH EAST", 1),
        ("--between WEST EAST", 1), ("--between EAST STATE", 0), ("--group NORTH", 1),
        ("--group WEST", 0), ("2020-05-north-note", 1), ("2020-05-north-note --group EAST", 1),
        ("2020-05-north-note --group NORTH", 0), ("2020-north-answer", 0), ("--after 2020-07", 0),
        ("--least-words 19", 0), ("--least-score 0.98", 0), ("--kind same-words", 1),
    ],
)  # fmt: skip
def test_what_is_looked_for_can_be_chosen(run: Run, options: str, count: int) -> None:
    done = run("reuse", "--words-only", *options.split(), "--format", "json")
    assert (done.exit_code, len(json.loads(done.stdout or "[]"))) == (0, count)
    assert ("no passage is shared" in done.stderr) == (not count)


def test_formulae_of_the_project_are_set_aside(run: Run, small_project: Project) -> None:
    path = small_project.lexicons / "formulae.yaml"
    path.write_text(f"en:\n  - {' '.join(SHARED.split()[:9])}\n", "utf-8")
    assert "no passage is shared" in run("reuse", "--words-only").stderr
    path.write_text("en: [bridge]\n", "utf-8")
    done = run("reuse", "--words-only")
    assert done.exit_code == 2
    assert "may be a single word" in done.stderr
    assert "formulae.yaml:1, field 'en'" in done.stderr
    done = run("check")
    assert "formulae.yaml:1: error: 'bridge' may be a single word" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("2020-nothing", "unknown statement '2020-nothing'"),
        ("--between NORTH SOUTH", "unknown group or camp 'SOUTH'"),
        ("--kind translations", "did you mean 'translation'?"),
        ("--words-only --kind translation", "--words-only finds the same words alone"),
        ("--least-words 2", "not in the range"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(run: Run, options: str, told: str) -> None:
    done = run("reuse", *options.split())
    assert done.exit_code == 2
    assert told in done.stderr
    assert "Traceback" not in done.output
