"""Before and after: what each side said in the days before an event and in those after it.

The event's own day belongs to what comes after. Where a date may lie on either side, of the
statement or of the event, the statement counts in part on both, as far as its days do; for
each resample all days are drawn. Labels of whole statements are shuffled between the two
stretches for the p-value, as between sides (rhetoric.compare.permutation).

Something that grows all the time differs around every day. So each difference stands
beside those around all other days: `elsewhere` is the share of them that are as great.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from rhetoric.compare.choices import Choices
from rhetoric.compare.contrasts import contrasts_of, hits_of, length_of, with_adjusted
from rhetoric.compare.counts import Counts, Factor, Floats, Ints, count
from rhetoric.compare.rates import number
from rhetoric.compare.resampling import Drawn, columns_of, generator
from rhetoric.compare.sizes import Sizes
from rhetoric.corpus import Corpus
from rhetoric.dates import DateSpan
from rhetoric.errors import DateError, InputError, UnknownNameError
from rhetoric.filters import Filter
from rhetoric.lexicon import Lexicon
from rhetoric.model import Event
from rhetoric.periods import since_1970
from rhetoric.timing.timed import Timed, dated_rows, draw_days, left_out, middles
from rhetoric.written_dates import read_date

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the table before and after, in order.
AROUND = (
    "theme", "side", "with_before", "of_before", "rate_before", "with_after", "of_after",
    "rate_after", "difference", "difference_low", "difference_high", "ratio", "ratio_low",
    "ratio_high", "h", "h_low", "h_high", "p", "q", "test", "found", "elsewhere", "note",
)  # fmt: skip
#: Days looked at before an event, and as many after it.
DAYS = 180
_LABELS = ("after", "before")


class Around(Timed):
    """What changed around an event: `around`, a row a theme and side (AROUND)."""

    @property
    def around(self) -> pd.DataFrame:
        """A row a theme and side."""
        return self.tables["around"]


def around(
    corpus: Corpus,
    ledger: pd.DataFrame,
    lexicon: Lexicon,
    when: str | DateSpan | Event,
    choices: Choices | None = None,
    *,
    days: int = DAYS,
    keep: Filter | None = None,
    sizes: Sizes | None = None,
) -> Around:
    """Compare what each side said before an event with what it said after it.

    Args:
        ledger: the corpus's frame uses (rhetoric.ledger.COLUMNS).
        when: the id of an event, or a date.
        choices: as of a comparison; all time together.
        days: looked at before, and as many after.
        keep: only statements that pass.
        sizes: passages and words of statements by id, where they are known.

    Raises:
        UnknownNameError: for an event, a theme, a target or a side there is not.
        InputError: when there is nothing to count, or the event's date is open.
    """
    import pandas as pd

    choices = choices or Choices()
    if choices.period:
        raise InputError("before and after are no periods", field="period", remedy="leave it out")
    if days < 1:
        raise InputError(f"{days} is too few", field="days", remedy="give a number of days")
    event, span = _when(when, lexicon)
    if span.first is None or span.last is None:
        raise InputError(
            f"'{span.text}' is open at an end", field="when", remedy="name a day, a month or a year"
        )
    begin, end = since_1970(span.first), since_1970(span.last)
    counts = count(corpus, ledger, lexicon, choices, keep=keep, sizes=sizes)
    rows: list[dict[str, Any]] = []
    for side in range(len(counts.sides)):
        rows += _side_rows(counts, choices, side, (begin, end), days)
    order = {theme: n for n, theme in enumerate(counts.themes)}
    rows = sorted(with_adjusted(rows, choices.level), key=lambda row: order[row["theme"]])
    notes = left_out(counts, choices, corpus)
    if end > begin:
        notes.append(f"the event may lie on any of {end - begin + 1} days: they are drawn")
    tested = [row for row in rows if row["p"] is not None]
    if tested:
        notes.append(
            f"{sum(row['found'] for row in tested)} of {len(tested)} differences found at a "
            f"false discovery rate of {round(1 - choices.level, 6):g}"
        )
    return Around(
        choices,
        {"when": span.text, "event": event, "days": days},
        {"around": pd.DataFrame(rows, columns=list(AROUND))},
        counts, tuple(notes), keep or Filter(),
    )  # fmt: skip


def _when(when: str | DateSpan | Event, lexicon: Lexicon) -> tuple[str, DateSpan]:
    """The event's id, if any, and its date."""
    if isinstance(when, Event):
        return when.id, when.date
    if isinstance(when, DateSpan):
        return "", when
    known = {event.id: event for event in lexicon.events}
    if when in known:
        return when, known[when].date
    try:
        return "", read_date(when)
    except DateError:
        raise UnknownNameError("event", when, known) from None


