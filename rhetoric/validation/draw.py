"""Drawing a coding sheet from a corpus."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from rhetoric.corpus import Corpus
from rhetoric.frames.score import FrameScorer, speaker_of
from rhetoric.model import Passage
from rhetoric.validation.sample import Candidate, draw
from rhetoric.validation.sheet import Item, KeyRow


def draw_sheet(
    corpus: Corpus,
    scorer: FrameScorer,
    *,
    number: int = 100,
    seed: int = 1,
    context: int = 1,
    shown: bool = False,
) -> tuple[list[Item], list[KeyRow]]:
    """A stratified sample of passages for each theme of a scorer: the sheet and its key.

    Copies of other statements are left out, as they are not counted either.

    Args:
        number: passages a theme.
        context: passages shown before and after.
        shown: show the group and the date; coders who do not know them judge the words alone.

    Returns:
        Items without answers, theme by theme, and for each its row of the key.
    """
    places: list[tuple[Passage, str]] = []
    grids = []
    for statement in corpus.without_copies.statements:
        passages = [p for p in corpus.passages_of(statement.id) if scorer.marked or not p.mark]
        languages = dict(
            zip(
                (p.index for p in corpus.passages_of(statement.id)),
                corpus.languages_of(statement.id),
                strict=True,
            )
        )
        spoken = [languages[p.index] for p in passages]
        places += list(zip(passages, spoken, strict=True))
        texts = [p.text for p in passages]
        sides = scorer.sides(speaker_of(statement, scorer.lexicon), texts)
        grids.append(scorer.grid(texts, spoken, [statement.group] * len(texts), sides).score)
    scores = [row for grid in grids for row in grid]
    items: list[Item] = []
    keys: list[KeyRow] = []
    for column, theme in enumerate(scorer.themes):
        candidates = [
            _candidate(corpus, passage, float(score[column]))
            for (passage, _), score in zip(places, scores, strict=True)
        ]
        by_id = {passage.id: (passage, language) for passage, language in places}
        for one in draw(candidates, number, seed):
            passage, language = by_id[one.candidate.id]
            statement = corpus.statement(passage.statement)
            around = corpus.passages_of(statement.id)
            date = statement.date.text
            at = passage.index - 1
            name = passage.id if shown else _blind(passage, seed)
            items.append(
                Item(
                    name, theme.id, passage.text,
                    before=_joined(around[max(0, at - context) : at]),
                    after=_joined(around[at + 1 : at + 1 + context]),
                    group=statement.group if shown else "", date=date if shown else "",
                )
            )  # fmt: skip
            keys.append(
                KeyRow(
                    name, passage.id, theme.id, statement.group, date, language,
                    round(one.candidate.score, 3), one.stratum, one.size, one.drawn,
                )
            )  # fmt: skip
    return items, keys


def _blind(passage: Passage, seed: int) -> str:
    """An id that keeps a statement's passages together without telling which statement it is."""
    digest = hashlib.sha256(f"{seed}\0{passage.statement}".encode()).hexdigest()
    return f"{digest[:8]}:{passage.index}"


def _candidate(corpus: Corpus, passage: Passage, score: float) -> Candidate:
    statement = corpus.statement(passage.statement)
    year = str(statement.date.middle.year) if statement.date.known else ""
    return Candidate(passage.id, statement.group, year, score)


def _joined(passages: Sequence[Passage]) -> str:
    return " ".join(p.text for p in passages)
