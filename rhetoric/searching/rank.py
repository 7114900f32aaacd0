"""Ranking the passages of a store: words and meaning together, filters first.

The score of a passage is the weighted mean of how near it and what it is said within are in
meaning (the mean of two cosines) and of how far the query's words are covered by it and by its
stretch. Both are exact for every passage but for one thing: by meaning, all passages are
scanned by the first components of their vectors, and the best some thousand are then ranked
by the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rhetoric.searching.words import Floats, Slot, WordIndex
from rhetoric.store.meaning import HEAD
from rhetoric.store.snapshot import Places, Snapshot
from rhetoric.vectors import Vectors

#: How much more the words count than the meaning.
WORDS = 3.5
#: Passages ranked by their whole vectors, at least.
FINALISTS = 1024
#: Ways of ranking.
BOTH, WORDS_ONLY, MEANING_ONLY = "both", "words", "meaning"
#: Of fewer than this share of the passages only theirs are looked at.
_FEW = 0.25


@dataclass(frozen=True)
class Ranked:
    """The best passages, best first.

    Attributes:
        places: which (rhetoric.store.snapshot).
        scores: 0 to 1, about.
        meaning: mean of the cosines of the passage and of what it is said within, with the query.
        words: share of the query's words that is covered.
    """

    places: Places
    scores: Floats
    meaning: Floats
    words: Floats


class Ranker:
    """Ranks the passages of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.index = WordIndex(snapshot)

    @cached_property
    def _everyone(self) -> npt.NDArray[np.bool_]:
        return np.ones(len(self.snapshot), dtype=bool)

    def rank(
        self,
        mask: npt.NDArray[np.bool_],
        slots: Sequence[Slot] = (),
        asked: Vectors | None = None,
        *,
        count: int = FINALISTS,
    ) -> Ranked:
        """Rank the passages that pass.

        Args:
            mask: which pass, shape (passages,).
            slots: what the words are looked up as; none leaves words out.
            asked: the query's vector, shape (dimension,); None leaves meaning out.
            count: how many to return, at most; no fewer than `FINALISTS` are looked at.
        """
        chosen = np.flatnonzero(mask)
        if not len(chosen):
            nothing = np.zeros(0, dtype=np.float32)
            return Ranked(np.zeros(0, dtype=np.int64), nothing, nothing, nothing)
        words = self.index.coverage(slots)[chosen] if slots else None
        near: Floats | None = None
        if asked is not None:
            asked = self.snapshot.turn.apply(asked[None, :])[0]
            near = self._scanned(chosen, asked[:HEAD])
        total = _total(near, words)
        if near is None:
            best = _best(total, count)
            best = best[total[best] > 0]
        else:
            best = _best(total, max(count, FINALISTS))
        places = chosen[best]
        words = words[best] if words is not None else np.zeros(len(best), dtype=np.float32)
        if near is None or asked is None:
            near = np.zeros(len(best), dtype=np.float32)
            total = total[best]
        else:
            rest = self.snapshot.tails(places) @ asked[HEAD:]
            near = np.asarray(near[best] + rest / 2, dtype=np.float32)
            total = _total(near, words if slots else None)
        # What is equal stands in the order of the corpus, also where rounding made it unequal.
        order = np.lexsort((places, -np.round(total, 6)))[:count]
        return Ranked(places[order], total[order], near[order], words[order])

    def _scanned(self, chosen: Places, asked: Vectors) -> Floats:
        """The mean cosine of some passages with a query, by the first components alone."""
        heads = self.snapshot.heads
        if len(chosen) < _FEW * len(heads):
            found = heads[chosen] @ asked
        else:
            found = heads @ asked
            if len(chosen) < len(heads):
                found = found[chosen]
        return np.asarray(found / 2, dtype=np.float32)


def _total(near: Floats | None, words: Floats | None) -> Floats:
    if near is None or words is None:
        found = words if near is None else near
        assert found is not None, "either words or meaning must be asked for"
        return found
    return np.asarray((near + WORDS * words) / (1 + WORDS), dtype=np.float32)


def _best(values: Floats, count: int) -> Places:
    """Places of the greatest values, in no order; of some more, where a sample tells it fast."""
    if len(values) <= count:
        return np.arange(len(values))
    step = len(values) // 20_000
    if step > 4 and count * 4 < len(values):
        sample = values[::step]
        rank = min(len(sample) - 1, 8 + 2 * count // step)
        limit = np.partition(sample, len(sample) - 1 - rank)[len(sample) - 1 - rank]
        found = np.flatnonzero(values >= limit)
        if count <= len(found) <= 16 * count:
            values, chosen = values[found], found
            return chosen[np.argpartition(-values, count - 1)[:count]]
    return np.argpartition(-values, count - 1)[:count]
