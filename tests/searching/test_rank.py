"""Evidence by words, and how it is fused with meaning."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.encode import CachedEncoder
from rhetoric.model import Statement
from rhetoric.searching.query import parse_query
from rhetoric.searching.rank import WORDS, Ranker, greatest
from rhetoric.searching.slots import (
    places_of_phrase,
    places_without,
    slots_of,
    word_slots,
    words_like,
)
from rhetoric.searching.words import Slot, WordIndex
from rhetoric.store.snapshot import Snapshot
from rhetoric.store.terms import ROOT, SKELETON, STEM, WORD

TEXTS = (
    "The traders trade salt. The salt is white.",
    "A trader sold dates. Nobody sold the grain.",
    "Rain fell on the valley road.",
)


@pytest.fixture
def snapshot(tmp_path: Path, word_encoder: object) -> Snapshot:
    """Five passages."""
    corpus = Corpus.of(
        Statement(f"s{n}", text, parse_date(f"{2000 + n}"), "NORTH", language="eng")
        for n, text in enumerate(TEXTS, 1)
    )
    write(tmp_path, corpus, word_encoder)
    return Snapshot(tmp_path)


def write(folder: Path, corpus: Corpus, encoder: object) -> None:
    from rhetoric.store.anew import write_anew

    write_anew(folder, corpus, CachedEncoder(encoder))


class TestSlots:
    def test_a_word_is_looked_up_in_each_of_its_forms(self) -> None:
        kinds = {slot.terms[0][0] for slot in word_slots("traders", ["eng", "fra"])}
        assert {STEM, WORD} <= kinds <= {STEM, WORD, ROOT, SKELETON}

    def test_an_arabic_word_is_not_looked_up_as_it_is_written(self) -> None:
        assert WORD not in {slot.terms[0][0] for slot in word_slots("والسوق", ["ara", "eng"])}

    def test_words_that_say_little_are_light_beside_others(self, snapshot: Snapshot) -> None:
        found = slots_of(parse_query("the salt of the"), snapshot)
        assert [s for s in found if not s.light] == slots_of(parse_query("salt"), snapshot)
        assert [s.terms for s in found if s.light] == [(WORD + "the",), (WORD + "of",)]
        assert not any(s.light for s in slots_of(parse_query("the"), snapshot))

    def test_a_word_that_is_asked_twice_counts_once(self, snapshot: Snapshot) -> None:
        assert slots_of(parse_query("salt Salt"), snapshot) == slots_of(
            parse_query("salt"), snapshot
        )

    def test_a_wildcard_stands_for_words_of_the_corpus(self, snapshot: Snapshot) -> None:
        assert words_like("trade*", snapshot) == ["trade", "trader", "traders"]
        assert words_like("s?ld", snapshot) == ["sold"]
        assert words_like("*ley", snapshot) == ["valley"]

    def test_a_phrase_stands_where_its_words_follow_each_other(self, snapshot: Snapshot) -> None:
        index = WordIndex(snapshot)
        for phrase, places in (
            ("the salt", [1]), ("salt is WHITE", [1]), ("salt white", []), ("sold", [2, 3]),
            ("sold the mill", []),
        ):  # fmt: skip
            assert places_of_phrase(phrase, snapshot, index).tolist() == places

    def test_what_is_left_out_is_words_phrases_and_wildcards(self, snapshot: Snapshot) -> None:
        query = parse_query('road -white -"trader sold" -fel*')
        assert places_without(query, snapshot, WordIndex(snapshot)).tolist() == [1, 2, 4]


class TestCoverage:
    def test_it_is_a_share_of_what_is_asked(self, snapshot: Snapshot) -> None:
        index = WordIndex(snapshot)
        salt, road = Slot((WORD + "salt",)), Slot((WORD + "road",))
        found = index.coverage([salt]).shares
        assert ((found >= 0) & (found <= 1)).all()
        assert (found[:2] > 0).all()
        assert not found[2:].any()
        assert (index.coverage([salt, road]).shares[:2] < found[:2]).all()

    def test_what_is_said_nearby_counts_less_than_what_is_said(self, snapshot: Snapshot) -> None:
        found = WordIndex(snapshot).coverage([Slot((WORD + "white",))]).shares
        assert 0 < found[0] < found[1]

    def test_the_forms_of_a_word_are_counted_together(self, snapshot: Snapshot) -> None:
        index = WordIndex(snapshot)
        both = index.union((WORD + "trade", WORD + "trader", WORD + "mill"))
        assert both.rows.tolist() == [0, 2]
        assert not len(index.union((WORD + "mill",)).rows)

    def test_a_word_that_nobody_says_leaves_nothing(self, snapshot: Snapshot) -> None:
        assert not WordIndex(snapshot).coverage([Slot((WORD + "mill",))]).shares.any()

    def test_a_light_word_adds_where_it_stands(self, snapshot: Snapshot) -> None:
        index, places = WordIndex(snapshot), np.arange(len(snapshot))
        slots = [Slot((WORD + "salt",)), Slot((WORD + "the",), 2.0, light=True)]
        covered = index.coverage(slots)
        assert covered.shares.max() < index.coverage(slots[:1]).shares.max()
        added = index.light(slots, covered.possible, places)
        said = [f" {snapshot.passage(int(p)).text.lower()} " for p in places]
        assert [bool(x) for x in added] == [" the " in text for text in said]
        assert (covered.shares + added <= 1).all()

    def test_it_is_told_only_of_what_matters(self, snapshot: Snapshot) -> None:
        index, slot = WordIndex(snapshot), Slot((WORD + "sold",))
        mask = np.zeros(len(snapshot), dtype=bool)
        mask[2] = True
        found, whole = index.coverage([slot], mask).shares, index.coverage([slot]).shares
        assert found[2] == pytest.approx(whole[2])
        assert not found[4]


class TestRanking:
    def asked(self, snapshot: Snapshot, encoder: object, text: str) -> np.ndarray:
        return CachedEncoder(encoder).encode([text], query=True)[0]

    def test_words_count_more_than_meaning(self, snapshot: Snapshot, word_encoder: object) -> None:
        everyone = np.ones(5, dtype=bool)
        slots = slots_of(parse_query("salt"), snapshot)
        near = self.asked(snapshot, word_encoder, "rained in the valley")
        found = Ranker(snapshot).rank(everyone, slots, near)
        assert found.places[0] in (0, 1)
        assert np.allclose(found.scores, (found.meaning + WORDS * found.words) / (1 + WORDS))
        assert (np.diff(found.scores) <= 0).all()

    def test_the_meaning_is_the_exact_mean_of_two_cosines(
        self, snapshot: Snapshot, word_encoder: object
    ) -> None:
        near = self.asked(snapshot, word_encoder, "valley")
        found = Ranker(snapshot).rank(np.ones(5, dtype=bool), (), near)
        assert found.places[0] == 4
        # The one passage is its statement: both cosines are those of the passage.
        assert found.meaning[0] == pytest.approx(1.0, abs=0.01)

    def test_only_what_passes_is_ranked(self, snapshot: Snapshot, word_encoder: object) -> None:
        mask = np.array([True, False, False, True, False])
        near = self.asked(snapshot, word_encoder, "valley")
        assert sorted(Ranker(snapshot).rank(mask, (), near).places) == [0, 3]
        none = Ranker(snapshot).rank(np.zeros(5, dtype=bool), (), near)
        assert len(none.places) == len(none.scores) == 0

    def test_as_many_are_found_as_are_asked_for(
        self, snapshot: Snapshot, word_encoder: object, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("rhetoric.searching.rank.SEMIFINALISTS", 2)
        monkeypatch.setattr("rhetoric.searching.rank.FINALISTS", 2)
        near = self.asked(snapshot, word_encoder, "valley")
        ranker, everyone = Ranker(snapshot), np.ones(5, dtype=bool)
        assert len(ranker.rank(everyone, (), near, count=1).places) == 1
        assert sorted(ranker.rank(everyone, (), near, count=5).places) == [0, 1, 2, 3, 4]

    def test_equals_stand_in_the_order_of_the_corpus(
        self, snapshot: Snapshot, word_encoder: object
    ) -> None:
        near = self.asked(snapshot, word_encoder, "friends")
        found = Ranker(snapshot).rank(np.ones(5, dtype=bool), (), near)
        for first, second in zip(range(4), range(1, 5), strict=True):
            if round(float(found.scores[first]), 6) == round(float(found.scores[second]), 6):
                assert found.places[first] < found.places[second]

    def test_by_words_alone_nothing_is_found_that_has_none(self, snapshot: Snapshot) -> None:
        found = Ranker(snapshot).rank(
            np.ones(5, dtype=bool), slots_of(parse_query("grain"), snapshot)
        )
        assert sorted(found.places) == [2, 3]

    @pytest.mark.parametrize("size", [10, 1000, 300_000])
    def test_the_best_are_the_best_also_where_a_sample_tells_them(self, size: int) -> None:
        values = np.random.default_rng(7).normal(size=size).astype(np.float32)
        found = np.sort(values[greatest(values, 50)])
        assert (found == np.sort(values)[-50:]).all()
