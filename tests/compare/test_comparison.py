"""A comparison of the corpus that ships, and of a small one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from rhetoric import Choices, compare, find_frames
from rhetoric.compare.comparison import TABLES, Comparison, plain
from rhetoric.compare.resting import resting_on
from rhetoric.corpus import Corpus
from rhetoric.filters import Filter
from rhetoric.lexicon import Lexicon
from rhetoric.project import load
from rhetoric.settings import Project

FEW = Choices(resamples=200, permutations=199, themes=("negotiation", "khawarij"))


@pytest.fixture(scope="module")
def found(shipped_corpus: Corpus, shipped_lexicon: Lexicon) -> Comparison:
    ledger = find_frames(shipped_corpus, shipped_lexicon)
    return compare(shipped_corpus, ledger, shipped_lexicon, FEW, adjusted=True)


def test_every_rate_stands_with_its_denominator(found: Comparison) -> None:
    rates = {(r["theme"], r["side"]): r for r in plain(found.rates)}
    assert set(rates) == {(t, s) for t in FEW.themes for s in ("AQ", "IS")}
    assert (rates["negotiation", "AQ"]["having"], rates["negotiation", "AQ"]["statements"]) == (
        0,
        19,
    )
    assert rates["negotiation", "IS"]["statements"] == 11
    assert rates["khawarij", "AQ"]["having"] == 3
    assert rates["khawarij", "IS"]["having"] == 0  # it rejects the word


def test_every_number_leads_to_its_passages(found: Comparison) -> None:
    for row in plain(found.rates):
        uses = found.uses_of(row["theme"], row["side"])
        assert len(uses) == row["hits"]
        assert uses["statement"].nunique() == row["having"]
        assert uses["evidence"].str.len().min() > 0 or not len(uses)


def test_what_was_found_is_tried(found: Comparison) -> None:
    assert found.robust is not None
    tried = {(r["theme"], r["left_out"]) for r in plain(found.robust)}
    positive = {r["theme"] for r in plain(found.contrasts) if r["found"]}
    assert {theme for theme, _ in tried} == positive


def test_notes_say_what_was_left_out(found: Comparison) -> None:
    assert "8 statements of no camp left out" in found.notes
    assert any("false discovery rate of 0.05" in note for note in found.notes)


def test_all_of_it_is_plain_data_with_its_choices(found: Comparison) -> None:
    record = json.loads(json.dumps(found.record, allow_nan=False))
    assert set(record) == {"choices", "notes", *TABLES}
    assert record["choices"]["against"] == "each"
    assert record["choices"]["themes"] == ["negotiation", "khawarij"]
    assert record["choices"]["only"] == {}


def test_the_same_input_gives_the_same_bytes(
    shipped_corpus: Corpus, shipped_lexicon: Lexicon, found: Comparison
) -> None:
    ledger = find_frames(shipped_corpus, shipped_lexicon)
    again = compare(shipped_corpus, ledger, shipped_lexicon, FEW, adjusted=True)
    assert json.dumps(again.record) == json.dumps(found.record)


def test_only_what_is_asked_for_is_made(small_project: Project) -> None:
    workspace = load(small_project)
    some = workspace.compare(Choices(by="group"), words_only=True, robust=False)
    assert set(some.tables) == {"rates", "contrasts"}
    late = workspace.compare(
        Choices(by="group"), keep=Filter.of(after="2020"), words_only=True
    )  # fmt: skip
    assert len(late.counts) == 2
    assert late.record["choices"]["only"] == {"after": "2020"}


def test_statements_without_a_day_are_told_where_periods_are_asked_for(
    shipped_corpus: Corpus, shipped_lexicon: Lexicon
) -> None:
    ledger = find_frames(shipped_corpus, shipped_lexicon)
    choices = replace(FEW, period="year")
    by_year = compare(shipped_corpus, ledger, shipped_lexicon, choices)
    assert "1 statement of an open or unknown date belongs to no period" in by_year.notes
    total = sum(
        r["statements"] for r in plain(by_year.rates)
        if r["theme"] == "khawarij" and r["side"] == "IS"
    )  # fmt: skip
    assert total == pytest.approx(11)


def test_uses_rest_on_a_pattern_where_nothing_else_is_enough(
    shipped_corpus: Corpus, shipped_lexicon: Lexicon
) -> None:
    uses = find_frames(shipped_corpus, shipped_lexicon, themes=["khawarij"])
    patterns = resting_on(uses, shipped_corpus, shipped_lexicon)
    known = {p.text for p in shipped_lexicon.theme("khawarij").patterns}
    assert set(patterns) <= known | {""}
    assert any(patterns)
    by_meaning = uses.assign(meaning=1.0, method="words+meaning")
    assert set(resting_on(by_meaning, shipped_corpus, shipped_lexicon)) == {""}
