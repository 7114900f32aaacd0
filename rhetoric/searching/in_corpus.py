"""Searching a corpus that is in memory, without a store beside it."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rhetoric.corpus import Corpus
from rhetoric.dates import DateSpan
from rhetoric.encode import CachedEncoder, Encoder
from rhetoric.filters import Filter
from rhetoric.lexicon import Actors
from rhetoric.searching.query import Query, parse_query
from rhetoric.searching.search import Searcher
from rhetoric.searching.wanted import Wanted, wanted_of
from rhetoric.store.anew import write_anew
from rhetoric.store.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd


def search(
    corpus: Corpus,
    encoder: Encoder | CachedEncoder,
    query: str | Query,
    *,
    groups: Collection[str] = (),
    camps: Collection[str] = (),
    themes: Collection[str] = (),
    after: str | DateSpan | None = None,
    before: str | DateSpan | None = None,
    language: str | None = None,
    medium: str | None = None,
    frames: pd.DataFrame | None = None,
    actors: Actors | None = None,
    **asked: Any,
) -> pd.DataFrame:
    """The passages of a corpus that a query is about, best first.

    An index is made for this one search; `Workspace.search` keeps one.

    Args:
        query: in the query language (rhetoric.searching.query).
        groups, camps, themes, after, before, language, medium: filters, applied before the
            ranking; see rhetoric.searching.wanted.Wanted.
        frames: the ledger of the corpus, needed for `themes`.
        actors: needed for `camps`.
        asked: passed on to rhetoric.searching.search.Searcher.search: k, way, per_statement.

    Returns:
        A table with the columns of rhetoric.searching.search.COLUMNS.

    Raises:
        InputError: for a query or a filter that is not valid.
        UnknownNameError: for a medium that is not known.
    """
    keep = Wanted.from_filter(
        Filter.of(
            groups=groups, camps=camps, after=after, before=before, language=language,
            medium=medium,
        ),
        themes=themes,
    )  # fmt: skip
    if not isinstance(encoder, CachedEncoder):
        encoder = CachedEncoder(encoder)
    parsed = query if isinstance(query, Query) else parse_query(query)
    wanted = wanted_of(parsed, keep, lambda kind, name: name)
    with tempfile.TemporaryDirectory(prefix="rhetoric-") as folder:
        write_anew(Path(folder), corpus, encoder)
        snapshot = Snapshot(Path(folder))
        try:
            mask = wanted.mask(snapshot, actors, frames)
            return Searcher(snapshot, encoder).search(parsed, mask, **asked)
        finally:
            snapshot.close()
