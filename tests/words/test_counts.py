"""Counts of terms by statement, held against plain counting."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.words.counts import Counts, count_terms
from rhetoric.words.tokens import Tokens, read_tokens
from tests.words.conftest import statement

WORDS = ("market", "river", "road", "the", "7")


def read(*bodies: str) -> Tokens:
    statements = [statement(f"s{n}", "G", body) for n, body in enumerate(bodies)]
    return read_tokens(statements, lambda s: (), passages=False)


def by_term(counts: Counts, tokens: Tokens) -> dict[tuple[tuple[str, ...], int], int]:
    rows = zip(counts.term, counts.statement, counts.count, strict=True)
    return {
        (tuple(tokens.words[w] for w in counts.terms[term]), int(of)): int(count)
        for term, of, count in rows
    }


@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), min_size=1, max_size=4),
    st.integers(1, 3), st.integers(1, 3), st.booleans(),
)  # fmt: skip
def test_terms_are_those_of_plain_counting(
    bodies: list[str], length: int, least: int, keep: bool
) -> None:
    tokens = read(*bodies)
    plain: Counter[tuple[tuple[str, ...], int]] = Counter()
    sizes = []
    for of, body in enumerate(bodies):
        words = body.split()
        terms = [tuple(words[n : n + length]) for n in range(len(words) - length + 1)]
        ends = {"7"} if keep else {"7", "the"}
        terms = [t for t in terms if "7" not in t and not ends & {t[0], t[-1]}]
        plain.update((term, of) for term in terms)
        sizes.append(len(terms))
    often: Counter[tuple[str, ...]] = Counter()
    for (term, _), count in plain.items():
        often[term] += count
    counts = count_terms(tokens, length, least=least, keep_stop_words=keep)
    expected = {key: count for key, count in plain.items() if often[key[0]] >= least}
    assert by_term(counts, tokens) == expected
    assert counts.sizes.tolist() == sizes
    assert counts.totals().sum() == sum(expected.values())


def test_the_first_place_of_a_term_is_kept() -> None:
    tokens = read("road market road", "market road")
    counts = count_terms(tokens)
    places = {
        (tokens.words[counts.terms[term, 0]], int(of)): int(at)
        for term, of, at in zip(counts.term, counts.statement, counts.at, strict=True)
    }
    assert places == {("road", 0): 0, ("market", 0): 1, ("market", 1): 3, ("road", 1): 4}


def test_rare_is_what_is_rare_in_what_is_compared() -> None:
    tokens = read("road", "road road market market")
    counts = count_terms(tokens, least=1, compared=np.array([True, False]))
    assert [tokens.words[w] for w in counts.terms[:, 0]] == ["road"]
    assert counts.totals().tolist() == [3]


@pytest.mark.parametrize("length", [1, 2, 3])
def test_no_words_give_no_terms(length: int) -> None:
    counts = count_terms(read("", "the"), length)
    assert counts.terms.shape == (0, length)
    assert counts.sizes.tolist() == [0, 0]
