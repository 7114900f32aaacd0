"""The ledger of a corpus: every frame use as a row of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from rhetoric.clock import clock
from rhetoric.frames.score import FrameScorer, FrameUse
from rhetoric.ledger import COLUMNS
from rhetoric.lexicon import Lexicon

if TYPE_CHECKING:
    import pandas as pd

    from rhetoric.corpus import Corpus
    from rhetoric.encode import CachedEncoder


def as_row(use: FrameUse, lexicon: Lexicon, copy_of: str = "") -> dict[str, Any]:
    """A frame use as a row of the ledger.

    Args:
        copy_of: the original its statement counts with, if that is in the corpus.
    """
    statement, target = use.statement, use.target
    first, last = statement.date.first, statement.date.last
    return {
        "statement": statement.id,
        "passage": use.passage.index,
        "group": statement.group,
        "camp": lexicon.actors.camp(statement.group, first, last),
        "speaker": statement.speaker,
        "voice": use.voice,
        "theme": use.theme.id,
        "tone": use.theme.tone,
        "function": use.function,
        "target": target.party,
        "target_camp": target.camp,
        "target_named": target.named,
        "target_confidence": target.confidence,
        "date_from": first.isoformat() if first else "",
        "date_to": last.isoformat() if last else "",
        "score": use.score,
        "words": use.words,
        "meaning": use.meaning,
        "start": use.start,
        "end": use.end,
        "evidence": statement.body[use.start : use.end],
        "reason": f"{use.reason}; target: {target.reason}",
        "method": use.method,
        "form": statement.form,
        "medium": statement.medium,
        "language": use.language,
        "unconfirmed": statement.unconfirmed,
        "time_from": clock(use.passage.begins),
        "time_to": clock(use.passage.ends, up=True),
        "copy_of": copy_of,
    }


def find_frames(
    corpus: Corpus,
    lexicon: Lexicon,
    encoder: CachedEncoder | None = None,
    *,
    themes: Iterable[str] | None = None,
    threshold: float | None = None,
    marked: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> pd.DataFrame:
    """All frame uses of a corpus: the ledger.

    Args:
        encoder: for evidence by meaning; None scores by words alone.
        themes: ids of the themes to look for; all by default.
        threshold: least score of a use that is reported.
        marked: score also what speech recognition repeats or is unsure of.
        progress: called with (statements done, statements to do).

    Returns:
        A table with the columns of `rhetoric.ledger.COLUMNS`, one row a frame use,
        in the order of the corpus.
    """
    import pandas as pd

    options = {} if threshold is None else {"threshold": threshold}
    scorer = FrameScorer(lexicon, encoder, themes=themes, marked=marked, **options)
    if encoder is not None:
        # All at once fills the cache fastest.
        encoder.encode([
            passage.text
            for s in corpus.statements
            for passage, language in zip(
                corpus.passages_of(s.id), corpus.languages_of(s.id), strict=True
            )
            if scorer.covers(language)
        ])  # fmt: skip
    rows: list[dict[str, Any]] = []
    for number, statement in enumerate(corpus.statements, 1):
        for use in scorer.uses(statement, corpus.passages_of(statement.id)):
            rows.append(as_row(use, lexicon, corpus.original_of.get(statement.id, "")))
        if progress is not None:
            progress(number, len(corpus.statements))
    return pd.DataFrame(rows, columns=list(COLUMNS))
