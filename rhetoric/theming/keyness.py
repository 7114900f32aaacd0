"""Which words and collocates are typical of some passages, compared with the rest.

Log-likelihood says how surely a word is not equally frequent in both; the log ratio how much
more frequent it is (both: rhetoric.words.measures).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rhetoric.theming.vocabulary import Token
from rhetoric.words.measures import log_likelihood, log_ratio

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
    table = list(counts.values()), [other[term] for term in counts], near_size, rest_size
    g2, ratio = log_likelihood(*table).round(3), log_ratio(*table).round(3)
    scored = [
        Keyness(
            term, seen, other[term], passages[term], elsewhere[term], gaps[term],
            float(g2[n]), float(ratio[n]),
        )
        for n, (term, seen) in enumerate(counts.items())
    ]  # fmt: skip
    return sorted(scored, key=lambda k: (-k.g2, -k.log_ratio, -len(k.term.stems), k.term))
