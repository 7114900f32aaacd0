"""`rhetoric compare`."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rhetoric.cli import main

Run = Callable[..., Result]
QUICK = ("compare", "--by", "group", "--words-only", "--resamples", 200, "--permutations", 99)


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """sample(*arguments): the command on the sample that ships, outside any project."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def runner(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["compare", *arguments], prog_name="rhetoric")

    return runner


def test_rates_and_contrasts_are_printed_with_what_was_left_out(run: Run) -> None:
    done = run(*QUICK)
    assert done.exit_code == 0, done.stderr
    rates, contrasts = done.stdout.split("\n\n")
    assert rates.splitlines()[0].split("\t")[:4] == ["theme", "side", "statements", "share"]
    assert "friendship\tNORTH\t1 of 2\t50 % (" in rates
    assert "NORTH: 2 statements: not comparable" in contrasts


def test_a_table_is_chosen_for_csv(run: Run) -> None:
    rates = list(csv.DictReader(run(*QUICK, "--format", "csv").stdout.splitlines()))
    assert {row["side"] for row in rates} == {"NORTH", "EAST"}
    assert rates[0]["statements"] in "12"
    told = run(*QUICK, "--show", "contrasts", "--format", "csv").stdout.splitlines()
    assert next(csv.DictReader(told))["note"].endswith("not comparable")


def test_json_holds_the_choices_and_what_it_was_made_from(run: Run) -> None:
    whole = json.loads(run(*QUICK, "--least", 1, "--confirmed", "--format", "json").stdout)
    assert whole["choices"]["confirmed"] is True
    assert whole["choices"]["least"] == 1
    assert whole["made_from"]["command"] == "rhetoric compare"
    assert set(whole["made_from"]["texts"])
    assert {"rates", "contrasts", "robust"} <= set(whole)
    one = json.loads(run(*QUICK, "--show", "rates", "--format", "json").stdout)
    assert "contrasts" not in one


def test_sides_go_by_any_of_their_names(run: Run) -> None:
    done = run(*QUICK, "Northern Front", "EAST", "--show", "rates")
    assert done.exit_code == 0, done.stderr
    unknown = run(*QUICK, "NROTH")
    assert unknown.exit_code == 2
    assert "did you mean 'NORTH'" in unknown.stderr


def test_mistakes_are_told_with_the_names_there_are(run: Run) -> None:
    assert "did you mean 'talks'" in run(*QUICK, "--theme", "talk").stderr
    assert "did you mean 'camp'" in run("compare", "--by", "camps").stderr
    assert "known: half, month, quarter, year" in run(*QUICK, "--period", "week").stderr
    together = run(*QUICK, "--no-robust", "--show", "robust")
    assert together.exit_code == 2
    assert "do not go together" in together.stderr


def test_the_sample_is_compared_by_camp(sample: Run) -> None:
    done = sample("--words-only", "--theme", "negotiation", "--adjusted", "--resamples", "200")
    assert done.exit_code == 0, done.stderr
    assert "negotiation\tAQ\t0 of 19" in done.stdout
    assert "too few to adjust" in done.stdout
    assert "8 statements of no camp left out" in done.stderr


def test_periods_have_a_column(sample: Run) -> None:
    done = sample("JNIM", "ISGS", "--by", "group", "--period", "year", "--words-only",
                  "--resamples", "200")  # fmt: skip
    assert done.stdout.splitlines()[0].split("\t")[2] == "period"
    assert "of them\ta side has fewer than 5 statements: not comparable" in done.stdout
