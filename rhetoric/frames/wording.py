"""Likeness in wording: tf-idf of the character n-grams of a text's words.

The weights are those of scikit-learn's TfidfVectorizer with `analyzer="char_wb"` and
`sublinear_tf=True` (Salton & Buckley 1988, Information Processing & Management 24), to
the last digits. An n-gram never crosses the border of a word, and most words of a corpus
come again and again, so each distinct word is taken apart once; that is many times faster.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rhetoric.text import fold_text

_SHORTEST, _LONGEST = 3, 5


def ngrams(word: str) -> Iterator[str]:
    """The n-grams of a word, which begins and ends with a space.

    >>> list(ngrams("now"))
    [' no', 'now', 'ow ', ' now', 'now ', ' now ']
    """
    padded = f" {word} "
    for length in range(_SHORTEST, _LONGEST + 1):
        for at in range(len(padded) - length + 1):
            yield padded[at : at + length]


@dataclass(frozen=True)
class Wording:
    """Weighs n-grams.

    Attributes:
        number: n-gram → its column.
        rarity: weight of each n-gram, the larger the fewer texts hold it, shape (n-grams,).
    """

    number: Mapping[str, int]
    rarity: npt.NDArray[np.float64]

    def weights(self, texts: Sequence[str]) -> Any:
        """Rows of unit length, or 0 without known n-grams; sparse, shape (texts, n-grams)."""
        found = self._counts(texts)
        found.data = (1.0 + np.log(found.data)) * self.rarity[found.indices]
        held = np.diff(found.indptr)
        squares = np.add.reduceat(np.append(found.data**2, 0.0), found.indptr[:-1])
        found.data /= np.repeat(np.sqrt(squares), held)
        return found

    def _counts(self, texts: Sequence[str]) -> Any:
        """How often each known n-gram stands in each text; sparse, shape (texts, n-grams)."""
        from scipy.sparse import csr_matrix

        place: dict[str, int] = {}
        words: list[int] = []
        ends = [0]
        for text in texts:
            words += [place.setdefault(word, len(place)) for word in fold_text(text).split()]
            ends.append(len(words))
        in_texts = csr_matrix(
            (np.ones(len(words)), words, ends), shape=(len(texts), len(place)), dtype=np.float64
        )
        known: list[int] = []
        ends = [0]
        for word in place:
            known += [self.number[n] for n in ngrams(word) if n in self.number]
            ends.append(len(known))
        in_words = csr_matrix(
            (np.ones(len(known)), known, ends),
            shape=(len(place), len(self.number)), dtype=np.float64,
        )  # fmt: skip
        found = in_texts @ in_words
        found.sum_duplicates()
        return found


def fit_wording(texts: Iterable[str]) -> Wording:
    """The n-grams of some texts, and how rare each is among them."""
    held: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        held.update({n for word in set(fold_text(text).split()) for n in ngrams(word)})
    names = sorted(held)
    counts = np.array([held[name] for name in names], dtype=np.float64)
    rarity = np.log((1.0 + total) / (1.0 + counts)) + 1.0
    return Wording({name: number for number, name in enumerate(names)}, rarity)
