"""Stretches that two statements share in the same words.

Where two texts share a run of six words (rhetoric.reuse.seeds), the words around it are laid
side by side (rhetoric.copies.align), and of the runs of equal words those are kept that
together are worth most: a point for each equal word, half a point off for each word that
stands between two runs in one of the texts alone. That is a local alignment in the sense of
Smith and Waterman (1981), Identification of common molecular subsequences, on runs of words.

How many equal words make reuse likely: people who write on the same subject independently
share runs of some words, but hardly ever of ten (Coulthard 2004, Author identification,
idiolect, and linguistic uniqueness).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rhetoric.copies.align import Run, equal_runs
from rhetoric.copies.words import WordPlaces, Words
from rhetoric.reuse.match import SAME_WORDS, Match
from rhetoric.reuse.seeds import SEED, Chains, Marks, Wanted, chains

#: Fewer equal words are no reuse.
LEAST_WORDS = 10
#: Least share of equal words in what both stretches hold.
LEAST_SCORE = 0.6
#: Words in more texts than this are common property.
COMMON = 20
#: So many words around the seeds are laid side by side.
AROUND = 15
#: What a word that stands in one text alone takes off.
GAP_COST = 0.5


@dataclass(frozen=True)
class _Stretch:
    """A stretch of two texts, counted in words."""

    first: int
    second: int
    first_begin: int
    first_end: int
    second_begin: int
    second_end: int
    words: int
    equal: int
    score: float
    exact: bool


def same_words(
    bodies: Sequence[str],
    texts: Sequence[Words],
    own: Sequence[Marks],
    wanted: Wanted,
    *,
    least_words: int = LEAST_WORDS,
    least_score: float = LEAST_SCORE,
    common: int = COMMON,
) -> list[Match]:
    """The stretches that pairs of texts share in the same words.

    Args:
        bodies: the originals.
        texts: their words (rhetoric.copies.words.word_numbers).
        own: which of the words count: those that belong to no formula.
        wanted: which pairs of texts are looked at.
        least_words: equal words that count which a stretch needs.
        least_score: share of equal words it needs, 0 to 1.
        common: six words in a row that stand in more texts than this are common property;
            where a stretch holds nothing else, it is not told.

    Returns:
        Matches sorted by first text, second text and place. In a pair of texts no two of
        them overlap in either text.
    """
    seeds = chains(texts, own, wanted, least=max(SEED, least_words - 2), common=common)
    found: list[_Stretch] = []
    pair: list[_Stretch] = []
    for stretch in _stretches(texts, own, seeds, least_words, least_score):
        if pair and (pair[0].first, pair[0].second) != (stretch.first, stretch.second):
            found += _apart(pair)
            pair = []
        pair.append(stretch)
    return _placed(bodies, found + _apart(pair))


def _stretches(
    texts: Sequence[Words], own: Sequence[Marks], seeds: Chains, least_words: int, least: float
) -> Iterator[_Stretch]:
    for first, second, *seed in seeds:
        mine = own[first]
        kept = _trimmed(_widened(texts[first], texts[second], mine, *seed), mine)
        if not kept:
            continue
        (begin, other_begin, _), (end, other_end, n) = kept[0], kept[-1]
        end, other_end = end + n, other_end + n
        same = sum(int(mine[a : a + n].sum()) for a, _, n in kept)
        equal = sum(n for _, _, n in kept)
        score = 2 * equal / (end - begin + other_end - other_begin)
        if same >= least_words and score >= least:
            yield _Stretch(
                first, second, begin, end, other_begin, other_end, same, equal, score,
                len(kept) == 1,
            )  # fmt: skip


def _widened(
    one: Words, other: Words, own: Marks, begin: int, end: int, other_begin: int, other_end: int
) -> list[Run]:
    """The runs of equal words in and around a stretch that are worth most together."""
    around = AROUND
    while True:
        here, there = max(0, begin - around), max(0, other_begin - around)
        end_here, end_there = min(len(one), end + around), min(len(other), other_end + around)
        first, second = one[here:end_here], other[there:end_there]
        if np.array_equal(first, second):
            runs: list[Run] = [(0, 0, len(first))]
        else:
            runs = equal_runs(first, second)
        runs = [(here + a, there + b, n) for a, b, n in runs]
        best = _best([run for run in runs if own[run[0] : run[0] + run[2]].any()])
        if not best:
            return []
        # Words that are common property are no seeds: what is shared may go on.
        a, b, _ = best[0]
        before = (a == here > 0 and b > 0) or (b == there > 0 and a > 0)
        a, b = best[-1][0] + best[-1][2], best[-1][1] + best[-1][2]
        behind = (a == end_here < len(one) and b < len(other)) or (
            b == end_there < len(other) and a < len(one)
        )
        if not (before or behind):
            return best
        around *= 2


def _best(runs: list[Run]) -> list[Run]:
    """Of runs in order, the neighbours that are worth most together."""
    best, best_worth = (0, 0), 0.0
    begin, worth = 0, 0.0
    for n, (a, b, words) in enumerate(runs):
        if n:
            before = runs[n - 1]
            gap = max(a - before[0] - before[2], b - before[1] - before[2])
            worth -= GAP_COST * gap
        if worth <= 0:
            begin, worth = n, 0.0
        worth += words
        if worth > best_worth:
            best, best_worth = (begin, n + 1), worth
    return runs[slice(*best)]


def _trimmed(runs: list[Run], own: Marks) -> list[Run]:
    """The runs without the formulae that the first begins and the last ends with."""
    if not runs:
        return []
    a, b, words = runs[0]
    lead = int(np.argmax(own[a : a + words]))
    runs = [(a + lead, b + lead, words - lead), *runs[1:]]
    a, b, words = runs[-1]
    trail = int(np.argmax(own[a : a + words][::-1]))
    return [*runs[:-1], (a, b, words - trail)]


def _apart(stretches: list[_Stretch]) -> list[_Stretch]:
    """The stretches of one pair, the longest first, without those that overlap one before."""
    kept: list[_Stretch] = []
    for new in sorted(stretches, key=lambda s: (-s.words, s.first_begin, s.second_begin)):
        if not any(
            (new.first_begin < s.first_end and s.first_begin < new.first_end)
            or (new.second_begin < s.second_end and s.second_begin < new.second_end)
            for s in kept
        ):
            kept.append(new)
    return sorted(kept, key=lambda s: (s.first_begin, s.second_begin))


def _placed(bodies: Sequence[str], stretches: Sequence[_Stretch]) -> list[Match]:
    """The stretches with their places in the originals; each text is folded once."""
    spans: dict[int, dict[tuple[int, int], tuple[int, int]]] = defaultdict(dict)
    for s in stretches:
        spans[s.first][s.first_begin, s.first_end] = (0, 0)
        spans[s.second][s.second_begin, s.second_end] = (0, 0)
    for text, wanted in spans.items():
        places = WordPlaces(bodies[text])
        for span in wanted:
            wanted[span] = places.span(*span)
    return [
        Match(
            SAME_WORDS, s.first, s.second,
            spans[s.first][s.first_begin, s.first_end],
            spans[s.second][s.second_begin, s.second_end],
            s.score, s.words, _why(s),
        )
        for s in stretches
    ]  # fmt: skip


def _why(s: _Stretch) -> str:
    longer = max(s.first_end - s.first_begin, s.second_end - s.second_begin)
    told = f"{s.equal} of {longer} words are the same, in the same order"
    if s.exact:
        told = f"{s.equal} words in a row are the same"
    return told if s.words == s.equal else f"{told}; {s.words} count"
