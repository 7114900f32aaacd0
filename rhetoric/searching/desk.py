"""Where searches are asked: keeps the store up to date, open and warm."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rhetoric.encode import CachedEncoder
from rhetoric.errors import InputError, StoreBusyError, StoreError, first_of_many
from rhetoric.filters import Filter
from rhetoric.lexicon import Actors
from rhetoric.searching.query import Query, parse_query, plain_query
from rhetoric.searching.search import K, Searcher
from rhetoric.searching.wanted import Mask, Resolve, Wanted, as_tuple, wanted_of
from rhetoric.store.snapshot import Snapshot, opened
from rhetoric.store.status import is_current
from rhetoric.store.update import update

if TYPE_CHECKING:
    import pandas as pd

    from rhetoric.searching.batch import BatchQuery
    from rhetoric.searching.options import Options
    from rhetoric.searching.rerank import Reranker

#: Seconds to wait for somebody else's first index.
PATIENCE = 60.0
#: Filters whose passages are remembered.
_MASKS = 16


@dataclass
class Desk:
    """Answers searches of a folder of texts, as it is now.

    Args:
        folder: of the store; made where there is none.
        texts: the folder of statements.
        encoder: the one that makes the vectors.
        actors: for camps.
        resolve: (field, name) → the id of a group, camp, speaker, theme or target.
        frames: the ledger of the corpus, asked for when a filter needs it.
        progress: told how far indexing is.

    Attributes:
        warnings: what the reader should know of the answers.
    """

    folder: Path
    texts: Path
    encoder: CachedEncoder
    actors: Actors
    resolve: Resolve
    frames: Callable[[], pd.DataFrame]
    progress: Callable[[int, int], None] | None = None
    warnings: list[str] = field(default_factory=list)
    _searcher: Searcher | None = field(default=None, init=False, repr=False)
    _aside: Path | None = field(default=None, init=False, repr=False)
    _masks: dict[Wanted, Mask] = field(default_factory=dict, init=False, repr=False)

    def searcher(self, *, refresh: bool = True) -> Searcher:
        """What answers, of the texts as they are now.

        Args:
            refresh: look whether the texts changed; else what answered last answers again.

        Where the store cannot be written, what it holds is searched, with a warning; where
        there is none, one is made aside for as long as the desk lives.

        Raises:
            StoreError: when the store is damaged or was made with another encoder.
            StatementError, DuplicateError: when a text is not valid.
        """
        if not refresh and self._searcher is not None:
            return self._searcher
        self.warnings = []
        with first_of_many():
            hindrance = self._update()
        # Another program may have changed the store, too.
        if self._searcher is None or not self._searcher.snapshot.is_latest():
            latest = Searcher(Snapshot(self._aside or self.folder), self.encoder)
            if self._searcher is not None:
                self._searcher.snapshot.close()
            self._searcher = latest
            self._masks.clear()
        if hindrance and not is_current(self._searcher.snapshot, self.texts):
            self.warnings = [
                f"{hindrance}; what it held before is searched, without what has changed since"
            ]
        return self._searcher

    def close(self) -> None:
        """Let the store go, and what was made aside."""
        if self._searcher is not None:
            self._searcher.snapshot.close()
        if self._aside is not None:
            shutil.rmtree(self._aside, ignore_errors=True)
        self._searcher = self._aside = None

    def _update(self) -> str:
        """Bring the store up to date; what hinders it where it can be searched all the same."""
        if self._aside is not None:
            update(self._aside, self.texts, self.encoder, progress=self.progress)
            return ""
        there = is_there(self.folder)
        try:
            update(
                self.folder, self.texts, self.encoder,
                wait=0 if there else PATIENCE, progress=self.progress,
            )  # fmt: skip
        except StoreError as problem:
            if there and isinstance(problem, StoreBusyError):
                return problem.problem
            if not problem.passing:
                raise
            self.warnings = [f"{problem.problem}; one is made for this search only"]
            self._aside = Path(tempfile.mkdtemp(prefix="rhetoric-"))
            weakref.finalize(self, shutil.rmtree, self._aside, ignore_errors=True)
            return self._update()
        return ""

    def search(
        self,
        query: str | Query,
        *,
        keep: Wanted | None = None,
        plain: bool = False,
        reranker: Reranker | None = None,
        k: int = K,
        refresh: bool = True,
        **asked: Any,
    ) -> pd.DataFrame:
        """The passages a query is about; see rhetoric.searching.search.Searcher.search.

        Args:
            keep: filters beside those in the query.
            plain: every sign of the query is text.
            reranker: ranks the best again.
            refresh: look whether the texts changed.
            asked: passed on: way, per_statement.
        """
        if isinstance(query, str):  # a mistake in it is told before the texts are looked at
            query = plain_query(query) if plain else parse_query(query)
        searcher = self.searcher(refresh=refresh)
        mask = self.mask(searcher, wanted_of(query, keep or Wanted(), self.resolve))
        if reranker is None or not query.meaning:
            return searcher.search(query, mask, k=k, **asked)
        from rhetoric.searching.rerank import DEPTH, rerank

        found = searcher.search(query, mask, k=max(k, DEPTH), **asked)
        return rerank(found, query.meaning, reranker).head(k)

    def answer(self, one: BatchQuery, *, keep: Wanted | None = None, **asked: Any) -> pd.DataFrame:
        """The hits of one query of many; what is asked for on its line goes before `keep`."""
        keep = self.narrowed(keep or Wanted(), one.options)
        asked = {"refresh": False, **asked, **told_of(one.options)}
        return self.search(one.query, keep=keep, **asked)

    def check(self, one: BatchQuery, *, plain: bool = True) -> None:
        """Say what is wrong with a query of many, without answering it.

        Raises:
            InputError, UnknownNameError: for what cannot be understood, or a name not known.
        """
        query = plain_query(one.query) if plain else parse_query(one.query)
        wanted_of(query, self.narrowed(Wanted(), one.options), self.resolve)

    def narrowed(self, keep: Wanted, options: Options) -> Wanted:
        """Filters with those that are written beside a query in their place."""
        asked = Filter.of(
            after=options.after or None, before=options.before or None,
            language=options.language or None, medium=options.medium or None,
        )  # fmt: skip
        given: dict[str, Any] = {
            "groups": tuple(self.resolve("group", name) for name in options.groups),
            "camps": tuple(self.resolve("camp", name) for name in options.camps),
            "speakers": tuple(self.resolve("speaker", name) for name in options.speakers),
            "themes": tuple(self.resolve("theme", name) for name in options.themes),
            "functions": options.functions,
            "targets": tuple(self.resolve("target", name) for name in options.targets),
            "after": asked.after, "before": asked.before,
            "languages": as_tuple(asked.language), "media": as_tuple(asked.medium),
        }  # fmt: skip
        return replace(keep, **{name: value for name, value in given.items() if value})

    def like(
        self, name: str, *, keep: Wanted | None = None, refresh: bool = True, **asked: Any
    ) -> pd.DataFrame:
        """The passages like a statement (`ID`) or a passage (`ID:NUMBER`).

        Args:
            refresh: look whether the texts changed.
            asked: passed on: k, per_statement.

        Raises:
            UnknownNameError: when there is no such statement.
            InputError: when it has no such passage.
        """
        searcher = self.searcher(refresh=refresh)
        number, index = place_named(searcher.snapshot, name)
        mask = self.mask(searcher, keep or Wanted())
        return searcher.like(number, index, mask, **asked)

    def mask(self, searcher: Searcher, wanted: Wanted) -> Mask:
        """Which passages pass some filters."""
        if wanted not in self._masks:
            frames = self.frames() if wanted.needs_frames else None
            if len(self._masks) >= _MASKS:
                self._masks.pop(next(iter(self._masks)))
            self._masks[wanted] = wanted.mask(searcher.snapshot, self.actors, frames)
        return self._masks[wanted]


def told_of(options: Options) -> dict[str, Any]:
    """What options say of a search besides its filters, under the names of its keywords."""
    told = {"way": options.only or None, "k": options.k, "per_statement": options.per_statement}
    return {name: value for name, value in told.items() if value is not None}


def place_named(snapshot: Snapshot, name: str) -> tuple[int, int | None]:
    """The statement that is named by `ID` or `ID:NUMBER`, and the number of the passage.

    Returns:
        Place of the statement in `snapshot.statements`; the number as it was written, None for
        the whole statement.

    Raises:
        UnknownNameError: when there is no such statement.
        InputError: when it is not written so.
    """
    index: int | None = None
    head, colon, last = name.rpartition(":")
    if colon and name not in snapshot.number_of:
        if not last.isdecimal():
            raise InputError(
                f"'{name}' names no passage", remedy="write STATEMENT or STATEMENT:NUMBER"
            )
        name, index = head, int(last)
    return snapshot.number(name), index


def is_there(folder: Path) -> bool:
    """Whether there is a store that can be read."""
    try:
        opened(folder)[0].close()
    except StoreError:
        return False
    return True
