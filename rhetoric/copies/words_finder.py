"""Copies in the same words: reprints and excerpts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rhetoric.copies.align import align
from rhetoric.copies.index import COMMON, KEPT_WHOLE, ShingleIndex, formulaic, kept, sampled
from rhetoric.copies.link import EXCERPT, REPRINT
from rhetoric.copies.words import SIZE, Words, fingerprint, shingles, word_numbers

#: Least share of either text in the other for a reprint, and of the excerpt in the whole.
LEAST_REPRINT, LEAST_EXCERPT = 0.6, 0.6
#: The same for a text of fewer words than this: one word may be what two claims differ in.
SHORT, LEAST_SHORT = 60, 0.85
#: Most of the words, of the shorter text, that may stand in the place of other passages.
MOST_REPLACED = 0.15
#: Fewer own words than this are no evidence.
LEAST_WORDS = 8
#: Share of the rarer shingles that must be common to look at two texts closely.
_LEAST_HITS = 0.08
#: So many texts are looked at closely.
_LOOKED_AT = 8


@dataclass(frozen=True)
class Same:
    """Words that a text shares with one in the index.

    Attributes:
        text: number of the other text.
        field: reprint_of or excerpt_of.
        other_is_copy: the other text is an excerpt of this one.
        share: of the words of the copy, 0 to 1.
    """

    text: int
    field: str
    other_is_copy: bool
    share: float


class SameWords:
    """The words of many texts, numbered in the order they are added.

    Args:
        words_of: gives the words of a text; one that keeps them saves time.
    """

    def __init__(self, words_of: Callable[[str], Words] = word_numbers) -> None:
        self._count_words = words_of
        self._index = ShingleIndex()
        self._words: list[Words] = []
        self._equal: dict[bytes, list[int]] = {}
        self._last: tuple[str, Words] | None = None

    def __len__(self) -> int:
        return len(self._words)

    @property
    def size(self) -> int:
        """Bytes in use, near enough."""
        return self._index.size + sum(words.nbytes + 250 for words in self._words)

    def add(self, body: str, family: npt.NDArray[np.int64] | None = None) -> int:
        """Put a text in; the number it gets.

        Args:
            family: numbers of texts it is a copy of, or that are copies of it. What it shares
                with them is not counted again, so that reprints make no formulas.
        """
        number, words = len(self._words), self._words_of(body)
        found = np.unique(kept(shingles(words)))
        if family is not None and len(family):
            needle, texts = self._index.texts(found)
            found = np.delete(found, np.unique(needle[np.isin(texts, family)]))
        self._index.add(number, found)
        self._words.append(words)
        self._equal.setdefault(fingerprint(words), []).append(number)
        return number

    def find(self, body: str) -> list[Same]:
        """Every text that this one gives again, or that gives a part of this one."""
        words = self._words_of(body)
        if not len(words):
            return []
        equal = self._equal.get(fingerprint(words), [])
        found = shingles(words)
        counts = self._index.counts(found)
        own = self._own(words, found, counts)
        looked_at = [text for text in self._likely(found, counts) if text not in equal]
        verdicts = [self.compare(words, own, text) for text in looked_at]
        return [
            *(Same(text, REPRINT, False, 1.0) for text in equal),
            *(verdict for verdict in verdicts if verdict is not None),
        ]

    def compare(self, words: Words, own: npt.NDArray[np.bool_], text: int) -> Same | None:
        """Whether a text and one in the index are copies of each other."""
        other = self._words[text]
        laid = align(words, other)
        other_shingles = shingles(other)
        other_own = self._own(other, other_shingles, self._index.counts(other_shingles))
        here, there = laid.shares(own, other_own)
        shorter = min(int(own.sum()), int(other_own.sum()))
        if shorter < LEAST_WORDS:
            return None
        short = shorter < SHORT
        # What differs in a number, or says something else where the other text says its own,
        # follows the same model; it is no copy.
        if (short and laid.other_number) or laid.replaced > MOST_REPLACED * shorter:
            return None
        if min(here, there) >= (LEAST_SHORT if short else LEAST_REPRINT):
            return Same(text, REPRINT, False, float(laid.first.mean()))
        if max(here, there) < (LEAST_SHORT if short else LEAST_EXCERPT):
            return None
        if len(words) <= len(other):
            return Same(text, EXCERPT, False, float(laid.first.mean())) if here > there else None
        return Same(text, EXCERPT, True, float(laid.second.mean())) if there > here else None

    def _words_of(self, body: str) -> Words:
        """The words of a text; those of the last one are remembered."""
        if self._last is None or self._last[0] is not body:
            self._last = (body, self._count_words(body))
        return self._last[1]

    def _own(
        self, words: Words, found: npt.NDArray[np.uint64], counts: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.bool_]:
        """Which words do not stand in formulas alone."""
        own = np.zeros(len(words), bool)
        starts = np.flatnonzero(~formulaic(found, counts))
        for n in range(SIZE):
            own[starts + n] = True
        return own

    def _likely(self, found: npt.NDArray[np.uint64], counts: npt.NDArray[np.int64]) -> list[int]:
        """Numbers of the texts that share enough rare shingles, most first."""
        rare = np.unique(found[(counts > 0) & (counts <= COMMON)])
        needle, texts = self._index.texts(rare)
        if not len(texts):
            return []
        hits = np.bincount(texts, minlength=len(self._words))
        scarce = np.bincount(texts[sampled(rare)[needle]], minlength=len(self._words))
        mine, mine_sampled = len(found), int(sampled(found).sum())
        ranked = []
        for text in np.flatnonzero(hits):
            other = max(0, len(self._words[text]) - SIZE + 1)
            if max(mine, other) <= KEPT_WHOLE or other <= KEPT_WHOLE:
                got, of = int(hits[text]), min(mine, other)
            else:
                got, of = int(scarce[text]), min(mine_sampled, other // 4)
            likeness = got / max(1, of)
            if likeness >= _LEAST_HITS and (got >= 2 or of < 12):
                ranked.append((-likeness, int(text)))
        return [text for _, text in sorted(ranked)[:_LOOKED_AT]]
