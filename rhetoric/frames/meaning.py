"""Evidence by likeness: how near a passage is to a theme's prototypes.

Distributed dictionary representation (Garten et al. 2018, Behavior Research
Methods 50) compares a passage with the prototypes of a theme by the nearness of
their vectors. Nearness alone confuses a theme with its look-alikes, so the
prototypes of a theme are told apart from its counter-examples and from all the
other themes by kernel ridge regression (Saunders, Gammerman & Vovk 1998), on the
sum of two kernels: nearness in meaning (a Gaussian kernel on the encoder's
vectors, across languages) and nearness in wording (tf-idf of character n-grams
of the folded text, which survives endings, clitics and spelling). The fit is
closed-form and depends on nothing but the lexicon and the encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rhetoric.encode import CachedEncoder
from rhetoric.model import Theme
from rhetoric.text import fold_text
from rhetoric.vectors import Vectors

#: Ridge penalty and width of the Gaussian kernel: chosen on the tuning half of
#: benchmarks/frames, where neighbouring values do as well.
PENALTY, WIDTH = 1.0, 1.0
_NGRAMS = (3, 5)
_ROWS_AT_ONCE = 2048

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True)
class MeaningScorer:
    """Scores passages for themes.

    Attributes:
        themes: theme ids, in the order of the columns.
        examples: vectors of the lexicon's sentences, shape (n, dimension).
        dual: weight of each sentence for each theme, shape (n, themes).
        wording: weight of each n-gram for each theme, shape (n-grams, themes).
        vectorizer: from folded texts to n-grams.
    """

    themes: tuple[str, ...]
    examples: Vectors
    dual: Scores
    wording: Scores
    vectorizer: Any

    def raw(self, texts: Sequence[str], vectors: Vectors) -> Scores:
        """Likeness of passages to each theme, shape (n, themes): 0 for none, 1 a prototype."""
        if not texts or not self.themes:
            return np.zeros((len(texts), len(self.themes)))
        found = [
            _gaussian(vectors[at : at + _ROWS_AT_ONCE], self.examples) @ self.dual
            for at in range(0, len(texts), _ROWS_AT_ONCE)
        ]
        ngrams = self.vectorizer.transform([fold_text(text) for text in texts])
        return np.asarray(np.vstack(found) + ngrams @ self.wording)


def _gaussian(left: Vectors, right: Vectors) -> Scores:
    # Unit vectors: the squared distance is 2 - 2 cos.
    cosine = (left @ right.T).astype(np.float64)
    return np.asarray(np.exp(2.0 * WIDTH * (cosine - 1.0)))


def _sentences(theme: Theme, kind: str) -> list[str]:
    by_language: dict[str, tuple[str, ...]] = getattr(theme, kind)
    return [sentence for sentences in by_language.values() for sentence in sentences]


def fit_meaning(
    themes: Sequence[Theme], encoder: CachedEncoder, background: Sequence[str] = ()
) -> MeaningScorer:
    """Fit the scorer on the prototypes and counter-examples of the lexicon.

    Args:
        background: neutral sentences, which belong to no theme.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.kernel_ridge import KernelRidge

    fitted = [theme for theme in themes if _sentences(theme, "prototypes")]
    texts: list[str] = []
    owners: list[int] = []
    for number, theme in enumerate(fitted):
        for sentence in _sentences(theme, "prototypes"):
            texts.append(sentence)
            owners.append(number)
    for theme in themes:
        for sentence in _sentences(theme, "counterexamples"):
            texts.append(sentence)
            owners.append(-1)
    texts += background
    owners += [-1] * len(background)
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=_NGRAMS, sublinear_tf=True)
    if not fitted:
        empty = np.zeros((0, 0))
        return MeaningScorer((), np.zeros((0, 0), np.float32), empty, empty, vectorizer)
    vectors = encoder.encode(texts)
    ngrams = vectorizer.fit_transform([fold_text(text) for text in texts])
    kernel = _gaussian(vectors, vectors) + (ngrams @ ngrams.T).toarray()
    wanted = (np.array(owners)[:, None] == np.arange(len(fitted))[None, :]).astype(np.float64)
    dual = KernelRidge(alpha=PENALTY, kernel="precomputed").fit(kernel, wanted).dual_coef_
    return MeaningScorer(
        tuple(theme.id for theme in fitted), vectors, dual, ngrams.T @ dual, vectorizer
    )
