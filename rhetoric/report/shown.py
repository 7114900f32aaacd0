"""Which passages a page shows where it cannot show all: as many of each group, the surest."""

from __future__ import annotations

from rhetoric.report.matrix import Cell, Matrix
from rhetoric.report.uses import Use

#: No more passages of a group are shown under a theme, no more on a page.
MOST_OF_A_GROUP, MOST_OF_A_PAGE = 25, 700


def most_passages(matrix: Matrix) -> int:
    """How many passages of a group may be shown under a theme, at least one."""
    sizes = [len(cell.uses) for row in matrix.themes for cell in row.cells if cell.uses]
    fitting = (
        n
        for n in range(MOST_OF_A_GROUP, 1, -1)
        if sum(min(size, n) for size in sizes) <= MOST_OF_A_PAGE
    )
    return next(fitting, 1)


def shown_passages(cell: Cell, most: int) -> tuple[Use, ...]:
    """The uses of a cell that are shown, in their order.

    Of each statement the surest comes first, assertions before the rest, then the others;
    so that many statements are seen rather than one at length.
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
    return tuple(sorted([*first, *more][:most], key=lambda u: u.number))
