"""How right themes are on labelled passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rhetoric.errors import InputError
from rhetoric.frames.score import FrameScorer
from rhetoric.validation.figures import measure, reliability
from rhetoric.validation.labels import Label, Labels, is_yes
from rhetoric.validation.record import Validation
from rhetoric.validation.resample import Figure, Floats

#: A language or group with fewer rows, or fewer of them positive, is not shown apart.
FEWEST_ROWS, FEWEST_POSITIVE = 20, 5


def themes_of(labels: Labels, known: Sequence[str], asked: str = "") -> list[str]:
    """The themes some labels are about.

    Raises:
        InputError: when they do not say, or there are none of the lexicon.
    """
    if asked:
        return [asked]
    named = labels.themes or tuple(name for name in labels.names if name in known)
    if not named:
        raise InputError(
            "the labels do not say of which theme they are",
            remedy="name it: --theme THEME (or --name NAME for a label that was learnt)",
        )
    return list(named)


def validate(
    labels: Labels,
    scorer: FrameScorer,
    themes: Sequence[str],
    made_with: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Validation]:
    """Precision, recall, F1, AUC and reliability of themes on labelled passages.

    A passage counts as found when its score reaches the threshold, whatever the function of
    the use. Intervals resample statements. Rows of a drawn sample count by the weight of their
    stratum, so the figures hold for the corpus and not for the sample.

    Args:
        themes: ids of themes the scorer looks for.
        made_with: theme → hashes kept in its record.

    Raises:
        InputError: when there are no labels of a theme, or all are the same.
    """
    texts = list(dict.fromkeys((r.text, r.language, r.group) for r in labels.rows))
    place = {key: n for n, key in enumerate(texts)}
    grid = scorer.grid(*(list(column) for column in zip(*texts, strict=True)))
    found = []
    for theme in themes:
        rows = labels.of_theme(theme).rows
        score = grid.of(theme)[[place[r.text, r.language, r.group] for r in rows]]
        found.append(_validate(theme, labels, rows, score, scorer, (made_with or {}).get(theme)))
    return found


def _validate(
    theme: str,
    labels: Labels,
    rows: Sequence[Label],
    score: Floats,
    scorer: FrameScorer,
    made_with: Mapping[str, str] | None,
) -> Validation:
    truth = np.array([is_yes(r.label) for r in rows])
    if not len(rows) or truth.all() or not truth.any():
        what = "no passage is labelled" if not len(rows) else "all labels are the same"
        raise InputError(
            f"{what} for the theme '{theme}'", remedy="label some that hold it and some that do not"
        )
    weights = np.array([r.weight for r in rows])
    clusters = [r.cluster for r in rows]
    least = scorer.cutoff(theme)

    def of(kind: str) -> dict[str, tuple[int, dict[str, Figure]]]:
        parts = {}
        values = [getattr(r, kind) for r in rows]
        for value in sorted(set(values) - {"", "und"}):
            inside = np.array([v == value for v in values])
            if inside.sum() >= FEWEST_ROWS and truth[inside].sum() >= FEWEST_POSITIVE:
                some = [c for c, kept in zip(clusters, inside, strict=True) if kept]
                parts[value] = (
                    int(inside.sum()),
                    measure(truth[inside], score[inside], least, weights[inside], some),
                )
        return parts

    return Validation(
        theme=theme, n=len(rows), positive=int(truth.sum()), statements=len(set(clusters)),
        figures=measure(truth, score, least, weights, clusters),
        by_language=of("language"), by_group=of("group"),
        bands=reliability(truth, score, weights, clusters),
        threshold=least, method="learnt" if theme in scorer.learnt else "lexicon",
        languages=tuple(sorted({r.language for r in rows} - {"und"})),
        coders=labels.coders, weighted=any(r.weighed for r in rows),
        until=max((r.date for r in rows), default=""), made_with=made_with or {},
    )  # fmt: skip


def averages(found: Sequence[Validation]) -> tuple[float, float]:
    """Micro- and macro-averaged F1 over themes that were validated on the same passages."""
    both = reported = there = 0.0
    for one in found:
        share = {k: f.value or 0.0 for k, f in one.figures.items()}
        there += one.n * share["prevalence"]
        reported += one.n * share["found"]
        both += one.n * share["prevalence"] * share["recall"]
    f1 = [one.figures["f1"].value or 0.0 for one in found]
    micro = 2 * both / (there + reported) if there + reported else 0.0
    return micro, sum(f1) / len(f1) if f1 else 0.0
