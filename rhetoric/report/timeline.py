"""When: a row a theme, a bar a frame use as wide as its date is uncertain, events beneath."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from rhetoric.dates import describe
from rhetoric.report.axis import Axis, build_axis, silences
from rhetoric.report.events_lane import draw_events
from rhetoric.report.groups import Cast
from rhetoric.report.matrix import Matrix, Row
from rhetoric.report.record import LONGEST_DATED, Record
from rhetoric.report.svg import glyph, label, picture, tag, text_width, words
from rhetoric.report.uses import Use

_LANE = 13.0
_BAR = 9.0
_LEAST = 9.0
#: A theme used so often that its marks need more lanes than this is drawn in part.
_MOST_LANES = 14


@dataclass(frozen=True)
class Mark:
    """A group's use of a theme in one statement, drawn once a function."""

    use: Use
    left: float
    right: float


def in_time(use: Use) -> bool:
    """Whether a use is dated precisely enough to be drawn."""
    return use.date.days is not None and use.date.days <= LONGEST_DATED


def _marks(row: Row, axis: Axis) -> list[list[Mark]]:
    """The marks of a theme in lanes, so that none covers another."""
    lanes: list[list[Mark]] = []
    seen: set[tuple[str, str]] = set()
    for use in sorted(row.uses, key=lambda u: (u.date.middle, u.number)):
        key = (use.statement.id, use.mode)
        if key in seen or not in_time(use):
            continue
        seen.add(key)
        for left, right in axis.bars(use.date.first, use.date.last):
            grow = max(0.0, _LEAST - (right - left)) / 2
            mark = Mark(use, left - grow, right + grow)
            for lane in lanes:
                if all(mark.left > m.right + 1 or mark.right < m.left - 1 for m in lane):
                    lane.append(mark)
                    break
            else:
                if len(lanes) < _MOST_LANES:
                    lanes.append([mark])
    return lanes


def _draw(mark: Mark, y: float, cast: Cast, labels: Record) -> Markup:
    use = mark.use
    group = cast.group(use.group)
    css = group.css if group else ""
    target = f" of {labels.lexicon.actors.label(use.target)}" if use.target else ""
    doubt = ", unconfirmed" if use.unconfirmed else ""
    tip = (
        f"{group.label if group else use.group} {use.mode} "
        f"“{labels.lexicon.theme(use.theme).label}”{target}, {describe(use.date)}{doubt}"
    )
    bar = tag("rect", x=mark.left, y=y, width=mark.right - mark.left, height=_BAR, rx=_BAR / 2,
              class_=f"span {use.mode}" + (" doubt" if use.unconfirmed else ""))  # fmt: skip
    shape = glyph(use.mode, (mark.left + mark.right) / 2, y + _BAR / 2, 4)
    return tag("a", tag("title", words(tip)), bar, shape, href=f"#{use.id}",
               class_=f"mark {css}", data_q=f"uses={use.number}")  # fmt: skip


def _backdrop(record: Record, axis: Axis, top: float, bottom: float) -> list[Markup]:
    found = [
        tag("rect", x=left, y=top, width=right - left, height=bottom - top, class_="silence")
        for first, last in silences(record.corpus.statements, axis)
        for left, right in axis.bars(first, last)
    ]
    free = 0.0
    for tick in axis.ticks():
        kind, foot = ("tick strong", bottom) if tick.strong else ("tick", top + 4)
        found.append(tag("line", x1=tick.x, x2=tick.x, y1=top - 4, y2=foot, class_=kind))
        if tick.label and (tick.strong or tick.x >= free):
            text = "year" if tick.strong else "month"
            found.append(label(tick.x + 3, top - 7, tick.label, text))
            free = tick.x + 3 + text_width(tick.label, 13.5 if tick.strong else 11)
    return found


def draw_timeline(record: Record, matrix: Matrix, width: float, event_rows: int) -> Markup:
    """The whole picture at a width; empty when no statement is dated."""
    axis = build_axis(record.corpus.statements, 8.0, width - 8.0)
    if axis is None:
        return Markup("")
    top, y = 30.0, 34.0
    body: list[Markup] = []
    for row in matrix.themes:
        lanes = _marks(row, axis)
        drawn = {m.use.statement.id for lane in lanes for m in lane}
        body.append(tag("line", x1=8, x2=width - 8, y1=y, y2=y, class_="rule"))
        heading = row.theme.label if width > 500 else _short(row.theme.label, width - 70)
        body.append(label(10, y + 14, heading, f"theme {row.theme.tone}"))
        apart = len({u.statement.id for u in row.uses if not in_time(u)})
        left_out = len({u.statement.id for u in row.uses if in_time(u)} - drawn)
        asides = [f"+ {apart} undated"] if apart else []
        asides += [f"+ {left_out} not drawn"] if left_out else []
        if asides:
            body.append(label(width - 10, y + 14, ", ".join(asides), "aside", "end"))
        y += 20
        for lane in lanes:
            body += [_draw(mark, y, record.cast, record) for mark in lane]
            y += _LANE
        y += 5 if drawn else 0
    bottom = y + 2
    events = draw_events(record, axis, width, event_rows, top, bottom)
    height = events.bottom
    seams = [
        tag("rect", x=p.right, y=top - 22, width=axis.panels[n + 1].left - p.right,
            height=height - top + 22, class_="seam")
        for n, p in enumerate(axis.panels[:-1])
    ]  # fmt: skip
    return picture(
        width, height, "When each theme is used",
        "A row for each theme, a bar for each statement that uses it, as wide as its date is "
        "uncertain; grey where the corpus holds no statement. The ledger table holds the same.",
        *_backdrop(record, axis, top, bottom), *seams, *events.drawn, *body, class_="timeline",
    )  # fmt: skip


def _short(text: str, room: float) -> str:
    while text_width(text, 12.5) > room and " " in text:
        text = text.rsplit(" ", 1)[0] + "…"
        if text_width(text, 12.5) <= room:
            break
        text = text[:-1]
    return text
