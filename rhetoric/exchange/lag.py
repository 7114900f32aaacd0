"""Lead and lag: do one side's statements follow the other's more often than by chance?

A statement of one side follows the other side when at least one statement of the other, with the
same theme, came out in the days before it (the same day does not count: its order is unknown).
The number of statements that follow is held against what shuffled dates give: the theme is dealt
out again among the statements of each side, so that each side keeps its dates and its number of
statements with the theme. Where dates are intervals, days are drawn from them; the figure is the
mean over the draws, for the shuffled as for the real.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from rhetoric.corpus import Corpus
from rhetoric.errors import InputError
from rhetoric.exchange.moves import Move, read_moves
from rhetoric.exchange.sides import Sides, busiest_pair
from rhetoric.filters import Filter
from rhetoric.lexicon import Lexicon
from rhetoric.model import Statement
from rhetoric.significance import adjusted, p_value

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.intp]

#: Columns of the table of lead and lag, in order.
LAG_COLUMNS = (
    "theme", "leader", "follower", "leading", "following", "followed", "low", "high", "by_chance",
    "days", "p", "q", "lead", "lead_p", "lead_q", "note",
)  # fmt: skip
#: The row for all charges against the other side, whatever their theme.
ANY = "any charge"
#: Days within which a statement follows.
WINDOW = 90
#: Fewest statements with the theme on each side, and fewest ways to deal them out again.
FEWEST, FEWEST_WAYS = 3, 200
#: All draws are shuffled, too, where that is quick; of a large corpus no fewer than these, whose
#: mean hardly changes with more, and no more than keep to so many steps a theme.
FEWEST_SHUFFLED, MOST_STEPS = 25, 50_000_000
#: A target read with less confidence than this does not make a charge.
FIRM = 0.5


@dataclass(frozen=True)
class _Side:
    """The dated statements of a side: days drawn for each, and which have a theme."""

    name: str
    days: Floats  # (draws, statements)
    themes: dict[str, Flags]


def lead_and_lag(
    corpus: Corpus,
    ledger: pd.DataFrame,
    lexicon: Lexicon,
    *,
    between: tuple[str, str] | None = None,
    themes: Collection[str] = (),
    within: int = WINDOW,
    wanted: Filter | None = None,
    count_copies: bool = False,
    draws: int = 100,
    shuffles: int = 1999,
    seed: int = 20200301,
) -> pd.DataFrame:
    """For each theme and each direction, how many statements follow, and how many by chance.

    Args:
        between: ids of two camps, groups or states; by default the two that speak most of one
            another.
        themes: only these; by default `ANY` and all that both sides use.
        within: days after which a statement no longer follows.
        draws: days drawn for each uncertain date; one where all are certain.
        shuffles: how often themes are dealt out again.

    Returns:
        A table with the columns of `LAG_COLUMNS`: `followed` of `following` statements with the
        2.5th and 97.5th percentile over the draws, the number `by_chance`, the median `days` to
        the nearest statement before, p (one-sided: more than by chance) and q (Benjamini–
        Hochberg over the table). `lead` is the share that follows in this direction less that in
        the other, −1 to 1, with a two-sided p and its q over themes. Where there are too few
        statements, `note` says so and there is no p.

    Raises:
        InputError: when a side has no statement, or no two sides speak of one another.
        UnknownNameError: for a theme there is not.
    """
    import pandas as pd

    if within < 1:
        raise InputError(f"nothing follows within {within} days", field="within")
    counted = corpus if count_copies else corpus.without_copies
    asked = [lexicon.theme(name).id for name in themes]
    sides = Sides(*(between or busiest_pair(ledger)), lexicon.actors)
    moves = read_moves(ledger, counted, sides)
    chance = np.random.default_rng(seed)
    known = [s for s in counted.statements if wanted is None or wanted.fits(s, lexicon.actors)]
    pair = [_read_side(name, known, sides, moves, chance, draws) for name in sides.both]
    shown = asked or [ANY, *lexicon.themes]
    rows: list[dict[str, Any]] = []
    for theme in shown:
        if not asked and not all(theme in side.themes for side in pair):
            continue
        rows += _rows(theme, pair, within, shuffles, np.random.default_rng([seed, len(rows)]))
    for value, name, step in (("p", "q", 1), ("lead_p", "lead_q", 2)):
        corrected = adjusted([row[value] for row in rows[::step]])
        for n, row in enumerate(rows):
            row[name] = corrected[n // step]
    return pd.DataFrame(rows, columns=list(LAG_COLUMNS))


def _read_side(
    name: str,
    statements: Sequence[Statement],
    sides: Sides,
    moves: dict[str, list[Move]],
    chance: np.random.Generator,
    draws: int,
) -> _Side:
    mine = [s for s in statements if sides.of_statement(s) == name and s.date.days is not None]
    if not mine:
        raise InputError(
            f"there is no dated statement of '{name}'", field="between",
            remedy="rhetoric list shows who speaks",
        )  # fmt: skip
    first = np.array([s.date.first.toordinal() for s in mine if s.date.first], dtype=float)
    width = np.array([s.date.days or 1 for s in mine])
    days = np.asarray(first + chance.integers(0, width, (draws, len(mine))), dtype=float)
    flags: dict[str, Flags] = {}
    for n, statement in enumerate(mine):
        for theme in _themes(moves.get(statement.id, ()), sides.other(name)):
            flags.setdefault(theme, np.zeros(len(mine), dtype=bool))[n] = True
    return _Side(name, days, flags)


def _themes(moves: Sequence[Move], other: str) -> set[str]:
    """What a statement does of its own: themes asserted or rejected, and charges at the other."""
    found = {m.theme for m in moves if m.own and m.function != "mentions"}
    if any(m.charges and m.about == other and m.surety >= FIRM for m in moves):
        found.add(ANY)
    return found


def _rows(
    theme: str, pair: Sequence[_Side], within: int, shuffles: int, chance: np.random.Generator
) -> list[dict[str, Any]]:
    flags = [side.themes.get(theme, np.zeros(side.days.shape[1], dtype=bool)) for side in pair]
    numbers = [int(f.sum()) for f in flags]
    ways = comb(len(flags[0]), numbers[0]) * comb(len(flags[1]), numbers[1])
    enough = min(numbers) >= FEWEST and ways >= FEWEST_WAYS
    dealt = [_deal(f, shuffles if enough else 0, chance) for f in flags]
    single = all((side.days == side.days[0]).all() for side in pair)
    count = 1 if single else len(pair[0].days)
    steps = len(dealt[0]) * sum(map(len, flags))
    shuffled = min(count, max(FEWEST_SHUFFLED, MOST_STEPS // steps))
    found = []
    for leader, follower in ((0, 1), (1, 0)):
        real = np.zeros(count)
        counts = np.zeros((shuffled, len(dealt[0])))
        waits: list[float] = []
        for draw in range(count):
            one, two = pair[leader].days[draw], pair[follower].days[draw]
            used = slice(None) if draw < shuffled else slice(1)
            many = _followed(one, two, dealt[leader][used], dealt[follower][used], within)
            real[draw] = many[0]
            if draw < shuffled:
                counts[draw] = many
            waits += _waits(one[flags[leader]], two[flags[follower]], within)
        found.append((leader, follower, real, counts, waits))
    shares = [c.mean(axis=0) / max(numbers[follower], 1) for _, follower, _, c, _ in found]
    leads = shares[0] - shares[1]
    lead = float(np.subtract(*(r.mean() / max(numbers[f], 1) for _, f, r, _, _ in found)))
    rows = []
    for sign, (leader, follower, real, counts, waits) in zip((1, -1), found, strict=True):
        mean = counts.mean(axis=0)
        none = "" if enough else _too_few(numbers, pair)
        some = min(numbers) > 0
        rows.append({
            "theme": theme,
            "leader": pair[leader].name,
            "follower": pair[follower].name,
            "leading": numbers[leader],
            "following": numbers[follower],
            "followed": round(float(real.mean()), 2),
            "low": round(float(np.quantile(real, 0.025)), 2),
            "high": round(float(np.quantile(real, 0.975)), 2),
            "by_chance": round(float(mean[1:].mean()), 2) if enough else None,
            "days": round(float(np.median(waits))) if waits else None,
            "p": p_value(mean[0], mean[1:]) if enough else None,
            "lead": round(sign * lead, 3) + 0.0 if some else None,
            "lead_p": p_value(abs(leads[0]), np.abs(leads[1:])) if enough else None,
            "note": none,
        })  # fmt: skip
    return rows


def _too_few(numbers: Sequence[int], pair: Sequence[_Side]) -> str:
    told = " and ".join(f"{n} of {side.name}" for n, side in zip(numbers, pair, strict=True))
    return f"too few statements to test: {told}"


def _deal(flags: Flags, shuffles: int, chance: np.random.Generator) -> Numbers:
    """Which statements have the theme, shape (1 + shuffles, of them): the real ones first."""
    real = np.flatnonzero(flags)
    shuffled = [chance.permutation(len(flags))[: len(real)] for _ in range(shuffles)]
    return np.array([real, *shuffled], dtype=np.intp).reshape(1 + shuffles, len(real))


def _followed(one: Floats, two: Floats, leads: Numbers, follows: Numbers, within: int) -> Floats:
    """For each dealing, how many of the follower's statements follow, shape (dealings,).

    Args:
        one, two: days of the leader's and of the follower's statements.
        leads, follows: which of them have the theme, shape (dealings, of them).
    """
    order = np.argsort(one, kind="stable")
    place = np.empty(len(one), dtype=np.intp)
    place[order] = np.arange(len(one))
    begun = np.zeros((len(leads), len(one) + 1), dtype=np.int16)
    np.put_along_axis(begun, place[leads] + 1, 1, axis=1)
    np.cumsum(begun, axis=1, out=begun)
    days = one[order]
    from_, to = np.searchsorted(days, two - within), np.searchsorted(days, two)
    before = np.take_along_axis(begun, to[follows], axis=1)
    long_before = np.take_along_axis(begun, from_[follows], axis=1)
    return np.asarray((before > long_before).sum(axis=1), dtype=float)


def _waits(one: Floats, two: Floats, within: int) -> list[float]:
    """Days from each statement that follows back to the nearest one before it."""
    days = np.sort(one)
    at = np.searchsorted(days, two) - 1
    waits = two[at >= 0] - days[at[at >= 0]]
    return [float(w) for w in waits if w <= within]
