"""Learning a theme, or a label of one's own, from labelled texts; and how well it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rhetoric.errors import InputError
from rhetoric.validation.features import Texts
from rhetoric.validation.figures import auc, shares
from rhetoric.validation.labels import Labels
from rhetoric.validation.learner import Targets, fit, require_enough, targets_of
from rhetoric.validation.learnt import LearntModel
from rhetoric.validation.resample import Figure, Floats, with_intervals

#: With more texts, figures come from one part held out, not from five.
_MANY = 3000
_PARTS, _SEED = 5, 11


@dataclass(frozen=True)
class Learning:
    """A model and how well it does on texts it has not seen.

    Attributes:
        figures: name → figure; which there are depends on the kind of the labels.
        baseline: the same of TF-IDF with logistic (of numbers: ridge) regression.
        trained, tested: how many texts it was fitted to, and was measured on.
        by: "split", or "cross-validation".
    """

    model: LearntModel
    figures: Mapping[str, Figure]
    baseline: Mapping[str, Figure]
    trained: int
    tested: int
    by: str


def learn(labels: Labels, seen: Texts, *, name: str, encoder: str) -> Learning:
    """Learn from labels and measure on what was not learnt from.

    Rows marked test are only measured on; rows marked dev choose the threshold. Where there are
    no test rows, figures are cross-validated: fitted anew without each fifth of the statements.

    Args:
        labels: of one kind; see rhetoric.validation.labels.read_labels.
        seen: the texts of labels.rows, in their order.
        encoder: hash of the encoder of their vectors.

    Raises:
        InputError: when there are too few labels; says how many are needed.
    """
    rows = labels.rows
    targets = targets_of(rows, labels.kind, labels.names, name)
    clusters = [r.cluster for r in rows]
    places = {s: [n for n, r in enumerate(rows) if r.split == s] for s in ("", "dev", "test")}
    train = [n for n, r in enumerate(rows) if r.split in ("train", "")]
    if not train:
        raise InputError("no row is marked train", remedy="mark the rows to learn from train")
    require_enough(_some(targets, train), [clusters[n] for n in train])
    model = _fit(seen, targets, clusters, train, places["dev"], name, encoder)
    if places["test"]:
        told = _above(model, seen.some(places["test"]))
        plain = _baseline(seen, targets, [*train, *places["dev"]], places["test"])
        parts, by = [(places["test"], told, plain)], "split"
    else:
        parts, by = _crossed(seen, targets, clusters, train, name, encoder), "cross-validation"
    tested = [n for some, _, _ in parts for n in some]
    some = _some(targets, tested)
    held = [clusters[n] for n in tested]
    score = np.vstack([told for _, told, _ in parts])
    plain = np.vstack([p for _, _, p in parts])
    figures = measure_kind(some, said_of(some.kind, score), score, held)
    base = measure_kind(some, said_of(some.kind, plain), plain, held)
    told_too = {
        **model.told,
        "labels": {"learnt_from": len(train), "to_choose_the_threshold": len(places["dev"]),
                   "measured_on": len(tested), "by": by},
        "figures": {k: f.listed for k, f in figures.items()},
        "tf_idf_with_regression": {k: f.listed for k, f in base.items()},
    }  # fmt: skip
    model = replace(model, told=told_too)
    return Learning(model, figures, base, len(train), len(tested), by)


def _some(targets: Targets, rows: Sequence[int]) -> Targets:
    return replace(targets, wanted=targets.wanted[list(rows)])


def _fit(
    seen: Texts,
    targets: Targets,
    clusters: Sequence[str],
    train: Sequence[int],
    dev: Sequence[int],
    name: str,
    encoder: str,
) -> LearntModel:
    further = (seen.some(dev), _some(targets, dev)) if dev else None
    return fit(
        seen.some(train), _some(targets, train), [clusters[n] for n in train],
        name=name, encoder=encoder, further=further,
    )  # fmt: skip


def _above(model: LearntModel, seen: Texts) -> Floats:
    """What a model says, in log-odds above its threshold; numbers as they are."""
    told = model.decide(seen)
    return told if model.kind == "numbers" else told - model.cut


def _crossed(
    seen: Texts,
    targets: Targets,
    clusters: Sequence[str],
    rows: Sequence[int],
    name: str,
    encoder: str,
) -> list[tuple[list[int], Floats, Floats]]:
    from sklearn.model_selection import GroupKFold

    splitter = GroupKFold(_PARTS, shuffle=True, random_state=_SEED)
    found = []
    held = [clusters[n] for n in rows]
    for inside, outside in splitter.split(rows, None, held):
        train, test = [rows[n] for n in inside], [rows[n] for n in outside]
        model = _fit(seen, targets, clusters, train, (), name, encoder)
        told = _above(model, seen.some(test))
        found.append((test, told, _baseline(seen, targets, train, test)))
        if len(rows) > _MANY:
            break
    return found


def said_of(kind: str, told: Floats) -> Floats:
    """What is said, 0 or 1 for each class, from log-odds; numbers as they are."""
    if kind == "numbers":
        return told
    if kind == "classes":
        return np.asarray(np.eye(told.shape[1])[told.argmax(axis=1)])
    return np.asarray(told >= 0, dtype=np.float64)


def _baseline(seen: Texts, targets: Targets, train: Sequence[int], test: Sequence[int]) -> Floats:
    """Log-odds by TF-IDF of words and pairs with logistic regression, as scikit-learn has them."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression, Ridge

    vectorizer = TfidfVectorizer(ngram_range=(1, 2))
    matrix = vectorizer.fit_transform([seen.texts[n] for n in train])
    unseen = vectorizer.transform([seen.texts[n] for n in test])
    told = np.full((len(test), len(targets.names)), -20.0)
    for n in range(len(targets.names)):
        wanted = targets.wanted[list(train), n]
        if targets.kind == "numbers":
            told[:, n] = Ridge().fit(matrix, wanted).predict(unseen)
        elif 0 < wanted.sum() < len(wanted):
            model = LogisticRegression(max_iter=1000).fit(matrix, wanted)
            told[:, n] = model.decision_function(unseen)
        elif wanted.all():
            told[:, n] = 20.0
    return told


