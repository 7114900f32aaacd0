"""Passages that say the same in another language, or in other words.

Both are mutual nearest neighbours that stand out from their background (rhetoric.reuse.near).
A translation lies between two languages, a paraphrase within one, and the two passages of a
paraphrase have few words in common: what has many is found by its words.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from rhetoric.copies.words import Words
from rhetoric.encode import EMBEDDED, EMBEDDED_LANGUAGES, Encoder
from rhetoric.reuse.match import PARAPHRASE, TRANSLATION, Match, Place
from rhetoric.reuse.near import near_pairs
from rhetoric.reuse.seeds import Wanted
from rhetoric.vectors import Vectors

#: Least margin of either kind, and least cosine (docs/reuse.md: how they were chosen).
LEAST_MARGIN = {TRANSLATION: 1.25, PARAPHRASE: 1.3}
LEAST_COSINE = {TRANSLATION: 0.5, PARAPHRASE: 0.5}
#: Fewer words are too little to be recognised by their meaning.
LEAST_WORDS = 5
#: Most of the shorter passage, rare words counting more, that a paraphrase may share.
MOST_COMMON = 0.6
#: Of more text than this it takes long to encode what is new: some 60,000 passages.
MOST_CHARACTERS = 10_000_000


@dataclass(frozen=True)
class Sentence:
    """A passage, as meaning sees it.

    Attributes:
        text: number of its statement.
        number: its place among the passages of the statement, from 0.
        place: in the body.
        language: ISO 639-3 code.
        words: its folded words, those of formulae left out.
    """

    text: int
    number: int
    place: Place
    language: str
    content: str
    words: Words


def covered(sentence: Sentence, encoder: Encoder) -> bool:
    """Whether an encoder can tell what a passage means."""
    known = encoder.name != EMBEDDED or sentence.language in EMBEDDED_LANGUAGES
    return known and sentence.language not in ("und", "mul") and len(sentence.words) >= LEAST_WORDS


def same_meaning(
    sentences: Sequence[Sentence],
    encoder: Encoder,
    wanted: Wanted,
    kinds: Iterable[str],
    *,
    least_score: float | None = None,
    most_common: float = MOST_COMMON,
) -> list[Match]:
    """Passages of different statements that mean the same.

    Args:
        sentences: those of all statements, in order; see `covered`.
        wanted: which pairs of statements are looked at. All passages make the background.
        kinds: translation, paraphrase or both.
        least_score: least margin, in place of that of the kind.
        most_common: see MOST_COMMON.

    Returns:
        Matches sorted by kind, first statement, second statement and place; passages that
        follow one another on both sides are one match.
    """
    by_language: dict[str, list[int]] = defaultdict(list)
    for n, sentence in enumerate(sentences):
        by_language[sentence.language].append(n)
    vectors = {
        language: encoder.encode([sentences[n].content for n in numbers])
        for language, numbers in sorted(by_language.items())
    }
    common = _Common(sentences)
    found: list[Match] = []
    for kind in kinds:
        pairs = (
            [(code, code) for code in vectors] if kind == PARAPHRASE
            else list(combinations(vectors, 2))
        )  # fmt: skip
        for one, other in pairs:
            found += _between(
                kind, [sentences[n] for n in by_language[one]], vectors[one],
                [sentences[n] for n in by_language[other]], vectors[other],
                wanted, common.share if kind == PARAPHRASE else None, most_common,
                LEAST_MARGIN[kind] if least_score is None else least_score,
            )  # fmt: skip
    return sorted(found, key=lambda m: (m.kind, m.first, m.second, m.first_place, m.second_place))


@dataclass(frozen=True)
class _Pair:
    first: Sentence
    second: Sentence
    cosine: float
    margin: float


def _between(
    kind: str, one: Sequence[Sentence], one_vectors: Vectors, other: Sequence[Sentence],
    other_vectors: Vectors, wanted: Wanted,
    shared: Callable[[Sentence, Sentence], float] | None, most_common: float, least: float,
) -> list[Match]:  # fmt: skip
    of_one = np.array([s.text for s in one], dtype=np.int64)
    of_other = np.array([s.text for s in other], dtype=np.int64)

    def fit(rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        if shared is None:
            return np.ones(len(rows), dtype=bool)
        places = zip(rows.tolist(), columns.tolist(), strict=True)
        return np.array([shared(one[a], other[b]) <= most_common for a, b in places], dtype=bool)

    near = near_pairs(one_vectors, other_vectors, of_one, of_other, fit)
    kept = (near.margin >= least) & (near.cosine >= LEAST_COSINE[kind])
    kept &= wanted(of_one[near.first], of_other[near.second])
    pairs: dict[tuple[int, int, int, int], _Pair] = {}
    for n in np.flatnonzero(kept).tolist():
        a, b = one[int(near.first[n])], other[int(near.second[n])]
        if a.text > b.text:
            a, b = b, a
        pair = _Pair(a, b, float(near.cosine[n]), float(near.margin[n]))
        pairs[a.text, b.text, a.number, b.number] = pair
    return [_match(kind, run) for run in _in_a_row([pairs[key] for key in sorted(pairs)])]


def _in_a_row(pairs: Sequence[_Pair]) -> list[list[_Pair]]:
    """Pairs whose passages follow one another in both statements, together."""
    rows: list[list[_Pair]] = []
    last: dict[tuple[int, int, int, int], list[_Pair]] = {}
    for pair in pairs:
        a, b = pair.first, pair.second
        row = last.pop((a.text, b.text, a.number - 1, b.number - 1), None)
        if row is None:
            row = []
            rows.append(row)
        row.append(pair)
        last[a.text, b.text, a.number, b.number] = row
    return rows


def _match(kind: str, row: Sequence[_Pair]) -> Match:
    lengths = [len(p.first.content) + len(p.second.content) for p in row]
    cosine = float(np.average([p.cosine for p in row], weights=lengths))
    margin = float(np.average([p.margin for p in row], weights=lengths))
    words = min(
        sum(len(p.first.words) for p in row), sum(len(p.second.words) for p in row)
    )  # fmt: skip
    told = f"cosine {cosine:.2f}, {margin:.2f} times that of their nearest neighbours"
    if len(row) > 1:
        told = f"{len(row)} passages in a row; {told}"
    first, second = row[0], row[-1]
    return Match(
        kind, first.first.text, first.second.text,
        (first.first.place[0], second.first.place[1]),
        (first.second.place[0], second.second.place[1]), margin, words, told,
        first.first.language, first.second.language,
    )  # fmt: skip


class _Common:
    """How much of the words of two passages is the same, rare words counting more."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        counts = Counter(word for s in sentences for word in set(s.words.tolist()))
        self._weight = {w: math.log(1 + len(sentences) / n) for w, n in counts.items()}

    def share(self, one: Sentence, other: Sentence) -> float:
        """Of the passage whose words weigh less, how much the other one has, too."""
        first, second = set(one.words.tolist()), set(other.words.tolist())
        lesser = min(self._weigh(first), self._weigh(second))
        return self._weigh(first & second) / lesser if lesser else 1.0

    def _weigh(self, words: set[int]) -> float:
        return math.fsum(self._weight[word] for word in words)
