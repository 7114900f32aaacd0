"""The map of the corpus as a picture: a point a statement, near to what says much the same.

Colour tells the group, shape the camp. With many statements a point each would hide what is
there: then cells say how many lie where, and which group has the most of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup

from rhetoric.corpus import Corpus
from rhetoric.dates import describe
from rhetoric.report.groups import Cast, Group
from rhetoric.report.svg import label, number, picture, tag, text_width, words
from rhetoric.report.wording import count
from rhetoric.searching.map import CorpusMap, Point

#: More points than this are drawn as cells.
MOST_POINTS = 1500
#: Most groups in the key.
_MOST_KEYED = 20
_SHAPES = ("disc", "square", "triangle", "diamond", "wedge", "cross")
#: Up to so many points bear their year.
_DATED = 60
#: For those who belong to no camp.
_RING = "ring"
_KEY, _PAD = 168.0, 16.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Scale:
    """From the map's own measure to the picture."""

    size: float
    left: float
    top: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + x * self.size, self.top + y * self.size


def draw_map(
    found: CorpusMap, corpus: Corpus, cast: Cast, width: float, linked: Collection[str] = ()
) -> Markup:
    """The whole picture at a width.

    Args:
        corpus: the statements, for their titles, dates and groups.
        cast: gives each group its colour and each camp its shape.
        linked: ids of statements that have an entry to lead to.
    """
    slim = width < 500
    groups = _spoken(found, corpus, cast)
    crowded = len(found.points) > MOST_POINTS
    key, bottom = _key(groups, cast, width, slim, crowded)
    xs, ys = [p.x for p in found.points], [p.y for p in found.points]
    wide, high = max(max(xs) - min(xs), 0.2), max(max(ys) - min(ys), 0.2)
    room = width - 2 * _PAD - (0 if slim else _KEY)
    tall = 460.0 if slim or len(found.points) <= _DATED else 580.0
    size = min(room / wide, tall / high)
    top = bottom if slim else _PAD
    scale = _Scale(
        size,
        _PAD + room / 2 - size * (max(xs) + min(xs)) / 2,
        top + size * high / 2 - size * (max(ys) + min(ys)) / 2,
    )
    base = top + size * high
    taken: list[Box] = []
    if crowded:
        body = list(_cells(found, corpus, cast, scale, room / (22 if slim else 44)))
    else:
        radius = _radius(len(found.points), slim)
        body, taken = _points(found, corpus, cast, scale, radius, linked)
        if len(found.points) <= _DATED:
            body += _years(found, corpus, scale, radius, taken, width)
    names = list(_areas(found, scale, taken, slim, (2.0, top, width - (0 if slim else _KEY), base)))
    listed = " The nearest others of each statement are listed in words on this page."
    listed = listed if linked else ""
    return picture(
        width, max(base, 0 if slim else bottom) + _PAD, "Map of the corpus",
        "Each statement is a point; those that are near to one another in meaning lie near to one "
        "another. Colour tells the group, shape the camp. Directions and long distances mean "
        "nothing." + listed
        if not crowded else
        "Cells hold statements that are near to one another in meaning: the larger a cell, the "
        "more; its colour is that of the group with the most. Directions and long distances mean "
        "nothing.",
        *body, *names, *key, class_="map slim" if slim else "map",
    )  # fmt: skip


def _radius(points: int, slim: bool) -> float:
    plain = 5.5 if points <= 120 else 4.2 if points <= 450 else 2.8
    return plain * (0.8 if slim else 1.0)


def _spoken(found: CorpusMap, corpus: Corpus, cast: Cast) -> list[tuple[Group, int]]:
    """The groups on the map in the order of the page, with how many statements each has."""
    tally: Counter[str] = Counter()
    for point in found.points:
        for name in point.statements:
            tally[corpus.statement(name).group] += 1
        tally[corpus.statement(point.statements[0]).group] += point.copies
    return [(g, tally[g.id]) for g in cast.groups if tally[g.id]]


def _shape(camp: str, cast: Cast) -> str:
    sides = [c.id for c in cast.sides]
    return _SHAPES[sides.index(camp) % len(_SHAPES)] if camp in sides else _RING


