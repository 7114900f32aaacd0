"""Stretches that two statements share in the same words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.lexicon import Actors
from rhetoric.model import Actor, Statement, TimeSpan
from rhetoric.reuse import Formulae, find_reuse
from rhetoric.text import fold_text

Maker = Callable[..., Statement]
Prose = Callable[..., str]
Finder = Callable[..., list[dict[str, Any]]]

WORDS = st.lists(st.sampled_from("a b c d e f g h".split()), max_size=60)


def test_a_sentence_put_into_another_text_is_found_with_its_place_in_both(
    make: Maker, prose: Prose, bridge: str, found: Finder
) -> None:
    one = f"{prose(60, 1)} {bridge.capitalize()}. {prose(30, 2)}"
    other = f"{prose(20, 3)} It was said that, {bridge.upper()}! {prose(50, 4)}"
    (row,) = found([make("a", one, "2019"), make("b", other, "2020")])
    assert (row["kind"], row["score"], row["words"]) == ("same-words", 1.0, 15)
    assert one[row["first_start"] : row["first_end"]] == bridge.capitalize() == row["first_text"]
    assert other[row["second_start"] : row["second_end"]] == bridge.upper() == row["second_text"]
    assert row["why"] == "15 words in a row are the same"


def test_small_edits_lower_the_score(make: Maker, prose: Prose, bridge: str, found: Finder) -> None:
    edited = bridge.replace("promised", "declared yesterday")
    (row,) = found([
        make("a", f"{prose(40, 1)} {bridge}. {prose(40, 2)}"),
        make("b", f"{prose(40, 3)} {edited}. {prose(40, 4)}"),
    ])  # fmt: skip
    assert row["second_text"] == "that the bridge over the river will be repaired before the rains"
    longer = f"in the morning all of them heard that {bridge}"
    (row,) = found([
        make("a", f"{prose(40, 1)} {longer}. {prose(40, 2)}"),
        make("b", f"{prose(40, 3)} {longer.replace('promised', 'declared')}. {prose(40, 4)}"),
    ])  # fmt: skip
    assert row["words"] == 22
    assert row["score"] == pytest.approx(22 / 23, abs=0.001)
    assert row["why"] == "22 of 23 words are the same, in the same order"


def test_fewer_words_than_asked_for_are_chance(
    make: Maker, prose: Prose, bridge: str, found: Finder
) -> None:
    statements = [make("a", f"{prose(40, 1)} {bridge}"), make("b", f"{bridge} {prose(40, 2)}")]
    assert len(found(statements, least_words=15)) == 1
    assert found(statements, least_words=16) == []


def test_words_of_formulae_do_not_count(
    make: Maker, prose: Prose, bridge: str, found: Finder
) -> None:
    opening = "ladies and gentlemen dear friends from near and from far"
    formulae = Formulae.of([(opening, "en")])
    alone = [make("a", f"{opening} {prose(40, 1)}"), make("b", f"{opening} {prose(40, 2)}")]
    assert len(found(alone)) == 1
    assert found(alone, formulae=formulae) == []
    more = [make(n, f"{opening} {bridge}. {prose(40, s)}") for s, n in enumerate("ab")]
    (row,) = found(more, formulae=formulae)
    assert (row["words"], row["first_text"]) == (15, bridge)
    both = f"{bridge} {opening} {bridge}"
    within = [make(n, f"{both}. {prose(40, s)}") for s, n in enumerate("ab")]
    (row,) = found(within, formulae=formulae)
    assert row["why"] == "40 words in a row are the same; 30 count"
    assert (row["score"], row["words"]) == (1.0, 30)


def test_the_name_of_an_actor_counts_as_one_word(make: Maker, prose: Prose, found: Finder) -> None:
    name = "the Association of the Friends of the Valley and of the River"
    actors = Actors({"A": Actor("A", name, "organisation")})
    statements = [make(n, f"{prose(40, s)} {name} {prose(40, s + 2)}") for s, n in enumerate("ab")]
    assert len(found(statements)) == 1
    assert found(statements, actors=actors) == []


def test_what_stands_in_many_statements_is_common_property(
    make: Maker, prose: Prose, bridge: str, found: Finder
) -> None:
    statements = [make(f"s{n}", f"{prose(30, n)} {bridge}") for n in range(4)]
    assert len(found(statements, common=4)) == 6
    assert found(statements, common=3) == []


def test_a_passage_said_twice_in_both_is_told_twice(
    make: Maker, prose: Prose, bridge: str, found: Finder
) -> None:
    bodies = [f"{bridge}. {prose(50, s)} {bridge}. {prose(20, s + 5)}" for s in range(2)]
    rows = found([make(n, body) for n, body in zip("ab", bodies, strict=True)])
    assert len(rows) == 2
    assert len({row["first_start"] for row in rows}) == 2
    assert len({row["second_start"] for row in rows}) == 2


def test_what_speech_recognition_is_not_sure_of_is_not_compared(
    make: Maker, prose: Prose, bridge: str, found: Finder
) -> None:
    body = f"{bridge}. {prose(40, 1)}"
    doubtful = (TimeSpan(0, len(bridge), 0.0, 5.0, "uncertain"),)
    other = make("b", f"{prose(40, 2)} {bridge}")
    assert len(found([make("a", body), other])) == 1
    assert found([make("a", body, times=doubtful), other]) == []


@pytest.mark.parametrize(
    "text", ["长江上的桥将在雨季之前修好市长今天上午说", "สะพานข้ามแม่น้ำจะซ่อมก่อนฤดูฝน"]
)
def test_scripts_without_spaces_are_compared_sign_by_sign(
    make: Maker, found: Finder, text: str
) -> None:
    one, other = make("a", f"甲乙丙丁 {text}。"), make("b", f"{text}, 子丑寅卯")
    (row,) = found([one, other])
    assert row["first_text"] == row["second_text"] == text


def test_vowel_marks_and_hamza_make_no_difference(make: Maker, found: Finder) -> None:
    plain = "وعد رئيس البلدية باصلاح الجسر فوق النهر قبل بدء موسم الامطار"
    marked = "وَعَدَ رئيسُ البلدية بإصلاحِ الجسر فوق النهر قبلَ بدء موسم الأمطارِ"
    statements = [make("a", f"{plain}.", language="ara"), make("b", marked, language="ara")]
    (row,) = found(statements)
    assert (row["first_text"], row["second_text"]) == (plain, marked)


@given(WORDS, WORDS, WORDS)
def test_every_match_leads_back_to_words_of_both_originals(
    one: list[str], other: list[str], shared: list[str]
) -> None:
    bodies = [" ".join([*words, *shared, *words[:5]]) for words in (one, other)]
    day = parse_date("2020")
    corpus = Corpus.of(Statement(f"s{n}", b, day, "A") for n, b in enumerate(bodies))
    taken: list[range] = []
    for row in find_reuse(corpus, least_words=6).itertuples():
        here = corpus.statement(row.first_statement).body[row.first_start : row.first_end]
        there = corpus.statement(row.second_statement).body[row.second_start : row.second_end]
        assert (here, there) == (row.first_text, row.second_text)
        for text in (here, there):
            words = text.split()
            assert words == fold_text(text).split()  # whole words
            assert len(words) >= row.words >= 6
        if row.score == 1.0:
            assert here == there
        place = range(row.first_start, row.first_end)
        assert all(set(place).isdisjoint(before) for before in taken)
        taken.append(place)


@given(WORDS, WORDS)
def test_a_run_of_ten_words_is_always_found(one: list[str], other: list[str]) -> None:
    run = "the mayor of the town met all of us here".split()
    day = parse_date("2020")
    corpus = Corpus.of(
        Statement(f"s{n}", " ".join([*words, *run, *words]), day, "A")
        for n, words in enumerate((one, other))
    )
    table = find_reuse(corpus)
    assert any(" ".join(run) in text for text in table["first_text"])
