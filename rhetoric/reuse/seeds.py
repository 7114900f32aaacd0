"""Where two texts begin to share words: runs of six words that stand in both.

All such runs of all texts, each packed with its place into one 64-bit number, are sorted
once; equal ones then stand side by side. For 32 million words that is 256 MB and some
seconds. Seeds on the same diagonal are joined to runs, and runs that follow one another
closely in both texts are chained. What a chain is worth is for rhetoric.reuse.same_words to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rhetoric.copies.words import BITS, Shingles, Words, shingles

Numbers = npt.NDArray[np.signedinteger[Any]]
Marks = npt.NDArray[np.bool_]
#: Told two arrays of text numbers: which of the pairs are looked at.
Wanted = Callable[[Numbers, Numbers], Marks]

#: Words in a seed.
SEED = 6
#: So many words may stand between two runs of one chain.
GAP = 12
#: Pairs of places that are held in memory at once.
_AT_ONCE = 4_000_000


@dataclass(frozen=True)
class Chains:
    """Stretches of two texts that hold runs of equal words, close to one another.

    Attributes:
        first, second: numbers of the texts, first < second, shape (chains,).
        first_begin, first_end, second_begin, second_end: the stretches, counted in words of
            the text.
        words: words in its runs, near enough.
    """

    first: Numbers
    second: Numbers
    first_begin: Numbers
    first_end: Numbers
    second_begin: Numbers
    second_end: Numbers
    words: Numbers

    def __len__(self) -> int:
        return len(self.first)

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        columns = (
            self.first, self.second, self.first_begin, self.first_end, self.second_begin,
            self.second_end,
        )  # fmt: skip
        yield from zip(*(column.tolist() for column in columns), strict=True)


def chains(
    texts: Sequence[Words],
    own: Sequence[Marks],
    wanted: Wanted,
    *,
    least: int,
    common: int,
) -> Chains:
    """The chains of runs that pairs of texts share.

    Args:
        texts: the words of each text.
        own: which of them count; a run of words none of which counts is no seed.
        wanted: which pairs of texts are looked at.
        least: words that the runs of a chain must have together.
        common: a run in more texts than this is common property and no seed.

    Returns:
        Chains sorted by first text, second text and place.
    """
    begins = np.cumsum([0, *(len(text) for text in texts)])
    places, group = _repeated(texts, own, begins)
    here, there = _pairs(places, group, begins, wanted, common)
    return _chained(_runs(here, there, begins), least)


def _repeated(
    texts: Sequence[Words], own: Sequence[Marks], begins: Numbers
) -> tuple[Numbers, Numbers]:
    """Places whose shingle stands elsewhere too, and for each the number of its shingle."""
    bits = max(1, int(begins[-1]).bit_length())
    drop = np.uint64(max(0, BITS - (64 - bits)))
    shift = np.uint64(bits)
    packed = np.zeros(int(begins[-1]), dtype=np.uint64)
    filled = 0
    for text, mine, begin in zip(texts, own, begins.tolist(), strict=False):
        found = shingles(text, SEED)
        counts = np.append(0, np.cumsum(mine))
        at = np.flatnonzero(counts[SEED:] > counts[: len(found)])
        key = (found[at] >> drop) << shift | (at + begin).astype(np.uint64)
        packed[filled : filled + len(at)] = key
        filled += len(at)
    packed = packed[:filled]
    packed.sort()
    packed = _with_equals(packed, shift)
    value = packed >> shift
    # Places of up to two thousand million words: half the room.
    small = np.int32 if bits < 32 else np.int64
    places: Numbers = (packed & ((np.uint64(1) << shift) - np.uint64(1))).astype(small)
    new = np.append(False, value[1:] != value[:-1])[: len(value)]
    return places, np.cumsum(new, dtype=small)


def _with_equals(packed: Shingles, shift: np.uint64) -> Shingles:
    """Of sorted numbers those whose upper bits another one has too."""
    equal = np.zeros(len(packed) + 1, dtype=bool)
    for at in range(0, len(packed) - 1, _AT_ONCE):
        value = packed[at : at + _AT_ONCE + 1] >> shift
        equal[at + 1 : at + len(value)] = value[1:] == value[:-1]
    return packed[equal[1:] | equal[:-1]]


def _pairs(
    places: Numbers, group: Numbers, begins: Numbers, wanted: Wanted, common: int
) -> tuple[Numbers, Numbers]:
    """Pairs of places of one shingle, in two texts that are looked at."""
    found_here, found_there = [places[:0]], [places[:0]]
    text = _text_of(places, begins)
    starts = np.flatnonzero(np.append(True, group[1:] != group[:-1])) if len(group) else group
    sizes = np.diff(np.append(starts, len(group)))
    new_text = np.append(True, (text[1:] != text[:-1]) | (group[1:] != group[:-1]))
    distinct = np.add.reduceat(new_text[: len(group)], starts) if len(starts) else starts
    # A text that says the same again and again counts once, but not without end.
    fit = (distinct >= 2) & (distinct <= common) & (sizes <= 4 * common)
    for size in np.unique(sizes[fit]).tolist():
        one, other = np.triu_indices(size, 1)
        rows = starts[fit & (sizes == size)]
        step = max(1, _AT_ONCE // len(one))
        for at in range(0, len(rows), step):
            table = rows[at : at + step, None] + np.arange(size)
            here, there = table[:, one].ravel(), table[:, other].ravel()
            apart = text[here] != text[there]
            here, there = here[apart], there[apart]
            kept = wanted(text[here], text[there])
            found_here.append(places[here[kept]])
            found_there.append(places[there[kept]])
    return np.concatenate(found_here), np.concatenate(found_there)


@dataclass(frozen=True)
class _Runs:
    """Seeds joined: texts, begin and length in either, in words, and words in seeds."""

    first: Numbers
    second: Numbers
    here: Numbers
    there: Numbers
    length: Numbers
    words: Numbers


def _runs(here: Numbers, there: Numbers, begins: Numbers) -> _Runs:
    """Seeds that follow one another closely, at the same distance in both texts."""
    order = np.lexsort((here, there - here))
    here, there = here[order], there[order]
    del order
    first, second = _text_of(here, begins), _text_of(there, begins)
    step = np.diff(here)
    joined = (np.diff(there) == step) & (step <= SEED + GAP)
    joined &= (np.diff(first) == 0) & (np.diff(second) == 0)
    if not len(here):
        return _Runs(here, there, here, there, here, here)
    starts = np.flatnonzero(np.append(True, ~joined))
    ends = np.append(starts[1:], len(here)) - 1
    covered = np.append(SEED, np.where(joined, np.minimum(step, SEED), SEED)).astype(here.dtype)
    small = begins.astype(here.dtype)
    first, second = first[starts], second[starts]
    return _Runs(
        first, second, here[starts] - small[first], there[starts] - small[second],
        here[ends] - here[starts] + SEED, np.add.reduceat(covered, starts),
    )  # fmt: skip


def _text_of(places: Numbers, begins: Numbers) -> Numbers:
    """The numbers of the texts in which places lie."""
    found = np.searchsorted(begins, places, side="right") - 1
    return found.astype(places.dtype)


def _chained(runs: _Runs, least: int) -> Chains:
    """Runs that follow one another closely in both texts."""
    if not len(runs.first):
        return Chains(*(np.zeros(0, np.int64),) * 7)
    order = np.lexsort((runs.there, runs.here, runs.second, runs.first))
    first, second = runs.first[order], runs.second[order]
    here, there = runs.here[order], runs.there[order]
    end, other_end, words = here + runs.length[order], there + runs.length[order], runs.words[order]
    apart_here, apart_there = here[1:] - end[:-1], there[1:] - other_end[:-1]
    follows = (np.diff(first) == 0) & (np.diff(second) == 0)
    for apart in (apart_here, apart_there):
        follows &= (apart >= -SEED) & (apart <= GAP)
    starts = np.flatnonzero(np.append(True, ~follows))
    ends = np.append(starts[1:], len(here)) - 1
    # Runs that overlap, on two diagonals, count their common words once.
    words[1:] += np.where(follows, np.minimum(0, np.minimum(apart_here, apart_there)), 0)
    total = np.add.reduceat(words, starts)
    found = (
        first[starts], second[starts], here[starts], end[ends], there[starts], other_end[ends],
        total,
    )  # fmt: skip
    kept = total >= least
    return Chains(*(column[kept] for column in found))
