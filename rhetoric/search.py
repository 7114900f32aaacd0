"""Search by meaning: the passages of a corpus nearest to a question.

A short passage alone is a poor witness of what its statement is about, a whole
statement a poor place to point at. So each passage is ranked by the mean of two
cosines: its own with the query, and that of its statement (the mean of its
passages). The ranking is exact; below some 200,000 passages it takes
milliseconds. Reprints and excerpts do not fill the page: of a passage that stands in a
statement and in its copies, the original is shown, or the nearest copy where the original is
not asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np

from rhetoric.clock import clock
from rhetoric.corpus import Corpus
from rhetoric.dates import DateSpan
from rhetoric.encode import Encoder
from rhetoric.errors import InputError
from rhetoric.filters import Filter
from rhetoric.lexicon import Actors
from rhetoric.model import Passage, Statement
from rhetoric.text import fold_text
from rhetoric.vectors import Vectors

if TYPE_CHECKING:
    import pandas as pd

#: Columns of what a search finds, in order.
COLUMNS = (
    "rank", "score", "statement", "passage", "group", "speaker", "date", "title", "start", "end",
    "text", "time_from", "time_to",
)  # fmt: skip


def search(
    corpus: Corpus,
    encoder: Encoder,
    query: str,
    *,
    k: int = 10,
    groups: Collection[str] = (),
    camps: Collection[str] = (),
    themes: Collection[str] = (),
    after: str | DateSpan | None = None,
    before: str | DateSpan | None = None,
    language: str | None = None,
    medium: str | None = None,
    frames: pd.DataFrame | None = None,
    actors: Actors | None = None,
) -> pd.DataFrame:
    """The passages nearest in meaning to a query, best first.

    Filters apply before the ranking. A statement whose date is an interval passes a
    date filter when it may fall within it.

    Args:
        k: most passages to return.
        groups: actor ids; only statements of these.
        camps: actor ids; only statements of groups that belonged to one of these then.
        themes: only passages with a frame use of one of these; needs `frames`.
        after, before: EDTF dates, themselves included.
        language: of the text, as code or English name.
        medium: one of rhetoric.model.MEDIA.
        frames: the ledger of the corpus.
        actors: needed for `camps`.

    Returns:
        A table with the columns of `COLUMNS`; `score` is the mean of two cosines.

    Raises:
        InputError: for an empty query or a filter that is not valid.
        UnknownNameError: for a medium that is not known.
    """
    import pandas as pd

    if not query.strip():
        raise InputError("the query is empty", remedy="say in a few words what to look for")
    if k < 1:
        raise InputError(f"{k} results cannot be shown", remedy="ask for at least one")
    wanted = Filter.of(
        groups=groups, camps=camps, after=after, before=before, language=language, medium=medium
    )
    chosen = [s for s in corpus.statements if wanted.fits(s, actors)]
    told = _told(frames, themes)
    hits = _once(_rank(corpus, encoder, query, chosen, told), corpus)[:k]
    rows = [
        (rank, round(score, 3), s.id, p.index, s.group, s.speaker, s.date.text, s.title,
         p.start, p.end, p.text,
         clock(p.begins), clock(p.ends, up=True))
        for rank, (score, s, p) in enumerate(hits, 1)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _told(frames: pd.DataFrame | None, themes: Collection[str]) -> set[tuple[str, int]] | None:
    """The passages with a frame use of some themes; None where any passage will do."""
    if not themes:
        return None
    if frames is None:
        raise InputError("a filter by theme needs the ledger", field="themes")
    rows = frames[frames["theme"].isin(list(themes))]
    return set(zip(rows["statement"], rows["passage"], strict=True))


def _rank(
    corpus: Corpus,
    encoder: Encoder,
    query: str,
    statements: Sequence[Statement],
    told: set[tuple[str, int]] | None,
) -> list[tuple[float, Statement, Passage]]:
    # What speech recognition repeats, or is unsure of, was perhaps never said.
    places = [(s, p) for s in statements for p in corpus.passages_of(s.id) if not p.mark]
    if not places:
        return []
    vectors = encoder.encode([p.text for _, p in places])
    asked = encoder.encode([query], query=True)[0]
    owner = {s.id: n for n, s in enumerate(statements)}
    of = np.array([owner[s.id] for s, _ in places])
    whole = _statement_vectors(vectors, of, len(statements))
    scores = (vectors @ asked + (whole @ asked)[of]) / 2
    order = np.argsort(-scores, kind="stable")
    ranked = ((float(scores[n]), *places[n]) for n in order)
    return [hit for hit in ranked if told is None or (hit[1].id, hit[2].index) in told]


def _once(
    hits: list[tuple[float, Statement, Passage]], corpus: Corpus
) -> list[tuple[float, Statement, Passage]]:
    """The hits without those that say in the same words what a better one of their family says.

    The original stands first in its family however its copies are ranked, at their best place.
    """
    if not corpus.original_of:
        return hits
    best: dict[tuple[str, str], tuple[float, Statement, Passage]] = {}
    for score, statement, passage in hits:
        original = corpus.original_of.get(statement.id, statement.id)
        key = original, fold_text(passage.text)
        seen = best.get(key)
        if seen is None:
            best[key] = score, statement, passage
        elif statement.id == original and seen[1].id != original:
            best[key] = seen[0], statement, passage
    return list(best.values())


def _statement_vectors(vectors: Vectors, of: np.ndarray, count: int) -> Vectors:
    """Unit means of the passages of each statement."""
    sums = np.zeros((count, vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, of, vectors)
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.where(norms > 0, norms, 1), dtype=np.float32)
