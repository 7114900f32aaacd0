"""What every comparison is computed from: one row a statement, one column a theme."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from rhetoric.compare.choices import FIRM_TARGET, Choices
from rhetoric.compare.sizes import Sizes, measure
from rhetoric.corpus import Corpus
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.filters import Filter
from rhetoric.lexicon import Lexicon
from rhetoric.model import Statement
from rhetoric.periods import since_1970

if TYPE_CHECKING:
    import pandas as pd

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

#: Of a citation, where in the work it points to: ", p. 3", ", nn. 61–63".
_PLACE = re.compile(r"[,;:]?\s+(?:nn?|pp?|notes?|pages?|fn|para|§)\b\.?\s*\d.*$", re.DOTALL)
#: What is told of each statement, beside its side.
FACTORS = ("source", "speaker", "group", "medium", "language", "form")


@dataclass(frozen=True)
class Factor:
    """A name for each statement.

    Attributes:
        names: those there are, sorted.
        codes: the place of each statement's in `names`, -1 where it has none; shape (N,).
    """

    names: tuple[str, ...]
    codes: Ints

    @classmethod
    def of(cls, values: Iterable[str], order: Sequence[str] = ()) -> Factor:
        """The names of some statements; "" is none.

        Args:
            order: the names in an order of one's own.
        """
        given = list(values)
        names = tuple(order) or tuple(sorted({v for v in given if v}))
        place = {name: n for n, name in enumerate(names)}
        return cls(names, np.array([place.get(v, -1) for v in given], dtype=np.int64))

    def pick(self, kept: npt.NDArray[np.generic]) -> Factor:
        """The same of some of the statements."""
        return Factor(self.names, self.codes[kept])


@dataclass(frozen=True)
class Counts:
    """Statements (N) and themes (T), and how often each holds each.

    Attributes:
        statements: ids, in the order of the corpus.
        side: the side each speaks for, -1 for none of those compared.
        first, last: first and last possible day of each, in days since 1970; shape (N,).
        dated: whether both are known; where not, a statement belongs to no period.
        passages, words: how long each is, without what is not scored; shape (N,).
        themes: ids.
        hits: passages with a use of the theme that counts, shape (N, T).
        factors: what else is told of each statement, by name (see FACTORS).
        uses: the rows of the ledger that were counted, with the column `row`: the place of
            their statement among `statements`.
    """

    statements: tuple[str, ...]
    side: Factor
    first: Ints
    last: Ints
    dated: Flags
    passages: Floats
    words: Floats
    themes: tuple[str, ...]
    hits: Floats
    factors: Mapping[str, Factor]
    uses: pd.DataFrame

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides compared, in order."""
        return self.side.names

    @property
    def has(self) -> Floats:
        """1 where a statement holds a theme, else 0; shape (N, T)."""
        return (self.hits > 0).astype(np.float64)

    @property
    def intensity(self) -> Floats:
        """Uses of each theme per 1,000 words of each statement, shape (N, T)."""
        return 1000 * self.hits / np.maximum(self.words, 1)[:, None]

    def __len__(self) -> int:
        return len(self.statements)

    def pick(self, kept: Flags) -> Counts:
        """The same of some of the statements; sides and themes stay."""
        rows = np.flatnonzero(kept)
        place = np.full(len(self), -1)
        place[rows] = np.arange(len(rows))
        uses = self.uses[kept[self.uses["row"].to_numpy(dtype=np.int64)]]
        uses = uses.assign(row=place[uses["row"].to_numpy(dtype=np.int64)])
        return replace(
            self,
            statements=tuple(self.statements[n] for n in rows),
            side=self.side.pick(rows),
            first=self.first[rows], last=self.last[rows], dated=self.dated[rows],
            passages=self.passages[rows], words=self.words[rows], hits=self.hits[rows],
            factors={name: factor.pick(rows) for name, factor in self.factors.items()},
            uses=uses.reset_index(drop=True),
        )  # fmt: skip


def work_of(citation: str) -> str:
    """A citation without the place in the work it points to.

    >>> work_of("A. Author, “On dates,” Journal 3:2 (2020), nn. 61–63")
    'A. Author, “On dates,” Journal 3:2 (2020)'
    """
    return _PLACE.sub("", " ".join(citation.split()))


def side_of(by: str, lexicon: Lexicon) -> Callable[[Statement], str]:
    """What tells the side of a statement; "" where it has none.

    Args:
        by: one of rhetoric.compare.choices.SIDES_BY.
    """
    actors = lexicon.actors
    if by == "camp":
        return lambda s: actors.camp(s.group, s.date.first, s.date.last)
    return lambda s: str(getattr(s, by))


