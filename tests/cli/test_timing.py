"""`rhetoric time`."""

from __future__ import annotations

import csv
import json

import pytest

from tests.cli.conftest import Run

QUICK = ("--by", "group", "--words-only", "--resamples", 100, "--permutations", 99)


def test_series_tell_every_period(run: Run) -> None:
    done = run("time", "series", *QUICK)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("theme\tside\tperiod\tstatements\tshare")
    assert "no material\t–\t–" in done.stdout


def test_a_table_is_chosen_for_csv(run: Run) -> None:
    args = ("time", "series", *QUICK, "--least", 1, "--format", "csv")
    rates = list(csv.DictReader(run(*args).stdout.splitlines()))
    assert {row["note"] for row in rates} == {"", "no material"}
    trend = list(csv.DictReader(run(*args, "--show", "trend").stdout.splitlines()))
    assert set(trend[0]) == {"theme", "side", "day", "near", "rate", "low", "high", "width"}


def test_few_statements_change_nothing(run: Run) -> None:
    done = run("time", "changes", *QUICK)
    assert done.exit_code == 0, done.stderr
    assert "too few (10 are needed)" in done.stdout


def test_around_names_an_event_or_a_date(run: Run) -> None:
    done = run("time", "around", "2020-01", *QUICK, "--days", 3000)
    assert done.exit_code == 0, done.stderr
    assert "not comparable" in done.stdout or "no material" in done.stdout
    unknown = run("time", "around", "the-summit", *QUICK)
    assert unknown.exit_code == 2
    assert "unknown event 'the-summit'" in unknown.stderr


def test_json_holds_the_choices_and_the_command(run: Run) -> None:
    done = run("time", "around", "2020-01-05", *QUICK, "--days", 30, "--format", "json")
    whole = json.loads(done.stdout)
    assert (whole["choices"]["days"], whole["choices"]["when"]) == (30, "2020-01-05")
    assert whole["made_from"]["command"] == "rhetoric time around"
    assert {"choices", "notes", "around"} < set(whole)


def test_hostility_of_the_sample(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    empty = tmp_path_factory.mktemp("outside")
    monkeypatch.chdir(empty)
    monkeypatch.setenv("XDG_CACHE_HOME", str(empty / "cache"))
    from click.testing import CliRunner

    from rhetoric.cli import main

    args = ["time", "hostility", "--words-only", "--format", "json", "--permutations", "999"]
    done = CliRunner().invoke(main, args, prog_name="rhetoric")
    assert done.exit_code == 0, done.stderr
    rows = {row["side"]: row for row in json.loads(done.stdout)["directions"]}
    assert rows["AQ"]["rival"] == "IS"
    assert rows["AQ"]["told"] == "rises"
    assert rows["AQ"]["having"] == 5
    assert rows["AQ"]["statements"] == 19


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("hostility", "--by", "medium"), "nobody speaks of a medium"),
        (("hostility", "--towards", "NOBODY"), "unknown target 'NOBODY'"),
        (("changes", "--period", "year"), "no such option '--period'"),
        (("series", "--width", 0), "width"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(run: Run, arguments: tuple[str, ...], told: str) -> None:
    done = run("time", *arguments, *(QUICK if "--by" not in arguments else ("--words-only",)))
    assert done.exit_code == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
