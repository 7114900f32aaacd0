"""How theming asks `frames`: the one place that knows its scorers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rhetoric.corpus import Corpus
from rhetoric.encode import CachedEncoder
from rhetoric.frames.fuse import fuse
from rhetoric.frames.meaning import fit_meaning
from rhetoric.frames.table import find_frames
from rhetoric.frames.words import WordScorer
from rhetoric.lexicon import Lexicon
from rhetoric.mentions import MentionFinder
from rhetoric.model import Pattern, Theme
from rhetoric.text import fold_text

#: Sentences of other themes and of the background that a sentence left out is judged against.
OTHERS = 400
#: Sentences left out one at a time; of more, as many parts of equal size.
PARTS = 40


def uses_of(
    corpus: Corpus,
    lexicon: Lexicon,
    encoder: CachedEncoder | None,
    *,
    least: float,
    progress: Callable[[int, int], None] | None = None,
) -> list[dict[str, Any]]:
    """The frame uses of all themes with at least a score, as rows of the ledger."""
    table = find_frames(corpus, lexicon, encoder, threshold=least, progress=progress)
    return [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]


@dataclass(frozen=True)
class Words:
    """Evidence by words of one theme.

    Attributes:
        theme: the theme.
        names: finds the names of actors, whose words are no evidence.
    """

    theme: Theme
    names: MentionFinder

    def best(self, text: str, patterns: Sequence[Pattern] | None = None) -> tuple[float, str]:
        """Weight and pattern of the strongest hit in a passage: (0, "") for none.

        Args:
            patterns: those to try; all by default.
        """
        own = self.theme if patterns is None else replace(self.theme, patterns=tuple(patterns))
        hits = WordScorer([own], self.names).hits(fold_text(text))
        return (hits[0].weight, hits[0].pattern) if hits else (0.0, "")


def fused(weight: float, meaning: float | None) -> float:
    """The score of evidence by words and by meaning; None where that was not measured."""
    return fuse(weight, meaning)


def left_out(theme: Theme, lexicon: Lexicon, encoder: CachedEncoder) -> dict[str, float]:
    """Each prototype and counter-example of a theme → its likeness when it is left out.

    The likeness is fitted anew without it, on the other sentences of the theme, and on those
    of the other themes and of the background that are nearest to the theme.
    """
    own = [
        (kind, language, sentence)
        for kind in ("prototypes", "counterexamples")
        for language, sentences in getattr(theme, kind).items()
        for sentence in sentences
    ]
    others = _nearest_others(theme, [s for _, _, s in own], lexicon, encoder)
    parts = min(len(own), PARTS)
    found: dict[str, float] = {}
    for part in range(parts):
        out = own[part::parts]
        rest = [one for one in own if one not in out]
        if not any(kind == "prototypes" for kind, _, _ in rest):
            continue
        less = replace(
            theme,
            prototypes=_kept(theme.prototypes, {s for k, _, s in rest if k == "prototypes"}),
            counterexamples=_kept(
                theme.counterexamples, {s for k, _, s in rest if k == "counterexamples"}
            ),
        )
        texts = [s for _, _, s in out]
        scores = fit_meaning([less], encoder, others).raw(texts, encoder.encode(texts))
        found.update(zip(texts, (round(float(row[0]), 3) for row in scores), strict=True))
    return found


def _kept(by_language: dict[str, tuple[str, ...]], kept: set[str]) -> dict[str, tuple[str, ...]]:
    return {code: tuple(s for s in own if s in kept) for code, own in by_language.items()}


def _nearest_others(
    theme: Theme, own: Sequence[str], lexicon: Lexicon, encoder: CachedEncoder
) -> list[str]:
    """The sentences that are not the theme's, the nearest to it first, OTHERS at most."""
    import numpy as np

    sentences = [
        sentence
        for other in lexicon.themes.values()
        if other.id != theme.id
        for kind in (other.prototypes, other.counterexamples)
        for by_language in kind.values()
        for sentence in by_language
    ]
    distinct = [s for s in dict.fromkeys((*sentences, *lexicon.background)) if s not in own]
    if not distinct or not own:
        return distinct
    nearest = (encoder.encode(distinct) @ encoder.encode(list(own)).T).max(axis=1)
    order = np.argsort(-nearest, kind="stable")[:OTHERS]
    return [distinct[n] for n in order]