def _mark(shape: str, x: float, y: float, r: float) -> Markup:
    """A shape of about the same area as a disc of that radius."""
    if shape == "disc":
        return tag("circle", cx=x, cy=y, r=r)
    if shape == _RING:
        return tag("circle", cx=x, cy=y, r=r * 0.85, class_="ring")
    if shape == "square":
        d = 1.8 * r
        path = f"M{number(x - d / 2)} {number(y - d / 2)}h{number(d)}v{number(d)}h-{number(d)}z"
    elif shape in ("triangle", "wedge"):
        up = 1 if shape == "triangle" else -1
        a, h = 1.2 * r, 2 * r * up
        path = f"M{number(x)} {number(y - h * 0.625)}l{number(a)} {number(h)}h-{number(2 * a)}z"
    elif shape == "diamond":
        half = number(1.3 * r)
        path = f"M{number(x)} {number(y - 1.3 * r)}l{half} {half}l-{half} {half}l-{half}-{half}z"
    else:
        a, b = 0.9 * r, 0.8 * r
        steps = (a, b, b, a, -b, b, -a, -b, -b, -a, b)
        path = f"M{number(x - a / 2)} {number(y - a / 2 - b)}"
        path += "".join(f"{'hv'[n % 2]}{number(step)}" for n, step in enumerate(steps)) + "z"
    return tag("path", d=path)


def _key(
    groups: Sequence[tuple[Group, int]], cast: Cast, width: float, slim: bool, crowded: bool
) -> tuple[list[Markup], float]:
    """Whose points are which: a column on the right, or rows above; and where it ends."""
    left = 8.0 if slim else width - _KEY + 18
    x, y = left, 16.0
    entries = groups[:_MOST_KEYED]
    more = len(groups) - len(entries)
    texts = [(f"{g.label} {n}", g) for g, n in entries]
    found: list[Markup] = []
    for text, group in texts:
        wide = 22 + text_width(text, 12.0)
        if slim and x > left and x + wide > width - 4:
            x, y = left, y + 19
        shape = "square" if crowded else _shape(group.camp, cast)
        full = tag("title", words(f"{group.full}: {text.rsplit(' ', 1)[1]}"))
        mark = _mark(shape, x + 6, y - 4, 5.0)
        found.append(
            tag("g", full, mark, label(x + 17, y, text, "key"), class_=f"point {group.css}")
        )
        if slim:
            x += wide + 4
        else:
            y += 20
    if more:
        x, y = (left, y + 19) if slim else (x, y)
        found.append(label(x, y, f"and {count(more, 'more group')}", "key"))
        y += 0 if slim else 20
    return found, y + (18 if slim else 0)


def _points(
    found: CorpusMap,
    corpus: Corpus,
    cast: Cast,
    scale: _Scale,
    radius: float,
    linked: Collection[str],
) -> tuple[list[Markup], list[Box]]:
    """Lines to what is much nearer than all else, and a mark a point; what room they take."""
    at = [scale.at(p.x, p.y) for p in found.points]
    path = "".join(
        f"M{number(at[a][0])} {number(at[a][1])}L{number(at[b][0])} {number(at[b][1])}"
        for a, b in found.lines
    )
    body = [tag("path", d=path, class_="near")] if path else []
    drawn: dict[str, list[Markup]] = {}
    counts: list[Markup] = []
    taken: list[Box] = []
    order = sorted(range(len(at)), key=lambda n: (-found.points[n].count, n))
    for n in order:
        point, (x, y) = found.points[n], at[n]
        first = corpus.statement(point.statements[0])
        group = cast.group(first.group)
        r = radius * sqrt(min(point.count, 9))
        taken.append((x - r, y - r, x + r, y + r))
        mark = _mark(_shape(group.camp if group else "", cast), x, y, r)
        inside = [tag("title", words(_tip(point, corpus, group))), mark]
        if point.count > 1:
            counts.append(label(x + r + 2, y + 4, f"×{point.count}", "many"))
        entry = {"href": f"#s-{first.id}"} if first.id in linked else {}
        drawn.setdefault(f"point {group.css}" if group else "point", []).append(
            tag("a" if entry else "g", *inside, **entry)
        )
    body += [tag("g", *marks, class_=css) for css, marks in sorted(drawn.items())]
    return body + counts, taken


