"""Evidence and score of every theme in every one of some texts, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rhetoric.frames.fuse import fuse_all, of_others
from rhetoric.frames.words import WordHit

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Grid:
    """Evidence and score of every theme in every text, arrays of shape (texts, themes).

    Attributes:
        themes: theme ids, in the order of the columns.
        hits: for each text, its word hits by theme.
        words, meaning: the two kinds of evidence; meaning is NaN where it was not measured.
        score: both fused, or what was learnt of the theme makes of them.
    """

    themes: tuple[str, ...]
    hits: tuple[Mapping[str, WordHit], ...]
    words: Scores
    meaning: Scores
    score: Scores

    def of(self, theme: str) -> Scores:
        """The scores of one theme, shape (texts,)."""
        return np.asarray(self.score[:, self.themes.index(theme)])

    def rows(self, start: int, end: int) -> Grid:
        """The grid of the texts start..end (end excluded)."""
        cut = slice(start, end)
        return Grid(
            self.themes, self.hits[cut], self.words[cut], self.meaning[cut], self.score[cut]
        )


def weigh(
    themes: Sequence[str],
    hits: Sequence[Mapping[str, WordHit]],
    measured: Sequence[str],
    likeness: Scores,
    sides: Sequence[bool] = (),
) -> Grid:
    """Fuse the evidence of some texts; themes compete (see rhetoric.frames.fuse).

    Args:
        themes: ids of the themes that are looked for.
        hits: for each text, its word hits by theme.
        measured: ids of the themes whose likeness was measured, which may be others too.
        likeness: shape (texts, measured); a row of NaN where a text was not measured.
        sides: whether each text can be about a side; it can by default.
    """
    shape = len(hits), len(themes)
    column = {name: number for number, name in enumerate(themes)}
    words = np.zeros(shape)
    for row, found in enumerate(hits):
        for name, hit in found.items():
            words[row, column[name]] = hit.weight
    meaning, rival = np.full(shape, np.nan), np.full(shape, -np.inf)
    if len(measured):
        rival[:] = likeness.max(axis=1)[:, None]
        others = of_others(likeness, -np.inf)
        for number, name in enumerate(measured):
            if name in column:
                meaning[:, column[name]] = likeness[:, number]
                rival[:, column[name]] = others[:, number]
    about = np.array(sides, dtype=np.bool_) if len(sides) else np.ones(len(hits), dtype=np.bool_)
    score = fuse_all(words, meaning, of_others(words, 0.0), rival, about[:, None])
    return Grid(tuple(themes), tuple(hits), words, meaning, score)
