"""Which words and collocates are typical of some passages, compared with the rest.

Log-likelihood (Dunning 1993, Computational Linguistics 19:1) says how surely a word is not
equally frequent in both; the binary logarithm of the ratio of both frequencies says how much
more frequent it is (Hardie's log ratio, half a word added to each count).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rhetoric.theming.vocabulary import Token

#: Stop words that may stand between two words of a collocate.
GAP = 2
#: Most words of a collocate.
LONGEST = 3


@dataclass(frozen=True, order=True)
class Term:
    """A word, or two or three that stand together.

    Attributes:
        stems: of its words, in order.
    """

    stems: tuple[str, ...]


@dataclass(frozen=True)
class Keyness:
    """How typical a term is.

    Attributes:
        near, rest: how often it stands in the passages looked at, and in all others.
        passages, elsewhere: how many passages of both hold it.
        gap: most stop words seen between its words.
        g2: log-likelihood; 10.83 is significant at 0.001 for a single comparison.
        log_ratio: binary logarithm of the ratio of its frequencies; 1 is twice as frequent.
    """

    term: Term
    near: int
    rest: int
    passages: int
    elsewhere: int
    gap: int
    g2: float
    log_ratio: float


def log_likelihood(near: int, rest: int, near_size: int, rest_size: int) -> float:
    """G² of a word that stands `near` times in `near_size` words, `rest` times in the others.

    >>> round(log_likelihood(10, 10, 1000, 1000), 2), round(log_likelihood(20, 5, 1000, 1000), 2)
    (0.0, 9.64)
    """
    total = near_size + rest_size
    if not near_size or not rest_size:
        return 0.0
    found = 0.0
    for seen, size in ((near, near_size), (rest, rest_size)):
        expected = size * (near + rest) / total
        if seen:
            found += seen * math.log(seen / expected)
    return max(0.0, 2.0 * found)


def log_ratio(near: int, rest: int, near_size: int, rest_size: int) -> float:
    """Binary logarithm of the ratio of two frequencies.

    >>> log_ratio(0, 0, 100, 100)
    0.0
    """
    return math.log2(((near + 0.5) / (near_size + 1)) / ((rest + 0.5) / (rest_size + 1)))


def terms(tokens: Sequence[Token]) -> Iterator[tuple[Term, int]]:
    """Each word and collocate of a passage, with the most stop words between its words."""
    places = [n for n, token in enumerate(tokens) if token.stem]
    for first, place in enumerate(places):
        stems: tuple[str, ...] = (tokens[place].stem,)
        widest = 0
        yield Term(stems), 0
        for before, after in zip(places[first:], places[first + 1 :], strict=False):
            between = tokens[before + 1 : after]
            if len(between) > GAP or any(t.barrier for t in between) or len(stems) == LONGEST:
                break
            stems, widest = (*stems, tokens[after].stem), max(widest, len(between))
            if len(set(stems)) == len(stems):
                yield Term(stems), widest


def keyness(near: Iterable[Sequence[Token]], rest: Iterable[Sequence[Token]]) -> list[Keyness]:
    """The terms of some passages, the most typical first.

    Args:
        near: the passages looked at.
        rest: the passages they are compared with.
    """
    counts, passages, gaps = Counter[Term](), Counter[Term](), dict[Term, int]()
    near_size = rest_size = 0
    for tokens in near:
        near_size += len(tokens)
        found = list(terms(tokens))
        counts.update(term for term, _ in found)
        passages.update({term for term, _ in found})
        for term, gap in found:
            gaps[term] = max(gap, gaps.get(term, 0))
    other, elsewhere = Counter[Term](), Counter[Term]()
    for tokens in rest:
        rest_size += len(tokens)
        known = [term for term, _ in terms(tokens) if term in counts]
        other.update(known)
        elsewhere.update(set(known))
    scored = [
        Keyness(
            term, seen, other[term], passages[term], elsewhere[term], gaps[term],
            round(log_likelihood(seen, other[term], near_size, rest_size), 3),
            round(log_ratio(seen, other[term], near_size, rest_size), 3),
        )
        for term, seen in counts.items()
    ]  # fmt: skip
    return sorted(scored, key=lambda k: (-k.g2, -k.log_ratio, -len(k.term.stems), k.term))