def _years(
    found: CorpusMap, corpus: Corpus, scale: _Scale, radius: float, taken: list[Box], right: float
) -> list[Markup]:
    """The year beside each point, where it covers nothing; adds the room it takes."""
    drawn = []
    for point in found.points:
        day = corpus.statement(point.statements[0]).date
        if not day.known or point.count > 1:
            continue
        x, y = scale.at(point.x, point.y)
        wide = text_width(str(day.middle.year), 9.5)
        for left in (x + radius + 2, x - radius - 2 - wide):
            box = (left, y - 5, left + wide, y + 5)
            clear = left >= 0 and left + wide <= right
            if clear and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                drawn.append(label(left, y + 3.3, str(day.middle.year), "year"))
                break
    return drawn


def _tip(point: Point, corpus: Corpus, group: Group | None) -> str:
    first = corpus.statement(point.statements[0])
    told = f"{first.title or first.id}, {describe(first.date)}"
    told += f" ({group.label})" if group else ""
    if same := len(point.statements) - 1:
        told += f"; and {count(same, 'statement')} of the same words"
    if point.copies:
        told += f"; {count(point.copies, 'copy')}"
    return told


def _cells(
    found: CorpusMap, corpus: Corpus, cast: Cast, scale: _Scale, across: float
) -> Iterator[Markup]:
    """Hexagons: as large as there are statements, in the colour of the group with the most."""
    rise = across * 0.866
    held: dict[tuple[int, int], Counter[str]] = {}
    for point in found.points:
        x, y = scale.at(point.x, point.y)
        row = round(y / rise)
        column = round(x / across - (row % 2) / 2)
        tally = held.setdefault((row, column), Counter())
        tally[corpus.statement(point.statements[0]).group] += point.count
    most = max(tally.total() for tally in held.values())
    drawn: dict[str, list[Markup]] = {}
    for (row, column), tally in sorted(held.items()):
        leading = sorted(tally, key=lambda g: (-tally[g], g))
        r = across * 0.56 * (0.3 + 0.7 * sqrt(tally.total() / most))
        x, y = (column + (row % 2) / 2) * across, row * rise
        h, q = number(r * 0.866), number(r / 2)
        path = f"M{number(x)} {number(y - r)}l{h} {q}v{number(r)}l-{h} {q}l-{h}-{q}v-{number(r)}z"
        group = cast.group(leading[0])
        named = ", ".join(
            f"{tally[g]} {known.label if (known := cast.group(g)) else g}" for g in leading[:3]
        )
        told = named if len(tally) <= 3 else f"{count(tally.total(), 'statement')}: {named} …"
        drawn.setdefault(f"point {group.css}" if group else "point", []).append(
            tag("path", tag("title", words(told)), d=path)
        )
    for css, paths in sorted(drawn.items()):
        yield tag("g", *paths, class_=css)


def _areas(
    found: CorpusMap, scale: _Scale, taken: Sequence[Box], slim: bool, frame: Box
) -> Iterator[Markup]:
    """The words of the areas, where they cover no others and the fewest points."""
    size, high = (10.5, 14.0) if slim else (12.5, 17.0)
    placed: list[Box] = []
    for area in found.areas:
        text = " · ".join(area.words)
        half = text_width(text, size) / 2 + 3
        if 2 * half > frame[2] - frame[0]:
            continue
        middle, level = scale.at(area.x, area.y)
        middle = min(max(middle, frame[0] + half), frame[2] - half)
        best: tuple[int, int, Box] | None = None
        for n, step in enumerate((0, -1, 1, -2, 2, -3, 3, -4, 4)):
            y = level + step * high * 0.8
            box = (middle - half, y - high / 2, middle + half, y + high / 2)
            if box[1] < frame[1] - high or box[3] > frame[3] + high:
                continue
            if any(_overlap(box, other) for other in placed):
                continue
            covered = sum(_overlap(box, other) for other in taken)
            if best is None or (covered, n) < best[:2]:
                best = covered, n, box
        if best is not None:
            box = best[2]
            placed.append(box)
            yield label(middle, box[3] - high * 0.3, text, "area", "middle")


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
