"""The second case, the Sahel at the United Nations: another conflict, nothing hard-wired."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rhetoric.check import check
from rhetoric.project import load
from rhetoric.settings import Project, open_project

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "sahel-at-the-un"
KEPT = ROOT / "reports" / "sahel-at-the-un"
FOUR = {"BFA", "FRA", "MLI", "NER"}
#: The source archive holds the example, not its report.
needs_report = pytest.mark.skipif(not KEPT.is_dir(), reason="no report is kept here")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project of the example, with a cache of its own."""
    return replace(open_project(EXAMPLE), cache=tmp_path_factory.mktemp("cache"))


def kept_uses() -> list[dict[str, str]]:
    with (KEPT / "frames.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_example_is_without_a_mistake(example: Project) -> None:
    assert check(example, today=date(2026, 1, 1)) == []


def test_its_states_are_sides(example: Project) -> None:
    workspace = load(example)
    corpus, actors = workspace.corpus, workspace.lexicon.actors
    assert 250 <= len(corpus.statements) <= 350
    groups = {s.group for s in corpus.statements}
    assert groups > FOUR
    assert all(actors.camp(g) == g and actors[g].kind == "state" for g in groups)
    years = {s.date.middle.year for s in corpus.statements}
    assert years == set(range(2000, 2025))


def test_it_shares_no_theme_with_the_first_case(example: Project) -> None:
    first = {p.stem for p in (ROOT / "lexicons" / "themes").glob("*.yaml")}
    assert first.isdisjoint(load(example).lexicon.themes)


@pytest.mark.slow
def test_by_words_alone_it_finds_uses_of_many_states(example: Project) -> None:
    ledger = load(example).frames(words_only=True)
    assert set(ledger["group"]) >= FOUR
    assert ledger["group"].nunique() >= 10
    own = ledger[(ledger["function"] == "asserts") & (ledger["camp"] == ledger["group"])]
    assert own["theme"].nunique() >= 10
    charges = own[(own["theme"] == "aggression") & (own["target_camp"] == "FRA")]
    assert set(charges["group"]) >= {"MLI", "NER"}
    assert charges["date_from"].min() > "2020"


@needs_report
def test_the_kept_report_holds_uses_of_several_states_and_all_themes() -> None:
    found = defaultdict(set)
    for use in kept_uses():
        found[use["group"]].add(use["theme"])
    assert set(found) >= FOUR
    assert all(len(found[g]) >= 8 for g in FOUR)
    themes = {p.stem for p in (EXAMPLE / "lexicons" / "themes").glob("*.yaml")}
    assert set().union(*found.values()) == themes


@needs_report
def test_the_kept_page_is_no_larger_than_promised() -> None:
    assert (KEPT / "index.html").stat().st_size <= 3_150_000
    assert sum(p.stat().st_size for p in EXAMPLE.rglob("*.parquet")) < 4_000_000
