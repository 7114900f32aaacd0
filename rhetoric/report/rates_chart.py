"""Small multiples of rates: a panel for each theme, a dot with its interval for each side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from rhetoric.compare.choices import LEAST
from rhetoric.report.compared import Compared, Side
from rhetoric.report.svg import label, picture, tag, text_width, words

_ROW, _HEAD, _GAP, _FOOT = 19.0, 22.0, 30.0, 16.0
#: Scales a picture may have: the least that holds every interval.
_TOPS = (0.1, 0.25, 0.5, 1.0)


def panels_across(width: float) -> int:
    """How many panels stand side by side."""
    return max(1, int((width + _GAP) // 320))


def top_of(rows: Sequence[Mapping[str, Any]]) -> float:
    """The end of the scale: the same for all panels."""
    most = max((r["rate_high"] or 0.0 for r in rows), default=1.0)
    return next((top for top in _TOPS if top >= most), 1.0)


def ticks(top: float) -> list[float]:
    """Where the scale is marked."""
    return [0.0, top / 2, top]


def percent(share: float) -> str:
    """A share in per cent, as short as can be.

    >>> percent(0.125), percent(0.5), percent(0.05)
    ('12.5 %', '50 %', '5 %')
    """
    return f"{100 * share:g} %"


def draw_rates(compared: Compared, width: float) -> Markup:
    """The panels at a width; empty where no theme is asserted."""
    themes, sides = compared.themes, compared.sides
    if not themes:
        return Markup("")
    across = panels_across(width)
    room = (width - _GAP * (across - 1)) / across
    names = min(max(text_width(s.label, 12.0) for s in sides) + 8, room * 0.36)
    most = max(s.statements for s in sides)
    figures = text_width(f"{most} of {most}", 11.0) + 8
    shown = [compared.rates[t.id, s.id] for t in themes for s in sides]
    top = top_of([r for r, s in zip(shown, sides * len(themes), strict=True) if s.enough])
    high = _HEAD + _ROW * len(sides) + _FOOT
    body: list[Markup] = []
    for n, theme in enumerate(themes):
        left, above = (n % across) * (room + _GAP), (n // across) * (high + 14)
        scale = left + names, left + room - figures
        marks = [_head(compared, theme.id, theme.label, left, above + 14, room)]
        for x in ticks(top):
            at = scale[0] + x / top * (scale[1] - scale[0])
            marks.append(tag("line", x1=at, x2=at, y1=above + _HEAD, y2=above + high - _FOOT,
                             class_="tick"))  # fmt: skip
            if n // across == (len(themes) - 1) // across or n + across >= len(themes):
                anchor = "start" if not x else "end" if x == top else "middle"
                marks.append(label(at, above + high - 3, percent(x), "scale", anchor))
        for row, side in enumerate(sides):
            y = above + _HEAD + _ROW * row + 10
            marks.append(_side(compared, theme.id, side, y, left, scale, top, left + room))
        body.append(tag("g", *marks, class_="panel"))
    height = ((len(themes) - 1) // across + 1) * (high + 14)
    return picture(
        width, height, "How often each side asserts each theme",
        "A panel for each theme, a row for each side: the dot is the share of its statements "
        "that assert the theme, the line its 95 % interval, the figures how many of how many. "
        "The table of contrasts holds the same.",
        *body, class_="rates",
    )  # fmt: skip


def _head(compared: Compared, theme: str, text: str, left: float, y: float, room: float) -> Markup:
    rows = compared.rows_by_theme.get(theme, [])
    found = any(d.found for d in rows)
    size = 12.5
    limit = room - (50 if found else 0)
    while text_width(text, size) > limit and " " in text:
        text = text.rpartition(" ")[0].rstrip(",;:") + "…"
        text = text.replace("……", "…")
        if text_width(text, size) <= limit:
            break
        text = text[:-1]
    marks = [label(left, y, text, "theme")]
    if found:
        marks.append(label(left + room, y, "differs", "found", "end"))
    drawn = tag("g", *marks)
    return tag("a", drawn, href=f"#{rows[0].anchor}") if rows else drawn


def _side(
    compared: Compared,
    theme: str,
    side: Side,
    y: float,
    left: float,
    scale: tuple[float, float],
    top: float,
    right: float,
) -> Markup:
    row = compared.rates[theme, side.id]
    low, high, rate = (row[k] or 0.0 for k in ("rate_low", "rate_high", "rate"))

    def x(share: float) -> float:
        return scale[0] + min(share, top) / top * (scale[1] - scale[0])

    of = f"{row['having']} of {row['statements']}"
    tip = f"{side.label}: {of} statements"
    if side.enough:
        tip += f", 95 % interval {100 * low:.0f}–{100 * high:.0f} %"
    else:
        tip += ": not comparable"
    parts = [tag("title", words(tip)), label(left, y + 4, side.label, "row")]
    if side.enough:
        parts.append(tag("line", x1=x(low), x2=x(high), y1=y, y2=y, class_="interval"))
        parts.append(tag("circle", cx=x(rate), cy=y, r=4.0, class_="share"))
    else:
        parts.append(label(scale[0] + 4, y + 4, "too few to compare", "few"))
    parts.append(label(right, y + 4, of, "of", "end"))
    query = compared.query(theme, side.id)
    drawn = tag("g", *parts, class_=f"side {side.css}")
    if not query:
        return drawn
    return tag("a", drawn, href=f"#t-{theme}", data_q=query)


def draw_years(compared: Compared, years: Sequence[str], width: float) -> Markup:
    """Rates by year: a panel for each theme, an upright line for the interval of each side.

    Years in which nobody speaks are grey; a ring is a year with too few statements to tell.
    """
    themes, sides = compared.themes, compared.sides
    if not themes or not years:
        return Markup("")
    across = panels_across(width)
    room = (width - _GAP * (across - 1)) / across
    tall, foot, axis = 84.0, 18.0, 34.0
    high = _HEAD + 6 + tall + foot
    step = (room - axis) / len(years)
    every = max(1, -(-len(years) * 30 // int(room - axis)))
    body: list[Markup] = []
    for n, theme in enumerate(themes):
        left, above = (n % across) * (room + _GAP), (n // across) * (high + 12)
        base = above + _HEAD + 6 + tall
        marks = [_head(compared, theme.id, theme.label, left, above + 14, room)]
        for k, year in enumerate(years):
            x = left + axis + step * k
            spoken = [s for s in sides if (theme.id, s.id, year) in compared.by_year]
            if not spoken:
                marks.append(tag("rect", x=x, y=base - tall, width=step, height=tall,
                                 class_="silence"))  # fmt: skip
            if k % every == 0:
                told = year if step * every > 30 else f"’{year[2:]}"
                marks.append(label(x + step / 2, base + 14, told, "scale", "middle"))
        for share in (0.0, 0.5, 1.0):
            y = base - share * tall
            marks.append(tag("line", x1=left + axis, x2=left + room, y1=y, y2=y, class_="tick"))
            marks.append(label(left + axis - 4, y + 4, f"{100 * share:.0f} %", "scale", "end"))
        for place, side in enumerate(sides):
            offset = (place + 1) / (len(sides) + 1) * step
            marks.append(_line(compared, theme.id, side, years, left + axis + offset, step,
                               base, tall))  # fmt: skip
        body.append(tag("g", *marks, class_="panel"))
    height = ((len(themes) - 1) // across + 1) * (high + 12)
    return picture(
        width, height, "How often each side asserts each theme, year by year",
        "A panel for each theme, years across: the dot is the share of a side's statements of "
        "that year that assert the theme, the line its 95 % interval. Grey years hold no "
        "statement. The table of rates by year holds the same.",
        *body, class_="rates years",
    )  # fmt: skip


def _line(
    compared: Compared,
    theme: str,
    side: Side,
    years: Sequence[str],
    left: float,
    step: float,
    base: float,
    tall: float,
) -> Markup:
    parts: list[Markup] = []
    for k, year in enumerate(years):
        row = compared.by_year.get((theme, side.id, year))
        if row is None:
            continue
        x, y = left + step * k, base - (row["rate"] or 0.0) * tall
        tip = tag("title", words(f"{side.label}, {year}: {row['having']:g} of "
                                 f"{row['statements']:g} statements"))  # fmt: skip
        if row["statements"] >= LEAST:
            ends = [base - (row[k] or 0.0) * tall for k in ("rate_low", "rate_high")]
            drawn = [
                tag("line", x1=x, x2=x, y1=ends[0], y2=ends[1], class_="interval"),
                tag("circle", cx=x, cy=y, r=3.6, class_="share"),
            ]
        else:
            drawn = [tag("circle", cx=x, cy=y, r=2.8, class_="thin")]
        parts.append(tag("g", tip, *drawn))
    return tag("g", *parts, class_=f"side {side.css}") if parts else Markup("")