def _side_rows(
    counts: Counts, choices: Choices, side: int, event: tuple[int, int], days: int
) -> Iterator[dict[str, Any]]:
    rows = dated_rows(counts, side)
    name = counts.sides[side]
    chance = [_chances(counts, rows, event, days, label) for label in _LABELS]
    halves = [np.flatnonzero(part > 0) for part in chance]
    sided = _divided(counts, rows, halves)
    drawn = _drawn(counts, choices, rows, event, days, chance, halves, name)
    told = {row["theme"]: row for row in contrasts_of(drawn, sided, _plain(choices))}
    silent = _silent(counts, choices, rows, chance)
    elsewhere = _elsewhere(counts, choices, rows, days)
    for column, theme in enumerate(counts.themes):
        row: dict[str, Any] = dict.fromkeys(AROUND) | told.get(theme, silent)
        for key, label in (("a", "after"), ("b", "before")):
            for part in ("with", "of", "rate"):
                row[f"{part}_{label}"] = row.pop(f"{part}_{key}", None)
        if row.get("difference") is not None and elsewhere is not None:
            size = abs(row["difference"]) - 1e-3
            row["elsewhere"] = round(float((np.abs(elsewhere[:, column]) >= size).mean()), 4)
        yield {key: row.get(key) for key in AROUND} | {"theme": theme, "side": name}


def _silent(counts: Counts, choices: Choices, rows: Ints, chance: list[Floats]) -> dict[str, Any]:
    """The row of a theme where there is nothing before, or nothing after."""
    of = [number(float(part @ length_of(counts, choices.measure)[rows])) for part in chance]
    missing = [label for label, some in zip(_LABELS, of, strict=True) if not some]
    return {
        "of_a": of[0], "of_b": of[1], "with_a": None, "with_b": None, "found": False,
        "note": f"no material {' and '.join(reversed(missing))}",
    }  # fmt: skip


def _plain(choices: Choices) -> Choices:
    """The choices of a contrast of two stretches, whatever sides were asked for."""
    return replace(choices, sides=(), against="each")


def _chances(counts: Counts, rows: Ints, event: tuple[int, int], days: int, label: str) -> Floats:
    """How likely each statement lies before or after, both dates being uncertain; shape (n,)."""
    first, last = counts.first[rows], counts.last[rows]
    on = np.arange(event[0], event[1] + 1)[:, None]
    low, high = (on, on + days - 1) if label == "after" else (on - days, on - 1)
    inside = np.minimum(last, high) - np.maximum(first, low) + 1
    return np.asarray((np.maximum(inside, 0) / (last - first + 1)).mean(axis=0))


def _divided(counts: Counts, rows: Ints, halves: list[Ints]) -> Counts:
    """The statements after and before, as two sides; one that may be either stands twice."""
    taken = np.concatenate([rows[half] for half in halves])
    sides = [label for label, half in zip(_LABELS, halves, strict=True) for _ in half]
    some = counts.pick(np.zeros(len(counts), dtype=np.bool_))
    return replace(
        some,
        statements=tuple(counts.statements[n] for n in taken),
        side=Factor.of(sides, _LABELS),
        first=counts.first[taken], last=counts.last[taken], dated=counts.dated[taken],
        passages=counts.passages[taken], words=counts.words[taken], hits=counts.hits[taken],
        factors={},
    )  # fmt: skip


def _drawn(
    counts: Counts,
    choices: Choices,
    rows: Ints,
    event: tuple[int, int],
    days: int,
    chance: list[Floats],
    halves: list[Ints],
    name: str,
) -> Drawn:
    """The two stretches as counted and as resampled, days drawn of statements and event."""
    random = generator(choices.seed, "around", name)
    table = columns_of(counts)[rows]
    counted = np.array([part @ table for part in chance])
    moments = np.floor(draw_days(counts.first[rows], counts.last[rows], choices.resamples, random))
    on = random.integers(event[0], event[1] + 1, (choices.resamples, 1))
    weight = random.standard_exponential(moments.shape)
    after = (moments >= on) & (moments < on + days)
    before = (moments < on) & (moments >= on - days)
    weighted = np.array([(weight * half) @ table for half in (after, before)], dtype=np.float32)
    both = np.concatenate([part[half] for part, half in zip(chance, halves, strict=True)])
    return Drawn("", _LABELS, both, counted, weighted, choices.seed)


def _elsewhere(counts: Counts, choices: Choices, rows: Ints, days: int) -> Floats | None:
    """The differences around all days with enough statements on both sides, shape (days, T)."""
    if not len(rows):
        return None
    day = middles(counts)[rows]
    every = np.arange(day.min(), day.max() + 1)
    table = np.column_stack([
        np.ones(len(rows)), length_of(counts, choices.measure)[rows],
        hits_of(counts, choices.measure)[rows],
    ])  # fmt: skip
    by_day = np.zeros((len(every) + 1, table.shape[1]))
    np.add.at(by_day, day - every[0] + 1, table)
    so_far = by_day.cumsum(axis=0)  # row n: all before day n
    at = np.arange(len(every))
    before = so_far[at] - so_far[np.maximum(at - days, 0)]
    after = so_far[np.minimum(at + days, len(every))] - so_far[at]
    enough = np.minimum(before[:, 0], after[:, 0]) >= choices.least
    if not enough.any():
        return None
    scale = 1000.0 if choices.measure == "intensity" else 100.0
    one, other = (part[enough, 2:] / np.maximum(part[enough, 1:2], 1e-12)
                  for part in (after, before))  # fmt: skip
    return np.asarray(scale * (one - other))
