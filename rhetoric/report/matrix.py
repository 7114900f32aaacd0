"""Themes × groups: how many statements of a group assert, reject or mention a theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rhetoric.model import TONES, Theme
from rhetoric.report.groups import Camp, Cast, Group
from rhetoric.report.record import Record
from rhetoric.report.strength import wilson
from rhetoric.report.uses import MODES, Use, statements_of

#: No more groups than this are columns, those with most statements.
MOST_GROUPS = 24


@dataclass(frozen=True)
class Tally:
    """Distinct statements and passages behind a number."""

    statements: int = 0
    passages: int = 0


@dataclass(frozen=True)
class Cell:
    """One theme in the statements of one group."""

    theme: Theme
    group: Group
    uses: tuple[Use, ...]

    def of(self, function: str) -> Tally:
        """How often the theme stands there with a function, or is reported."""
        return tally([u for u in self.uses if u.mode == function])

    @property
    def asserts(self) -> Tally:
        """The headline figure."""
        return self.of("asserts")

    @property
    def lesser(self) -> tuple[tuple[str, Tally], ...]:
        """Rejections, mentions and reports, where there are any."""
        rest = ((f, self.of(f)) for f in MODES if f != "asserts")
        return tuple((f, t) for f, t in rest if t.statements)

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the share of the group's statements that assert the theme."""
        return wilson(self.asserts.statements, self.group.statements)

    @property
    def share(self) -> float:
        """Share of the group's statements that assert the theme."""
        return self.asserts.statements / max(self.group.statements, 1)

    @property
    def anchor(self) -> str:
        """Where the page keeps the passages."""
        return f"t-{self.theme.id}-{self.group.css}"


@dataclass(frozen=True)
class Row:
    """A theme across the groups, with its total.

    Attributes:
        rest: uses by groups that are not shown.
    """

    theme: Theme
    cells: tuple[Cell, ...]
    rest: tuple[Use, ...] = ()

    @property
    def uses(self) -> tuple[Use, ...]:
        """All uses of the theme."""
        return (*(u for c in self.cells for u in c.uses), *self.rest)

    def total(self, function: str) -> Tally:
        """Over all groups."""
        return tally([u for u in self.uses if u.mode == function])


@dataclass(frozen=True)
class Matrix:
    """Rows by tone; columns by camp. Groups without any use are named apart.

    Attributes:
        left: how many groups are not shown, those with fewest statements.
    """

    camps: tuple[Camp, ...]
    groups: tuple[Group, ...]
    rows: tuple[tuple[str, tuple[Row, ...]], ...]
    silent_groups: tuple[Group, ...]
    silent_themes: tuple[Theme, ...]
    left: int = 0

    @property
    def by_camp(self) -> bool:
        """Whether the camps say more than the groups do: one of them gathers several groups."""
        return any(len(c.groups) > 1 or not c.id or c.groups[0].id != c.id for c in self.camps)

    @property
    def themes(self) -> tuple[Row, ...]:
        """All rows, in order."""
        return tuple(row for _, rows in self.rows for row in rows)


def tally(uses: Sequence[Use]) -> Tally:
    """Distinct statements and passages of some uses."""
    passages = {(u.statement.id, u.passage.index if u.passage else u.start) for u in uses}
    return Tally(len(statements_of(uses)), len(passages))


def build_matrix(record: Record) -> Matrix:
    """Count a record's uses by theme and group; the commonest themes of a tone first."""
    by_place: dict[tuple[str, str], list[Use]] = {}
    for use in record.uses:
        by_place.setdefault((use.theme, use.group), []).append(use)
    speaking = {u.group for u in record.uses}
    speakers = [g for g in record.cast.groups if g.id in speaking]
    most = set(sorted(speakers, key=lambda g: -g.statements)[:MOST_GROUPS])
    groups = tuple(g for g in speakers if g in most)
    hidden = [g for g in speakers if g not in most]
    used = {u.theme for u in record.uses}

    def row(theme: Theme) -> Row:
        cells = tuple(Cell(theme, g, tuple(by_place.get((theme.id, g.id), ()))) for g in groups)
        return Row(
            theme, cells, tuple(u for g in hidden for u in by_place.get((theme.id, g.id), ()))
        )

    rows: list[tuple[str, tuple[Row, ...]]] = []
    for tone in TONES:
        of_tone = [
            row(theme)
            for theme in record.lexicon.themes.values()
            if theme.tone == tone and theme.id in used
        ]
        of_tone.sort(key=lambda r: (-r.total("asserts").statements, r.theme.id))
        if of_tone:
            rows.append((tone, tuple(of_tone)))
    return Matrix(
        camps=_camps(record.cast, groups),
        groups=groups,
        rows=tuple(rows),
        silent_groups=tuple(g for g in record.cast.groups if g.statements and g.id not in speaking),
        silent_themes=tuple(t for t in record.lexicon.themes.values() if t.id not in used),
        left=len(hidden),
    )


def _camps(cast: Cast, groups: tuple[Group, ...]) -> tuple[Camp, ...]:
    kept = []
    for camp in cast.camps:
        members = tuple(g for g in camp.groups if g in groups)
        if members:
            kept.append(Camp(camp.id, camp.label, camp.sentence_name, members))
    return tuple(kept)
