"""All that the report tells, computed once for the page and its Markdown twin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from rhetoric.model import Statement, Theme
from rhetoric.report.answered import Answered
from rhetoric.report.carpet import draw_carpet, is_crowded
from rhetoric.report.changed import Changed
from rhetoric.report.compared import Compared
from rhetoric.report.evidence import Citation, Quotation, cite, quote, whose
from rhetoric.report.exchange import Edge, build_edges, draw_exchange
from rhetoric.report.findings import write_findings
from rhetoric.report.hostility_chart import draw_hostility
from rhetoric.report.mapped import Mapped, Near, nearest_told
from rhetoric.report.matrix import Cell, Matrix, Row, build_matrix
from rhetoric.report.rates_chart import draw_rates
from rhetoric.report.record import Record
from rhetoric.report.shared import Shared
from rhetoric.report.shown import behind, most_passages, shown_passages
from rhetoric.report.strength import Finding
from rhetoric.report.timeline import draw_timeline
from rhetoric.report.uses import REPORTS, Use
from rhetoric.report.validated import (
    Share,
    corrected_shares,
    figures_told,
    stamp,
)
from rhetoric.report.worded import Worded
from rhetoric.report.wording import (
    count,
    quoted,
    sentence,
)
from rhetoric.report.years import Years, build_years

if TYPE_CHECKING:
    import pandas as pd

#: No more rows in the ledger table.
MOST_ROWS = 1200
#: No more contrasts in theirs.
MOST_CONTRASTS = 300
#: Of more statements than this, only those the page refers to are told one by one.
MOST_STATEMENTS = 600
WIDE, NARROW = 1032.0, 358.0
TONES = {
    "hostile": "Hostile: charges against somebody",
    "conciliatory": "Conciliatory: appeals and good words",
    "self": "Of itself: claims about one’s own side",
}


@dataclass(frozen=True)
class Report:
    """All that is told, computed once for the page and its Markdown twin."""

    title: str
    record: Record
    made: Mapping[str, Any]
    cap: int
    compared: Compared | None = None
    answered: Answered | None = None
    changed: Changed | None = None
    worded: Worded | None = None
    shared: Shared | None = None
    mapped: Mapped | None = None

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings."""
        return write_findings(self.record, self.compared)

    @cached_property
    def matrix(self) -> Matrix:
        """Themes by groups."""
        return build_matrix(self.record)

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Who asserts what tone of whom."""
        return build_edges(self.record)

    @cached_property
    def timeline(self) -> Markup:
        """The time lines at full width."""
        return self.draw_timeline(WIDE, 14)

    @cached_property
    def crowded(self) -> bool:
        """Whether the time lines are drawn by period, not by statement."""
        return is_crowded(self.matrix)

    def draw_timeline(self, width: float, event_rows: int) -> Markup:
        """The time lines at a width."""
        draw = draw_carpet if self.crowded else draw_timeline
        return draw(self.record, self.matrix, width, event_rows)

    @cached_property
    def exchange(self) -> Markup:
        """Who speaks of whom, at full width."""
        return draw_exchange(self.record, self.edges, 880.0)

    @cached_property
    def rates(self) -> Markup:
        """How often each side asserts each theme, at full width."""
        return draw_rates(self.compared, WIDE) if self.compared else Markup("")

    @cached_property
    def by_year(self) -> Years | None:
        """The same year by year."""
        return build_years(self.compared) if self.compared else None

    @cached_property
    def years(self) -> Markup:
        """Its picture at full width."""
        return self.by_year.draw(WIDE) if self.by_year else Markup("")

    @cached_property
    def hostility(self) -> Markup:
        """Who speaks against whom over time, at full width."""
        return draw_hostility(self.changed, WIDE) if self.changed else Markup("")

    @cached_property
    def answers(self) -> Markup:
        """Who answers whom, at full width."""
        return self.answered.draw(WIDE) if self.answered else Markup("")

    @cached_property
    def map(self) -> Markup:
        """The statements by what they say, at full width."""
        return self.draw_map(WIDE)

    def draw_map(self, width: float) -> Markup:
        """The same at a width."""
        listed = frozenset(s.id for s in self.listed)
        return self.mapped.draw(width, listed) if self.mapped else Markup("")

    @cached_property
    def similar(self) -> pd.DataFrame | None:
        """The nearest others of the statements that are listed."""
        return self.mapped.table([s.id for s in self.listed]) if self.mapped else None

    @cached_property
    def near(self) -> dict[str, tuple[Near, ...]]:
        """Statement → the nearest others that are told of it."""
        return {} if self.similar is None else nearest_told(self.similar, self.record)

    @cached_property
    def most_passages(self) -> int:
        """How many passages of a group are shown under a theme."""
        return most_passages(self.matrix)

    @cached_property
    def kept(self) -> frozenset[int]:
        """The uses behind the findings: their passages are shown in any case."""
        return behind(self.findings)

    def passages(self, cell: Cell) -> tuple[Use, ...]:
        """The uses of a group whose passages are shown under a theme."""
        return shown_passages(cell, self.most_passages, self.kept)

    @cached_property
    def whole_passages(self) -> frozenset[int]:
        """Numbers of the uses whose passages are shown."""
        cells = [cell for row in self.matrix.themes for cell in row.cells]
        return frozenset(u.number for cell in cells for u in self.passages(cell))

    def spot(self, number: int) -> str:
        """The anchor of a use: its passage where that is shown, else the ledger."""
        return f"u{number}" if number in self.whole_passages else "ledger"

    @cached_property
    def listed(self) -> tuple[Statement, ...]:
        """The statements told one by one: all, or of very many those the page refers to."""
        every = self.record.listed
        if len(every) <= MOST_STATEMENTS:
            return every
        shown = {u.statement.id for u in self.record.uses if u.number in self.whole_passages}
        for link in self.answered.links if self.answered else ():
            shown |= {link.answer.earlier.id, link.answer.later.id}
        for part in (self.changed, self.worded, self.shared):
            shown |= part.statements if part else frozenset()
        shown |= {self.record.aside[name].id for name in shown if name in self.record.aside}
        return tuple(s for s in every if s.id in shown)

    def quote(self, use: Use) -> Quotation:
        """The words of a use."""
        return quote(use, self.cap)

    def cite(self, use: Use) -> Citation:
        """Its source."""
        return cite(use, self.record.lexicon)

    def whose(self, use: Use) -> str:
        """Whose claim it is, where it is not the speaker's own."""
        return whose(use, self.record.lexicon)

    def counts(self, row: Row) -> str:
        """How many statements assert a theme, reject it and so on."""
        a = row.total("asserts")
        parts: list[str] = []
        if a.statements:
            passages = count(a.passages, "passage")
            parts.append(f"Asserted in {count(a.statements, 'statement')} ({passages})")
        words = {"rejects": "rejected", "mentions": "mentioned", REPORTS: "reported by observers"}
        for mode, word in words.items():
            if number := row.total(mode).statements:
                parts.append(f"{word} in {number if parts else count(number, 'statement')}")
        return sentence(", ".join(parts))

    def theme(self, name: str) -> Theme:
        """A theme by id."""
        return self.record.lexicon.theme(name)

    @property
    def made_from(self) -> Mapping[str, Any]:
        """The manifest without the figures that stand with each theme."""
        return {k: v for k, v in self.made.items() if k != "validation"}

    def known(self, theme: str) -> Mapping[str, Any] | None:
        """The record of a theme's validation, from the manifest."""
        found = (self.made.get("validation") or {}).get(theme)
        return found if isinstance(found, Mapping) else None

    def stamp(self, theme: str) -> str:
        """Whether a theme was validated, in a word or few."""
        return stamp(self.known(theme))

    def checked(self, theme: str) -> str:
        """What is known of how well a theme is found; empty where nothing is."""
        known = self.known(theme)
        return figures_told(known) if known else ""

    def corrected(self, row: Row) -> tuple[Share, ...]:
        """How common a validated theme is in each group, corrected for known error rates."""
        return corrected_shares(self.known(row.theme.id), row, self.record)

    def together(self, row: Row) -> str:
        """The themes found in the same passages as a theme, the commonest first."""
        spots = {(u.statement.id, u.passage.index) for u in row.uses if u.passage}
        tally: dict[str, int] = {}
        for use in self.record.uses:
            index = use.passage.index if use.passage else -1
            if use.theme != row.theme.id and (use.statement.id, index) in spots:
                tally[use.theme] = tally.get(use.theme, 0) + 1
        best = sorted(tally, key=lambda t: (-tally[t], t))[:3]
        return ", ".join(f"{quoted(self.theme(t).label)} ({tally[t]})" for t in best)
