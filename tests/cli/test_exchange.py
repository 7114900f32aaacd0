"""`rhetoric exchange`: who answers whom, and which side follows the other."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from rhetoric.exchange import COLUMNS, LAG_COLUMNS
from rhetoric.settings import Project

Run = Callable[..., Result]
CHARGE, ANSWER = "2020-03-01-east-speech", "2020-north-answer"
FAST = ("exchange", "--words-only", "--between", "NORTH", "EAST")


def test_the_answers_as_json_have_every_part(run: Run) -> None:
    rows = json.loads(run(*FAST, "--format", "json").stdout)
    assert [(r["later"], r["kind"], r["earlier"]) for r in rows] == [(ANSWER, "denies", CHARGE)]
    assert tuple(rows[0]) == COLUMNS
    assert 0 < rows[0]["score"] <= 1
    assert rows[0]["days_least"] == 31


def test_every_format_tells_the_same(run: Run) -> None:
    as_json = json.loads(run(*FAST, "--format", "json").stdout)
    as_csv = list(csv.DictReader(io.StringIO(run(*FAST, "--format", "csv").stdout)))
    assert [r["later_text"] for r in as_csv] == [r["later_text"] for r in as_json]
    assert tuple(as_csv[0]) == COLUMNS


def test_a_table_names_the_parts(run: Run) -> None:
    head, row = run(*FAST).stdout.splitlines()
    assert head.split("\t")[:2] == ["score", "statement"]
    for part in ("theme", "reversal", "nearness", "naming", "precedes", "gap"):
        assert part in row
    assert "denies talks" in row


def test_one_statement_with_its_passages(run: Run) -> None:
    told = run(*FAST, ANSWER).stdout
    assert f"{ANSWER} answers: 1 statement\n" in told
    assert f"{CHARGE}:1 [0–50]" in told
    assert "      The Northern Front negotiates with the government." in told
    assert "is answered by: no statements" in told
    assert "too few statements to test" in told


def test_the_chain_is_drawn(run: Run) -> None:
    lines = run(*FAST, "--chain").stdout.splitlines()
    assert lines[0] == f"2020-03-01  EAST  {CHARGE}"
    assert lines[1].startswith(f"└─ 2020-04/2020-06  NORTH  {ANSWER}  (denies talks, 0.")


def test_lead_and_lag(run: Run) -> None:
    rows = json.loads(run(*FAST, "--lag", "--format", "json").stdout)
    assert all(tuple(r) == LAG_COLUMNS for r in rows)
    talks = next(r for r in rows if (r["theme"], r["leader"]) == ("talks", "EAST"))
    assert (talks["leading"], talks["following"], talks["p"]) == (1, 1, None)
    assert "too few" in talks["note"]


def test_quotations_keep_to_the_cap(run: Run, small_project: Project) -> None:
    settings = small_project.root / "rhetoric.toml"
    settings.write_text(settings.read_text("utf-8") + "[report]\nquotation_cap = 20\n", "utf-8")
    rows = json.loads(run(*FAST, "--format", "json").stdout)
    assert rows[0]["earlier_text"] == "The Northern …"


def test_sides_may_be_named_by_any_of_their_names(run: Run) -> None:
    done = run("exchange", "--words-only", "--between", "Northern Front", "EAST", "--chain")
    assert CHARGE in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--between", "NORTH", "NORTH"), "cannot answer itself"),
        (("--between", "NORTH", "NOBODY"), "NOBODY"),
        (("--between", "NORTH", "WEST"), "no dated statement of 'WEST'"),
        (("no-such-statement",), "no-such-statement"),
        (("--theme", "nothing"), "nothing"),
        (("--lag", "--chain"), "--lag"),
        (("--chain", "--format", "json"), "--chain"),
        (("--within", "0"), "--within"),
        (("--least", "2"), "--least"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(run: Run, arguments: tuple[str, ...], told: str) -> None:
    done = run("exchange", "--words-only", *arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith("error: ")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_project_is_told(run: Run, small_project: Project) -> None:
    for path in Path(small_project.root, "texts").glob("*.md"):
        path.unlink()
    assert "no statements yet" in run("exchange").stderr
