"""The sides of a report compared: what `compare` finds, as rows with a strength and its doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rhetoric.compare.choices import LEAST, Choices
from rhetoric.compare.comparison import Comparison, compare, plain
from rhetoric.compare.contrasts import ANY, REST
from rhetoric.compare.counts import count
from rhetoric.compare.rates import rates_of, rates_table
from rhetoric.compare.resampling import drawn
from rhetoric.compare.sizes import Sizes
from rhetoric.frames.fuse import THRESHOLD
from rhetoric.model import Theme
from rhetoric.report.record import Record
from rhetoric.report.strength import ESTABLISHED, SUGGESTIVE, UNSAID
from rhetoric.report.wording import name, possessive

if TYPE_CHECKING:
    import pandas as pd

#: No more sides than this are drawn and stand in the page's table: those with most statements,
#: of equals those that speak of one another.
MOST_SIDES = 12
#: A p-value up to this, not found after the correction, is still told: as suggestive.
_WORTH_TELLING = 0.05
#: More uses than this are asked for by theme and group, not by number.
_MANY = 6


@dataclass(frozen=True)
class Side:
    """A side that is compared.

    Attributes:
        label: a name that fits in a chart.
        name: what a sentence calls it.
        css: the class of its colour.
        statements: how many it made; fewer than `LEAST` are not compared.
    """

    id: str
    label: str
    name: str
    css: str
    statements: int

    @property
    def enough(self) -> bool:
        """Whether it has statements enough to be compared."""
        return self.statements >= LEAST


@dataclass(frozen=True)
class Difference:
    """One contrast: a theme, two sides, what was found and what speaks against it.

    Attributes:
        b: None where `a` is held against all others.
        row: the row of the table of contrasts.
        broken: what is left out in turn without the difference surviving: (kind, name, with it
            gone, how many others do the same).
        lone: kinds of which there is only one, so that it cannot be left out.
        numbers: the uses behind it, of `a` and of `b`.
    """

    theme: Theme
    a: Side
    b: Side | None
    row: Mapping[str, Any]
    broken: tuple[tuple[str, str, int, int], ...]
    lone: tuple[str, ...]
    numbers: tuple[tuple[int, ...], tuple[int, ...]]

    @property
    def anchor(self) -> str:
        """The id of its row in the page."""
        return f"d-{self.theme.id}-{self.a.css}-{self.b.css if self.b else REST}"

    @property
    def tested(self) -> bool:
        """Whether there was enough to test."""
        return self.row["p"] is not None

    @property
    def found(self) -> bool:
        """Whether the difference is found beside all other tests of the table."""
        return bool(self.row["found"])

    @property
    def strength(self) -> str:
        """Established, suggestive or cannot be said."""
        if self.found:
            return SUGGESTIVE if self.broken or self.lone else ESTABLISHED
        return SUGGESTIVE if self.tested and self.row["p"] <= _WORTH_TELLING else UNSAID

    @property
    def firm(self) -> str:
        """What the table says of it in a word or few."""
        if not self.tested:
            return str(self.row["note"])
        if not self.found:
            return "not found"
        return "found, not firm" if self.broken else "found"


@dataclass(frozen=True)
class Compared:
    """All that is said of how sides differ.

    Attributes:
        by: camp or group.
        sides: those drawn and told of, as the report orders them.
        left: how many sides there are besides.
        whole: the comparison over all time.
        yearly: rates by year (rhetoric.compare.rates.RATES).
        years: the choices behind them.
    """

    by: str
    sides: tuple[Side, ...]
    left: int
    whole: Comparison
    yearly: pd.DataFrame
    years: Choices
    record: Record

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """The themes one of the sides asserts, in the order of the lexicon."""
        lexicon = self.record.lexicon
        rates = self.whole.rates
        said = set(rates.loc[rates["having"] > 0, "theme"])
        return tuple(t for t in lexicon.themes.values() if t.id in said)

    @cached_property
    def rates(self) -> dict[tuple[str, str], dict[str, Any]]:
        """(theme, side) → row of rates."""
        return {(row["theme"], row["side"]): row for row in plain(self.whole.rates)}

    @cached_property
    def by_year(self) -> dict[tuple[str, str, str], dict[str, Any]]:
        """(theme, side, year) → row of rates; only years in which the side speaks."""
        rows = plain(self.yearly)
        return {(r["theme"], r["side"], r["period"]): r for r in rows if r["statements"]}

    @cached_property
    def uses(self) -> dict[tuple[str, str], tuple[int, ...]]:
        """(theme, side) → numbers of the uses that were counted."""
        found: dict[tuple[str, str], list[int]] = {}
        for use in self.record.uses:
            side = use.camp if self.by == "camp" else use.group
            if use.function == "asserts" and use.own:
                found.setdefault((use.theme, side), []).append(use.number)
        return {key: tuple(numbers) for key, numbers in found.items()}

    def query(self, theme: str, side: str) -> str:
        """What the page's drawer is asked for to show the uses of a side; "" where there are none.

        A list of many numbers is written only where the groups of a side cannot be asked for.
        """
        numbers = self.uses.get((theme, side), ())
        if not numbers:
            return ""
        behind = [self.record.uses[n - 1] for n in numbers]
        if len(numbers) > _MANY and len({u.group for u in behind}) == 1:
            return f"theme={theme}&group={behind[0].group}&function={behind[0].mode}"
        return "uses=" + ",".join(map(str, numbers))

    @cached_property
    def tests(self) -> int:
        """How many tests q allows for."""
        return int(self.whole.contrasts["p"].notna().sum())

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """The contrasts of the sides shown, theme by theme; those neither side asserts left out."""
        sides = {side.id: side for side in self.sides}
        said = {t.id: t for t in self.themes}
        held: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        if self.whole.robust is not None:
            for row in plain(self.whole.robust):
                held.setdefault((row["theme"], row["a"], row["b"]), []).append(row)
        found = []
        for row in plain(self.whole.contrasts):
            theme, a, b = row["theme"], row["a"], row["b"]
            if theme not in said or a == ANY or a not in sides or (b != REST and b not in sides):
                continue
            if not row["with_a"] and not row["with_b"]:
                continue
            kept = held.get((theme, a, b), [])
            whole = {k: _whole(row[k]) for k in ("with_a", "of_a", "with_b", "of_b")}
            found.append(Difference(
                said[theme], sides[a], sides.get(b), row | whole,
                tuple((r["left_out"], r["name"], int(r["removes"]), int(r["breaking"]) - 1)
                      for r in kept if r["survives"] is False),
                tuple(r["left_out"] for r in kept if r["survives"] is None and r["units"] == 1),
                (self.uses.get((theme, a), ()), self.uses.get((theme, b), ())),
            ))  # fmt: skip
        return tuple(found)

    @property
    def rows_by_theme(self) -> dict[str, list[Difference]]:
        """Theme → its contrasts."""
        found: dict[str, list[Difference]] = {}
        for difference in self.differences:
            found.setdefault(difference.theme.id, []).append(difference)
        return found

    @property
    def made(self) -> dict[str, Any]:
        """What was chosen, for the manifest."""
        return {"sides": self.whole.choices.record, "years": self.years.record}


def _whole(value: float) -> float:
    """A count as a whole number where it is one: tables make them all decimals."""
    return int(value) if value == int(value) else value


def compare_sides(
    record: Record,
    frames: pd.DataFrame,
    *,
    count_copies: bool = False,
    threshold: float = THRESHOLD,
    sizes: Sizes | None = None,
) -> Compared | None:
    """Compare the camps of a record, or its groups where no two camps have enough statements.

    Args:
        frames: the ledger; rows of statements that are not counted are left out.
        count_copies: whether the record counts them.
        threshold: least score of a use.
        sizes: passages and words of statements, where known.

    Returns:
        None where fewer than two sides speak.
    """
    by, sides = _sides(record)
    if len(sides) < 2:
        return None
    choices = Choices(by=by, count_copies=count_copies)
    known = frames[frames["statement"].isin([s.id for s in record.corpus.statements])]
    whole = compare(record.corpus, known, record.lexicon, choices, threshold=threshold, sizes=sizes)
    pair = {camp.id for camp in record.pair or ()}
    most = sorted(sides, key=lambda s: (-s.statements, s.id not in pair))[:MOST_SIDES]
    years = Choices(
        by=by, sides=tuple(s.id for s in most), count_copies=count_copies, period="year",
        resamples=1000,
    )  # fmt: skip
    counts = count(record.corpus, known, record.lexicon, years, sizes=sizes)
    rows = [row for period in drawn(counts, years) for row in rates_of(period, counts, years)]
    return Compared(
        by, tuple(s for s in sides if s in most), len(sides) - len(most), whole,
        rates_table(rows), years, record,
    )  # fmt: skip


def _sides(record: Record) -> tuple[str, list[Side]]:
    """What makes the sides, and those that speak."""
    spoken = Counter(s.group for s in record.corpus.statements)
    camps = []
    for camp in record.cast.sides:
        statements = len(record.statements(camp.id))
        only = [g for g in camp.groups if spoken[g.id]]
        told = camp.sentence_name
        if not (len(only) == 1 and only[0].id == camp.id):
            told = f"{possessive(told)} side"
        if statements:
            lead = next((g for g in camp.groups if g.id == camp.id), camp.groups[0])
            label = record.lexicon.actors.label(camp.id)
            camps.append(Side(camp.id, label, told, lead.css, statements))
    groups = [
        Side(g.id, g.label, name(g.id, record.lexicon), g.css, spoken[g.id])
        for g in record.cast.groups
        if spoken[g.id]
    ]
    for by, sides in (("camp", camps), ("group", groups)):
        if sum(side.enough for side in sides) > 1:
            return by, sides
    return ("camp", camps) if len(camps) > 1 else ("group", groups)
