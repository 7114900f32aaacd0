"""`rhetoric similar`: the nearest statements, and their map."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import Result

from rhetoric.cli import main
from rhetoric.settings import Project

Run = Callable[..., Result]


def test_it_prints_the_nearest_with_the_passages_that_show_it(run: Run) -> None:
    done = run("similar", "2020-north-answer", "-k", "1", "--format", "json")
    assert done.exit_code == 0, done.output
    (row,) = json.loads(done.stdout)
    assert (row["statement"], row["other"]) == ("2020-north-answer", "2020-03-01-east-speech")
    assert row["rank"] == 1
    assert "negotiates with the government" in row["other_text"]


def test_a_table_tells_where_the_passages_stand(run: Run) -> None:
    done = run("similar", "2020-north-answer", "-k", "1")
    head, line = done.stdout.splitlines()
    assert head.split("\t")[:4] == ["statement", "rank", "other", "score"]
    assert "like 2020-north-answer:1" in line


def test_without_a_statement_each_is_asked_about(run: Run) -> None:
    rows = json.loads(run("similar", "--format", "json").stdout)
    assert len({r["statement"] for r in rows}) == 3
    between = json.loads(run("similar", "--between", "NORTH", "EAST", "--format", "json").stdout)
    assert {r["group"] for r in between if r["statement"].startswith("2020-03")} == {"NORTH"}
    assert all(r["group"] == "EAST" for r in between if "north" in r["statement"])


def test_filters_choose_what_is_found(run: Run) -> None:
    done = run("similar", "2020-north-answer", "--before", "2019", "--format", "json")
    assert [r["other"] for r in json.loads(done.stdout)] == ["2019-05-north-letter"]
    none = run("similar", "2020-north-answer", "--medium", "video")
    assert none.exit_code == 0
    assert "no other statement fits" in none.stderr


def test_an_unknown_statement_is_answered_with_the_nearest_id(run: Run) -> None:
    done = run("similar", "2020-north-anwser")
    assert done.exit_code == 2
    assert done.stderr == (
        "error: unknown statement '2020-north-anwser'; did you mean '2020-north-answer'?\n"
    )


def test_an_unknown_side_is_answered_with_those_there_are(run: Run) -> None:
    done = run("similar", "--between", "NORTH", "ESAT")
    assert done.exit_code == 2
    assert "did you mean 'EAST'" in done.stderr
    same = run("similar", "--between", "NORTH", "NORTH")
    assert "stands on both sides" in same.stderr


def test_a_map_is_written_where_there_are_enough_statements(
    run: Run, small_project: Project, tmp_path: Path
) -> None:
    few = run("similar", "--map", tmp_path / "map.svg")
    assert few.exit_code == 2
    assert "too few for a map" in few.stderr
    for n, word in enumerate("well road market harvest bridge school".split()):
        (small_project.root / "texts" / f"more-{n}.md").write_text(
            f"---\nid: more-{n}\ndate: 2020\ngroup: EAST\nlanguage: en\nsource: A book\n---\n"
            f"The {word} was repaired.\n",
            "utf-8",
        )
    done = run("similar", "--map", tmp_path / "map.svg")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("9 statements; of the five nearest in meaning")
    root = ElementTree.parse(tmp_path / "map.svg").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_a_map_is_of_all_that_fits(run: Run) -> None:
    done = run("similar", "2020-north-answer", "--map", "m.svg")
    assert done.exit_code == 2
    assert "--map draws all statements" in done.stderr


@pytest.mark.parametrize("command", ["similar"])
def test_it_is_listed(run: Run, command: str) -> None:
    assert command in run("--help").stdout
    assert main.commands == {}
