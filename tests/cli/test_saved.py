"""`rhetoric saved`."""

from __future__ import annotations

import csv
import io
import json

import pytest

from rhetoric.settings import Project

from .conftest import Run

pytestmark = pytest.mark.usefixtures("warm")
FIELDS = "---\nid: new\ndate: 2021\ngroup: EAST\nlanguage: en\nsource: A book\n---\n"


def saved(run: Run, *arguments: object) -> str:
    done = run("saved", *arguments)
    assert done.exit_code == 0, done.stderr
    return done.stdout or done.stderr


def told(run: Run, *arguments: object) -> str:
    done = run("saved", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    return done.stderr


@pytest.fixture
def market(run: Run) -> Run:
    options = ["--group", "EAST", "--after", "May 2019", "-k", "5", "--note", "each week"]
    told = saved(run, "add", "market", '"market"', *options)
    assert told == "saved as 'market' in searches.yaml\n"
    return run


def test_a_search_is_saved_beside_the_settings(market: Run, small_project: Project) -> None:
    text = (small_project.root / "searches.yaml").read_text("utf-8")
    assert "  group: EAST\n  after: 2019-05\n  k: 5\n  note: each week\n  saved: 20" in text
    (row,) = json.loads(saved(market, "list", "--format", "json"))
    assert (row["name"], row["query"], row["last_run"]) == ("market", '"market"', "")
    assert row["filters"] == ["group:EAST", "after:2019-05", "k:5"]
    assert saved(market, "show", "market").startswith('name: market\nquery: "market"\n')
    assert market("saved", "list").stderr == "1 saved search\n"


def test_only_what_is_new_is_shown_again(market: Run, small_project: Project) -> None:
    first = market("saved", "run", "market")
    assert first.stderr == "market: 1 passage, run for the first time\n"
    head, row = (line.split("\t") for line in first.stdout.splitlines())
    assert head == ["search", "rank", "score", "passage", "group", "date", "text", "new", "why"]
    assert (row[0], row[7]) == ("market", "new")
    second = market("saved", "run")
    assert len(second.stdout.splitlines()) == 1
    assert "market: nothing new or changed since 20" in second.stderr
    assert second.stderr.endswith("; 1 seen before\n")
    (small_project.texts / "new.md").write_text(FIELDS + "The market was full.\n", "utf-8")
    path = small_project.texts / "2020-03-01-east-speech.md"
    path.write_text(path.read_text("utf-8").replace("was closed", "was empty"), "utf-8")
    for _ in range(2):  # a look counts for nothing
        rows = json.loads(saved(market, "run", "--peek", "--format", "json"))
        assert {(r["search"], r["statement"], r["new"]) for r in rows} == {
            ("market", "new", "new"), ("market", "2020-03-01-east-speech", "changed"),
        }  # fmt: skip
    table = csv.DictReader(io.StringIO(saved(market, "run", "--format", "csv")))
    assert {(r["search"], r["new"]) for r in table} == {("market", "new"), ("market", "changed")}
    assert json.loads(market("saved", "run", "--format", "json").stdout) == []
    rows = json.loads(saved(market, "run", "--all", "--format", "json"))
    assert [r["new"] for r in rows] == ["", ""]


def test_all_searches_are_run_where_none_is_named(market: Run) -> None:
    saved(market, "add", "rain", '"rained"')
    done = market("saved", "run", "--peek", "--format", "json")
    assert [r["search"] for r in json.loads(done.stdout)] == ["market", "rain"]
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["market", "rain"]
    done = market("saved", "run", "rain", "rain")
    assert len(done.stdout.splitlines()) == 2


def test_what_was_seen_goes_with_the_name(market: Run) -> None:
    saved(market, "run")
    assert saved(market, "rename", "market", "fair") == "'market' is called 'fair' now\n"
    assert json.loads(market("saved", "run", "--format", "json").stdout) == []
    assert saved(market, "remove", "fair") == "removed 'fair'\n"
    saved(market, "add", "fair", '"market"')
    assert len(json.loads(market("saved", "run", "--format", "json").stdout)) == 1


def test_without_any_it_is_said_how_to_save_one(run: Run) -> None:
    done = run("saved", "run")
    assert done.exit_code == 0
    assert "there are no saved searches yet; save one: rhetoric saved add" in done.stderr
    assert run("saved", "list").stderr == "no saved searches\n"


def test_a_cache_that_cannot_be_written_is_a_warning(market: Run, small_project: Project) -> None:
    market("index", "update")
    (small_project.cache / "seen").write_text("in the way")
    done = market("saved", "run", "--peek")
    assert done.exit_code == 2  # what is there is no memory
    (small_project.cache / "seen").unlink()
    (small_project.cache / "seen").mkdir()
    (small_project.cache / "seen" / "seen.lock").mkdir()
    done = market("saved", "run")
    assert done.exit_code == 0
    assert "warning: what 'market' has shown is not remembered: " in done.stderr
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add", "a b", "x"], "'a b' is no name of a search"),
        (["add", "market", "x"], "there is a saved search 'market' already"),
        (["add", "y", '"x'], "the quotation mark"),
        (["add", "y", "  "], "the query is empty"),
        (["add", "y", "x", "--group", "NROTH"], "did you mean 'NORTH'"),
        (["add", "y", "x", "--theme", "talk"], "did you mean 'talks'"),
        (["add", "y", "group:NROTH"], "did you mean 'NORTH'"),
        (["add", "y", "x", "-k", "0"], "k"),
        (["run", "markt"], "unknown saved search 'markt'; did you mean 'market'?"),
        (["show", "markt"], "did you mean 'market'"),
        (["rename", "markt", "x"], "did you mean 'market'"),
        (["rename", "market", "a b"], "is no name"),
        (["remove", "market", "none"], "unknown saved search 'none'"),
    ],
    ids=" ".join,
)
def test_mistakes_are_told_and_change_nothing(
    market: Run, small_project: Project, arguments: list[str], message: str
) -> None:
    before = (small_project.root / "searches.yaml").read_bytes()
    assert message in told(market, *arguments)
    assert (small_project.root / "searches.yaml").read_bytes() == before


def test_a_search_that_cannot_be_asked_any_more_names_its_line(
    market: Run, small_project: Project
) -> None:
    path = small_project.root / "searches.yaml"
    path.write_text(path.read_text("utf-8").replace("group: EAST", "group: NROTH"), "utf-8")
    assert f"{path}:2: market: unknown group 'NROTH'" in told(market, "run")


def test_a_search_is_written_over_when_asked(market: Run, small_project: Project) -> None:
    saved(market, "add", "market", "rain", "--replace", "--words-only", "--per-statement", "0")
    text = (small_project.root / "searches.yaml").read_text("utf-8")
    assert "  query: rain\n  per_statement: 0\n  only: words\n" in text
    assert len(json.loads(saved(market, "list", "--format", "json"))) == 1
