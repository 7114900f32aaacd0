"""Nearness: above what passages of the two sides have in common anyway."""

from __future__ import annotations

import numpy as np
import pytest

from rhetoric.encode import EmbeddedEncoder
from rhetoric.exchange.nearness import Nearness, Space, kindred, measure
from rhetoric.lexicon import Lexicon
from rhetoric.model import Passage

SIDES = (
    {"a": ("The well is closed.", "The bridge was repaired."), "b": ("It rained in May.",)},
    {"c": ("They say that the well is closed.", "A school was opened.", "The market was held.")},
)


def passages(name: str, texts: tuple[str, ...]) -> tuple[Passage, ...]:
    return tuple(Passage(name, n, 0, len(t), t) for n, t in enumerate(texts, 1))


@pytest.fixture
def near() -> Nearness:
    sides = [{name: passages(name, texts) for name, texts in side.items()} for side in SIDES]
    return measure(sides, Space(None, [t for side in SIDES for ts in side.values() for t in ts]))


def test_the_same_words_are_near_and_others_are_not(near: Nearness) -> None:
    value, one, two = near.nearest("a", "c")
    assert one
    assert two
    assert (one.text, two.text) == ("The well is closed.", "They say that the well is closed.")
    assert value > 0.3
    assert near.of_passages("b", 1, "c", 2) == 0.0


def test_among_more_pairs_a_near_one_is_less_telling(near: Nearness) -> None:
    assert near.chance(100) > near.chance(10) > near.chance(1)
    assert near.chance(1) == pytest.approx(float(np.median(near.cosines)))


def test_a_passage_that_is_not_trusted_is_near_to_nothing(near: Nearness) -> None:
    assert near.of_passages("a", 99, "c", 1) == 0.0


def test_a_statement_without_passages_is_near_to_nothing() -> None:
    sides = [{"a": ()}, {"c": passages("c", ("It rained.",))}]
    assert measure(sides, Space(None, ["It rained."])).nearest("a", "c") == (0.0, None, None)


def test_kindred_themes_are_found_by_their_prototypes(
    shipped_lexicon: Lexicon, embedded: EmbeddedEncoder
) -> None:
    kin = kindred(list(shipped_lexicon.themes.values()), embedded)
    assert "deviation" in kin["gradualism"]
    assert {"apostasy", "deviation"} <= kin["khawarij"]
    assert "negotiation" in kin["collaboration"]
    assert all(a in kin[b] for a in kin for b in kin[a])
    assert not any(name in near for name, near in kin.items())


def test_words_alone_do_not_tell_what_is_kindred(shipped_lexicon: Lexicon) -> None:
    assert kindred(list(shipped_lexicon.themes.values()), None) == {}
