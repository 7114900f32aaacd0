"""Likeness kept on disk: each passage is scored by meaning once for a lexicon.

The likeness of a passage depends on its text, on the encoder, on the sentences of the
lexicon and on this package's code. The last three name a file beside the vectors, so
that what is kept of one lexicon is never taken for that of another, and likeness that is
known needs neither vectors nor a fit. Files of lexicons that are gone are removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rhetoric.encode import CachedEncoder
from rhetoric.frames.meaning import MeaningScorer, fit_meaning, fitted_themes
from rhetoric.ledger_cache import code_hash
from rhetoric.model import Theme
from rhetoric.vectors import VectorCache, Vectors

#: Lexicons whose likeness is kept, the last ones used: one may be tried against another.
KEPT = 4
#: Passages scored between two writes to disk: their vectors take some 100 MB.
_BATCH = 50_000

Scores = npt.NDArray[np.float64]


class Likeness:
    """The likeness of passages to themes.

    Args:
        themes: all themes of a lexicon: what tells one apart is where the others begin.
        encoder: gives vectors; likeness is kept beside its cache, if it has one.
        background: neutral sentences, which belong to no theme.

    Attributes:
        themes: ids of the themes that have prototypes, in the order of the columns.
    """

    def __init__(
        self, themes: Sequence[Theme], encoder: CachedEncoder, background: Sequence[str] = ()
    ) -> None:
        self._all, self._encoder, self._background = list(themes), encoder, list(background)
        self.themes = tuple(theme.id for theme in fitted_themes(themes))

    def of(self, texts: Sequence[str]) -> Scores:
        """Likeness of passages, to three decimals, shape (n, themes); see MeaningScorer.raw."""
        if not texts or not self.themes:
            return np.zeros((len(texts), len(self.themes)))
        found = self._cache.get("", texts, self._measure)
        return np.asarray(np.round(found.astype(np.float64), 3))

    def _measure(self, texts: Sequence[str]) -> Vectors:
        return self._fitted.raw(texts, self._encoder.encode(texts)).astype(np.float32)

    @cached_property
    def _fitted(self) -> MeaningScorer:
        return fit_meaning(self._all, self._encoder, self._background)

    @cached_property
    def _cache(self) -> VectorCache:
        vectors = self._encoder.cache.path
        if vectors is None:
            return VectorCache(None, _BATCH)
        path = vectors.with_name("likeness") / f"{self._key()}.sqlite"
        _make_room(path)
        return VectorCache(path, _BATCH)

    def _key(self) -> str:
        """Changes whenever likeness may."""
        sentences = [(theme.id, theme.prototypes, theme.counterexamples) for theme in self._all]
        made_from = (code_hash(), self._encoder.space(), sentences, self._background)
        return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()[:32]


def _make_room(path: Path) -> None:
    """Remove what is kept of other lexicons, but for those used last."""
    with contextlib.suppress(OSError):
        if path.exists():
            path.touch()
        others = [other for other in path.parent.glob("*.sqlite") if other != path]
        others.sort(key=lambda other: (other.stat().st_mtime_ns, other.name), reverse=True)
        for old in others[KEPT - 1 :]:
            old.unlink()
