"""Ranking the passages of a store: words and meaning together, filters first.

The score of a passage is the weighted mean of how near it and what it is said within are in
meaning (the mean of two cosines) and of how far the query's words are covered by it and by its
stretch. All passages are weighed by the first components of their vectors and by the words that
say something; the best some hundred are then ranked by the whole of their vectors and by all
words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rhetoric.searching.words import Floats, Mask, Slot, WordIndex
from rhetoric.store.meaning import HEAD, SCANNED
from rhetoric.store.snapshot import Places, Snapshot
from rhetoric.vectors import Vectors

#: How much more the words count than the meaning.
WORDS = 3.5
#: Passages ranked by the whole, at least.
FINALISTS = 512
#: Passages of which all the components in memory are taken, at least.
SEMIFINALISTS = 16_384
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
        said: whether one that says something stands in the passage or in its stretch.
    """

    places: Places
    scores: Floats
    meaning: Floats
    words: Floats
    said: Mask

    @classmethod
    def unranked(cls, places: Places) -> Ranked:
        """Passages as they come."""
        nothing = np.zeros(len(places), dtype=np.float32)
        return cls(places, nothing, nothing, nothing, np.zeros(len(places), dtype=bool))


class Ranker:
    """Ranks the passages of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.index = WordIndex(snapshot)

    def rank(
        self,
        mask: Mask,
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
            return Ranked.unranked(chosen)
        covered = self.index.coverage(slots, mask) if slots else None
        everyone = len(chosen) == len(mask)
        words: Floats | None = None
        if covered is not None:
            words = covered.shares if everyone else covered.shares[chosen]
        near: Floats | None = None
        if asked is not None:
            asked = self.snapshot.turn.apply(asked[None, :])[0]
            near = self._scanned(chosen, asked)
            if len(chosen) > max(SEMIFINALISTS, count):
                best = greatest(together(near, words), max(SEMIFINALISTS, count))
                chosen, near = chosen[best], near[best]
                words = None if words is None else words[best]
            near += self.snapshot.heads[1][chosen] @ asked[SCANNED:HEAD] / 2
        total = together(near, words)
        best = greatest(total, max(count, FINALISTS))
        if near is None:
            best = best[total[best] > 0]
        places = chosen[best]
        if covered is not None:
            words = covered.shares[places] + self.index.light(slots, covered.possible, places)
        if near is not None and asked is not None:
            rest = self.snapshot.tails(places) @ asked[HEAD:]
            near = np.asarray(near[best] + rest / 2, dtype=np.float32)
        total = together(near, words)
        nothing = np.zeros(len(best), dtype=np.float32)
        near, words = nothing if near is None else near, nothing if words is None else words
        said = nothing > 0 if covered is None else covered.shares[places] > 0
        # What is equal stands in the order of the corpus, also where rounding made it unequal.
        order = np.lexsort((places, -np.round(total, 6)))[:count]
        return Ranked(places[order], total[order], near[order], words[order], said[order])

    def _scanned(self, chosen: Places, asked: Vectors) -> Floats:
        """The mean cosine of some passages with a query, by the first components alone."""
        heads, asked = self.snapshot.heads[0], asked[:SCANNED]
        if len(chosen) < _FEW * len(heads):
            found = heads[chosen] @ asked
        else:
            found = heads @ asked
            if len(chosen) < len(heads):
                found = found[chosen]
        return np.asarray(found / 2, dtype=np.float32)


def together(near: Floats | None, words: Floats | None) -> Floats:
    """The score: the weighted mean of meaning and words, or the one of them there is."""
    if near is None or words is None:
        found = words if near is None else near
        assert found is not None, "either words or meaning must be asked for"
        return found
    found = words * np.float32(WORDS / (1 + WORDS))
    found += near * np.float32(1 / (1 + WORDS))
    return found


def greatest(values: Floats, count: int) -> Places:
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
