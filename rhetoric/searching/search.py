"""Search: the passages of a store that a query is about, best first, each with why it is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from rhetoric.clock import clock
from rhetoric.corpus import originals
from rhetoric.encode import CachedEncoder
from rhetoric.errors import InputError
from rhetoric.searching.query import Query
from rhetoric.searching.rank import BOTH, MEANING_ONLY, WORDS_ONLY, Ranked, Ranker
from rhetoric.searching.slots import places_of_phrase, places_without, slots_of
from rhetoric.store.snapshot import Snapshot
from rhetoric.text import fold_text

if TYPE_CHECKING:
    import pandas as pd

#: Columns of what a search finds, in order.
COLUMNS = (
    "rank", "score", "statement", "passage", "group", "speaker", "date", "title", "start", "end",
    "text", "time_from", "time_to", "language", "medium", "words", "meaning", "why", "marks",
    "before", "after",
)  # fmt: skip
WAYS = (BOTH, WORDS_ONLY, MEANING_ONLY)
#: Passages of one statement that are shown before others have had their turn.
PER_STATEMENT = 3
#: Passages on a page.
K = 10
#: Of so many ranked passages the page is made; more where the page is longer.
_RANKED = 1024


class Searcher:
    """Answers queries from one moment of a store.

    Args:
        snapshot: of the store.
        encoder: the one that made it; needed for all but words.
    """

    def __init__(self, snapshot: Snapshot, encoder: CachedEncoder | None = None) -> None:
        self.snapshot, self.encoder = snapshot, encoder
        self.ranker = Ranker(snapshot)
        self.original_of = originals(snapshot.statements)

    def search(
        self,
        query: Query,
        mask: npt.NDArray[np.bool_],
        *,
        k: int = K,
        way: str = BOTH,
        per_statement: int = PER_STATEMENT,
    ) -> pd.DataFrame:
        """The passages a query is about.

        Args:
            mask: which passages may be found (rhetoric.searching.wanted), shape (passages,).
            k: most passages to return.
            way: one of `WAYS`.
            per_statement: passages of one statement that come before those of others have had
                their turn; 0 for any number.

        Returns:
            A table with the columns of `COLUMNS`.

        Raises:
            StoreError: when the store was made with another encoder.
        """
        if k < 1:
            raise InputError(f"{k} results cannot be shown", remedy="ask for at least one")
        count = max(_RANKED, 4 * k)
        found = self.ranked(query, mask, way=way, count=count)
        # A very long statement may have left no room for others.
        while len(found.places) >= count and self._turns(found, per_statement) < k:
            count *= 8
            found = self.ranked(query, mask, way=way, count=count)
        return self.table(found, query, k, per_statement, way=way)

    def ranked(
        self,
        query: Query,
        mask: npt.NDArray[np.bool_],
        *,
        way: str = BOTH,
        count: int = _RANKED,
    ) -> Ranked:
        """The best passages for a query, as places; see `search`."""
        mask = self._required(query, mask)
        slots = [] if way == MEANING_ONLY else slots_of(query, self.snapshot)
        asked = None
        if way != WORDS_ONLY and query.meaning:
            asked = self._encoder().encode([query.meaning], query=True)[0]
        if not slots and asked is None:
            # Nothing was asked to rank by: the order of the corpus.
            places = np.flatnonzero(mask)[:count]
            return Ranked.unranked(places)
        return self.ranker.rank(mask, slots, asked, count=count)

    def like(
        self,
        number: int,
        index: int | None,
        mask: npt.NDArray[np.bool_],
        *,
        k: int = K,
        per_statement: int = PER_STATEMENT,
    ) -> pd.DataFrame:
        """The passages nearest in meaning to a passage, or to a whole statement.

        The statement itself and its copies are left out.

        Args:
            number: place of the statement in `snapshot.statements`.
            index: number of the passage, from 1; None for the whole.
        """
        told = self.snapshot.statements[number]
        body = self.snapshot.body(number)
        text = body
        if index is not None:
            if not 1 <= index <= told.count:
                raise InputError(
                    f"'{told.id}' has no passage {index}",
                    remedy=f"it has {told.count}; see: rhetoric show {told.id}",
                )
            text = self.snapshot.passage(int(self.snapshot.begins[number]) + index - 1).text
        mask = mask.copy()
        family = self.original_of.get(told.id, told.id)
        for other, one in enumerate(self.snapshot.statements):
            if self.original_of.get(one.id, one.id) == family:
                mask[self.snapshot.begins[other] : self.snapshot.begins[other + 1]] = False
        asked = self._encoder().encode([text])[0]
        found = self.ranker.rank(mask, (), asked, count=max(_RANKED, 4 * k))
        return self.table(found, None, k, per_statement)

    def _encoder(self) -> CachedEncoder:
        if self.encoder is None:
            raise InputError("meaning needs an encoder", remedy="search by words only")
        self.snapshot.require_encoder(self.encoder)
        return self.encoder

    def _required(self, query: Query, mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """The mask less what lacks a phrase of the query or has what it leaves out."""
        for phrase in query.phrases:
            there = np.zeros(len(mask), dtype=bool)
            there[places_of_phrase(phrase, self.snapshot, self.ranker.index)] = True
            mask = mask & there
        out = places_without(query, self.snapshot, self.ranker.index)
        if len(out):
            mask = mask.copy()
            mask[out] = False
        return mask

    def table(
        self, found: Ranked, query: Query | None, k: int, per_statement: int, *, way: str = BOTH
    ) -> pd.DataFrame:
        """What was found as a table; words that were not ranked by are marked, but no reason."""
        import pandas as pd

        from rhetoric.searching.context import around
        from rhetoric.searching.marks import PHRASE, found_spans, reasons

        page = self._page(found, k, per_statement)
        rows = []
        for rank, number in enumerate(page, 1):
            place = int(found.places[number])
            passage = self.snapshot.passage(place)
            owner = int(self.snapshot.owner[place])
            told = self.snapshot.statements[owner]
            words, meaning = float(found.words[number]), float(found.meaning[number])
            spans = found_spans(passage.text, told.language, query) if query else []
            why = [s for s in spans if s.kind == PHRASE] if way == MEANING_ONLY else spans
            # What is covered but not there stands beside it, in the same stretch.
            nearby = "words nearby" if found.said[number] else "meaning"
            otherwise = "filters" if query and not query.meaning else nearby
            told_around = around(self.snapshot.body(owner), passage.start, passage.end)
            score = round(float(found.scores[number]), 3) + 0.0  # no -0.0
            rows.append(
                (rank, score, told.id, passage.index, told.group,
                 told.speaker, told.date, told.title, passage.start, passage.end, passage.text,
                 clock(passage.begins), clock(passage.ends, up=True), told.language, told.medium,
                 round(words, 3), round(meaning, 3), reasons(why, otherwise=otherwise),
                 [(s.start, s.end) for s in spans], told_around.before, told_around.after)
            )  # fmt: skip
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def _turns(self, found: Ranked, per_statement: int) -> int:
        """How many passages can be shown before a statement has more than its turn."""
        _, times = np.unique(self.snapshot.owner[found.places], return_counts=True)
        return int(np.minimum(times, per_statement or len(found.places)).sum())

    def _page(self, found: Ranked, k: int, per_statement: int) -> list[int]:
        """Which of what was found to show, in order."""
        shown: list[int] = []
        later: list[int] = []
        times: Counter[int] = Counter()
        for number in self._once(found):
            owner = int(self.snapshot.owner[found.places[number]])
            times[owner] += 1
            (later if 0 < per_statement < times[owner] else shown).append(number)
            if len(shown) == k:
                break
        return (shown + later)[:k]

    def _once(self, found: Ranked) -> Iterator[int]:
        """What was found, in order; what a family of copies says in the same words only once.

        It is shown from the original where that was found, else from the best copy.
        """
        statements = self.snapshot.statements
        families = set(self.original_of.values())
        owners = self.snapshot.owner[found.places].tolist()
        firsts: dict[tuple[str, str], int] = {}
        keys: dict[int, tuple[str, str]] = {}
        for number, owner in enumerate(owners) if families else ():
            name = statements[owner].id
            family = self.original_of.get(name, name)
            if family in families:
                text = self.snapshot.passage(int(found.places[number])).text
                keys[number] = family, fold_text(text)
                if name == family:
                    firsts.setdefault(keys[number], number)
        seen: set[tuple[str, str]] = set()
        for number in range(len(owners)):
            key = keys.get(number)
            if key is None:
                yield number
            elif key not in seen:
                seen.add(key)
                yield firsts.get(key, number)
