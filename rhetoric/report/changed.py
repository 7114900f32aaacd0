"""What changed over time: change points of themes, and hostility towards each rival."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rhetoric.compare.choices import FIRM_TARGET, Choices
from rhetoric.compare.comparison import plain
from rhetoric.compare.sizes import Sizes
from rhetoric.report.compared import Compared, Side
from rhetoric.report.record import Record
from rhetoric.report.strength import SUGGESTIVE, UNSAID
from rhetoric.report.uses import Use
from rhetoric.report.wording import name
from rhetoric.timing.changes import Changes, changes
from rhetoric.timing.hostility import Hostility, hostility

if TYPE_CHECKING:
    import pandas as pd

#: Changes of a side with more statements than this are not sought: each shuffled order would
#: have to be cut again.
LONGEST = 400
#: Orders are shuffled so often that shuffles × themes × the squares of the sides' statements
#: come to this, within the two bounds.
_WORK, _FEWEST, _MOST = 600_000_000, 999, 9999
#: Hostility is looked at towards no more rivals than this: those most is said against.
MOST_RIVALS = 6
#: A p-value up to this, not found after the correction, is still told: as suggestive.
_WORTH_TELLING = 0.05
_RESAMPLES, _SHUFFLES = 1000, 4999


@dataclass(frozen=True)
class Direction:
    """The hostility of a side towards a rival over all time.

    Attributes:
        rival: its id; `rival_name` what a sentence calls it, `rival_label` what a chart does.
        row: the row of rhetoric.timing.hostility.DIRECTION.
        numbers: the uses behind it.
    """

    side: Side
    rival: str
    rival_name: str
    rival_label: str
    row: Mapping[str, Any]
    numbers: tuple[int, ...]

    @property
    def anchor(self) -> str:
        """The id of its row in the page."""
        return f"h-{self.side.css}-{self.rival}"

    @property
    def strength(self) -> str:
        """Suggestive at most: whether it survives without a source is not looked at."""
        return SUGGESTIVE if worth_telling(self.row) else UNSAID


@dataclass(frozen=True)
class Changed:
    """All that is said of change.

    Attributes:
        points: the changes that were sought; None where no side could be looked at.
        hostile: the hostility of the sides shown; None where none speaks against another.
        long: sides with too many statements for changes to be sought in a report.
        rivals_left: rivals that hostility was not looked at for.
    """

    compared: Compared
    points: Changes | None
    hostile: Hostility | None
    long: tuple[Side, ...] = ()
    rivals_left: int = 0

    @cached_property
    def sides(self) -> dict[str, Side]:
        """Id → side."""
        return {side.id: side for side in self.compared.sides}

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of the table of changes."""
        return plain(self.points.changes) if self.points else []

    @cached_property
    def seen(self) -> list[dict[str, Any]]:
        """Changes that were seen, whether or not chance is ruled out: the surest first."""
        counts = ("with_before", "of_before", "with_after", "of_after")
        cut = [row | {k: whole(row[k]) for k in counts} for row in self.rows if row["change"]]
        return sorted(cut, key=lambda r: (not r["found"], r["p"], r["theme"], r["side"], r["day"]))

    @property
    def told(self) -> list[dict[str, Any]]:
        """Those worth a sentence."""
        return [row for row in self.seen if worth_telling(row)]

    @cached_property
    def events(self) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
        """(theme, side, day) → events near a change that was found, the nearest first."""
        found: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        for row in plain(self.points.events) if self.points else []:
            found.setdefault((row["theme"], row["side"], row["day"]), []).append(row)
        return found

    @cached_property
    def looked_at(self) -> tuple[int, int, int]:
        """Pairs of a side and a theme: all, those with enough statements, those with the theme."""
        first = [row for row in self.rows if row["change"] <= 1]
        enough = [row for row in first if row["of_before"] is not None]
        return len(first), len(enough), sum(row["p"] is not None for row in first)

    @cached_property
    def directions(self) -> tuple[Direction, ...]:
        """The pairs in which a side speaks against a rival, those with most statements first."""
        if self.hostile is None:
            return ()
        behind = hostile_uses(self.compared)
        lexicon = self.compared.record.lexicon
        found = []
        for row in plain(self.hostile.directions):
            side, rival = self.sides.get(row["side"]), row["rival"]
            if side is None or not row["having"]:
                continue
            known = self.sides.get(rival)
            counted = {k: whole(row[k]) for k in ("having", "statements")}
            found.append(Direction(
                side, rival, known.name if known else name(rival, lexicon),
                known.label if known else lexicon.actors.label(rival), row | counted,
                tuple(u.number for u in behind.get((side.id, rival), ())),
            ))  # fmt: skip
        return tuple(sorted(found, key=lambda d: -d.row["having"]))

    @property
    def statements(self) -> set[str]:
        """Ids of the statements the page refers to."""
        return {row[key] for row in self.seen for key in ("last_before", "first_after")}

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables behind it, by the name of their file."""
        found: dict[str, pd.DataFrame] = {}
        if self.points:
            found |= {"changes": self.points.changes, "near": self.points.events}
        if self.hostile:
            found |= {"hostility": self.hostile.index, "directions": self.hostile.directions}
        return found

    @property
    def made(self) -> dict[str, Any]:
        """What was chosen, for the manifest."""
        made: dict[str, Any] = {}
        for key, found in (("changes", self.points), ("hostility", self.hostile)):
            if found:
                made[key] = found.choices.record | dict(found.asked)
        return made


def worth_telling(row: Mapping[str, Any]) -> bool:
    """Whether a tested row is found, or would be if it were looked at alone."""
    return bool(row["found"]) or (row["p"] is not None and row["p"] <= _WORTH_TELLING)


def whole(value: float | None) -> float | None:
    """A count as a whole number where it is one."""
    return int(value) if value is not None and value == int(value) else value


def shuffles(statements: list[int], themes: int) -> int:
    """How often orders are shuffled, so that a report of many statements stays quick.

    >>> shuffles([19, 11], 11), shuffles([25] * 12, 12), shuffles([80] * 12, 12)
    (9999, 6666, 999)
    """
    work = themes * sum(number**2 for number in statements)
    return max(_FEWEST, min(_MOST, _WORK // max(work, 1)))


def hostile_uses(compared: Compared) -> dict[tuple[str, str], list[Use]]:
    """(side, rival) → the uses in which one of the sides speaks against another."""
    record, by_camp = compared.record, compared.by == "camp"
    sides = {side.id for side in compared.sides}
    directed = {t.id for t in record.lexicon.themes.values()
                if t.tone == "hostile" and t.directed}  # fmt: skip
    found: dict[tuple[str, str], list[Use]] = {}
    for use in record.uses:
        side = use.camp if by_camp else use.group
        if (
            side not in sides or use.theme not in directed or use.function != "asserts"
            or not use.own or not use.target or use.target_confidence < FIRM_TARGET
        ):  # fmt: skip
            continue
        above = record.lexicon.actors.above(use.target)
        for rival in sides & {use.target, use.target_camp, *above}:
            if rival != side:
                found.setdefault((side, rival), []).append(use)
    return found


def find_changes(
    record: Record,
    frames: pd.DataFrame,
    compared: Compared | None,
    *,
    count_copies: bool = False,
    sizes: Sizes | None = None,
) -> Changed | None:
    """Seek what changed over time in the sides that a report compares.

    Args:
        frames: the ledger; rows of statements that are not counted are left out.
        compared: the sides; None gives None.
        count_copies: whether the record counts them.
        sizes: passages and words of statements, where known.
    """
    if compared is None:
        return None
    known = frames[frames["statement"].isin([s.id for s in record.corpus.statements])]
    long = tuple(s for s in compared.sides if s.statements > LONGEST)
    fit = [s for s in compared.sides if s.statements <= LONGEST]
    points = hostile = None
    if fit:
        often = shuffles([s.statements for s in fit], len(record.lexicon.themes))
        choices = Choices(
            by=compared.by, sides=tuple(s.id for s in fit), count_copies=count_copies,
            permutations=often,
        )  # fmt: skip
        points = changes(record.corpus, known, record.lexicon, choices, sizes=sizes)
    against: Counter[str] = Counter()
    for (_, rival), uses in hostile_uses(compared).items():
        against[rival] += len(uses)
    rivals = sorted(against, key=lambda rival: (-against[rival], rival))
    if rivals:
        choices = Choices(
            by=compared.by, sides=tuple(s.id for s in compared.sides), count_copies=count_copies,
            period="year", resamples=_RESAMPLES, permutations=_SHUFFLES,
        )  # fmt: skip
        hostile = hostility(
            record.corpus, known, record.lexicon, choices, towards=tuple(rivals[:MOST_RIVALS]),
            sizes=sizes,
        )  # fmt: skip
    return Changed(compared, points, hostile, long, max(0, len(rivals) - MOST_RIVALS))
