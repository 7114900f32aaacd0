"""Who answers whom: two rows of statements along the time axis, a curve for every answer.

(`rhetoric.report.exchange` draws who speaks of whom.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from rhetoric.dates import describe
from rhetoric.exchange import Answer, Exchange
from rhetoric.model import Statement
from rhetoric.report.axis import Axis, build_axis
from rhetoric.report.record import LONGEST_DATED
from rhetoric.report.svg import label, number, picture, tag, text_width, words

_LANE, _BAR, _LEAST = 15.0, 10.0, 10.0
#: Room for the curves between the two rows.
_BETWEEN = 110.0


@dataclass(frozen=True)
class _Bar:
    """A statement in the picture: as wide as its date is uncertain."""

    statement: Statement
    left: float
    right: float
    lane: int = 0

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def drawable(statement: Statement) -> bool:
    """Whether a statement is dated precisely enough to be drawn."""
    return statement.date.days is not None and statement.date.days <= LONGEST_DATED


def _bars(statements: Sequence[Statement], axis: Axis) -> list[_Bar]:
    """The statements of a side in lanes, so that none covers another; lane 0 is nearest."""
    bars: list[_Bar] = []
    for statement in statements:
        pieces = axis.bars(statement.date.first, statement.date.last)
        if not pieces:
            continue
        left, right = pieces[0][0], pieces[-1][1]
        grow = max(0.0, _LEAST - (right - left)) / 2
        left, right, lane = left - grow, right + grow, 0
        while any(b.lane == lane and left <= b.right + 1 and right >= b.left - 1 for b in bars):
            lane += 1
        bars.append(_Bar(statement, left, right, lane))
    return bars


def draw_answers(
    found: Exchange,
    side_of: Mapping[str, str],
    width: float,
    *,
    labels: Mapping[str, str] | None = None,
    css: Mapping[str, str] | None = None,
) -> Markup:
    """The picture at a width; empty when no answer can be drawn.

    Args:
        side_of: statement id → its side.
        labels: side → its name in the picture; by default the id.
        css: group → class of its colour.
    """
    shown = [a for a in found.answers if drawable(a.earlier) and drawable(a.later)]
    taking_part = {s.id: s for a in shown for s in (a.earlier, a.later)}
    axis = build_axis([s for s in found.statements if drawable(s)], 8.0, width - 8.0)
    if axis is None or not shown:
        return Markup("")
    rows = [
        _bars([s for s in found.statements if s.id in taking_part and side_of[s.id] == side], axis)
        for side in found.sides
    ]
    depth = [1 + max((b.lane for b in bars), default=0) for bars in rows]
    upper = 62.0 + depth[0] * _LANE
    lower = upper + _BETWEEN
    bottom = lower + depth[1] * _LANE + 4
    at: dict[str, tuple[float, float]] = {}
    body: list[Markup] = []
    for row, bars in enumerate(rows):
        for bar in bars:
            y = upper - (bar.lane + 1) * _LANE if row == 0 else lower + bar.lane * _LANE
            at[bar.statement.id] = bar.middle, (y + _BAR if row == 0 else y)
            body.append(_draw_bar(bar, y, (css or {}).get(bar.statement.group, "")))
    names = [(labels or {}).get(side, side) for side in found.sides]
    heads = [
        label(10, 48, names[0], "side"),
        label(10, bottom + 14, names[1], "side"),
    ]
    return picture(
        width, bottom + 22, f"Who answers whom: {names[0]} and {names[1]}",
        "A bar for each statement, as wide as its date is uncertain; a curve from each statement "
        "down or up to the earlier one it answers, thicker the surer. The table of answers holds "
        "the same.",
        *_ticks(axis, 24.0, bottom), *heads, *(_draw_answer(a, at) for a in shown), *body,
        class_="answers",
    )  # fmt: skip


def _ticks(axis: Axis, top: float, bottom: float) -> list[Markup]:
    marks: list[Markup] = []
    free = 0.0
    for tick in axis.ticks():
        foot = bottom if tick.strong else top + 8
        kind = "tick strong" if tick.strong else "tick"
        marks.append(tag("line", x1=tick.x, x2=tick.x, y1=top, y2=foot, class_=kind))
        if tick.label and tick.x >= free:
            marks.append(label(tick.x + 3, top - 3, tick.label, "year" if tick.strong else "month"))
            free = tick.x + 3 + text_width(tick.label, 13.5 if tick.strong else 11)
    return marks


def _draw_bar(bar: _Bar, y: float, css: str) -> Markup:
    statement = bar.statement
    doubt = ", unconfirmed" if statement.unconfirmed else ""
    tip = f"{statement.title or statement.id}, {describe(statement.date)}{doubt}"
    kind = "span asserts doubt" if statement.unconfirmed else "span asserts"
    rect = tag("rect", x=bar.left, y=y, width=bar.right - bar.left, height=_BAR, rx=_BAR / 2,
               class_=kind)  # fmt: skip
    return tag("g", tag("title", words(tip)), rect, class_=f"mark {css}".strip(),
               data_statement=statement.id)  # fmt: skip


def _draw_answer(answer: Answer, at: Mapping[str, tuple[float, float]]) -> Markup:
    (x1, y1), (x2, y2) = at[answer.later.id], at[answer.earlier.id]
    bend = (y2 - y1) * 0.5
    path = (
        f"M{number(x1)} {number(y1)}C{number(x1)} {number(y1 + bend)} "
        f"{number(x2)} {number(y2 - bend)} {number(x2)} {number(y2)}"
    )
    doubt = ", unconfirmed" if answer.unconfirmed else ""
    tip = (
        f"{answer.later.title or answer.later.id} {answer.kind}: "
        f"{answer.earlier.title or answer.earlier.id}, score {answer.score:.2f}{doubt}"
    )
    line = tag("path", d=path, stroke_width=0.8 + 3.2 * answer.score, fill="none",
               stroke="currentColor", class_="curve")  # fmt: skip
    end = tag("circle", cx=x2, cy=y2, r=2.6, class_="dot")
    kind = f"answer {answer.kind.replace(' ', '-')}" + (" doubt" if answer.unconfirmed else "")
    return tag("g", tag("title", words(tip)), line, end, class_=kind)
