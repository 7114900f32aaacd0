"""When, with many statements: a carpet a theme, a row a group, a cell a period.

A mark for every statement fills lanes without end once there are hundreds. Here a cell
says whether a group asserts the theme in a period, beside the periods in which it spoke
without it: a rate is read together with what it is a rate of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from rhetoric.report.axis import Axis, Panel, build_axis
from rhetoric.report.events_lane import draw_events
from rhetoric.report.groups import Group
from rhetoric.report.matrix import Matrix, Row
from rhetoric.report.record import LONGEST_DATED, Record
from rhetoric.report.svg import label, number, picture, tag, text_width, words
from rhetoric.report.uses import Use, statements_of
from rhetoric.report.wording import count

#: More statements and functions than this among the themes are drawn as carpets.
CROWDED = 400
#: Months of a period, the first that gives no more than _MOST_CELLS of them.
_MONTHS = (1, 3, 6, 12, 24, 60, 120)
_MOST_CELLS = 48
#: No more groups than this have a row of their own; the others share the last one.
MOST_GROUPS = 14
_HEIGHT, _ROOM = 9.0, 11.0


@dataclass(frozen=True)
class Period:
    """A calendar bin. `end` is the day after its last."""

    start: date
    end: date

    @property
    def label(self) -> str:
        """`2013`, `2013–2014`, `May 2013`, `May–July 2013`."""
        last = date.fromordinal(self.end.toordinal() - 1)
        if self.start.month == 1 and last.month == 12:
            years = sorted({self.start.year, last.year})
            return "–".join(str(y) for y in years)
        months = [f"{d:%B}" for d in (self.start, last)]
        return f"{'–'.join(dict.fromkeys(months))} {last.year}"


def is_crowded(matrix: Matrix) -> bool:
    """Whether there are too many marks for one a statement and function."""
    marks = sum(len({(u.statement.id, u.mode) for u in row.uses}) for row in matrix.themes)
    return marks > CROWDED


def periods(start: date, end: date) -> tuple[Period, ...]:
    """Calendar bins from the year of `start` up to `end`, of the shortest length that is drawn."""
    months = (end.year - start.year) * 12 + end.month - 1
    step = next((m for m in _MONTHS if months / m <= _MOST_CELLS), _MONTHS[-1])
    found = []
    at = start.year * 12
    while date(at // 12, at % 12 + 1, 1) < end:
        after = at + step
        found.append(Period(date(at // 12, at % 12 + 1, 1), date(after // 12, after % 12 + 1, 1)))
        at = after
    return tuple(found)


@dataclass(frozen=True)
class _Line:
    """A row of every carpet: a group, or those that share the last row; its spoken periods."""

    css: str
    label: str
    groups: frozenset[str]
    spoken: Mapping[int, int]


def _lines(record: Record, groups: Sequence[Group], bins: Sequence[Period]) -> list[_Line]:
    kept = sorted(groups, key=lambda g: -g.statements)[:MOST_GROUPS]
    chosen = [[g] for g in groups if g in kept]
    others = [g for g in groups if g not in kept]
    found = []
    for members in [*chosen, others] if others else chosen:
        ids = frozenset(g.id for g in members)
        spoken: dict[int, int] = {}
        for statement in record.corpus.statements:
            days = statement.date.days
            if statement.group in ids and days is not None and days <= LONGEST_DATED:
                at = _bin(bins, statement.date.middle)
                spoken[at] = spoken.get(at, 0) + 1
        one = members[0] if len(members) == 1 else None
        name = one.label if one else f"{count(len(members), 'other')}"
        found.append(_Line(one.css if one else "", name, ids, spoken))
    return found


def _bin(bins: Sequence[Period], day: date) -> int:
    return max(n for n, period in enumerate(bins) if period.start <= day)


def draw_carpet(record: Record, matrix: Matrix, width: float, event_rows: int) -> Markup:
    """The whole picture at a width; empty when no statement is dated."""
    span = build_axis(record.corpus.statements, 0.0, 1.0)
    if span is None:
        return Markup("")
    bins = periods(span.start, span.end)
    slim = width < 500
    size = 8.5 if slim else 10.5
    lines = _lines(record, matrix.groups, bins)
    left = min(14 + max(text_width(line.label, size) for line in lines), width * 0.3)
    axis = Axis((Panel(bins[0].start, bins[-1].end, left, width - 8.0),))
    top, y = 30.0, 34.0
    body: list[Markup] = []
    for row in matrix.themes:
        heading = row.theme.label if not slim else _fitting(row.theme.label, width - 16)
        body.append(tag("line", x1=8, x2=width - 8, y1=y, y2=y, class_="rule"))
        body.append(label(10, y + 14, heading, f"theme {row.theme.tone}"))
        y += 20
        for line in lines:
            body.append(_named(line, left, y, size))
            body += _cells(row, line, bins, axis, y)
            y += _ROOM
        y += 7
    events = draw_events(record, axis, width, event_rows, top, y + 2)
    return picture(
        width, events.bottom, "When each theme is asserted",
        "For each theme a row a group and a cell a period: filled where the group asserts the "
        "theme, empty where it speaks without doing so, nothing where it does not speak. The "
        "ledger table holds the same.",
        *_years(axis, top, y + 2), *events.drawn, *body, class_="timeline carpet",
    )  # fmt: skip


def _named(line: _Line, left: float, y: float, size: float) -> Markup:
    return tag("text", words(line.label), x=left - 5, y=y + 8, text_anchor="end",
               font_size=size, class_="row")  # fmt: skip


def _cells(row: Row, line: _Line, bins: Sequence[Period], axis: Axis, y: float) -> list[Markup]:
    """One group's row of a carpet: where it speaks, then where it asserts the theme."""
    asserted: dict[int, list[Use]] = {}
    for cell in row.cells:
        if cell.group.id not in line.groups:
            continue
        for use in cell.uses:
            days = use.date.days
            if use.mode == "asserts" and days is not None and days <= LONGEST_DATED:
                asserted.setdefault(_bin(bins, use.date.middle), []).append(use)

    def begin_and_width(at: int) -> tuple[str, str]:
        x = axis.x(bins[at].start)
        return number(x), number(max(axis.panels[0].x(bins[at].end) - x - 1.2, 1.0))

    def box(at: int) -> str:
        x, wide = begin_and_width(at)
        return f"M{x} {number(y)}h{wide}v{number(_HEIGHT)}h-{wide}z"

    def dash(at: int) -> str:
        """As a thick stroke, which takes half of the characters: there are thousands."""
        x, wide = begin_and_width(at)
        return f"M{x} {number(y + _HEIGHT / 2)}h{wide}"

    found = []
    if silent := [at for at in sorted(line.spoken) if at not in asserted]:
        found.append(
            tag("path", d="".join(dash(at) for at in silent), class_="spoke",
                stroke_width=number(_HEIGHT))
        )  # fmt: skip
    for at, uses in sorted(asserted.items()):
        hits, total = len(statements_of(uses)), line.spoken[at]
        tip = f"{line.label}, {bins[at].label}: {hits} of {count(total, 'statement')}"
        share: dict[str, str | float] = (
            {"fill_opacity": f"{0.35 + 0.65 * hits / total:.2f}"} if hits < total else {}
        )
        found.append(
            tag("a", tag("title", words(tip)), tag("path", d=box(at), **share),
                href="#ledger", data_q="uses=" + ",".join(str(u.number) for u in uses),
                class_=f"cell {line.css}".strip())
        )  # fmt: skip
    return found


def _years(axis: Axis, top: float, bottom: float) -> list[Markup]:
    """Years at the top and hairlines down, as many as there is room for."""
    first, last = axis.start.year, axis.end.year
    room = (axis.panels[0].right - axis.panels[0].left) / max(last - first, 1)
    step = next((n for n in (1, 2, 5, 10, 20) if room * n >= 34), 50)
    found = []
    for year in range(first, last):
        if year % step:
            continue
        x = axis.x(date(year, 1, 1))
        found.append(tag("line", x1=x - 0.6, x2=x - 0.6, y1=top - 4, y2=bottom, class_="tick"))
        found.append(label(x + 1, top - 7, str(year), "year"))
    return found


def _fitting(text: str, room: float) -> str:
    """The words of a text for which there is room."""
    if text_width(text, 12.5) <= room:
        return text
    while " " in text and text_width(text + "…", 12.5) > room:
        text = text.rsplit(" ", 1)[0]
    return text + "…"
