"""What a learnt model sees of a text: its meaning, its words, its letters, its evidence.

Each is a block of its own, so that each can have its own regularisation, and be weighed
against the others by what it is worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rhetoric.text import fold_text
from rhetoric.validation.resample import Floats
from rhetoric.vectors import Vectors

#: Blocks of n-grams: how they are cut from the folded text.
NGRAMS: dict[str, dict[str, Any]] = {
    "words": {"token_pattern": r"\S+", "ngram_range": (1, 2)},
    "letters": {"analyzer": "char_wb", "ngram_range": (2, 5)},
}
#: With more texts than this, an n-gram has to stand in two of them.
_MANY = 300
_MOST_FEATURES = 100_000


@dataclass(frozen=True)
class Texts:
    """Texts with what is known of each.

    Attributes:
        texts: as they are written.
        vectors: of the encoder, shape (n, d).
        groups: who says each; "" when unknown.
        evidence: of a theme by words and by meaning, shape (n, 2); (n, 0) without a theme.
    """

    texts: Sequence[str]
    vectors: Vectors
    groups: Sequence[str]
    evidence: Floats

    def some(self, rows: Any) -> Texts:
        """A part of them, by row number."""
        return Texts(
            [self.texts[n] for n in rows], self.vectors[rows], [self.groups[n] for n in rows],
            self.evidence[rows],
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.texts)


@dataclass(frozen=True)
class Features:
    """How texts become blocks of numbers.

    Attributes:
        ngrams: block → its n-grams, in the order of the columns.
        idf: block → weight of each n-gram.
        groups: groups that have a column of their own.
        evidence: columns of evidence for a theme, 0 or 2.
    """

    ngrams: dict[str, tuple[str, ...]]
    idf: dict[str, Floats]
    groups: tuple[str, ...]
    evidence: int

    @property
    def blocks(self) -> tuple[str, ...]:
        """Names of the blocks."""
        extra = ("evidence",) if self.evidence or self.groups else ()
        return ("meaning", *self.ngrams, *extra)

    def of(self, seen: Texts) -> dict[str, Any]:
        """Block → matrix with one row a text."""
        from scipy import sparse

        folded = [fold_text(text) for text in seen.texts]
        found: dict[str, Any] = {"meaning": np.asarray(seen.vectors, dtype=np.float64)}
        for name in self.ngrams:
            found[name] = self._vectorizer(name).transform(folded)
        if "evidence" in self.blocks:
            said_by = np.array([[g == group for group in self.groups] for g in seen.groups])
            said_by = said_by.reshape(len(seen), len(self.groups)).astype(np.float64)
            found["evidence"] = np.hstack([seen.evidence[:, : self.evidence], said_by])
        return {k: sparse.csr_matrix(m) for k, m in found.items()}

    def _vectorizer(self, name: str) -> Any:
        vectorizer = _tfidf(
            name, vocabulary=dict(zip(self.ngrams[name], range(10**9), strict=False))
        )
        vectorizer.idf_ = self.idf[name]
        return vectorizer


def _tfidf(name: str, **options: Any) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(sublinear_tf=True, lowercase=False, **NGRAMS[name], **options)


def fit_features(seen: Texts) -> Features:
    """Learn which n-grams and groups there are."""
    folded = [fold_text(text) for text in seen.texts]
    ngrams, idf = {}, {}
    for name in NGRAMS:
        often = 2 if len(folded) > _MANY and name == "letters" else 1
        vectorizer = _tfidf(name, min_df=often, max_features=_MOST_FEATURES).fit(folded)
        ngrams[name] = tuple(str(n) for n in vectorizer.get_feature_names_out())
        idf[name] = np.asarray(vectorizer.idf_, dtype=np.float64)
    named = sorted({g for g in seen.groups if g})
    return Features(
        ngrams, idf, tuple(named) if len(named) > 1 else (), int(seen.evidence.shape[1])
    )  # fmt: skip
