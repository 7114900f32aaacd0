"""`rhetoric frames`: the ledger of the corpus, or of a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from rhetoric.ledger import COLUMNS
from rhetoric.settings import Project

Run = Callable[..., Result]


def test_the_corpus_as_json_is_a_list_of_objects(run: Run) -> None:
    done = run("frames", "--words-only", "--format", "json")
    rows = json.loads(done.stdout)
    assert all(tuple(row) == COLUMNS for row in rows)
    charge = next(r for r in rows if r["statement"] == "2020-03-01-east-speech")
    assert (charge["group"], charge["theme"], charge["function"], charge["target"]) == (
        "EAST", "talks", "asserts", "NORTH",
    )  # fmt: skip
    assert (charge["date_from"], charge["date_to"]) == ("2020-03-01", "2020-03-01")
    assert charge["unconfirmed"] is False


def test_every_format_tells_the_same(run: Run) -> None:
    as_json = json.loads(run("frames", "--words-only", "--format", "json").stdout)
    lines = run("frames", "--words-only", "--format", "jsonl").stdout.splitlines()
    as_csv = list(
        csv.DictReader(io.StringIO(run("frames", "--words-only", "--format", "csv").stdout))
    )
    assert [json.loads(line) for line in lines] == as_json
    assert [r["evidence"] for r in as_csv] == [r["evidence"] for r in as_json]
    assert tuple(as_csv[0]) == COLUMNS


def test_in_a_pipe_it_is_tab_separated_with_dates_as_they_are_known(run: Run) -> None:
    lines = run("frames", "--words-only").stdout.splitlines()
    assert lines[0].split("\t") == [
        "passage", "date", "group", "theme", "function", "target", "score", "evidence",
    ]  # fmt: skip
    answer = next(line.split("\t") for line in lines if line.startswith("2020-north-answer:1\t"))
    assert answer[1:5] == ["2020-04/2020-06", "NORTH", "talks", "rejects"]


def test_themes_can_be_chosen(run: Run) -> None:
    done = run("frames", "--words-only", "--theme", "friendship", "--format", "json")
    assert {row["theme"] for row in json.loads(done.stdout)} == {"friendship"}
    done = run("frames", "--words-only", "--theme", "freindship")
    assert done.exit_code == 2
    assert "did you mean 'friendship'" in done.stderr


TABLE = """\
id,text,speaker,lang
1,They negotiate with the government.,Western League,en
2,"They say that we negotiate with the government, which is false.",WEST,en
3,It rained.,NORTH,en
"""


def test_a_table_gives_one_object_a_frame_use(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(TABLE, "utf-8")
    done = run(
        "frames", table, "--id", "id", "--text", "text", "--group", "speaker", "--lang", "lang",
        "--format", "jsonl", "--words-only",
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(r["id"], r["theme"], r["function"]) for r in rows] == [
        ("1", "talks", "asserts"), ("2", "talks", "rejects"),
    ]  # fmt: skip
    for row in rows:
        assert {"target", "score", "start", "end", "evidence", "passage", "reason", "voice"} <= set(
            row
        )
        text = next(
            csv_row for csv_row in csv.DictReader(io.StringIO(TABLE)) if csv_row["id"] == row["id"]
        )
        assert text["text"][row["start"] : row["end"]] == row["evidence"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.tsv", "id\ttext\tgroup\n1\tThey negotiate with the government.\tWEST\n"),
        ("t.jsonl", '{"id": 1, "text": "They negotiate with the government.", "group": "WEST"}\n'),
        ("t.csv", "text,group\nThey negotiate with the government.,WEST\n"),
    ],
)
def test_usual_columns_need_not_be_named(run: Run, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    done = run("frames", tmp_path / name, "--words-only", "--format", "json")
    (row,) = json.loads(done.stdout)
    assert (row["group"], row["theme"]) == ("WEST", "talks")


@pytest.mark.parametrize(
    ("name", "text", "options", "message"),
    [
        ("t.csv", "a,b\n1,2\n", [], "t.csv:2, field 'text': unknown column 'text'"),
        ("t.csv", "text\nx\n", ["--group", "who"], "unknown column 'who'"),
        ("t.jsonl", "{\n", [], "t.jsonl:1: not valid JSON"),
        ("t.docx", "x", [], "'.docx' is not a table this command reads"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(
    run: Run, tmp_path: Path, name: str, text: str, options: list[str], message: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    done = run("frames", tmp_path / name, *options)
    assert done.exit_code == 2
    assert message in done.stderr


def test_columns_without_a_table_are_refused(run: Run) -> None:
    done = run("frames", "--text", "body")
    assert done.exit_code == 2
    assert "--text names a column of TABLE" in done.stderr


def test_a_group_in_a_table_that_is_no_actor_is_warned_of_once(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(
        "text,group\nIt rained.,NROTH\nx,Northern Front\ny,NROTH\nz,xyz\nz,\n", "utf-8"
    )
    assert run("frames", table, "--words-only", "--format", "json").stderr == (
        "warning: groups that are no known actor belong to no camp\n"
        f"  {table}: unknown group 'NROTH'; did you mean 'NORTH'?\n"
        f"  {table}: unknown group 'xyz'\n"
    )


def test_where_there_is_nothing_to_look_at_this_is_said(
    run: Run, small_project: Project, tmp_path: Path
) -> None:
    table = tmp_path / "t.csv"
    for text in ("", "text\n"):
        table.write_text(text, "utf-8")
        done = run("frames", table, "--words-only", "--format", "json")
        assert (done.exit_code, done.stdout) == (0, "[]\n")
        assert done.stderr == f"{table}: there are no rows\n"
    for path in small_project.texts.iterdir():
        path.unlink()
    done = run("frames")
    assert done.exit_code == 2
    assert "there are no statements yet\n  add some with" in done.stderr


def test_nothing_found_is_said_beside_the_data(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("text\nIt rained.\n", "utf-8")
    assert run("frames", table, "--words-only").stderr == "no frame uses\n"
    assert run("frames", table, "--words-only", "--format", "json").stdout == "[]\n"
    header = run("frames", table, "--words-only", "--format", "csv").stdout
    assert header == ",".join(["id", *COLUMNS[1:]]) + "\n"
