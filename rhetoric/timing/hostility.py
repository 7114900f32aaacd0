"""The hostility of a side towards a rival: how often it speaks against it, and whether more so.

The index is the share of a side's statements that assert at least one hostile theme of that
rival, surely said of it. It has a denominator, the interval of any other share, and says the
same whether a charge is made once or ten times, in one theme or in five.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from rhetoric.compare.choices import Choices
from rhetoric.compare.contrasts import with_adjusted
from rhetoric.compare.counts import Counts, Flags, Floats, count
from rhetoric.compare.left_out import statements_told
from rhetoric.compare.resampling import generator
from rhetoric.compare.sizes import Sizes
from rhetoric.corpus import Corpus
from rhetoric.errors import InputError
from rhetoric.filters import Filter
from rhetoric.lexicon import Lexicon
from rhetoric.significance import shuffled_p
from rhetoric.timing.series import SERIES, series_rows
from rhetoric.timing.timed import Timed, dated_rows, draw_days, left_out
from rhetoric.timing.trend import TREND, trend_rows

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the table of the index by period, in order.
INDEX = ("side", "rival", *(name for name in SERIES if name not in ("theme", "side")))
#: Columns of the table of the index over all time, with its direction, in order.
DIRECTION = (
    "side", "rival", "having", "statements", "rate", "rate_low", "rate_high", "direction",
    "direction_low", "direction_high", "p", "q", "found", "told",
)  # fmt: skip
_ONE = "hostility"
_BLOCK = 500


class Hostility(Timed):
    """Hostility of sides towards rivals: `index` by period, `directions`, `trend`."""

    @property
    def index(self) -> pd.DataFrame:
        """A row a side, rival and period (INDEX)."""
        return self.tables["index"]

    @property
    def directions(self) -> pd.DataFrame:
        """A row a side and rival: all time together, and whether it rises or falls (DIRECTION)."""
        return self.tables["directions"]

    @property
    def trend(self) -> pd.DataFrame:
        """A row a side, rival and moment (rhetoric.timing.trend.TREND, for the theme: rival)."""
        return self.tables["trend"]


@dataclass(frozen=True)
class _Towards:
    """Counts of one rival: the theme of each statement is that it speaks against that rival."""

    rival: str
    counts: Counts


def hostility(
    corpus: Corpus,
    ledger: pd.DataFrame,
    lexicon: Lexicon,
    choices: Choices | None = None,
    *,
    towards: tuple[str, ...] = (),
    width: float | None = None,
    keep: Filter | None = None,
    sizes: Sizes | None = None,
) -> Hostility:
    """Tell how often each side speaks against each rival, period by period, and which way it goes.

    Args:
        ledger: the corpus's frame uses (rhetoric.ledger.COLUMNS).
        choices: as of a comparison; by years where no period is chosen. Its themes, by default
            all that are hostile and said of somebody, must be such.
        towards: actors or camps; by default the sides themselves.
        width: of the trend, in days, as of `rhetoric.series`.
        keep: only statements that pass.
        sizes: passages and words of statements by id, where they are known.

    Raises:
        UnknownNameError: for a theme, a rival or a side there is not.
        InputError: when there is nothing to count, no theme is hostile, or one asked for is not.
    """
    import pandas as pd

    choices = choices or Choices()
    if choices.targets:
        raise InputError(
            "whom hostility is meant for is asked for otherwise", field="targets",
            remedy="name the rival as `towards`",
        )  # fmt: skip
    choices = replace(
        choices, period=choices.period or "year", themes=_hostile(choices.themes, lexicon)
    )
    counts = count(corpus, ledger, lexicon, choices, keep=keep, sizes=sizes)
    if not towards and choices.by not in ("camp", "group"):
        raise InputError(
            f"nobody speaks of a {choices.by}", field="by", remedy="name rivals: --towards ACTOR"
        )
    if not towards and len(counts.sides) < 2:
        raise InputError(
            f"{', '.join(counts.sides) or 'nobody'} has no rival among the sides", field="towards",
            remedy="name one: --towards ACTOR",
        )  # fmt: skip
    index: list[dict[str, Any]] = []
    directions: list[dict[str, Any]] = []
    trends: list[dict[str, Any]] = []
    for rival in dict.fromkeys(towards or counts.sides):
        one = _against(corpus, ledger, lexicon, choices, rival, keep, sizes)
        others = [name for name in counts.sides if name != rival]
        for rows, made in (
            (index, series_rows(one.counts, choices)),
            (directions, [_direction(one, n, choices) for n in range(len(counts.sides))]),
            (trends, trend_rows(one.counts, choices, width)),
        ):
            rows += [row | {"rival": rival, "theme": rival} for row in made
                     if row["side"] in others]  # fmt: skip
    place = {side: n for n, side in enumerate(counts.sides)}
    for rows in (index, directions, trends):
        rows.sort(key=lambda row: place[row["side"]])
    directions = [_told(row) for row in with_adjusted(directions, choices.level)]
    index.sort(key=lambda row: (place[row["side"]], row["rival"], row["period"]))
    return Hostility(
        choices,
        {"towards": list(towards), "width": width},
        {
            "directions": pd.DataFrame(directions, columns=list(DIRECTION)),
            "index": pd.DataFrame(index, columns=list(INDEX)),
            "trend": pd.DataFrame(trends, columns=list(TREND)),
        },
        counts,
        tuple(left_out(counts, choices, corpus)),
        keep or Filter(),
    )


def _hostile(asked: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    known = {t.id for t in lexicon.themes.values() if t.tone == "hostile" and t.directed}
    for name in asked:
        if lexicon.theme(name).id not in known:
            raise InputError(
                f"'{name}' is no hostile theme that is said of somebody", field="theme",
                remedy=f"of: {', '.join(sorted(known)) or 'none'}",
            )  # fmt: skip
    if not known:
        raise InputError(
            "no theme is hostile and said of somebody", field="theme",
            remedy="set tone: hostile and directed: true in a theme's file",
        )  # fmt: skip
    return asked or tuple(name for name in lexicon.themes if name in known)


def _against(
    corpus: Corpus,
    ledger: pd.DataFrame,
    lexicon: Lexicon,
    choices: Choices,
    rival: str,
    keep: Filter | None,
    sizes: Sizes | None,
) -> _Towards:
    """Passages of each statement that assert any hostile theme of a rival, or of those under it."""
    under = [
        actor for actor in ledger["target"].dropna().unique()
        if actor and actor != rival and rival in lexicon.actors.above(actor)
    ]  # fmt: skip
    camps = {*ledger["target_camp"].dropna()}
    targets = (rival,) if rival in camps else (rival, *sorted(under))
    made = count(corpus, ledger, lexicon, replace(choices, targets=targets), keep=keep, sizes=sizes)
    uses = made.uses
    once = uses.drop_duplicates(["row", "passage"])
    hits = np.bincount(once["row"].to_numpy(dtype=np.int64), minlength=len(made))
    one = replace(made, themes=(_ONE,), hits=hits.astype(np.float64)[:, None],
                  uses=uses.assign(theme=_ONE))  # fmt: skip
    return _Towards(rival, one)


def _direction(towards: _Towards, side: int, choices: Choices) -> dict[str, Any]:
    """The index of a side over all time, and which way it goes."""
    from rhetoric.compare.rates import rates_of
    from rhetoric.compare.resampling import drawn

    counts, name = towards.counts, towards.counts.sides[side]
    whole = replace(choices, period="")
    (period,) = drawn(counts, whole)
    rate = next(r for r in rates_of(period, counts, whole) if r["side"] == name)
    row: dict[str, Any] = {key: rate.get(key) for key in DIRECTION} | {"side": name, "found": False}
    rows = dated_rows(counts, side)
    has = counts.hits[rows, 0] > 0
    row["told"] = ""
    if len(rows) < 2 * choices.least:
        few = f"{statements_told(len(rows))} with a date: too few ({2 * choices.least} are needed)"
        return row | {"told": few}
    if has.all() or not has.any():
        return row | {"told": "always" if has.all() else "never"}
    random = generator(choices.seed, "direction", name, towards.rival)
    first, last = counts.first[rows], counts.last[rows]
    seen = float(direction(has, ((first + last) / 2)[None])[0])
    figures = np.concatenate([
        direction(has, np.floor(draw_days(first, last, size, random)),
                  random.standard_exponential((size, len(rows))))
        for size in _blocks(choices.resamples)
    ])  # fmt: skip
    outside = (1 - choices.level) / 2
    low, high = np.quantile(figures, [outside, 1 - outside])
    beyond = 0
    for size in _blocks(choices.permutations):
        shuffled = random.permuted(np.tile((first + last) / 2, (size, 1)), axis=1)
        beyond += int((np.abs(direction(has, shuffled)) >= abs(seen) - 1e-9).sum())
    return row | {
        "direction": round(seen, 4), "direction_low": round(min(float(low), seen), 4),
        "direction_high": round(max(float(high), seen), 4),
        "p": float(f"{shuffled_p(beyond, choices.permutations):.6g}"),
    }  # fmt: skip


def _blocks(number: int) -> Iterator[int]:
    for at in range(0, number, _BLOCK):
        yield min(_BLOCK, number - at)


def direction(has: Flags, days: Floats, weights: Floats | None = None) -> Floats:
    """Which way it goes, from -1 to 1: Goodman and Kruskal's gamma of holding it and the date.

    Of all pairs of a statement with it and one without, of different days: the share in which
    the one with it is the later, less the share in which it is the earlier (L. A. Goodman &
    W. H. Kruskal, Journal of the American Statistical Association 49, 1954).

    Args:
        has: whether each statement has it, shape (n,).
        days: shape (draws, n).
        weights: of each statement in each draw; a pair weighs their product.

    >>> direction(np.array([False, False, True]), np.array([[1, 2, 3], [3, 2, 1]])).tolist()
    [1.0, -1.0]
    """
    weight = np.ones(days.shape) if weights is None else weights
    order = np.argsort(days, axis=1, kind="stable")
    day, weight = (np.take_along_axis(x, order, axis=1) for x in (days, weight))
    with_it = np.where(has[order], weight, 0.0)
    without = (weight - with_it).cumsum(axis=1)
    place = np.broadcast_to(np.arange(days.shape[1]), days.shape)
    new = np.column_stack([np.ones(len(day), dtype=np.bool_), day[:, 1:] != day[:, :-1]])
    begin = np.maximum.accumulate(np.where(new, place, 0), axis=1)
    ending = np.column_stack([new[:, 1:], np.ones(len(day), dtype=np.bool_)])
    end = np.minimum.accumulate(np.where(ending, place, len(has))[:, ::-1], axis=1)[:, ::-1]
    padded = np.column_stack([np.zeros(len(day)), without])
    earlier = np.take_along_axis(padded, begin, axis=1)
    later = without[:, -1:] - np.take_along_axis(without, end, axis=1)
    of = (with_it * (earlier + later)).sum(axis=1)
    return np.asarray((with_it * (earlier - later)).sum(axis=1) / np.where(of > 0, of, 1))


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """The same with its direction in a word."""
    if row["p"] is None:
        return row
    way = "rises" if row["direction"] > 0 else "falls"
    return row | {"told": way if row["found"] else "no direction can be told"}
