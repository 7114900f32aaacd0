"""The nearest statements: exact, copies aside, with the passages that show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rhetoric.corpus import Corpus
from rhetoric.encode import EmbeddedEncoder, Encoder
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.filters import Filter
from rhetoric.lexicon import Actors
from rhetoric.model import Statement, TimeSpan
from rhetoric.searching.similar import COLUMNS, similar
from rhetoric.searching.statement_vectors import apart, statement_vectors, unit

Make = Callable[..., Statement]


def others(found: Any) -> list[str]:
    return [o for o, rank in zip(found["other"], found["rank"], strict=True) if rank]


def test_the_nearest_statement_comes_first_and_itself_never(
    corpus: Corpus, encoder: Encoder
) -> None:
    found = similar(corpus, encoder, "a", k=10)
    assert tuple(found.columns) == COLUMNS
    assert others(found)[0] == "b"
    assert sorted(others(found)) == ["b", "c", "d", "e"]
    assert list(found["rank"]) == [1, 2, 3, 4]
    assert found["score"].is_monotonic_decreasing


def test_scores_are_cosines_of_statements_without_what_all_have_in_common(
    corpus: Corpus, encoder: Encoder
) -> None:
    known = statement_vectors(corpus, encoder)
    rows = {name: known.vectors[n] for n, name in enumerate(known.names)}
    found = similar(corpus, encoder, "a", k=10)
    for other, score in zip(found["other"], found["score"], strict=True):
        assert score == pytest.approx(float(rows["a"] @ rows[other]), abs=0.0006)
    raw = encoder.encode([p.text for n in "ae" for p in corpus.passages_of(n)])
    plain = raw[:4].sum(axis=0) @ raw[4:].sum(axis=0)
    plain /= np.linalg.norm(raw[:4].sum(axis=0)) * np.linalg.norm(raw[4:].sum(axis=0))
    assert found.set_index("other")["score"]["e"] < float(plain)


def test_without_a_name_each_statement_is_asked_about(corpus: Corpus, encoder: Encoder) -> None:
    found = similar(corpus, encoder, k=2)
    assert list(dict.fromkeys(found["statement"])) == ["a", "b", "c", "d", "e"]
    assert all(len(part) == 2 for _, part in found.groupby("statement"))
    alone = similar(corpus, encoder, "d", k=2).reset_index(drop=True)
    assert found[found["statement"] == "d"].reset_index(drop=True).equals(alone)


def test_the_pair_of_passages_shows_what_both_speak_of(corpus: Corpus, encoder: Encoder) -> None:
    row = similar(corpus, encoder, "e", k=4).set_index("other").loc["c"]
    assert "market" in row["text"]
    assert "market" in row["other_text"]
    body = corpus.passages_of("c")[row["other_passage"] - 1]
    assert body.text == row["other_text"]
    assert row["cosine"] == pytest.approx(1.0, abs=0.001)


def test_a_passage_of_few_words_shows_nothing_where_there_is_a_longer_one(
    make: Make, encoder: Encoder
) -> None:
    short = "The well."
    long = make("x", "well").body
    corpus = Corpus.of([
        make("a", body=f"{short}\n\n{long}"), make("b", body=f"{short}\n\n{long}"),
        make("c", "rain"),
    ])  # fmt: skip
    row = similar(corpus, encoder, "a", k=1).iloc[0]
    assert row["other"] == "b"
    assert len(row["text"]) > len(short)


def test_an_unknown_statement_is_answered_with_the_nearest_id(make: Make, encoder: Encoder) -> None:
    corpus = Corpus.of([make("2020-letter", "well"), make("2020-speech", "road")])
    with pytest.raises(UnknownNameError, match="did you mean '2020-letter'"):
        similar(corpus, encoder, "2020-leter")


def test_nothing_cannot_be_shown(corpus: Corpus, encoder: Encoder) -> None:
    with pytest.raises(InputError, match="at least one"):
        similar(corpus, encoder, "a", k=0)


# ---------------------------------------------------------------- copies


@pytest.fixture
def copied(corpus: Corpus, make: Make) -> Corpus:
    """The same with two reprints of b and an excerpt of a."""
    again = [replace(make(n, "well", "road", "rain"), reprint_of="b") for n in ("b2", "b3")]
    return Corpus.of([*corpus.statements, *again, replace(make("a2", "well"), excerpt_of="a")])


def test_copies_of_another_statement_do_not_fill_the_list(copied: Corpus, encoder: Encoder) -> None:
    found = similar(copied, encoder, "a", k=10)
    assert others(found)[0] == "b"
    assert sorted(others(found)) == ["b", "c", "d", "e"]
    assert dict(zip(found["other"], found["copies"], strict=True))["b"] == 2


def test_its_own_copies_are_told_as_copies(copied: Corpus, encoder: Encoder) -> None:
    first = similar(copied, encoder, "a", k=2).iloc[0]
    assert (first["rank"], first["other"], first["relation"]) == (0, "a2", "excerpt")
    rows = similar(copied, encoder, "b2", k=1)
    told = dict(zip(rows["other"], rows["relation"], strict=True))
    assert told == {"b": "original", "b3": "same original", "a": ""}


def test_a_copy_stands_for_an_original_that_is_not_asked_for(
    copied: Corpus, encoder: Encoder
) -> None:
    north = Filter.of(groups=["NORTH"])
    found = similar(copied, encoder, "e", k=10, keep=north)
    assert sorted(others(found)) == ["a", "b2", "c"]


def test_copies_are_not_asked_about_on_their_own(copied: Corpus, encoder: Encoder) -> None:
    assert set(similar(copied, encoder)["statement"]) == {"a", "b", "c", "d", "e"}


# ---------------------------------------------------------------- choices


def test_a_filter_chooses_what_may_be_found_and_changes_no_score(
    corpus: Corpus, encoder: Encoder
) -> None:
    whole = similar(corpus, encoder, "a", k=9).set_index("other")["score"]
    found = similar(corpus, encoder, "a", k=9, keep=Filter.of(groups=["EAST"]))
    assert others(found) == ["b", "d"]
    assert all(whole[o] == s for o, s in zip(found["other"], found["score"], strict=True))


def test_between_holds_two_sides_against_each_other(
    corpus: Corpus, encoder: Encoder, actors: Actors
) -> None:
    found = similar(corpus, encoder, between=("NORTH", "EAST"), actors=actors)
    pairs = set(zip(found["statement"], found["other"], strict=True))
    assert {p for p in pairs if p[0] in "ac"} == {(a, b) for a in "ac" for b in "bd"}
    assert all({corpus.statement(n).group for n in p} == {"NORTH", "EAST"} for p in pairs)
    with pytest.raises(InputError, match="both sides"):
        similar(corpus, encoder, between=("EAST", "EAST"), actors=actors)


def test_what_was_perhaps_never_said_does_not_count(make: Make, encoder: Encoder) -> None:
    heard = make("heard", "well", "harvest")
    at = heard.body.index("The harvest")
    spans = (TimeSpan(0, at, 0, 9), TimeSpan(at, len(heard.body), 9, 12, mark="loop"))
    corpus = Corpus.of([
        replace(heard, times=spans), make("well", "well"), make("harvest", "harvest"),
        replace(make("void", "rain"), times=(TimeSpan(0, 999, 0, 9, mark="uncertain"),)),
    ])  # fmt: skip
    found = similar(corpus, encoder, "heard", k=9)
    assert others(found)[0] == "well"
    assert "void" not in others(found)
    assert similar(corpus, encoder, "void").empty


# ---------------------------------------------------------------- languages


def test_what_a_language_has_in_common_is_taken_off_the_more_the_better_it_is_known() -> None:
    rng = np.random.default_rng(3)
    topics = unit(rng.normal(size=(60, 16)))
    shift = np.zeros(16)
    shift[0] = 1.5
    rows = unit(np.concatenate([topics, topics + shift]))
    languages = ["eng"] * 60 + ["ara"] * 60
    plain, made = rows @ rows.T, (vectors := apart(rows, languages)) @ vectors.T
    own = [np.mean([np.argsort(-m[n + 60])[1] == n for n in range(60)]) for m in (plain, made)]
    assert own[1] > own[0] + 0.2
    # A single statement in a language is hardly moved: nothing is known of the language.
    one = apart(rows[:61], languages[:61])
    assert float(one[60] @ apart(rows[:61], ["eng"] * 61)[60]) > 0.98


@pytest.mark.slow
def test_the_nearest_statement_may_be_in_another_language(
    make: Make, embedded: EmbeddedEncoder
) -> None:
    texts = {
        "en-well": "The well of the village was repaired. There is water again.",
        "en-school": "The school was opened after the holidays. The children learn to read.",
        "fr-puits": "Le puits du village a été réparé. Il y a de nouveau de l’eau.",
        "ar-school": "فتحت المدرسة بعد العطلة. يتعلم الأطفال القراءة.",
        "en-market": "The price of millet rose at the market. The traders were content.",
    }
    languages = {"en": "eng", "fr": "fra", "ar": "ara"}
    corpus = Corpus.of(
        make(name, body=text, language=languages[name[:2]]) for name, text in texts.items()
    )
    found = similar(corpus, embedded, k=1).set_index("statement")["other"]
    assert found["en-well"] == "fr-puits"
    assert found["fr-puits"] == "en-well"
    assert found["en-school"] == "ar-school"
    assert found["ar-school"] == "en-school"


def test_an_empty_statement_list_gives_an_empty_table(make: Make, encoder: Encoder) -> None:
    lone: Statement = make("lone", "well")
    found = similar(Corpus.of([lone]), encoder)
    assert found.empty
    assert tuple(found.columns) == COLUMNS
