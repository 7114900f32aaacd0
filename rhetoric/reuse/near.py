"""Passages that are nearest to each other in meaning, by how far they stand out.

A raw cosine says little: some passages are near to everything, and in a corpus on one
subject all are near to each other. So a pair is judged by its margin: its cosine over the
mean cosine of both passages with their nearest neighbours on the other side (Artetxe and
Schwenk 2019, Margin-based parallel corpus mining with multilingual sentence embeddings, the
ratio margin with k = 4). And each must be the other's best: mutual nearest neighbours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rhetoric.vectors import Vectors

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
#: Told rows and columns of candidates: which may be told.
Fit = Callable[[Numbers, Numbers], npt.NDArray[np.bool_]]

#: Neighbours that make the background of a passage.
K = 4
#: What a neighbour counts at least, and one that is not there: in a small corpus a passage
#: may have no neighbour that says anything of the background.
FLOOR = 0.3
#: Cosines that are held in memory at once.
_AT_ONCE = 20_000_000


@dataclass(frozen=True)
class NearPairs:
    """Pairs of passages, each the best of the other.

    Attributes:
        first, second: rows of either side, shape (pairs,).
        cosine: of the two.
        margin: the cosine over the mean of the background of both.
    """

    first: Numbers
    second: Numbers
    cosine: Floats
    margin: Floats


def near_pairs(
    first: Vectors, second: Vectors, first_texts: Numbers, second_texts: Numbers,
    fit: Fit | None = None,
) -> NearPairs:  # fmt: skip
    """The pairs of mutual nearest neighbours, by margin, sorted by first row.

    Args:
        first, second: unit vectors, shapes (n, d) and (m, d); the same array twice, to compare
            the passages of one side with each other.
        first_texts, second_texts: the text each is of, shapes (n,) and (m,). Passages of one
            text are neither told nor part of each other's background.
        fit: told rows and columns of some candidates: which may be told; all by default.
            A pair that may not be told is still part of the background.
    """
    top, near = _top(first, second, first_texts, second_texts)
    if second is first:
        other_top, other_near = top, near
    else:
        other_top, other_near = _top(second, first, second_texts, first_texts)
    background = np.maximum(top, FLOOR).mean(axis=1)
    other_background = np.maximum(other_top, FLOOR).mean(axis=1)
    row = np.concatenate([np.repeat(np.arange(len(first)), K), other_near.ravel()])
    column = np.concatenate([near.ravel(), np.repeat(np.arange(len(second)), K)])
    cosine = np.concatenate([top.ravel(), other_top.ravel()])
    kept = cosine > 0
    if fit is not None:
        kept[kept] = fit(row[kept], column[kept])
    row, column, cosine = row[kept], column[kept], cosine[kept]
    margin = cosine / ((background[row] + other_background[column]) / 2)
    return _mutual(row, column, cosine, margin)


def _top(
    vectors: Vectors, others: Vectors, texts: Numbers, other_texts: Numbers
) -> tuple[Floats, Numbers]:
    """The K nearest of each row among the others: cosines (-1 for none) and rows."""
    n, m = len(vectors), len(others)
    top, near = np.full((n, K), -1.0, np.float32), np.zeros((n, K), np.int64)
    k = min(K, m)
    if not k:
        return top, near
    step = max(1, _AT_ONCE // m)
    for at in range(0, n, step):
        rows = slice(at, at + step)
        cosines = vectors[rows] @ others.T
        cosines[texts[rows][:, None] == other_texts[None, :]] = -1.0
        best = np.argpartition(cosines, m - k, axis=1)[:, m - k :]
        top[rows, :k] = np.take_along_axis(cosines, best, axis=1)
        near[rows, :k] = best
    return top, near


def _mutual(row: Numbers, column: Numbers, cosine: Floats, margin: Floats) -> NearPairs:
    """Of candidates those that are the best of their row and of their column."""
    order = np.lexsort((column, row, -margin.astype(np.float64)))
    first_of_row = np.unique(row[order], return_index=True)[1]
    first_of_column = np.unique(column[order], return_index=True)[1]
    best_of_row = {(int(row[n]), int(column[n])): n for n in order[first_of_row]}
    mutual = sorted(
        (pair, best_of_row[pair])
        for n in order[first_of_column]
        if (pair := (int(row[n]), int(column[n]))) in best_of_row
    )
    at = np.array([n for _, n in mutual], dtype=np.int64)
    return NearPairs(row[at], column[at], cosine[at], margin[at].astype(np.float32))
