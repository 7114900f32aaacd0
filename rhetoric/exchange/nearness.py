"""How near two passages are, above what two passages of the two sides have in common anyway.

Passages of one conflict are all somewhat near to each other, and among many pairs some are near
by chance. So a cosine is measured from what the nearest of as many random pairs would have:
nearness = (cosine − chance) / (1 − chance), and 0 below chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rhetoric.encode import Encoder
from rhetoric.model import Passage, Theme
from rhetoric.text import fold_text

Floats = npt.NDArray[np.float32]
#: No more passages of a side than this are compared to learn what is common by chance.
SAMPLE = 1500
#: Words share so many columns where they are compared: a vector is never longer.
HASHES = 4096
#: Themes whose prototypes are at least so near, after centring, are kindred.
KINDRED_FROM = 0.2
#: With fewer themes, nothing can be said of their being nearer than others.
FEWEST_THEMES = 4


def _long_words(text: str) -> list[str]:
    return [word for word in text.split(" ") if len(word) > 2]


class Space:
    """Texts as unit vectors: by an encoder, or by their words (tf-idf) where there is none.

    Args:
        encoder: None compares words, within one language.
        texts: from which the weights of words are learnt, where there is no encoder.
    """

    def __init__(self, encoder: Encoder | None, texts: Iterable[str]) -> None:
        self._encoder = encoder
        if encoder is None:
            from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
            from sklearn.pipeline import make_pipeline

            self._words = make_pipeline(
                HashingVectorizer(
                    preprocessor=fold_text, tokenizer=_long_words, token_pattern=None,
                    n_features=HASHES, alternate_sign=False, norm=None,
                ),
                TfidfTransformer(sublinear_tf=True),
            )  # fmt: skip
            self._words.fit([*texts, "nothing"])

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, float32, shape (n, d)."""
        if self._encoder is not None:
            return self._encoder.encode(texts)
        return np.asarray(self._words.transform(texts).toarray(), dtype=np.float32)


@dataclass(frozen=True)
class Nearness:
    """The passages of the two sides as vectors.

    Attributes:
        vectors: statement → its passages' vectors, shape (passages, d).
        passages: statement → those passages.
        cosines: sorted cosines of passages of one side with those of the other.
    """

    vectors: dict[str, Floats]
    passages: dict[str, tuple[Passage, ...]]
    cosines: Floats

    def chance(self, pairs: int) -> float:
        """The cosine that the nearest of as many random pairs is expected to have."""
        if not len(self.cosines):
            return 0.0
        at = (1 - 1 / (pairs + 1)) * (len(self.cosines) - 1)
        below, part = int(at), at % 1  # they are sorted: no need to look at them all
        one, two = self.cosines[below], self.cosines[min(below + 1, len(self.cosines) - 1)]
        return float(one + (two - one) * part)

    def _above(self, cosine: float, pairs: int) -> float:
        chance = self.chance(pairs)
        return max(0.0, min(1.0, (cosine - chance) / (1 - chance))) if chance < 1 else 0.0

    def of_passages(self, earlier: str, first: int, later: str, second: int) -> float:
        """Nearness of two passages, named by statement and index."""
        cosine = self.cosine(earlier, first, later, second)
        return 0.0 if cosine is None else self._above(cosine, 1)

    def cosine(self, earlier: str, first: int, later: str, second: int) -> float | None:
        """Cosine of two passages; None where one of them is not to be trusted."""
        one, two = self._row(earlier, first), self._row(later, second)
        if one is None or two is None:
            return None
        return float(self.vectors[earlier][one] @ self.vectors[later][two])

    def nearest(self, earlier: str, later: str) -> tuple[float, Passage | None, Passage | None]:
        """Nearness of the nearest pair of passages of two statements, and that pair."""
        if not (self.passages[earlier] and self.passages[later]):
            return 0.0, None, None
        cosines = self.vectors[earlier] @ self.vectors[later].T
        one, two = np.unravel_index(int(cosines.argmax()), cosines.shape)
        near = self._above(float(cosines[one, two]), cosines.size)
        return near, self.passages[earlier][one], self.passages[later][two]

    def _row(self, statement: str, index: int) -> int | None:
        rows = (n for n, p in enumerate(self.passages[statement]) if p.index == index)
        return next(rows, None)


def measure(sides: Sequence[dict[str, tuple[Passage, ...]]], space: Space) -> Nearness:
    """Encode the passages of two sides and learn what they have in common by chance.

    Args:
        sides: for each of the two, statement → passages.
    """
    vectors: dict[str, Floats] = {}
    sampled: list[Floats] = []
    for side in sides:
        texts = [p.text for passages in side.values() for p in passages]
        rows = space.vectors(texts) if texts else np.zeros((0, 1), np.float32)
        at = 0
        for name, passages in side.items():
            vectors[name] = rows[at : at + len(passages)]
            at += len(passages)
        step = max(1, -(-len(rows) // SAMPLE))
        sampled.append(rows[::step])
    one, two = sampled
    cosines = np.sort((one @ two.T).ravel()) if len(one) and len(two) else np.zeros(0, np.float32)
    return Nearness(vectors, {**sides[0], **sides[1]}, cosines)


def kindred(themes: Sequence[Theme], encoder: Encoder | None) -> dict[str, frozenset[str]]:
    """Theme → the themes kindred to it: those whose prototypes are near to its own in meaning.

    The prototypes' mean vectors are centred on what all themes have in common; kindred are those
    at a cosine of at least `KINDRED_FROM`. Words alone do not tell: without an encoder there are
    none.
    """
    told = [(t.id, [s for texts in t.prototypes.values() for s in texts]) for t in themes]
    told = [(name, texts) for name, texts in told if texts]
    if encoder is None or len(told) < FEWEST_THEMES:
        return {}
    means = np.array([encoder.encode(texts).mean(axis=0) for _, texts in told])
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    apart = means - means.mean(axis=0)
    apart /= np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9)
    near = apart @ apart.T
    return {
        name: frozenset(
            told[m][0] for m in np.flatnonzero(near[n] >= KINDRED_FROM).tolist() if m != n
        )
        for n, (name, _) in enumerate(told)
    }
