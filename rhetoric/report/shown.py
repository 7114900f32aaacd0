"""Which passages a page shows where it cannot show all: as many of each group, the surest."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rhetoric.report.matrix import Cell, Matrix
from rhetoric.report.strength import Finding
from rhetoric.report.uses import Use

#: No more passages of a group are shown under a theme, no more on a page.
MOST_OF_A_GROUP, MOST_OF_A_PAGE = 25, 700
#: The passages behind a finding are shown besides, where it rests on no more than this.
MOST_OF_A_FINDING = 40


def most_passages(matrix: Matrix, room: int = MOST_OF_A_PAGE) -> int:
    """How many passages of a group may be shown under a theme, at least one.

    Args:
        room: how many there may be on a page.
    """
    sizes = [len(cell.uses) for row in matrix.themes for cell in row.cells if cell.uses]
    fitting = (
        n for n in range(MOST_OF_A_GROUP, 1, -1) if sum(min(size, n) for size in sizes) <= room
    )
    return next(fitting, 1)


def behind(findings: Iterable[Finding]) -> frozenset[int]:
    """The numbers of the uses that findings rest on, as far as they can all be read."""
    return frozenset(n for f in findings if len(f.uses) <= MOST_OF_A_FINDING for n in f.uses)


def shown_passages(cell: Cell, most: int, kept: Collection[int] = ()) -> tuple[Use, ...]:
    """The uses of a cell that are shown, in their order.

    Of each statement the surest comes first, assertions before the rest, then the others;
    so that many statements are seen rather than one at length.

    Args:
        kept: numbers of uses that are shown in any case.
    """
    if len(cell.uses) <= most:
        return cell.uses
    ranked = sorted(cell.uses, key=lambda u: (u.mode != "asserts", -u.score, u.number))
    seen: set[str] = set()
    first: list[Use] = []
    more: list[Use] = []
    for use in ranked:
        (more if use.statement.id in seen else first).append(use)
        seen.add(use.statement.id)
    chosen = {u.number for u in [*first, *more][:most]} | set(kept)
    return tuple(u for u in cell.uses if u.number in chosen)
