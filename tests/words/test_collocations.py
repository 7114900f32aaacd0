"""Words that stand together, held against plain counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from rhetoric.corpus import Corpus
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.filters import Filter
from rhetoric.model import Statement
from rhetoric.words.collocations import COLUMNS, MEASURES, Collocations, collocations
from rhetoric.words.sides import Selection
from tests.words.conftest import statement

Say = Callable[..., Statement]
#: Everything there is, however rare.
ALL = {"least": 1, "least_statements": 1, "top": None}
KEPT = Selection(by="", keep_stop_words=True)

sentences = st.lists(st.sampled_from("market river road salt".split()), min_size=2, max_size=7).map(
    lambda words: " ".join(words).capitalize() + "."
)


def corpus_of(bodies: list[list[str]]) -> Corpus:
    return Corpus.of(statement(f"s{n}", "G", "\n\n".join(b)) for n, b in enumerate(bodies))


def plain(bodies: list[list[str]]) -> list[list[str]]:
    return [s.lower().strip(".").split() for body in bodies for s in body]


def rows(found: Collocations) -> dict[tuple[str, str], dict[str, object]]:
    return {(r["word"], r["collocate"]): r for r in found.table.to_dict("records")}


def g2(both: int, one: int, other: int, whole: int) -> float:
    table = [[both, one - both], [other - both, whole - one - other + both]]
    return float(chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic)


bodies = st.lists(st.lists(sentences, min_size=1, max_size=3), min_size=1, max_size=3)


@given(bodies, st.integers(1, 4))
def test_all_pairs_within_a_window(bodies: list[list[str]], window: int) -> None:
    pairs: Counter[tuple[str, str]] = Counter()
    slots: Counter[str] = Counter()
    for words in plain(bodies):
        for (n, one), (m, other) in combinations(enumerate(words), 2):
            if m - n <= window:
                slots.update((one, other))
                pairs[min(one, other), max(one, other)] += 1
    found = rows(collocations(corpus_of(bodies), window=window, **ALL))
    for key, row in found.items():
        one, other = sorted(key)
        both, whole = pairs[one, other], slots.total()
        assert row["count"] == both
        assert row["expected"] == pytest.approx(slots[one] * slots[other] / whole)
        assert row["g2"] == pytest.approx(g2(both, slots[one], slots[other], whole))
    for (one, other), both in pairs.items():
        if one != other and both > slots[one] * slots[other] / slots.total() * (1 + 1e-9):
            assert (one, other) in found or (other, one) in found


@given(bodies)
def test_all_pairs_within_a_passage(bodies: list[list[str]]) -> None:
    passages = [set(words) for words in plain(bodies)]
    seen = Counter(word for words in passages for word in words)
    found = rows(collocations(corpus_of(bodies), window=None, **ALL))
    for (one, other), row in found.items():
        both = sum({one, other} <= words for words in passages)
        assert row["count"] == both
        assert (row["word_count"], row["collocate_count"]) == (seen[one], seen[other])
        assert row["g2"] == pytest.approx(g2(both, seen[one], seen[other], len(passages)))


@given(bodies, st.integers(1, 4))
def test_words_around_a_word(bodies: list[list[str]], window: int) -> None:
    near: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    times = 0
    for words in plain(bodies):
        nodes = [n for n, word in enumerate(words) if word == "river"]
        times += len(nodes)
        for n, word in enumerate(words):
            if word != "river":
                everywhere[word] += 1
                near[word] += any(abs(n - m) <= window for m in nodes)
    found = rows(collocations(corpus_of(bodies), ["river"], window=window, **ALL))
    for (_, word), row in found.items():
        assert (row["count"], row["collocate_count"]) == (near[word], everywhere[word])
        assert row["word_count"] == times
        expected = near.total() * everywhere[word] / everywhere.total()
        assert row["expected"] == pytest.approx(expected)
        if near.total() < everywhere.total():
            table = near[word], near.total(), everywhere[word], everywhere.total()
            assert row["g2"] == pytest.approx(g2(*table))
    for word, count in near.items():
        if count > near.total() * everywhere[word] / everywhere.total() * (1 + 1e-9):
            assert ("", word) in found


def test_a_row_leads_to_the_first_place(say: Say) -> None:
    body = "It rained.\n\nThe council keeps «the market» open."
    corpus = Corpus.of([say("a", "G", body), say("b", "G", "An open market. Grain was sold.")])
    found = collocations(corpus, ["market*"], selection=KEPT, **ALL)
    row = rows(found)["", "open"]
    assert tuple(found.table.columns) == COLUMNS
    assert (row["statement"], row["passage"], row["text"]) == ("a", 2, "market» open")
    assert body[row["start"] : row["end"]] == row["text"]
    assert (row["count"], row["statements"]) == (2, 2)
    assert found.sides.to_dict("records") == [
        {"side": "all", "statements": 2, "words": 14, "matches": 2}
    ]


def test_pairs_are_told_in_the_order_they_stand_in_first(say: Say) -> None:
    corpus = Corpus.of([say("a", "G", "Open market. Salt. Market open. Salt. Salt and salt.")])
    assert ("open", "market") in rows(collocations(corpus, window=1, **ALL))


def test_stop_words_count_for_the_distance_only(say: Say) -> None:
    corpus = Corpus.of([say("a", "G", "Market of the river. Salt is sold by the road there.")])
    assert ("market", "river") not in rows(collocations(corpus, window=2, **ALL))
    assert ("market", "river") in rows(collocations(corpus, window=3, **ALL))


@pytest.mark.parametrize("measure", MEASURES)
def test_each_measure_ranks(markets: Corpus, measure: str) -> None:
    table = collocations(markets, measure=measure, window=3, **ALL).table
    assert table[measure.replace("-", "_")].is_monotonic_decreasing
    assert (table["count"] > table["expected"]).all()
    assert (table["q"] >= table["p"] - 1e-12).all()


def test_each_side_is_counted_by_itself(markets: Corpus) -> None:
    found = collocations(markets, ["market"], Selection(by="group"), **ALL)
    assert set(found.table["side"]) == {"EAST", "NORTH"}
    assert found.sides["matches"].tolist() == [1, 2]
    apart = collocations(
        markets,
        ["market"],
        Selection(by="", only=Filter.of(groups=["NORTH"], language="en")),
        **ALL,
    )
    north = found.table[found.table["side"] == "NORTH"]
    assert north["g2"].tolist() == pytest.approx(apart.table["g2"].tolist())


def test_forms_of_a_word_count_together_when_asked(say: Say) -> None:
    corpus = Corpus.of(
        [say("a", "G", "Talks with traders. Rain fell. Talks of trading. Salt was sold.")]
    )
    found = collocations(corpus, ["talks"], Selection(by="", stems=True), least=2,
                         least_statements=1)  # fmt: skip
    assert rows(found)["", "trad"]["count"] == 2


def test_arabic_words_around_a_word_behind_any_clitic(say: Say) -> None:
    corpus = Corpus.of([
        say("a", "G", "السوق مفتوح اليوم. وفي السوق ملح. الطريق طويل. سوقهم مفتوح. المطر بعيد جدا.",
            language="ara")
    ])  # fmt: skip
    found = collocations(corpus, ["سوق"], **ALL)
    assert rows(found)["", "مفتوح"]["count"] == 2
    assert found.sides["matches"].tolist() == [3]


def test_what_is_nowhere_gives_an_empty_table(markets: Corpus) -> None:
    for around in (["nowhere"], []):
        found = collocations(markets, around, least=50)
        assert found.table.empty
        assert tuple(found.table.columns) == COLUMNS


def test_mistakes_are_told(markets: Corpus) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'npmi'"):
        collocations(markets, measure="nmpi")
    with pytest.raises(InputError, match="holds no word"):
        collocations(markets, ["..."])
    with pytest.raises(InputError, match="a window of no words"):
        collocations(markets, window=0)
