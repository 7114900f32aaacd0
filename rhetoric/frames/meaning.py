"""Evidence by likeness: how near a passage is to a theme's prototypes.

Distributed dictionary representation (Garten et al. 2018, Behavior Research
Methods 50) compares a passage with the prototypes of a theme by the nearness of
their vectors. Nearness alone confuses a theme with its look-alikes, so the
prototypes of a theme are told apart from its counter-examples and from all the
other themes by kernel ridge regression (Saunders, Gammerman & Vovk 1998), on the
sum of two kernels: nearness in meaning (a Gaussian kernel on the encoder's
vectors, across languages) and nearness in wording (tf-idf of character n-grams
of the folded text, which survives endings, clitics and spelling). The fit is
closed-form and depends on nothing but the lexicon and the encoder. It is made in double
precision; of a passage only its nearness to each example is measured in single.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rhetoric.encode import CachedEncoder
from rhetoric.frames.wording import Wording, fit_wording
from rhetoric.model import Theme
from rhetoric.vectors import Vectors

#: Ridge penalty and width of the Gaussian kernel: chosen on the tuning half of
#: benchmarks/frames, where neighbouring values do as well.
PENALTY, WIDTH = 1.0, 1.0
#: Passages compared at once: their nearness to all examples stays near the processor.
_ROWS_AT_ONCE = 512

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True)
class MeaningScorer:
    """Scores passages for themes.

    Attributes:
        themes: theme ids, in the order of the columns.
        examples: vectors of the lexicon's sentences, shape (n, dimension).
        dual: weight of each sentence for each theme, shape (n, themes).
        wording: from texts to weights of n-grams.
        by_wording: weight of each n-gram for each theme, shape (n-grams, themes).
    """

    themes: tuple[str, ...]
    examples: Vectors
    dual: Scores
    wording: Wording
    by_wording: Scores

    def raw(self, texts: Sequence[str], vectors: Vectors) -> Scores:
        """Likeness of passages to each theme, shape (n, themes): 0 for none, 1 a prototype."""
        if not texts or not self.themes:
            return np.zeros((len(texts), len(self.themes)))
        found = [
            # The weights nearly cancel out: in single precision the sum would be too coarse.
            _gaussian(vectors[at : at + _ROWS_AT_ONCE], self.examples).astype(np.float64)
            @ self.dual
            for at in range(0, len(texts), _ROWS_AT_ONCE)
        ]
        return np.asarray(np.vstack(found) + self.wording.weights(texts) @ self.by_wording)


def _gaussian(left: Vectors, right: Vectors, precision: Any = np.float32) -> Any:
    # Unit vectors: the squared distance is 2 - 2 cos. In place, for speed.
    kernel = (left @ right.T).astype(precision, copy=False)
    kernel -= 1.0
    kernel *= 2.0 * WIDTH
    return np.exp(kernel, out=kernel)


def _sentences(theme: Theme, kind: str) -> list[str]:
    by_language: dict[str, tuple[str, ...]] = getattr(theme, kind)
    return [sentence for sentences in by_language.values() for sentence in sentences]


def fitted_themes(themes: Sequence[Theme]) -> list[Theme]:
    """The themes that can be scored by meaning: those with prototypes."""
    return [theme for theme in themes if _sentences(theme, "prototypes")]


def fit_meaning(
    themes: Sequence[Theme], encoder: CachedEncoder, background: Sequence[str] = ()
) -> MeaningScorer:
    """Fit the scorer on the prototypes and counter-examples of the lexicon.

    Args:
        background: neutral sentences, which belong to no theme.
    """
    from scipy.linalg import solve

    fitted = fitted_themes(themes)
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
    if not fitted:
        empty = np.zeros((0, 0))
        return MeaningScorer((), np.zeros((0, 0), np.float32), empty, fit_wording(()), empty)
    vectors = encoder.encode(texts)
    wording = fit_wording(texts)
    ngrams = wording.weights(texts)
    kernel = _gaussian(vectors, vectors, np.float64) + (ngrams @ ngrams.T).toarray()
    wanted = (np.array(owners)[:, None] == np.arange(len(fitted))[None, :]).astype(np.float64)
    kernel[np.diag_indices_from(kernel)] += PENALTY
    dual = solve(kernel, wanted, assume_a="pos", overwrite_a=True, overwrite_b=True)
    return MeaningScorer(
        tuple(theme.id for theme in fitted), vectors, dual, wording, ngrams.T @ dual
    )
