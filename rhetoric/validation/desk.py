"""Coding a sheet passage by passage: where one is, what was answered, one step back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rhetoric.errors import InputError
from rhetoric.validation.sheet import Item, read_sheet, write_sheet


def copy_of(sheet: Path, coder: str) -> Path:
    """The file a coder's answers go to, beside the sheet, which stays as it is.

    >>> copy_of(Path("sheet.csv"), "Anna B.").name
    'sheet.anna-b.csv'
    """
    name = "-".join("".join(c if c.isalnum() else " " for c in coder.lower()).split())
    if not name:
        raise InputError(
            f"'{coder}' is no name for a coder", remedy="use letters or figures: --coder anna"
        )
    if sheet.stem.endswith(f".{name}"):
        return sheet
    return sheet.with_name(f"{sheet.stem}.{name}.csv")


class CodingDesk:
    """One coder's work on a sheet; each answer is on disk before the next passage is shown.

    Args:
        sheet: the sheet as it was drawn, or the coder's own copy of it.
        coder: their name.

    Attributes:
        path: the coder's copy.
        items: all rows, answered or not.
        at: number of the row that is shown; len(items) when all are answered.
    """

    def __init__(self, sheet: Path, coder: str) -> None:
        self.coder = coder.strip()
        self.path = copy_of(sheet, self.coder)
        self.items = read_sheet(self.path if self.path.exists() else sheet)
        self._passed: list[int] = []
        self._skipped: set[int] = set()
        self.at = self._next()

    @property
    def done(self) -> int:
        """How many are answered."""
        return sum(bool(i.present) for i in self.items)

    @property
    def item(self) -> Item | None:
        """The row that is shown; None when none is left."""
        return self.items[self.at] if self.at < len(self.items) else None

    def answer(self, present: str, function: str = "", target: str = "", note: str = "") -> None:
        """Answer the row that is shown and go on to the next."""
        assert self.item is not None
        self.items[self.at] = replace(
            self.item, coder=self.coder, present=present, function=function, target=target,
            note=note or self.item.note,
        )  # fmt: skip
        self._leave()

    def skip(self) -> None:
        """Leave the row for later."""
        self._skipped.add(self.at)
        self._leave()

    def undo(self) -> bool:
        """Go back to the row answered or skipped before and take its answer back."""
        if not self._passed:
            return False
        self.at = self._passed.pop()
        self._skipped.discard(self.at)
        self.items[self.at] = replace(
            self.items[self.at], coder="", present="", function="", target="", note=""
        )
        write_sheet(self.path, self.items)
        return True

    def _leave(self) -> None:
        self._passed.append(self.at)
        write_sheet(self.path, self.items)
        self.at = self._next()

    def _next(self) -> int:
        left = (
            n for n, i in enumerate(self.items) if not i.present and n not in self._skipped
        )  # fmt: skip
        return next(left, len(self.items))
