"""Two texts laid side by side: which of their words are the same, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rhetoric.copies.words import SIZE, Words, numeric, shingles

#: Fewer equal words in a row are chance.
LEAST_RUN = 3
#: So many words around a shared shingle are looked at.
NEAR = 10
#: So many words in the place of others are a passage, not an edit.
PASSAGE = 12

Marks = npt.NDArray[np.bool_]
#: Equal words: where they begin in either text, and how many they are.
Run = tuple[int, int, int]


@dataclass(frozen=True)
class Alignment:
    """What two texts share.

    Attributes:
        first, second: for each word of either text, whether it stands in the other one too,
            in a run of at least three that comes in the same order.
        other_number: a number of one stands where the other has another number.
        replaced: words of whole passages that stand where the other text has another passage.
    """

    first: Marks
    second: Marks
    other_number: bool
    replaced: int

    def shares(self, own_first: Marks, own_second: Marks) -> tuple[float, float]:
        """How much of either text the other holds, of the words marked as its own."""
        return _share(self.first, own_first), _share(self.second, own_second)


def _share(same: Marks, own: Marks) -> float:
    total = int(own.sum())
    return int((same & own).sum()) / total if total else 0.0


def align(first: Words, second: Words) -> Alignment:
    """Lay two texts side by side by their longest common subsequence of words."""
    same_first, same_second = np.zeros(len(first), bool), np.zeros(len(second), bool)
    for here, there, length in equal_runs(first, second):
        same_first[here : here + length] = True
        same_second[there : there + length] = True
    other_number, replaced = False, 0
    for lost_at, put_at in _gaps(same_first, same_second):
        lost, put = first[lost_at], second[put_at]
        other_number |= bool(numeric(lost).any() and numeric(put).any())
        if (shorter := min(len(lost), len(put))) >= PASSAGE:
            replaced += shorter
    return Alignment(same_first, same_second, other_number, replaced)


def equal_runs(first: Words, second: Words, least: int = LEAST_RUN) -> list[Run]:
    """The runs of equal words in the longest common subsequence of two texts, in order.

    Only what stands in or near a run of five equal words is compared.

    Args:
        least: shorter runs are left out.

    Returns:
        (begin in the first, begin in the second, words), begins counted in words.
    """
    from rapidfuzz.distance import LCSseq

    if len(first) > len(second):
        return [(there, here, words) for here, there, words in equal_runs(second, first, least)]
    found: list[Run] = []
    places = _near_shared(first, second)
    for step in LCSseq.opcodes(first.tolist(), second[places].tolist()):
        if step.tag != "equal":
            continue
        matched = places[step.dest_start : step.dest_end]
        # Words that a stretch left out of the longer text parts are no run.
        cuts = np.flatnonzero(np.diff(matched) != 1) + 1
        for run in np.split(np.arange(len(matched)), cuts):
            if len(run) >= least:
                found.append((step.src_start + int(run[0]), int(matched[run[0]]), len(run)))
    return found


def _near_shared(shorter: Words, longer: Words) -> npt.NDArray[np.int64]:
    """The words of the longer text in or near a shingle of both, as numbers in order.

    A long text holds the words of any sentence somewhere, one here and one there.
    """
    near = np.zeros(len(longer) + SIZE + 2 * NEAR, dtype=np.int64)
    shared = np.flatnonzero(np.isin(shingles(longer), shingles(shorter)))
    np.add.at(near, shared, 1)
    np.add.at(near, shared + SIZE + 2 * NEAR, -1)
    return np.flatnonzero(np.cumsum(near)[NEAR : NEAR + len(longer)])


def _gaps(first: Marks, second: Marks) -> Iterator[tuple[slice, slice]]:
    """The stretches between equal words: what stands there in either text."""
    here, there = np.flatnonzero(first), np.flatnonzero(second)
    begins_here, begins_there = np.append(-1, here) + 1, np.append(-1, there) + 1
    ends_here, ends_there = np.append(here, len(first)), np.append(there, len(second))
    for n in np.flatnonzero((begins_here < ends_here) & (begins_there < ends_there)):
        yield slice(begins_here[n], ends_here[n]), slice(begins_there[n], ends_there[n])
