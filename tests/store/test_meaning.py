"""The vectors of a store: what a passage says, and what it is said within."""

from collections.abc import Callable

import numpy as np
import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.encode import CachedEncoder, unit
from rhetoric.model import Statement
from rhetoric.passages import split_passages
from rhetoric.store.meaning import WHOLE, Turn, searched_vectors, turn_for
from rhetoric.store.stretches import stretches

SHORT = "The river rose. The boat is old. The well is dry."
LONG = "\n\n".join(
    f"The {a} near the {b} has a wall." for a in ("river", "road", "well", "school", "market")
    for b in ("bridge", "valley", "garden", "clinic", "pasture", "harvest", "council", "festival")
)  # fmt: skip


def statement(name: str, body: str) -> Statement:
    return Statement(name, body, parse_date("2019"), "NORTH", language="eng")


@pytest.fixture
def encoder(stand_in: Callable[..., CachedEncoder]) -> CachedEncoder:
    return stand_in()


def by_hand(body: str, encoder: CachedEncoder) -> np.ndarray:
    """p + unit(stretch + a quarter of the whole), one passage after the other."""
    passages = split_passages(body)
    of = stretches(passages).tolist()
    around = []
    for number in sorted(set(of)):
        inside = [p for p, n in zip(passages, of, strict=True) if n == number]
        around.append(encoder.encode([body[inside[0].start : inside[-1].end]])[0])
    whole = unit(np.mean(around, axis=0))
    rows = [
        encoder.encode([p.text])[0] + unit(around[n] + WHOLE * whole)
        for p, n in zip(passages, of, strict=True)
    ]
    return np.array(rows)


@pytest.mark.parametrize("body", [SHORT, LONG])
def test_a_vector_is_that_of_the_passage_and_of_what_it_is_said_within(
    body: str, encoder: CachedEncoder
) -> None:
    (found,) = searched_vectors([(statement("s", body), split_passages(body))], encoder)
    np.testing.assert_allclose(found, by_hand(body, encoder), atol=1e-5)


def test_a_long_statement_has_several_stretches() -> None:
    assert len(set(stretches(split_passages(LONG)).tolist())) > 1


def test_a_statement_of_one_passage_is_its_own_context(encoder: CachedEncoder) -> None:
    body = "The river rose."
    (found,) = searched_vectors([(statement("s", body), split_passages(body))], encoder)
    np.testing.assert_allclose(found[0], 2 * encoder.encode([body])[0], atol=1e-6)


def test_vectors_do_not_depend_on_what_is_encoded_beside(encoder: CachedEncoder) -> None:
    asked = [
        (statement(n, b), split_passages(b)) for n, b in (("a", SHORT), ("b", ""), ("c", LONG))
    ]
    together = searched_vectors(asked, encoder)
    assert [len(v) for v in together] == [3, 0, len(split_passages(LONG))]
    for one, vectors in zip(asked, together, strict=True):
        (alone,) = searched_vectors([one], encoder)
        if len(vectors):
            np.testing.assert_allclose(alone, vectors, atol=1e-6)


def test_turning_changes_no_product_and_brings_the_greatest_first() -> None:
    chance = np.random.default_rng(0)
    rows = (chance.normal(size=(500, 20)) * np.arange(1, 21)).astype(np.float32)
    turned = (turn := Turn.fitted(rows)).apply(rows)
    np.testing.assert_allclose(turned @ turned.T, rows @ rows.T, rtol=1e-3, atol=0.5)
    sizes = (turned**2).sum(axis=0)
    assert (np.diff(sizes) <= 0).all()
    np.testing.assert_array_equal(Turn.from_bytes(turn.to_bytes()).matrix, turn.matrix)


def test_without_any_passage_nothing_is_turned(encoder: CachedEncoder) -> None:
    for corpus in (Corpus.of([]), Corpus.of([statement("a", "")])):
        matrix = turn_for(corpus, encoder).matrix
        np.testing.assert_array_equal(matrix, np.eye(len(matrix)))


def test_the_same_corpus_turns_the_same_way(encoder: CachedEncoder) -> None:
    corpus = Corpus.of([statement("a", SHORT), statement("b", LONG)])
    first, second = turn_for(corpus, encoder), turn_for(corpus, encoder)
    np.testing.assert_array_equal(first.matrix, second.matrix)


def test_a_row_of_nought_stays_nought() -> None:
    assert unit(np.zeros((1, 3), dtype=np.float32)).tolist() == [[0.0, 0.0, 0.0]]
