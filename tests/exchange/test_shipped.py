"""The corpus that ships: the method finds the exchange that its source tells of."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from rhetoric.corpus import Corpus
from rhetoric.encode import CachedEncoder, load_encoder
from rhetoric.exchange import Exchange, aftermath, chains, find_answers, lead_and_lag
from rhetoric.frames.table import find_frames
from rhetoric.lexicon import Lexicon

pytestmark = pytest.mark.slow

LABELS = Path(__file__).parent.parent.parent / "benchmarks" / "exchange" / "labels.csv"
SPEECH = "2020-05-28-al-quraishi-speech"
AUDIO = {"2020-early-jnim-audio-tamachek", "2020-early-jnim-audio-other-languages"}
PAMPHLETS = {"2020-early-shinqiti-sharia", "2020-early-shinqiti-year-of-the-group"}
CRITICISM = {"2020-04-is-yemen-video", "2020-05-al-naba", SPEECH}


@pytest.fixture(scope="session")
def encoder() -> CachedEncoder:
    return load_encoder()


@pytest.fixture(scope="session")
def uses(shipped_corpus: Corpus, shipped_lexicon: Lexicon, encoder: CachedEncoder) -> pd.DataFrame:
    return find_frames(shipped_corpus, shipped_lexicon, encoder)


@pytest.fixture(scope="session")
def found(
    shipped_corpus: Corpus, shipped_lexicon: Lexicon, uses: pd.DataFrame, encoder: CachedEncoder
) -> Exchange:
    return find_answers(shipped_corpus, uses, shipped_lexicon, encoder)


@pytest.fixture(scope="session")
def weak(
    shipped_corpus: Corpus, shipped_lexicon: Lexicon, uses: pd.DataFrame, encoder: CachedEncoder
) -> Exchange:
    """All links, the weak ones too."""
    return find_answers(shipped_corpus, uses, shipped_lexicon, encoder, least=0.1)


def test_the_two_sides_are_found(found: Exchange) -> None:
    assert found.sides == ("AQ", "IS")


def test_the_spokesman_answers_the_khawarij_messages(found: Exchange) -> None:
    mine = [a for a in found.answers if a.later.id == SPEECH]
    assert {a.earlier.id for a in mine} == AUDIO
    for answer in mine:
        assert answer.kind == "denies"
        assert answer.turn
        assert answer.turn.later.theme == answer.turn.earlier.theme == "khawarij"
        assert answer.precedes == 1.0
        one, two = answer.passages
        assert one
        assert two
        assert "khawarij" in one.text
        assert "khawarij" in two.text


def test_and_is_answered_with_the_word_again(found: Exchange) -> None:
    again = [a for a in found.answers if a.earlier.id == SPEECH and a.kind == "insists"]
    assert [a.later.id for a in again] == ["2020-06-01-jnim-video"]


def test_what_the_texts_declare_to_be_answers_is_found(found: Exchange) -> None:
    with LABELS.open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["kind"] == "declared"]
    linked = {(a.later.id, a.earlier.id) for a in found.answers}
    assert {(r["later"], r["earlier"]) for r in rows} <= linked
    assert len(rows) == 6


def test_what_may_not_precede_is_not_answered(weak: Exchange) -> None:
    linked = {(a.later.id, a.earlier.id) for a in weak.answers}
    assert ("2015-05-al-sahraoui-pledge", "2015-05-belmokhtar-rebuff") not in linked
    assert not any(later in AUDIO | PAMPHLETS for later, _ in linked)


def test_the_criticism_of_early_and_mid_2020_follows_the_pamphlets(weak: Exchange) -> None:
    links = [a for a in weak.answers if a.earlier.id in PAMPHLETS and a.later.id in CRITICISM]
    assert {a.later.id for a in links if a.kind in ("disputes", "spurns")} == CRITICISM
    assert {a.precedes for a in links} == {1.0}
    disputed = [a for a in links if a.kind == "disputes"]
    assert [(a.later.id, a.earlier.id) for a in disputed] == [
        ("2020-04-is-yemen-video", "2020-early-shinqiti-sharia")
    ]


@pytest.mark.parametrize("pamphlet", sorted(PAMPHLETS))
def test_more_charges_come_after_the_pamphlets_than_before(
    pamphlet: str, shipped_corpus: Corpus, shipped_lexicon: Lexicon, uses: pd.DataFrame
) -> None:
    around = aftermath(shipped_corpus, uses, shipped_lexicon, pamphlet)
    assert around.before < 1 < 3 < around.after
    assert around.p is not None


def test_a_reply_on_telegram_is_marked_as_unconfirmed(found: Exchange) -> None:
    mine = [a for a in found.answers if a.later.id == "2020-06-aq-telegram"]
    assert {a.earlier.id for a in mine} == {"2020-05-al-naba", "2020-06-al-naba"}
    assert all(a.unconfirmed and a.naming.declared for a in mine)


def test_the_chain_goes_to_and_fro(found: Exchange) -> None:
    lines = [
        (depth, step.statement.id) for top in chains(found.answers) for depth, step in top.walk()
    ]
    assert max(depth for depth, _ in lines) >= 3
    at = [name for _, name in lines].index("2015-05-belmokhtar-rebuff")
    assert lines[at] == (1, "2015-05-belmokhtar-rebuff")


def test_lead_and_lag_say_where_there_is_too_little(
    shipped_corpus: Corpus, shipped_lexicon: Lexicon, uses: pd.DataFrame
) -> None:
    table = lead_and_lag(shipped_corpus, uses, shipped_lexicon, shuffles=499)
    khawarij = table[table["theme"] == "khawarij"]
    assert khawarij["p"].isna().all()
    assert set(khawarij["note"]) == {"too few statements to test: 3 of AQ and 1 of IS"}
    assert table[table["theme"] == "any charge"]["p"].notna().all()


def test_by_words_alone_the_declared_answers_are_found_too(
    shipped_corpus: Corpus, shipped_lexicon: Lexicon
) -> None:
    rows = find_frames(shipped_corpus, shipped_lexicon)
    answers = find_answers(shipped_corpus, rows, shipped_lexicon).answers
    assert {a.earlier.id for a in answers if a.later.id == SPEECH} == AUDIO
