"""A stratified sample of passages for coding by hand, with the weight of each.

Uses of a theme are rare, so a plain sample would hold next to none of them. Passages are
drawn by score band and group instead, evenly over time, with known chances; the weights
give back what the whole corpus would have shown (Horvitz & Thompson 1952).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

#: Score band → its least score. What scored nothing is drawn too: it may hold what is missed.
BANDS = {"nothing": 0.0, "low": 0.05, "near": 0.25, "found": 0.5, "sure": 0.8}


def band_of(score: float) -> str:
    """The band a score lies in.

    >>> band_of(0.0), band_of(0.5), band_of(0.97)
    ('nothing', 'found', 'sure')
    """
    return [name for name, least in BANDS.items() if score >= least][-1]


@dataclass(frozen=True)
class Candidate:
    """A passage that may be drawn for a theme.

    Attributes:
        id: statement:passage.
        group: actor id of who speaks.
        period: year, "" when unknown.
        score: of the theme in the passage.
    """

    id: str
    group: str
    period: str
    score: float


@dataclass(frozen=True)
class Drawn:
    """A candidate that was drawn, with its stratum.

    Attributes:
        stratum: band/group; `*` stands for all groups of a band.
        size: candidates in the stratum.
        drawn: how many of them were drawn.
    """

    candidate: Candidate
    stratum: str
    size: int
    drawn: int

    @property
    def weight(self) -> float:
        """How many candidates it stands for."""
        return self.size / self.drawn


def draw(candidates: Sequence[Candidate], number: int, seed: int) -> list[Drawn]:
    """A stratified sample, in an order that tells nothing of the scores.

    Each band gets the same share of the sample, as far as it has candidates; within it the
    groups get theirs by the square root of their size, so that small ones are seen; within a
    group passages are drawn at equal steps along its periods (systematic sampling).

    Args:
        number: how many to draw; all candidates when there are no more.
        seed: the same seed draws the same passages.
    """
    chance = np.random.default_rng(seed)
    bands: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        bands[band_of(candidate.score)].append(candidate)
    names = [name for name in BANDS if name in bands]
    shares = allot([len(bands[n]) for n in names], [1.0] * len(names), number)
    found: list[Drawn] = []
    for name, share in zip(names, shares, strict=True):
        groups: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in bands[name]:
            groups[candidate.group].append(candidate)
        if share < len(groups):  # too few to draw one of each group
            groups = {"*": bands[name]}
        labels = sorted(groups)
        sizes = [len(groups[label]) for label in labels]
        for label, some in zip(labels, allot(sizes, [sqrt(s) for s in sizes], share), strict=True):
            for candidate in _systematic(groups[label], some, chance):
                found.append(Drawn(candidate, f"{name}/{label}", len(groups[label]), some))
    return [found[n] for n in chance.permutation(len(found))]


def allot(sizes: Sequence[int], claims: Sequence[float], number: int) -> list[int]:
    """How many to take of each: by its claim, no more than there are, one of each if it can be.

    >>> allot([100, 100, 2], [1, 1, 1], 20)
    [9, 9, 2]
    """
    taken = [0] * len(sizes)
    for _ in range(min(number, sum(sizes))):
        open_ones = [n for n, size in enumerate(sizes) if taken[n] < size]
        # Whoever is furthest behind its claim comes next (Sainte-Laguë); nobody goes without.
        best = min(open_ones, key=lambda n: (taken[n] > 0, (taken[n] + 0.5) / claims[n], n))
        taken[best] += 1
    return taken


def _systematic(
    candidates: Sequence[Candidate], number: int, chance: np.random.Generator
) -> list[Candidate]:
    mixed = [candidates[n] for n in chance.permutation(len(candidates))]
    mixed.sort(key=lambda c: c.period)
    step = len(mixed) / max(1, number)
    begin = chance.uniform(0, step)
    return [mixed[min(len(mixed) - 1, int(begin + n * step))] for n in range(number)]
