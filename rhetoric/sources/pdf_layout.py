"""From glyphs on pages to lines in the order they are read: rows, page furniture, columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rhetoric.sources.visual_order import Glyph, bracket_sense, letters, line_text

#: A gap this wide, in font sizes, may part two columns.
_GUTTER = 1.2
#: Rows that a gutter must run through.
_COLUMN_ROWS = 4
#: How many places are tried for a gutter.
_MOST_TRIED = 20
#: How many rows at the top and at the foot of a page are looked at for what repeats.
_EDGE_ROWS = 3


@dataclass(frozen=True)
class Line:
    """A line of one column.

    Attributes:
        glyphs: its glyphs, in no order.
        x0: its left edge.
        x1: its right edge.
        y: the middle of its small letters, in points from the bottom of the page.
        size: the size of most of its glyphs.
    """

    glyphs: tuple[Glyph, ...]
    x0: float
    x1: float
    y: float
    size: float


def line_of(glyphs: Sequence[Glyph]) -> Line:
    """A line of glyphs, of which one at least is no space."""
    inked = [g for g in glyphs if g.text.strip()]
    sizes = Counter(round(g.size, 1) for g in inked)
    size = max(sizes, key=lambda s: (sizes[s], s))
    main = [g for g in inked if abs(g.size - size) < 0.1 * size] or inked
    return Line(
        tuple(glyphs), min(g.x0 for g in inked), max(g.x1 for g in inked),
        median(g.middle for g in main), size,
    )  # fmt: skip


class Reader:
    """Turns lines into text the way the document as a whole runs."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        counts = [letters(line.glyphs) for page in pages for line in page]
        right, left = sum(c[0] for c in counts), sum(c[1] for c in counts)
        self.right_to_left = right > left
        self._mirrored = False
        if right:
            lines = [line for page in pages for line in page if letters(line.glyphs)[0]]
            plain = sum(bracket_sense(self.text(line)) for line in lines)
            self._mirrored = True
            self._mirrored = sum(bracket_sense(self.text(line)) for line in lines) > plain

    def runs_from_the_right(self, line: Line) -> bool:
        """Whether a line runs from right to left."""
        right, left = letters(line.glyphs)
        if not right and not left:
            return self.right_to_left
        return right > 0 if self.right_to_left else right > left

    def text(self, line: Line) -> str:
        """The text of a line."""
        return line_text(
            line.glyphs, right_to_left=self.runs_from_the_right(line), mirrored=self._mirrored
        )


