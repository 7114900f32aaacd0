"""Key words, held against a computation of their own, word by word."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.corpus import Corpus
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.filters import Filter
from rhetoric.model import Statement
from rhetoric.text import fold_text
from rhetoric.words.contrast import MEASURES
from rhetoric.words.keyness import Keyness, keyness
from rhetoric.words.ranking import COLUMNS, commonest
from rhetoric.words.sides import Selection
from rhetoric.words.stopwords import STOP_WORDS
from tests.words.conftest import statement

Say = Callable[..., Statement]
#: Everything there is, however rare.
ALL = {"least": 1, "least_statements": 1, "top": None}


def words_of(body: str) -> list[str]:
    return [w for w in fold_text(body).split() if w not in STOP_WORDS["en"]]


def z_by_hand(texts: dict[str, list[str]], side: str, word: str, strength: float) -> float:
    """Monroe, Colaresi & Quinn 2008, in a plain loop; the prior is made of all texts."""
    counts = {
        s: Counter(w for body in bodies for w in words_of(body)) for s, bodies in texts.items()
    }
    background = sum(counts.values(), Counter[str]())
    whole = background.total()
    alpha = strength * background[word] / whole
    near, rest = counts[side], sum((c for s, c in counts.items() if s != side), Counter[str]())
    omega = [(c[word] + alpha) / (c.total() + strength - c[word] - alpha) for c in (near, rest)]
    variance = 1 / (near[word] + alpha) + 1 / (rest[word] + alpha)
    return (math.log(omega[0]) - math.log(omega[1])) / math.sqrt(variance)


bodies = st.lists(
    st.lists(st.sampled_from("market river road salt the".split()), min_size=1, max_size=15).map(
        " ".join
    ),
    min_size=1, max_size=3,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["A", "B", "C"]), bodies, min_size=2), st.floats(1, 900))
def test_log_odds_of_several_sides_are_those_of_the_paper(
    texts: dict[str, list[str]], strength: float
) -> None:
    seen = {w for bodies in texts.values() for body in bodies for w in words_of(body)}
    if len(seen) < 2:
        return  # of a single word nothing can be said
    corpus = Corpus.of(
        statement(f"{side}{n}", side, body)
        for side, bodies in texts.items()
        for n, body in enumerate(bodies)
    )
    found = keyness(corpus, prior_words=strength, **ALL)
    table = {(row.side, row.term): row.z for row in found.table.itertuples()}
    for side in texts:
        here = {w for body in texts[side] for w in words_of(body)}
        for word in here:
            z = z_by_hand(texts, side, word, strength)
            if z > 1e-9:
                assert table[side, word] == pytest.approx(z)
            elif z < -1e-9:
                assert (side, word) not in table


def rows(found: Keyness) -> dict[str, dict[str, object]]:
    return {f"{r['side']} {r['term']}": r for r in found.table.to_dict("records")}


def test_a_row_says_how_often_where_and_how_sure(markets: Corpus) -> None:
    found = keyness(markets, least=1)
    assert tuple(found.table.columns) == COLUMNS
    river = rows(found)["NORTH river"]
    assert (river["rank"], river["written"], river["words"]) == (1, "river", 1)
    assert (river["count"], river["rest"]) == (4, 0)
    assert (river["statements"], river["rest_statements"]) == (3, 0)
    assert river["per_1000"] == pytest.approx(1000 * 4 / 11)
    assert river["low"] < river["log_odds"] < river["high"]
    assert 0 < river["z_without"] < river["z"]
    assert (river["most_in"], river["passage"]) == ("a1", 1)
    body = markets.statement("a1").body
    assert body[river["start"] : river["end"]] == "river"
    assert 0 < river["p"] <= river["q"] <= 1
    assert found.language == "eng"
    assert found.sides.to_dict("records") == [
        {"side": "EAST", "statements": 3, "words": 13},
        {"side": "NORTH", "statements": 3, "words": 11},
    ]


def test_one_statement_makes_no_word_key(markets: Corpus) -> None:
    assert "EAST salt" not in rows(keyness(markets, least=1))
    salt = rows(keyness(markets, **ALL))["EAST salt"]
    assert (salt["count"], salt["statements"]) == (5, 1)
    assert salt["z_without"] < 0.1 < salt["z"]
    # All of the word is in a statement that holds 5 of the 13 words of the side.
    assert salt["dispersion"] == pytest.approx(1 - 5 / 13)


def test_dispersion_is_half_the_sum_of_what_the_shares_differ(markets: Corpus) -> None:
    river = rows(keyness(markets, **ALL))["NORTH river"]
    # a1: river high river floods market; a2: boats cross river market; a3: river harvest.
    shares = ((2 / 4, 5 / 11), (1 / 4, 4 / 11), (1 / 4, 2 / 11))
    assert river["dispersion"] == pytest.approx(sum(abs(v - s) for v, s in shares) / 2)


def test_the_fullest_statement_is_left_out_of_z_without(markets: Corpus) -> None:
    river = rows(keyness(markets, prior="compared", prior_words=10, **ALL))["NORTH river"]
    alpha = 10 * 4 / 24
    # Without a1: river 2 of 6 words, against 0 of 13.
    delta = math.log((2 + alpha) / (6 + 10 - 2 - alpha)) - math.log(alpha / (13 + 10 - alpha))
    assert river["z_without"] == pytest.approx(delta / math.sqrt(1 / (2 + alpha) + 1 / alpha))


@pytest.mark.parametrize("measure", MEASURES)
def test_each_measure_ranks_and_tests(markets: Corpus, measure: str) -> None:
    table = keyness(markets, measure=measure, **ALL).table
    column = {"log-odds": "z", "g2": "g2", "chi2": "chi2", "chi2-yates": "chi2_yates"}[measure]
    for side, part in table.groupby("side"):
        assert part[column].is_monotonic_decreasing, side
        assert part["rank"].tolist() == list(range(1, len(part) + 1))
        assert part["p"].is_monotonic_increasing
        assert (part["q"] >= part["p"]).all()
    assert (table["per_1000"] > table["rest_per_1000"]).all()


def test_terms_of_several_words(markets: Corpus) -> None:
    found = rows(keyness(markets, lengths=(1, 2, 3), **ALL))
    assert found["NORTH boats cross"]["words"] == 2
    assert found["EAST salt salt salt"]["count"] == 3
    # A stop word may stand within a term, but not at its ends; the end of a passage ends it.
    three = set(rows(keyness(markets, lengths=(3,), **ALL)))
    assert three == {
        "EAST salt salt salt", "EAST road is long", "NORTH cross the river",
        "NORTH floods the market", "NORTH river is high",
    }  # fmt: skip


def test_stop_words_are_set_aside_or_kept(markets: Corpus) -> None:
    assert not any(key.endswith(" the") for key in rows(keyness(markets, **ALL)))
    kept = keyness(markets, Selection(keep_stop_words=True), **ALL)
    assert "NORTH the" in rows(kept)
    assert kept.sides["words"].sum() > keyness(markets, **ALL).sides["words"].sum()


def test_forms_of_a_word_count_together_when_asked(say: Say) -> None:
    corpus = Corpus.of([
        say("a", "A", "One tax. Taxes. The taxation."), say("b", "B", "Rain. Rained. It rains."),
    ])  # fmt: skip
    found = rows(keyness(corpus, Selection(stems=True), **ALL))
    assert (found["A tax"]["count"], found["B rain"]["count"]) == (3, 3)
    assert rows(keyness(corpus, **ALL))["A tax"]["count"] == 1


def test_arabic_and_french_words_are_key_in_their_own_languages(say: Say) -> None:
    corpus = Corpus.of([
        say("a", "A", "السُّوق مفتوح. السوق قريب.", language="ara"),
        say("b", "B", "الطريق طويل. الطريق بعيد.", language="ara"),
        say("c", "A", "L’impôt. Un impôt.", language="fra"),
        say("d", "B", "La route. Une route.", language="fra"),
    ])  # fmt: skip
    arabic = keyness(corpus, Selection(only=Filter.of(language="ar")), **ALL)
    assert arabic.language == "ara"
    assert rows(arabic)["A السوق"]["written"] == "السُّوق"
    french = rows(keyness(corpus, Selection(only=Filter.of(language="fr")), **ALL))
    assert (french["A impot"]["written"], french["B route"]["count"]) == ("impôt", 2)


def test_a_language_without_stop_words_is_told(say: Say) -> None:
    corpus = Corpus.of([say("a", "A", "kasuwa da hanya", language="hau"),
                        say("b", "B", "hanya da ruwa", language="hau")])  # fmt: skip
    found = keyness(corpus, Selection(stems=True), **ALL)
    assert found.notes == (
        "no stop words are known for Hausa: little words are counted",
        "forms of a word are not put together in Hausa",
    )


def test_the_prior_may_be_of_the_corpus_of_what_is_compared_or_of_any_text(
    markets: Corpus,
) -> None:
    only = Selection(only=Filter.of(before="2020-06"))
    found = {
        prior: rows(keyness(markets, only, prior=prior, background=texts, **ALL))["NORTH river"]
        for prior, texts in (
            ("corpus", ()), ("compared", ()), ("background", ("Rivers. A river, a road.",)),
        )
    }  # fmt: skip
    # Of the words, `river` is 4 of 24, 4 of 20, 1 of 3 and half a one of each not in the text.
    z = {}
    for prior, share in (("corpus", 4 / 24), ("compared", 4 / 20)):
        a = 500 * share
        delta = math.log((4 + a) / (11 + 500 - 4 - a)) - math.log(a / (9 + 500 - a))
        z[prior] = delta / math.sqrt(1 / (4 + a) + 1 / a)
        assert found[prior]["z"] == pytest.approx(z[prior])
    assert len({round(float(row["z"]), 6) for row in found.values()}) == 3


def test_a_background_that_lacks_a_word_has_half_of_it(say: Say) -> None:
    corpus = Corpus.of([say("a", "A", "salt salt rain"), say("b", "B", "rain rain salt")])
    found = rows(keyness(corpus, prior="background", background=["rain rain rain"],
                         prior_words=7, **ALL))  # fmt: skip
    a = 7 * 0.5 / 3.5
    delta = math.log((2 + a) / (3 + 7 - 2 - a)) - math.log((1 + a) / (3 + 7 - 1 - a))
    assert found["A salt"]["z"] == pytest.approx(delta / math.sqrt(1 / (2 + a) + 1 / (1 + a)))


def test_sides_with_too_little_are_named(markets: Corpus, say: Say) -> None:
    corpus = Corpus.of([*markets.statements, say("w", "WEST", "The hills.")])
    found = keyness(corpus, least=1)
    assert "WEST" not in set(found.table["side"])
    assert found.notes[-1] == "fewer than 2 statements, so no word can be key to them: WEST (1)"


def test_a_copy_makes_nothing_more_frequent(markets: Corpus) -> None:
    copies = [replace(markets.statement("a1"), id=f"copy{n}", reprint_of="a1") for n in range(3)]
    corpus = Corpus.of([*markets.statements, *copies])
    assert keyness(corpus, **ALL).table.equals(keyness(markets, **ALL).table)
    many = rows(keyness(corpus, Selection(count_copies=True), **ALL))
    assert many["NORTH river"]["count"] == 10


def test_most_rows_of_a_side_and_the_same_order_every_time(markets: Corpus) -> None:
    two, whole = keyness(markets, least=1, least_statements=1, top=2), keyness(markets, **ALL)
    first = whole.table.groupby("side", sort=False).head(2).reset_index(drop=True)
    assert two.table.equals(first)
    turned = Corpus(markets.statements[::-1])
    assert rows(keyness(turned, **ALL)).keys() == rows(whole).keys()


def test_no_term_may_be_common_enough(markets: Corpus) -> None:
    found = keyness(markets, least=100)
    assert found.table.empty
    assert tuple(found.table.columns) == COLUMNS


def test_mistakes_are_told(markets: Corpus) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'log-odds'"):
        keyness(markets, measure="logodds")
    with pytest.raises(UnknownNameError, match="known: background, compared, corpus"):
        keyness(markets, prior="none")
    with pytest.raises(InputError, match="terms of 4 words cannot be counted"):
        keyness(markets, lengths=(4,))
    with pytest.raises(InputError, match="a prior of no words"):
        keyness(markets, prior_words=0)
    with pytest.raises(InputError, match="the background has no words"):
        keyness(markets, prior="background", background=["1 2 3"])
    with pytest.raises(InputError, match="nothing to compare 'NORTH' with"):
        keyness(markets, Selection(only=Filter.of(groups=["NORTH"])))


def test_the_commonest_spelling_is_shown() -> None:
    assert commonest(["The\n river", "the river", "the river"]) == "the river"
    assert commonest(["Impôt", "impôt", "impot", "impot", "impot"]) == "impot"
