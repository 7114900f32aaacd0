"""Changes: when a side began to say something more or less often, and what happened near it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from rhetoric.compare.choices import Choices
from rhetoric.compare.contrasts import hits_of, length_of, with_adjusted
from rhetoric.compare.counts import Counts, Floats, Ints, count
from rhetoric.compare.left_out import statements_told
from rhetoric.compare.rates import number
from rhetoric.compare.resampling import generator
from rhetoric.compare.sizes import Sizes
from rhetoric.corpus import Corpus
from rhetoric.errors import InputError
from rhetoric.filters import Filter
from rhetoric.lexicon import Lexicon
from rhetoric.timing.near import NEAR, Nearby, near_rows
from rhetoric.timing.segments import Cut, cut, order_matters, places
from rhetoric.timing.timed import (
    Timed,
    dated_rows,
    draw_days,
    iso,
    left_out,
    middles,
)

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the table of changes, in order.
CHANGES = (
    "theme", "side", "change", "day", "day_low", "day_high", "again", "last_before",
    "first_after", "with_before", "of_before", "rate_before", "with_after", "of_after",
    "rate_after", "p", "q", "found", "note",
)  # fmt: skip
#: An event is near within so many days, and a change again the same.
WITHIN = 90
#: How often dates are drawn and the sequence cut again.
REDRAWN = 200


class Changes(Timed):
    """Changes over time: `changes` of each side and theme, `events` near those found."""

    @property
    def changes(self) -> pd.DataFrame:
        """A row a change, or a side and theme without one (CHANGES)."""
        return self.tables["changes"]

    @property
    def events(self) -> pd.DataFrame:
        """A row an event near a change that was found (rhetoric.timing.near.NEAR)."""
        return self.tables["events"]


def changes(
    corpus: Corpus,
    ledger: pd.DataFrame,
    lexicon: Lexicon,
    choices: Choices | None = None,
    *,
    within: int = WITHIN,
    keep: Filter | None = None,
    sizes: Sizes | None = None,
) -> Changes:
    """Tell when each side came to hold each theme more or less often.

    The statements of a side in order of date are cut into stretches (rhetoric.timing.segments).
    p is the share of shuffled orders that could be cut as well, q is p adjusted for all
    sequences looked at. The interval of a change's day holds what few statements leave open
    as well as what their dates do.

    Args:
        ledger: the corpus's frame uses (rhetoric.ledger.COLUMNS).
        choices: as of a comparison; all time together. `least` is the fewest statements of a
            stretch, so a sequence needs twice as many.
        within: days within which an event is near.
        keep: only statements that pass.
        sizes: passages and words of statements by id, where they are known.

    Raises:
        UnknownNameError: for a theme, a target or a side there is not.
        InputError: when there is nothing to count, or periods or no days are asked for.
    """
    import pandas as pd

    choices = choices or Choices()
    if choices.period:
        raise InputError(
            "changes are sought between statements, not between periods", field="period",
            remedy="leave it out",
        )  # fmt: skip
    if within < 1:
        raise InputError(f"{within} is too few", field="within", remedy="give a number of days")
    counts = count(corpus, ledger, lexicon, choices, keep=keep, sizes=sizes)
    rows = [
        row
        for column in range(len(counts.themes))
        for side in range(len(counts.sides))
        for row in _sequence(counts, choices, side, column, within)
    ]
    rows = _with_q(rows, choices.level)
    found = [row for row in rows if row["found"]]
    used = (counts.side.codes >= 0) & counts.dated
    begin, end = (int(f(middles(counts)[used])) if used.any() else 0 for f in (np.min, np.max))
    nearby = Nearby.of(lexicon.events, within, begin, end)
    return Changes(
        choices,
        {"within": within},
        {
            "changes": pd.DataFrame(rows, columns=list(CHANGES)),
            "events": pd.DataFrame(list(near_rows(found, nearby)), columns=list(NEAR)),
        },
        counts,
        (*left_out(counts, choices, corpus), *_notes(rows, nearby, choices)),
        keep or Filter(),
    )


def _values(counts: Counts, choices: Choices, rows: Ints, column: int) -> tuple[Floats, ...]:
    """What each statement holds of a theme, out of how much, and the one by the other."""
    hits = hits_of(counts, choices.measure)[rows, column]
    of = length_of(counts, choices.measure)[rows]
    scale = 1000.0 if choices.measure == "intensity" else 1.0
    return hits, of, scale * hits / np.maximum(of, 1e-12)


def _sequence(
    counts: Counts, choices: Choices, side: int, column: int, within: int
) -> Iterator[dict[str, Any]]:
    """The changes of one side and theme; one row without a change where there is none."""
    theme, name = counts.themes[column], counts.sides[side]
    empty: dict[str, Any] = dict.fromkeys(CHANGES) | {
        "theme": theme, "side": name, "change": 0, "found": False, "note": ""
    }  # fmt: skip
    rows = dated_rows(counts, side)
    rows = rows[np.argsort(middles(counts)[rows], kind="stable")]
    least = max(choices.least, 2)
    if len(rows) < 2 * least:
        yield empty | {
            "note": f"{statements_told(len(rows))} with a date: too few ({2 * least} are needed)"
        }
        return
    hits, of, values = _values(counts, choices, rows, column)
    whole = _stretch(hits, of, choices)
    before = {f"{key}_before": value for key, value in whole.items()}
    if not hits.any():
        yield empty | before | {"note": "not said"}
        return
    seen = cut(values, least)
    random = generator(choices.seed, "order", name, theme)
    p = float(f"{order_matters(values, least, seen, choices.permutations, random):.6g}")
    if not seen.ends:
        yield empty | before | {"p": p, "note": "no change"}
        return
    bounds = [0, *seen.ends, len(rows)]
    random = generator(choices.seed, "place", name, theme)
    again = _again(counts, rows, values, seen, least, within, random)
    for n, end in enumerate(seen.ends):
        start, stop = bounds[n], bounds[n + 2]
        part = rows[start:stop]
        moments = draw_days(counts.first[part], counts.last[part], choices.resamples, random)
        drawn = places(values[start:stop], moments, end - start, least, random)
        first, last = (int(middles(counts)[rows[at]]) for at in (end - 1, end))
        outside = (1 - choices.level) / 2
        low, high = np.quantile(drawn, [outside, 1 - outside])
        told = {
            "change": n + 1, "day": iso((first + last) / 2),
            "day_low": iso(min(low, first)), "day_high": iso(max(high, last)),
            "again": round(float(again[n]), 3),
            "last_before": counts.statements[rows[end - 1]],
            "first_after": counts.statements[rows[end]],
            "p": p, "first": first, "last": last,
        }  # fmt: skip
        for key, part_ in (("before", slice(start, end)), ("after", slice(end, stop))):
            stretch = _stretch(hits[part_], of[part_], choices)
            told |= {f"{k}_{key}": value for k, value in stretch.items()}
        yield empty | told


def _stretch(hits: Floats, of: Floats, choices: Choices) -> dict[str, Any]:
    scale = 1000.0 if choices.measure == "intensity" else 1.0
    rate = scale * hits.sum() / max(of.sum(), 1e-12)
    return {"with": number(hits.sum()), "of": number(of.sum()), "rate": round(float(rate), 4)}


def _again(
    counts: Counts,
    rows: Ints,
    values: Floats,
    seen: Cut,
    least: int,
    within: int,
    random: np.random.Generator,
) -> Floats:
    """The share of drawn dates with which each change is found again, no further than `within`."""
    first, last = counts.first[rows], counts.last[rows]
    if (first == last).all() and len(np.unique(first)) == len(first):
        return np.ones(len(seen.ends))
    middle = np.sort(middles(counts)[rows])
    at = np.array([(middle[end - 1] + middle[end]) / 2 for end in seen.ends])
    found = np.zeros(len(at))
    for moments in draw_days(first, last, REDRAWN, random):
        order = np.argsort(moments, kind="stable")
        ends = cut(values[order], least).ends
        days = np.array([(moments[order[e - 1]] + moments[order[e]]) / 2 for e in ends])
        if len(days):
            found += np.abs(days[:, None] - at).min(axis=0) <= within
    return np.asarray(found / REDRAWN)


def _with_q(rows: list[dict[str, Any]], level: float) -> list[dict[str, Any]]:
    """p adjusted for all sequences, each counted once however many changes it has."""
    heads = [row | {"p": row["p"] if row["change"] <= 1 else None} for row in rows]
    told: list[dict[str, Any]] = []
    for row, head in zip(rows, with_adjusted(heads, level), strict=True):
        if row["change"] > 1:
            told.append(row | {"q": told[-1]["q"], "found": told[-1]["found"]})
        else:
            told.append(row | {"q": head["q"], "found": head["found"]})
    return told


def _notes(rows: list[dict[str, Any]], nearby: Nearby, choices: Choices) -> Iterator[str]:
    tested = {(r["theme"], r["side"]) for r in rows if r["p"] is not None}
    changed = {(r["theme"], r["side"]) for r in rows if r["found"]}
    if tested:
        yield (
            f"{len(changed)} of {len(tested)} sequences change at a false discovery rate of "
            f"{round(1 - choices.level, 6):g}"
        )
    if nearby.vague:
        yield (
            f"{nearby.vague} event{'' if nearby.vague == 1 else 's'} dated no more closely than "
            f"to {nearby.within} days {'is' if nearby.vague == 1 else 'are'} set against no change"
        )
    if changed:
        yield "that an event lies near a change is no sign that it caused it"