def rows_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The glyphs of a page as rows, from the top; a row goes through all columns."""
    rows: list[tuple[float, float, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.middle, g.x0)):
        if rows and rows[-1][0] - glyph.middle < 0.35 * max(rows[-1][1], glyph.size):
            rows[-1][2].append(glyph)
        else:
            rows.append((glyph.middle, glyph.size, [glyph]))
    return [line_of(row) for _, _, row in rows if any(g.text.strip() for g in row)]


def without_furniture(
    pages: Sequence[Sequence[Line]], reader: Reader
) -> tuple[list[list[Line]], dict[str, int]]:
    """The rows without headers, footers and page numbers, and those with how often they stood."""
    kept = [list(page) for page in pages]
    seen: Counter[tuple[str, int]] = Counter()
    looks: list[dict[tuple[str, int], list[int]]] = []
    for page in pages:
        here: dict[tuple[str, int], list[int]] = {}
        edges = {
            *range(min(_EDGE_ROWS, len(page))),
            *range(max(0, len(page) - _EDGE_ROWS), len(page)),
        }
        for i in edges:
            look = re.sub(r"\d+|\b[ivxlc]+\b", "#", reader.text(page[i]).lower())
            for near in (-1, 0, 1):  # it may stand a little higher or lower
                here.setdefault((look, round(page[i].y / 6) + near), []).append(i)
        looks.append(here)
        seen.update(here.keys())
    needed = max(2, -(-len([p for p in pages if p]) // 3))
    gone: Counter[str] = Counter()
    for number, (page, here) in enumerate(zip(pages, looks, strict=True)):
        dropped = {i for key, where in here.items() if seen[key] >= needed for i in where}
        # What repeats stands at the very edge: nothing but furniture is beyond it.
        top = next((i for i in range(len(page)) if i not in dropped), len(page))
        foot = next((i for i in reversed(range(len(page))) if i not in dropped), -1)
        for i in dropped:
            if i < top or i > foot:
                gone[re.sub(r"\d+", "#", reader.text(page[i]))] += 1
        kept[number] = [line for i, line in enumerate(page) if top <= i <= foot]
    return kept, dict(gone)


def split_notes(rows: Sequence[Line], body_size: float) -> tuple[list[Line], list[Line]]:
    """The rows of a page, and the footnotes in small print below them."""
    at = len(rows)
    while at > 0 and rows[at - 1].size <= 0.88 * body_size:
        at -= 1
    return (list(rows[:at]), list(rows[at:])) if at else (list(rows), [])


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size in which most of a document is set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def columns_of(rows: Sequence[Line], reader: Reader) -> list[list[Line]]:
    """The lines of a page by column, in the order they are read.

    Where a gutter runs through several rows in a row, what is above it comes first, then
    the columns (from the right in Arabic), then what is below.
    """
    if len(rows) < _COLUMN_ROWS:
        return [list(rows)] if rows else []
    runs = {_column_run(rows, i, x) for i in range(len(rows)) for x in _gutters(rows, i)}
    for first, end, x in sorted(runs, key=lambda run: run[0] - run[1])[:_MOST_TRIED]:
        left_half, right_half = _halves(rows[first:end], x)
        if _is_column(left_half) and _is_column(right_half):
            break
    else:
        return [list(rows)]
    halves = [right_half, left_half] if reader.right_to_left else [left_half, right_half]
    parts = [rows[:first], *halves, rows[end:]]
    return [column for part in parts for column in columns_of(part, reader)]


def _gaps(row: Line) -> list[tuple[float, float]]:
    """Where a row has nothing for a while."""
    inked = sorted((g for g in row.glyphs if g.text.strip()), key=lambda g: g.x0)
    gaps, end = [], inked[0].x1
    for glyph in inked:
        if glyph.x0 - end > _GUTTER * row.size:
            gaps.append((end, glyph.x0))
        end = max(end, glyph.x1)
    return gaps


def _gutters(rows: Sequence[Line], i: int) -> list[float]:
    """Where there may be a gutter, going by a row and the one below it."""
    row, below = rows[i], rows[min(i + 1, len(rows) - 1)]
    found = [round((a + b) / 2) for a, b in _gaps(row)]
    for left, right in ((row, below), (below, row)):
        if left.x1 < right.x0:
            found.append(round((left.x1 + right.x0) / 2))
    return [float(x) for x in found]


def _column_run(rows: Sequence[Line], at: int, x: float) -> tuple[int, int, float]:
    """The rows around one that leave a place free; lines of two columns may alternate."""
    first, end = at, at + 1
    while end < len(rows) and _leaves_free(rows[end], x):
        end += 1
    while first > 0 and _leaves_free(rows[first - 1], x):
        first -= 1
    return first, end, x


def _leaves_free(row: Line, x: float) -> bool:
    return row.x1 < x or row.x0 > x or any(a < x < b for a, b in _gaps(row))


def _is_column(rows: Sequence[Line]) -> bool:
    """Whether rows are lines of running text and not the cells of a table."""
    if len(rows) < _COLUMN_ROWS:
        return False
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    filled = median(row.x1 - row.x0 for row in rows)
    return filled > 0.6 * width and filled > 8 * median(row.size for row in rows)


def _halves(rows: Sequence[Line], x: float) -> tuple[list[Line], list[Line]]:
    """The rows cut in two: lines of the two columns need not stand at one height."""
    halves: list[list[Glyph]] = [[], []]
    for row in rows:
        for glyph in row.glyphs:
            halves[(glyph.x0 + glyph.x1) / 2 > x].append(glyph)
    return rows_of(halves[0]), rows_of(halves[1])