def count(
    corpus: Corpus,
    ledger: pd.DataFrame,
    lexicon: Lexicon,
    choices: Choices | None = None,
    *,
    keep: Filter | None = None,
    sizes: Sizes | None = None,
) -> Counts:
    """Count what a comparison needs.

    A use counts when its function is one of those chosen and the claim is the speaker's own:
    what a text attributes to somebody else is no claim of its speaker. An observer's own
    claims are that observer's. Where targets are asked for, it has to be surely said of one.
    A copy is left out, with its uses, where its original is in the corpus, unless copies are
    to be counted. A date reaches no further than the dates asked for.

    Args:
        ledger: the corpus's frame uses, with the columns of rhetoric.ledger.COLUMNS.
        choices: the default ones by default.
        keep: only statements that pass.
        sizes: passages and words of statements by id; measured where they are not given.

    Raises:
        UnknownNameError: for a theme, a target or a side there is not.
        InputError: when nobody speaks for any side.
    """
    choices, keep = choices or Choices(), keep or Filter()
    themes = tuple(lexicon.theme(name).id for name in choices.themes) or tuple(lexicon.themes)
    whole = corpus if choices.count_copies else corpus.without_copies
    kept = [
        s
        for s in keep.pick(whole.statements, lexicon.actors)
        if (not choices.forms or s.form in choices.forms)
        and not (choices.confirmed and s.unconfirmed)
    ]
    side = _sides(kept, lexicon, choices)
    first, last, dated = _days(kept, keep)
    known = measure(corpus, (s.id for s in kept), sizes)
    place = {s.id: n for n, s in enumerate(kept)}
    uses = _counted(ledger, place, themes, choices, lexicon)
    told = {name: [str(getattr(s, name)) for s in kept] for name in FACTORS}
    told["source"] = [work_of(citation) for citation in told["source"]]
    return Counts(
        statements=tuple(place),
        side=side,
        first=first, last=last, dated=dated,
        passages=np.array([known[s.id][0] for s in kept], dtype=np.float64),
        words=np.array([known[s.id][1] for s in kept], dtype=np.float64),
        themes=themes,
        hits=_hits(uses, len(kept), themes),
        factors={name: Factor.of(values) for name, values in told.items()},
        uses=uses,
    )  # fmt: skip


def _sides(kept: Sequence[Statement], lexicon: Lexicon, choices: Choices) -> Factor:
    tell = side_of(choices.by, lexicon)
    sides = [tell(s) for s in kept]
    known = set(sides) - {""}
    for name in choices.sides:
        if name not in known:
            raise UnknownNameError(choices.by, name, known)
    if not known:
        remedy = "compare by group: --by group" if choices.by == "camp" else None
        raise InputError(
            f"no statement has a {choices.by} to compare it by"
            if kept else "no statement is left to compare",
            remedy=remedy if kept else "ask for less",
        )  # fmt: skip
    if choices.sides and choices.against != "rest":  # the rest is everybody else
        return Factor.of(sides, tuple(dict.fromkeys(choices.sides)))
    return Factor.of(sides, (*dict.fromkeys(choices.sides), *sorted(known - set(choices.sides))))


def _days(kept: Sequence[Statement], keep: Filter) -> tuple[Ints, Ints, Flags]:
    """First and last possible day of each, and whether both are known."""
    begin = keep.after.first if keep.after else None
    end = keep.before.last if keep.before else None
    spans = np.zeros((2, len(kept)), dtype=np.int64)
    dated = np.zeros(len(kept), dtype=np.bool_)
    for n, statement in enumerate(kept):
        first = max(filter(None, (statement.date.first, begin)), default=None)
        last = min(filter(None, (statement.date.last, end)), default=None)
        if first is not None and last is not None:
            spans[:, n] = since_1970(first), since_1970(last)
            dated[n] = True
    return spans[0], spans[1], dated


def _counted(
    ledger: pd.DataFrame,
    place: Mapping[str, int],
    themes: Collection[str],
    choices: Choices,
    lexicon: Lexicon,
) -> pd.DataFrame:
    """The rows of the ledger that count, with the place of their statement."""
    import pandas as pd

    row = ledger["statement"].map(place)
    voice = ledger["voice"].fillna("")
    counts = (
        row.notna()
        & ledger["theme"].isin(list(themes))
        & ledger["function"].isin(choices.functions)
        & ((voice == "") | (voice == ledger["group"]))
    )
    if choices.targets:
        spoken_of = {*ledger["target"].dropna(), *ledger["target_camp"].dropna()}
        for name in choices.targets:
            if name not in lexicon.actors and name not in spoken_of:
                raise lexicon.actors.unknown("target", name, spoken_of - {""})
        wanted = list(choices.targets)
        counts &= ledger["target"].isin(wanted) | ledger["target_camp"].isin(wanted)
        counts &= pd.to_numeric(ledger["target_confidence"]).fillna(0) >= FIRM_TARGET
    found = ledger[counts].assign(row=row[counts].astype("int64"))
    return found.sort_values(["row", "passage"], kind="stable").reset_index(drop=True)


def _hits(uses: pd.DataFrame, statements: int, themes: Sequence[str]) -> Floats:
    """Passages with each theme in each statement, each passage once."""
    hits = np.zeros((statements, len(themes)))
    once = uses.drop_duplicates(["row", "passage", "theme"])
    column = {name: n for n, name in enumerate(themes)}
    columns = once["theme"].map(column).to_numpy(dtype=np.int64)
    np.add.at(hits, (once["row"].to_numpy(dtype=np.int64), columns), 1)
    return hits
