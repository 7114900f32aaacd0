"""Which single pattern a frame use rests on: without it, it would not have been found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rhetoric.corpus import Corpus
from rhetoric.frames.fuse import THRESHOLD, fuse
from rhetoric.frames.words import WordScorer
from rhetoric.lexicon import Lexicon
from rhetoric.mentions import MentionFinder
from rhetoric.text import fold_text

if TYPE_CHECKING:
    import pandas as pd


def resting_on(
    uses: pd.DataFrame, corpus: Corpus, lexicon: Lexicon, threshold: float = THRESHOLD
) -> list[str]:
    """The pattern each use rests on; "" where other patterns or its meaning are enough.

    The ledger keeps the weight of the strongest pattern, not its name: the passages are matched
    again. What is left when a pattern is taken away is fused as in `rhetoric theme test`:
    without what other themes make of the passage.

    Args:
        uses: rows of the ledger.
        threshold: least score of a use.
    """
    themes = [lexicon.theme(name) for name in sorted(set(uses["theme"]))]
    scorer = WordScorer(themes, MentionFinder(lexicon.actors))
    matched: dict[tuple[str, int], dict[str, dict[str, float]]] = {}
    found: list[str] = []
    columns = ("statement", "passage", "theme", "words", "meaning", "method")
    for statement, index, theme, words, meaning, method in uses[list(columns)].itertuples(
        index=False, name=None
    ):
        if not words:
            found.append("")
            continue
        place = (statement, int(index))
        if place not in matched:
            weights: dict[str, dict[str, float]] = {}
            for hit in scorer.matches(fold_text(_text(corpus, *place))):
                weights.setdefault(hit.theme, {})[hit.pattern] = hit.weight
            matched[place] = weights
        ranked = sorted(matched[place].get(theme, {}).items(), key=lambda item: (-item[1], item[0]))
        rest = ranked[1][1] if len(ranked) > 1 else 0.0
        enough = rest >= words or fuse(rest, None if method == "words" else meaning) >= threshold
        found.append("" if enough or not ranked else ranked[0][0])
    return found


def _text(corpus: Corpus, statement: str, index: int) -> str:
    passages = corpus.passages_of(statement)
    at = index - 1
    if at < len(passages) and passages[at].index == index:
        return passages[at].text
    return next((p.text for p in passages if p.index == index), "")
