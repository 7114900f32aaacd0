"""Learning from labelled texts when there are few of them.

One logistic regression (of numbers, ridge regression) a block of features: the encoder's
vectors, n-grams of words, n-grams of letters, a theme's own evidence. Regularisation is
chosen by cross-validation that keeps statements together; a last regression weighs the
blocks by their cross-validated predictions (stacking: Wolpert 1992), which calibrates the
result (Platt 1999); the threshold is chosen on the same predictions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rhetoric.errors import InputError
from rhetoric.validation.features import Texts, fit_features
from rhetoric.validation.figures import best_threshold
from rhetoric.validation.labels import Label, is_yes, parts
from rhetoric.validation.learnt import LearntModel, chances, mixed
from rhetoric.validation.resample import Floats

#: Fewer labels than these are refused.
FEWEST_LABELS, FEWEST_OF_A_KIND = 50, 15
#: A class of several with fewer is never predicted.
FEWEST_OF_A_CLASS = 5
#: Inverse penalties that are tried, for logistic regression and for ridge regression.
_PENALTIES = (0.25, 1.0, 4.0, 16.0, 64.0)
_RIDGES = (0.1, 0.3, 1.0, 3.0, 10.0)
_FOLDS, _SEED = 5, 7
#: Scales of the blocks' mean and of what departs from it: the smaller, the more penalised.
_FREE, _BOUND = 10.0, 0.2


@dataclass(frozen=True)
class Targets:
    """What is to be predicted: shape (n, classes), 0 or 1, or numbers (n, 1)."""

    kind: str
    names: tuple[str, ...]
    wanted: Floats


def targets_of(rows: Sequence[Label], kind: str, names: Sequence[str], name: str) -> Targets:
    """The labels of some rows as numbers."""
    if kind == "binary":
        return Targets(kind, (name,), np.array([[float(is_yes(r.label))] for r in rows]))
    if kind == "numbers":
        return Targets(kind, (name,), np.array([[float(r.label)] for r in rows]))
    wanted = np.array([[float(n in parts(r.label)) for n in names] for r in rows])
    return Targets(kind, tuple(names), wanted)


def require_enough(targets: Targets, clusters: Sequence[str]) -> None:
    """Refuse too few labels.

    Raises:
        InputError: says how many are needed.
    """
    n, problem = len(targets.wanted), ""
    if n < FEWEST_LABELS:
        problem = f"{n} labelled passages are too few: {FEWEST_LABELS} are needed"
    elif len(set(clusters)) < _FOLDS:
        problem = f"they are from {len(set(clusters))} statements: {_FOLDS} are needed"
    elif targets.kind == "binary":
        yes = int(targets.wanted.sum())
        if min(yes, n - yes) < FEWEST_OF_A_KIND:
            what = "hold it" if yes < n - yes else "do not"
            problem = f"only {min(yes, n - yes)} of {n} {what}: {FEWEST_OF_A_KIND} are needed"
    elif targets.kind == "numbers":
        if len(set(targets.wanted[:, 0])) < 3:
            problem = "all numbers are the same, or one of two"
    elif sum(targets.wanted.sum(axis=0) >= FEWEST_OF_A_CLASS) < min(2, len(targets.names)):
        problem = f"no two classes have {FEWEST_OF_A_CLASS} passages each"
    if problem:
        raise InputError(problem, remedy="label more: rhetoric code draws where they help most")


def fit(
    seen: Texts,
    targets: Targets,
    clusters: Sequence[str],
    *,
    name: str,
    encoder: str,
    further: tuple[Texts, Targets] | None = None,
) -> LearntModel:
    """Learn a model.

    Args:
        clusters: the statement of each text; those of one are never on both sides of a fold.
        further: texts that are kept out of the regressions and only help to weigh the
            blocks and to choose the threshold (a split's dev rows).
    """
    features = fit_features(seen)
    blocks = features.of(seen)
    folds = _folds(targets, clusters)
    kept = [
        n for n in range(len(targets.names))
        if targets.kind == "numbers" or _learnable(targets.wanted[:, n])
    ]  # fmt: skip
    shape = (len(targets.names),)
    weights = {b: np.zeros((*shape, blocks[b].shape[1])) for b in features.blocks}
    biases = {b: np.zeros(shape) for b in features.blocks}
    blind = {b: np.zeros(targets.wanted.shape) for b in features.blocks}
    chosen: dict[str, float] = {}
    for block in features.blocks:
        penalty = _best_penalty(blocks[block], targets, folds, kept, blind[block])
        chosen[block] = penalty
        for n in kept:
            model = _regression(targets.kind, penalty).fit(blocks[block], targets.wanted[:, n])
            weights[block][n] = np.ravel(model.coef_)
            biases[block][n] = float(np.ravel(model.intercept_)[0])
    wanted = targets.wanted
    if further is not None and len(further[0]):
        more = features.of(further[0])
        for block in features.blocks:
            told = more[block] @ weights[block].T + biases[block]
            blind[block] = np.vstack([blind[block], told])
        wanted = np.vstack([wanted, further[1].wanted])
    mix = _mix(targets.kind, blind, wanted, kept)
    told = mixed(blind, mix)
    return LearntModel(
        name=name, kind=targets.kind, names=targets.names, features=features,
        weights=weights, biases=biases, mix=mix, cut=_cut(targets.kind, wanted, told),
        encoder=encoder,
        told={
            "inverse_penalties": chosen,
            "rare": [t for n, t in enumerate(targets.names) if n not in kept],
        },
    )  # fmt: skip


def _learnable(wanted: Floats) -> bool:
    return bool(FEWEST_OF_A_CLASS <= wanted.sum() < len(wanted))


def _regression(kind: str, penalty: float) -> Any:
    from sklearn.linear_model import LogisticRegression, Ridge

    if kind == "numbers":
        return Ridge(alpha=1 / penalty, solver="sparse_cg", tol=1e-5)
    return LogisticRegression(C=penalty, solver="liblinear", max_iter=1000)


def _folds(targets: Targets, clusters: Sequence[str]) -> list[tuple[Any, Any]]:
    from sklearn.model_selection import GroupKFold, StratifiedGroupKFold

    rows = np.zeros(len(clusters))
    if targets.kind in ("binary", "classes"):
        strata = targets.wanted @ np.arange(1, targets.wanted.shape[1] + 1)
        if min(Counter(strata.tolist()).values()) >= _FOLDS:
            splitter: Any = StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=_SEED)
            return list(splitter.split(rows, strata, clusters))
    splitter = GroupKFold(_FOLDS, shuffle=True, random_state=_SEED)
    return list(splitter.split(rows, None, clusters))


def _best_penalty(
    matrix: Any,
    targets: Targets,
    folds: Sequence[tuple[Any, Any]],
    kept: Sequence[int],
    blind: Floats,
) -> float:
    """The penalty with the least loss on unseen folds; fills `blind` with its predictions."""
    best = (np.inf, 1.0)
    for penalty in _RIDGES if targets.kind == "numbers" else _PENALTIES:
        told = np.zeros(targets.wanted.shape)
        for n in kept:
            wanted = targets.wanted[:, n]
            for inside, outside in folds:
                if targets.kind != "numbers" and len(set(wanted[inside])) < 2:
                    continue
                model = _regression(targets.kind, penalty).fit(matrix[inside], wanted[inside])
                if targets.kind == "numbers":
                    told[outside, n] = model.predict(matrix[outside])
                else:
                    told[outside, n] = model.decision_function(matrix[outside])
        part, goal = told[:, kept], targets.wanted[:, kept]
        if targets.kind == "numbers":
            loss = float(np.mean((part - goal) ** 2))
        else:
            loss = float(np.mean(np.logaddexp(0, -(2 * goal - 1) * part)))
        if loss < best[0]:
            best = (loss, penalty)
            blind[:] = told
    return best[1]


def _mix(kind: str, blind: Mapping[str, Floats], wanted: Floats, kept: Sequence[int]) -> Floats:
    """Weights of the blocks for each class and a constant, from predictions of unseen folds."""
    from sklearn.linear_model import LinearRegression, LogisticRegression

    mix = np.zeros((wanted.shape[1], len(blind) + 1))
    # A class too rare to be learnt is never predicted, one that all have always is.
    mix[:, -1] = np.where(wanted.mean(axis=0) == 1, 20.0, -20.0)
    for n in kept:
        told = np.stack([part[:, n] for part in blind.values()], axis=1)
        if kind == "numbers":
            model: Any = LinearRegression(positive=True).fit(told, wanted[:, n])
            mix[n, :-1], mix[n, -1] = model.coef_, float(model.intercept_)
            continue
        # With few labels equal weights do best: what departs from them is penalised most.
        middle = told.mean(axis=1, keepdims=True)
        model = LogisticRegression(C=1.0).fit(
            np.hstack([_FREE * middle, _BOUND * (told - middle)]), wanted[:, n]
        )
        common, *apart = np.ravel(model.coef_)
        mix[n, :-1] = _FREE * common / len(blind) + _BOUND * (np.array(apart) - np.mean(apart))
        mix[n, -1] = float(np.ravel(model.intercept_)[0])
    return mix


def _cut(kind: str, wanted: Floats, told: Floats) -> Floats:
    """The least log-odds that count, for each class, by F1 on predictions of unseen folds."""
    cut = np.zeros(wanted.shape[1])
    if kind in ("binary", "several"):
        for n in range(wanted.shape[1]):
            if _learnable(wanted[:, n]):
                chance = chances(told[:, n])
                least = best_threshold(wanted[:, n] > 0, chance, np.ones(len(chance)))
                least = min(0.99, max(0.01, least))
                cut[n] = np.log(least / (1 - least))
    elif kind == "classes":
        cut = _class_cut(wanted, told)
    return cut


def _class_cut(wanted: Floats, told: Floats) -> Floats:
    """What is taken off each class before the greatest is chosen: by micro and macro F1."""
    from sklearn.metrics import f1_score

    right = wanted.argmax(axis=1)

    def worth(cut: Floats) -> float:
        said = (told - cut).argmax(axis=1)
        return float(
            f1_score(right, said, average="micro") + f1_score(right, said, average="macro")
        )

    cut = np.zeros(wanted.shape[1])
    best = worth(cut)
    if wanted.shape[1] > 20:
        return cut
    for n in range(len(cut)):
        for step in (-1.0, -0.6, -0.3, 0.3, 0.6, 1.0):
            tried = cut.copy()
            tried[n] = step
            if (value := worth(tried)) > best + 0.005:
                best, cut = value, tried
    return cut
