"""Who speaks of whom: the directed ledger as edges, and as a picture read from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from rhetoric.model import TONES
from rhetoric.report.groups import Group
from rhetoric.report.record import Record, surely_of
from rhetoric.report.svg import label, number, picture, tag, text_width, words
from rhetoric.report.uses import REPORTS, Use, statements_of
from rhetoric.report.wording import count

#: No more edges than this are drawn; all stand in the table.
MOST_EDGES = 24
_ROOM = 19.0
#: What observers say of others has no tone of theirs.
REPORTED = "reported"
_TONES = (*TONES, REPORTED)


@dataclass(frozen=True)
class Edge:
    """What one group asserts of another in one tone, or what an observer reports of it."""

    source: Group
    target: Group
    tone: str
    uses: tuple[Use, ...]

    @property
    def statements(self) -> int:
        """Distinct statements."""
        return len(statements_of(self.uses))

    @property
    def themes(self) -> tuple[str, ...]:
        """Ids of the themes, the commonest first."""
        ids = [u.theme for u in self.uses]
        return tuple(sorted(set(ids), key=lambda t: (-ids.count(t), t)))

    @property
    def query(self) -> str:
        """What the page's drawer is asked for."""
        return "uses=" + ",".join(str(u.number) for u in self.uses)


def build_edges(record: Record) -> tuple[Edge, ...]:
    """Assertions by source, target and tone, the thickest first."""
    found: dict[tuple[str, str, str], list[Use]] = {}
    for use in record.uses:
        if use.function == "asserts" and use.own and use.target and surely_of(use):
            tone = REPORTED if use.mode == REPORTS else use.tone
            found.setdefault((use.group, use.target, tone), []).append(use)
    edges = []
    for (source, target, tone), uses in found.items():
        left, right = record.cast.group(source), record.cast.group(target)
        if left == right and tone != "self":
            continue  # thanks to one's own soldiers are no word to another
        if left and right:
            edges.append(Edge(left, right, tone, tuple(uses)))
    edges.sort(
        key=lambda e: (-e.statements, -len(e.uses), _TONES.index(e.tone), e.source.id, e.target.id)
    )
    return tuple(edges)


def _speakers(edges: Sequence[Edge], record: Record) -> list[Group]:
    wanted = {e.source.id for e in edges}
    return [g for g in record.cast.groups if g.id in wanted]


def _spoken_of(edges: Sequence[Edge], record: Record) -> list[Group]:
    """Those spoken of, camps and groups in the order of who speaks of them: few lines cross."""
    order = [g.id for g in _speakers(edges, record)]

    def height(mine: list[Edge]) -> float:
        weight = sum(e.statements for e in mine)
        return sum(order.index(e.source.id) * e.statements for e in mine) / weight

    wanted = {e.target.id for e in edges}
    groups = [g for g in record.cast.groups if g.id in wanted]
    return sorted(groups, key=lambda g: (
        height([e for e in edges if e.target.camp == g.camp]), g.camp,
        height([e for e in edges if e.target == g]), g.id,
    ))  # fmt: skip


def draw_exchange(record: Record, edges: Sequence[Edge], width: float) -> Markup:
    """Speakers on the left, those spoken of on the right, a curve for what is asserted."""
    shown = list(edges[:MOST_EDGES])
    if not shown:
        return Markup("")
    slim = width < 500
    named = [g.label for e in shown for g in (e.source, e.target)]
    pad = min(24 + max(text_width(n, 12.0 if slim else 13.5) for n in named), width * 0.36)
    x0, x1 = pad, width - pad
    columns = (_speakers(shown, record), _spoken_of(shown, record))
    ports: dict[tuple[int, int], float] = {}
    nodes: list[Markup] = []
    heights = []
    for side in (0, 1):
        y = 40.0
        camp = None
        for group in columns[side]:
            if camp is not None and camp != group.camp:
                y += 14
            camp = group.camp
            mine = [n for n, e in enumerate(shown) if (e.source, e.target)[side] == group]
            order = columns[1 - side]
            mine.sort(key=lambda n: (order.index((shown[n].target, shown[n].source)[side]),
                                     _TONES.index(shown[n].tone)))  # fmt: skip
            rooms = [_thick(shown[n]) + _ROOM - 4 for n in mine]
            total = max(sum(rooms), 24.0)
            at = y + (total - sum(rooms)) / 2
            for n, room in zip(mine, rooms, strict=True):
                ports[n, side] = at + room / 2
                at += room
            x = x0 - 6 if side == 0 else x1
            nodes.append(tag("rect", x=x, y=y, width=6, height=total, class_=f"node {group.css}"))
            text, anchor = (x - 8, "end") if side == 0 else (x + 14, "start")
            nodes.append(label(text, y + total / 2 + 4, group.label, "node-name", anchor))
            y += total + 12
        heights.append(y)
    curves: list[Markup] = []
    marks: list[Markup] = []
    for n, edge in enumerate(shown):
        a, b = ports[n, 0], ports[n, 1]
        third = (x1 - x0) * 0.42
        path = (
            f"M{number(x0)} {number(a)}C{number(x0 + third)} {number(a)} "
            f"{number(x1 - third - 8)} {number(b)} {number(x1 - 8)} {number(b)}"
        )
        themes = ", ".join(record.lexicon.theme(t).label for t in edge.themes)
        tip = (
            f"{edge.source.label} of {edge.target.label}, {edge.tone}: "
            f"{count(edge.statements, 'statement')} ({themes})"
        )
        line = tag("path", d=path, stroke_width=_thick(edge), class_="curve")
        head = tag("path", class_="head",
                   d=f"M{number(x1 - 9)} {number(b - 5)}L{number(x1 - 1)} {number(b)}"
                     f"L{number(x1 - 9)} {number(b + 5)}Z")  # fmt: skip
        hit = tag("path", d=path, class_="hit")
        curves.append(
            tag("a", tag("title", words(tip)), hit, line, head, class_=f"edge {edge.tone}",
                href="#ledger", data_q=edge.query)
        )  # fmt: skip
        marks.append(
            tag("g", tag("circle", cx=x0 + 14, cy=a, r=7.5, class_="count-disc"),
                label(x0 + 14, a + 3.8, str(edge.statements), "count", "middle"),
                class_=f"edge {edge.tone}", pointer_events="none")
        )  # fmt: skip
    heads = [
        label(x0 - 14, 22, "speaks", "column", "end"),
        label(x1 + 14, 22, "is spoken of", "column"),
    ]
    return picture(
        width, max(heights) + 4, "Who speaks of whom",
        "Curves lead from the group that speaks to the one it speaks of, as thick as the number "
        "of statements, coloured by tone. The table of edges holds the same.",
        *heads, *curves, *nodes, *marks, class_="exchange slim" if slim else "exchange",
    )  # fmt: skip


def _thick(edge: Edge) -> float:
    return min(2.0 + 2.2 * (edge.statements - 1), 16.0)
