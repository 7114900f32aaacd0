"""The ledger of a corpus: every frame use as a row of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rhetoric.clock import clock
from rhetoric.frames.learnt import Learnt
from rhetoric.frames.score import FrameScorer, FrameUse
from rhetoric.ledger import COLUMNS
from rhetoric.lexicon import Lexicon
from rhetoric.model import Statement
from rhetoric.passages import split_passages
from rhetoric.run import in_order

if TYPE_CHECKING:
    import pandas as pd

    from rhetoric.corpus import Corpus
    from rhetoric.encode import CachedEncoder

#: From so many letters on several processes are worth starting; statements at a time.
LARGE, _PIECE = 5_000_000, 50
#: Passages scored by meaning at once.
_AT_ONCE = 2_000


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
    learnt: Mapping[str, Learnt] | None = None,
    progress: Callable[[int, int], None] | None = None,
    processes: int = 1,
) -> pd.DataFrame:
    """All frame uses of a corpus: the ledger.

    Args:
        encoder: for evidence by meaning; None scores by words alone.
        themes: ids of the themes to look for; all by default.
        threshold: least score of a use that is reported.
        marked: score also what speech recognition repeats or is unsure of.
        learnt: theme id → what was learnt of it; see rhetoric.validation.learnt.
        progress: called with (statements done, statements to do).
        processes: how many may work at once; only a large corpus that is scored by words
            alone takes more than one (see rhetoric.run).

    Returns:
        A table with the columns of `rhetoric.ledger.COLUMNS`, one row a frame use,
        in the order of the corpus.
    """
    import pandas as pd

    options: dict[str, Any] = {"themes": None if themes is None else tuple(themes)}
    options |= {"marked": marked, "learnt": learnt}
    options |= {} if threshold is None else {"threshold": threshold}
    if encoder is None and processes > 1 and _letters(corpus) > LARGE:
        found = _in_processes(corpus, lexicon, options, progress, processes)
        return pd.DataFrame(found, columns=list(COLUMNS))
    scorer = FrameScorer(lexicon, encoder, **options)
    pieces = [[statement] for statement in corpus.statements]
    if encoder is not None:
        texts = [p.text for s in corpus.statements for p in corpus.passages_of(s.id)]
        spoken = [language for s in corpus.statements for language in corpus.languages_of(s.id)]
        scorer.prepare(texts, spoken)
        pieces = _pieces(corpus)
    rows: list[dict[str, Any]] = []
    done = 0
    for piece in pieces:
        asked = (
            (
                s,
                corpus.passages_of(s.id),
                corpus.languages_of(s.id) if encoder is not None else None,
            )
            for s in piece
        )
        for use in scorer.uses_of(asked):
            rows.append(as_row(use, lexicon, corpus.original_of.get(use.statement.id, "")))
        done += len(piece)
        if progress is not None:
            progress(done, len(corpus.statements))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _pieces(corpus: Corpus) -> list[list[Statement]]:
    """The statements, in pieces of enough passages to be scored at once."""
    pieces: list[list[Statement]] = [[]]
    held = 0
    for statement in corpus.statements:
        if held >= _AT_ONCE:
            pieces.append([])
            held = 0
        pieces[-1].append(statement)
        held += len(corpus.passages_of(statement.id))
    return pieces


def _letters(corpus: Corpus) -> int:
    return sum(len(s.body) for s in corpus.statements)


def _in_processes(
    corpus: Corpus,
    lexicon: Lexicon,
    options: dict[str, Any],
    progress: Callable[[int, int], None] | None,
    processes: int,
) -> list[dict[str, Any]]:
    """The rows of a large corpus. Passages are cut where they are scored, and not kept."""
    statements = corpus.statements
    pieces = [statements[at : at + _PIECE] for at in range(0, len(statements), _PIECE)]
    rows: list[dict[str, Any]] = []
    done = 0
    for piece, found in zip(
        pieces, in_order(_scoring, (lexicon, options), pieces, processes=processes), strict=True
    ):
        rows += found
        done += len(piece)
        if progress is not None:
            progress(done, len(statements))
    for row in rows:
        row["copy_of"] = corpus.original_of.get(row["statement"], "")
    return rows


def _scoring(
    lexicon: Lexicon, options: dict[str, Any]
) -> Callable[[Sequence[Statement]], list[dict[str, Any]]]:
    scorer = FrameScorer(lexicon, None, **options)

    def score(statements: Sequence[Statement]) -> list[dict[str, Any]]:
        return [
            as_row(use, lexicon)
            for s in statements
            for use in scorer.uses(
                s, split_passages(s.body, statement=s.id, language=s.language, times=s.times)
            )
        ]

    return score
