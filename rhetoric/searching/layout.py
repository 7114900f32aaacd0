"""Points on a plane such that rows near to one another lie near to one another.

t-SNE (van der Maaten and Hinton 2008, JMLR 9), exact, begun from the first two principal
components (Kobak and Berens 2019, Nature Communications 10), so that there is no chance in it. In
comparison with principal components and SMACOF it keeps far more neighbours (docs/similar.md).
Many rows are laid out through some of them: the others lie between the nearest of those (de Silva
and Tenenbaum 2004, "Sparse multidimensional scaling using landmark points").

The picture is turned and mirrored so that it agrees as well as it can with two directions that are
fixed once for all: one row more does not turn it over.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from rhetoric.vectors import Vectors

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
#: Neighbours that a row is drawn to, about; and no more than a third of the rows.
PERPLEXITY = 10.0
#: No more rows than this are laid out themselves; of more, so many are, and lead the others.
LANDMARKS = 500
#: Rows between whose nearest landmarks a row lies.
_BETWEEN = 3
#: Steps; over the first of them what draws together begins so many times too strong. The step is
#: short: a longer one keeps a few neighbours more, but then the last digit of a number decides
#: where things come to lie.
_STEPS, _EARLY, _EXAGGERATION, _MOMENTUM = 500, 300, 4.0, 0.8


def lay_out(vectors: Vectors, names: Sequence[str]) -> Floats:
    """A place on a plane for each row, shape (n, 2), the middle at 0, the width 1 at most.

    One thread works, whatever processors there are: sums come out the same.

    Args:
        vectors: unit length, shape (n, d), n at least 4.
        names: of the rows: they decide which of many lead the others.
    """
    with threadpool_limits(limits=1):
        rows = vectors.astype(np.float64)
        chosen = _chosen(names)
        leading = rows[chosen]
        places = _upright(_tsne(leading), leading)
        if len(chosen) < len(rows):
            places = _between(rows, chosen, places)
    places = places - (places.max(axis=0) + places.min(axis=0)) / 2
    return np.asarray(places / max(float(np.ptp(places, axis=0).max()), 1e-12), dtype=np.float64)


def _chosen(names: Sequence[str]) -> Ints:
    """The rows that lead: all, or some that their names decide, so that one more changes little."""
    if len(names) <= LANDMARKS:
        return np.arange(len(names))
    drawn = sorted(range(len(names)), key=lambda n: sha256(names[n].encode()).digest())
    return np.array(sorted(drawn[:LANDMARKS]), dtype=np.int64)


def _principal(rows: Floats) -> Floats:
    """The first two principal components."""
    centred = rows - rows.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    return np.asarray(centred @ axes[:, :-3:-1])


def _upright(places: Floats, rows: Floats) -> Floats:
    """Turned and mirrored to agree with two fixed directions as well as it can (Procrustes)."""
    at = np.arange(rows.shape[1], dtype=np.float64)
    fixed = rows @ np.stack([np.sin(at * at + 1), np.cos(at * at + 1)], axis=1)
    left, _, right = np.linalg.svd(places.T @ (fixed - fixed.mean(axis=0)))
    return np.asarray(places @ left @ right)


def _squares(rows: Floats) -> Floats:
    lengths = (rows * rows).sum(axis=1)
    squares = np.maximum(lengths[:, None] + lengths[None, :] - 2 * rows @ rows.T, 0)
    return np.asarray(squares, dtype=np.float64)


def _affinities(rows: Floats, perplexity: float) -> Floats:
    """How strongly each pair is drawn together; all together 1."""
    squares = _squares(rows)
    np.fill_diagonal(squares, np.inf)
    squares -= squares.min(axis=1, keepdims=True)
    finite = np.where(np.isfinite(squares), squares, 0)
    low, high = np.zeros(len(rows)), np.full(len(rows), np.inf)
    sharp = np.ones(len(rows))
    for _ in range(60):
        near = np.exp(-squares * sharp[:, None])
        total = near.sum(axis=1)
        entropy = np.log(total) + sharp * (near * finite).sum(axis=1) / total
        wide = entropy > np.log(perplexity)
        low, high = np.where(wide, sharp, low), np.where(wide, high, sharp)
        sharp = np.minimum(np.where(np.isinf(high), sharp * 2, (low + high) / 2), 1e12)
    near /= total[:, None]
    return np.asarray((near + near.T) / (2 * len(rows)))


def _tsne(rows: Floats) -> Floats:
    many = len(rows)
    drawn = _affinities(rows, min(PERPLEXITY, (many - 1) / 3))
    places = _upright(_principal(rows), rows)
    places /= max(float(places.std()), 1e-12)
    speed = np.zeros_like(places)
    rate = max(many / 16, 10.0)
    for step in range(_STEPS):
        early = max(1 - step / _EARLY, 0.0)
        apart = [np.subtract.outer(places[:, axis], places[:, axis]) for axis in (0, 1)]
        near = 1 / (1 + apart[0] ** 2 + apart[1] ** 2)
        np.fill_diagonal(near, 0)
        pull = ((1 + early * (_EXAGGERATION - 1)) * drawn - near / near.sum()) * near
        slope = 4 * np.stack([(pull * one).sum(axis=1) for one in apart], axis=1)
        speed = _MOMENTUM * speed - rate * slope
        places = places + speed
        places -= places.mean(axis=0)
    return places


def _between(rows: Floats, chosen: Ints, places: Floats) -> Floats:
    """Every row between its nearest landmarks, the nearer the more; landmarks where they are."""
    squares = np.maximum(2 - 2 * rows @ rows[chosen].T, 1e-9)
    near = np.argpartition(squares, _BETWEEN, axis=1)[:, :_BETWEEN]
    near.sort(axis=1)
    weights = np.take_along_axis(squares, near, axis=1) ** -4.0
    weights /= weights.sum(axis=1, keepdims=True)
    found = (places[near] * weights[:, :, None]).sum(axis=1)
    found[chosen] = places
    return np.asarray(found)