def measure_kind(
    targets: Targets, said: Floats, score: Floats, clusters: Sequence[str]
) -> dict[str, Figure]:
    """The figures that suit a kind of labels, with intervals over statements.

    Args:
        said: what is said, 0 or 1 for each class, or numbers; shape (n, classes).
        score: by how much, for AUC; shape (n, classes).
    """
    wanted = targets.wanted

    def compute(weights: Floats) -> dict[str, float]:
        if targets.kind == "numbers":
            return _of_numbers(wanted[:, 0], said[:, 0], weights)
        both = weights @ (wanted * said)
        f1 = 2 * both / np.maximum(1e-9, weights @ (wanted + said))
        if targets.kind == "binary":
            truth, found = wanted[:, 0] > 0, said[:, 0] > 0
            one = shares(truth, found, weights)
            other = shares(~truth, ~found, weights)["f1"]
            return {
                **{k: one[k] for k in ("precision", "recall", "f1")},
                "auc": auc(truth, score[:, 0], weights),
                "micro_f1": float(weights @ (truth == found) / weights.sum()),
                "macro_f1": (one["f1"] + other) / 2,
            }
        total = float(weights @ (wanted + said).sum(axis=1))
        there = weights @ wanted > 0
        return {
            "micro_f1": float(2 * both.sum() / total) if total else float("nan"),
            "macro_f1": float(f1[there].mean()) if there.any() else float("nan"),
        }

    return with_intervals(compute, np.ones(len(wanted)), clusters, times=300)


def measure_learnt(model: LearntModel, labels: Labels, seen: Texts) -> dict[str, Figure]:
    """Figures of a model on labelled texts.

    Raises:
        InputError: when the labels are of another kind than it was learnt from.
    """
    if labels.kind != model.kind:
        raise InputError(
            f"'{model.name}' was learnt from labels of the kind '{model.kind}', "
            f"and these are of the kind '{labels.kind}'"
        )
    targets = targets_of(labels.rows, model.kind, model.names, model.name)
    score = _above(model, seen)
    clusters = [r.cluster for r in labels.rows]
    return measure_kind(targets, said_of(model.kind, score), score, clusters)


def _of_numbers(wanted: Floats, said: Floats, weights: Floats) -> dict[str, float]:
    # AUC asks for above 0 where labels are that on both sides, else for above the median.
    truth = wanted > 0
    if truth.all() or not truth.any():
        truth = wanted > np.median(wanted)
    return {
        "pearson": _correlation(wanted, said, weights),
        "spearman": _correlation(_ranks(wanted), _ranks(said), weights),
        "auc": auc(truth, said, weights),
    }


def _ranks(values: Floats) -> Floats:
    _, place, often = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(often)
    return np.asarray((ends - (often - 1) / 2)[place], dtype=np.float64)


def _correlation(left: Floats, right: Floats, weights: Floats) -> float:
    share = weights / weights.sum()
    a, b = left - share @ left, right - share @ right
    spread = float(np.sqrt((share @ a**2) * (share @ b**2)))
    return float(share @ (a * b)) / spread if spread > 0 else float("nan")
