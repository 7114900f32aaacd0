"""Who is set against whom: statements by group, medium, period …, or by filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rhetoric.corpus import Corpus
from rhetoric.dates import DateSpan
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.filters import Filter, camp_of
from rhetoric.languages import language_name
from rhetoric.lexicon import Actors
from rhetoric.model import Statement
from rhetoric.periods import PERIODS, name_of, since_1970
from rhetoric.periods import period_of as numbers_of

#: The side of what fits no filter, where there is one filter.
REST = "the rest"
#: What statements can be put together by.
BY = ("group", "camp", "speaker", "medium", "language", "form", *reversed(PERIODS))
#: Most languages or sides named in a note.
_MOST_TOLD = 8


@dataclass(frozen=True)
class Selection:
    """Which statements are looked at, and what counts as a word of them.

    Attributes:
        by: one of `BY`, or name of a side → filter of its statements (a single one is set
            against the rest); "" puts all together.
        only: statements that fit no side of this are left out altogether.
        across_languages: count all languages together. Otherwise one language is looked at: that
            of `only`, or else the one that most of the text is in.
        count_copies: reprints, excerpts and translations count, too.
        keep_stop_words: little words count as others do.
        stems: the forms of a word count as one (English, French, Arabic).
    """

    by: str | Mapping[str, Filter] = "group"
    only: Filter = field(default_factory=Filter)
    across_languages: bool = False
    count_copies: bool = False
    keep_stop_words: bool = False
    stems: bool = False


@dataclass(frozen=True)
class Sides:
    """Statements by side.

    Attributes:
        labels: of the sides.
        statements: those of all sides, in the order of the corpus.
        side: place of each statement's side in `labels`.
        others: statements of the same language that belong to no side, or do not fit `only`.
        notes: what was left out and why.
    """

    labels: tuple[str, ...]
    statements: tuple[Statement, ...]
    side: tuple[int, ...]
    others: tuple[Statement, ...] = ()
    notes: tuple[str, ...] = ()


def period_of(date: DateSpan, period: str) -> str:
    """The period a date lies in; "" where it may lie in more than one.

    Args:
        period: one of `PERIODS`.

    >>> from rhetoric.dates import parse_date
    >>> period_of(parse_date("2020-01/2020-03"), "quarter"), period_of(parse_date("2020"), "month")
    ('2020-Q1', '')
    """
    if date.first is None or date.last is None:
        return ""
    days = np.array([since_1970(date.first), since_1970(date.last)])
    first, last = numbers_of(days, period).tolist()
    return name_of(first, period) if first == last else ""


def choose_sides(corpus: Corpus, selection: Selection, actors: Actors | None = None) -> Sides:
    """The statements that are looked at, by side.

    Args:
        actors: needed where camps are asked for.

    Raises:
        InputError: when languages are to be compared without `across_languages`, or nothing fits.
        UnknownNameError: for something that statements cannot be put together by.
    """
    by = selection.by
    if isinstance(by, str) and by and by not in BY:
        raise UnknownNameError("side", by, BY)
    if by == "language" and not selection.across_languages:
        raise InputError(
            "words of different languages cannot be compared: every word is key to its language",
            remedy="choose another side, or say --across-languages to count them all the same",
        )
    counted = (corpus if selection.count_copies else corpus.without_copies).statements
    fitting = {s.id: _fitting(s, by, actors) for s in counted if selection.only.fits(s, actors)}
    notes: list[str] = []
    if not selection.across_languages:
        sided = [s for s in counted if fitting.get(s.id)]
        language = selection.only.language or _commonest(sided)
        if others := sorted({s.language for s in sided} - {language}):
            told = ", ".join(language_name(code) for code in others[:_MOST_TOLD])
            notes.append(
                f"only texts in {language_name(language)} are looked at, for words are compared "
                f"within a language; there are others: {told} (choose with --language)"
            )
        counted = tuple(s for s in counted if s.language == language)
    fitting = {s.id: fitting[s.id] for s in counted if s.id in fitting}
    if several := [name for name, labels in fitting.items() if len(labels) > 1]:
        notes.append(f"left out, for they fit more than one side: {_listed(several)}")
    if by in PERIODS and (vague := [name for name, labels in fitting.items() if not labels]):
        notes.append(f"left out, for they may be of more than one {by}: {_listed(vague)}")
    kept = [s for s in counted if len(fitting.get(s.id, ())) == 1]
    if not kept:
        raise InputError("no statement fits", remedy="ask for less: `rhetoric list` shows all")
    names = sorted({fitting[s.id][0] for s in kept})
    if isinstance(by, Mapping):
        if empty := [name for name in by if name not in names]:
            notes.append(f"no statement fits: {', '.join(empty)}")
        names = [name for name in (*by, REST) if name in names]
    inside = {s.id for s in kept}
    return Sides(
        tuple(names), tuple(kept), tuple(names.index(fitting[s.id][0]) for s in kept),
        tuple(s for s in counted if s.id not in inside), tuple(notes),
    )  # fmt: skip


def _fitting(
    statement: Statement, by: str | Mapping[str, Filter], actors: Actors | None
) -> tuple[str, ...]:
    """The sides a statement could be put on."""
    if isinstance(by, Mapping):
        fitting = tuple(name for name, one in by.items() if one.fits(statement, actors))
        return fitting or ((REST,) if len(by) == 1 else ())
    if by in PERIODS:
        label = period_of(statement.date, by)
    elif by == "camp":
        label = camp_of(statement, actors)
    else:
        label = str(getattr(statement, by)) if by else "all"
    return (label,) if label else ()


def _commonest(statements: Iterable[Statement]) -> str:
    """The language most of the text is in."""
    letters: dict[str, int] = {}
    for one in statements:
        letters[one.language] = letters.get(one.language, 0) + len(one.body)
    return max(sorted(letters), key=letters.__getitem__, default="")


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_TOLD
    return ", ".join(names[:_MOST_TOLD]) + (f" and {more} more" if more > 0 else "")
