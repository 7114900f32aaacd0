"""Evidence by meaning: how near a passage is to a theme's prototypes.

Distributed dictionary representation (Garten et al. 2018, Behavior Research
Methods 50) compares a passage with the prototypes of a theme. Nearness alone
confuses a theme with its look-alikes, so a ridge regression is fitted, for each
theme, on the vectors of its prototypes against its counter-examples and against
everything the other themes hold: the direction that tells them apart. The fit is
closed-form, takes milliseconds and depends on nothing but the lexicon and the
encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rhetoric.encode import CachedEncoder
from rhetoric.model import Theme
from rhetoric.vectors import Vectors

#: Ridge penalty, as a share of the number of sentences fitted on.
PENALTY = 0.02
#: Weight of a theme's own counter-examples against the sentences of other themes.
COUNTER_WEIGHT = 3.0
#: Nearness to the nearest prototypes and the fitted direction, on one scale:
#: chosen on the tuning half of benchmarks/frames.
_CENTRE, _SLOPE = 0.30, 9.0

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True)
class MeaningScorer:
    """Scores vectors for themes.

    Attributes:
        themes: theme ids, in the order of the columns.
        weights: shape (dimension + 1, themes); the last row is the intercept.
    """

    themes: tuple[str, ...]
    weights: npt.NDArray[np.float64]

    def raw(self, vectors: Vectors) -> Scores:
        """Fitted direction before scaling, shape (n, themes); near 1 like a prototype."""
        if len(vectors) == 0 or not self.themes:
            return np.zeros((len(vectors), len(self.themes)))
        return vectors.astype(np.float64) @ self.weights[:-1] + self.weights[-1]

    def scores(self, vectors: Vectors) -> Scores:
        """Scores from 0 to 1, shape (n, themes)."""
        return 1.0 / (1.0 + np.exp(-_SLOPE * (self.raw(vectors) - _CENTRE)))


def _sentences(theme: Theme, kind: str) -> list[str]:
    by_language: dict[str, tuple[str, ...]] = getattr(theme, kind)
    return [sentence for sentences in by_language.values() for sentence in sentences]


def fit_meaning(themes: Sequence[Theme], encoder: CachedEncoder) -> MeaningScorer:
    """Fit the scorer on the sentences of the lexicon."""
    fitted = [theme for theme in themes if _sentences(theme, "prototypes")]
    texts: list[str] = []
    owner: list[int] = []
    counter: list[bool] = []
    for number, theme in enumerate(fitted):
        for kind in ("prototypes", "counterexamples"):
            for sentence in _sentences(theme, kind):
                texts.append(sentence)
                owner.append(number)
                counter.append(kind == "counterexamples")
    if not texts:
        return MeaningScorer((), np.zeros((1, 0)))
    vectors = encoder.encode(texts).astype(np.float64)
    owners, counters = np.array(owner), np.array(counter)
    design = np.hstack([vectors, np.ones((len(texts), 1))])
    weights = []
    for number in range(len(fitted)):
        mine = owners == number
        positive, against = mine & ~counters, mine & counters
        # Both sides weigh the same; within the negatives its own look-alikes weigh more.
        cost = np.where(against, COUNTER_WEIGHT, 1.0)
        cost[positive] = cost[~positive].sum() / max(1, positive.sum()) * 0.5
        scaled = design * cost[:, None]
        gram = design.T @ scaled
        gram[np.diag_indices_from(gram)] += PENALTY * cost.sum()
        gram[-1, -1] -= PENALTY * cost.sum()
        weights.append(np.linalg.solve(gram, scaled.T @ positive.astype(np.float64)))
    return MeaningScorer(tuple(t.id for t in fitted), np.stack(weights, axis=1))
