"""Coding sheets: what coders are shown and answer, and the key they do not see."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from rhetoric.aside import aside
from rhetoric.errors import InputError, UnknownNameError, writing
from rhetoric.model import FUNCTIONS
from rhetoric.sources.rows import column_names, read_rows

#: Columns a coder fills in.
ANSWERS = ("coder", "present", "function", "target", "note")
PRESENT = ("yes", "no", "unsure")
_SAME = {
    "y": "yes", "1": "yes", "1.0": "yes", "true": "yes", "oui": "yes", "o": "yes", "نعم": "yes",
    "n": "no", "0": "no", "0.0": "no", "false": "no", "non": "no", "لا": "no",
    "u": "unsure", "?": "unsure",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One row of a sheet: a passage, a theme, and a coder's answer.

    Attributes:
        id: statement:passage; where coders are blind, a name for the statement that does not
            tell which it is, and the number of the passage.
        before, after: the passages around it.
        group, date: empty where coders are blind to them.
        present: yes, no, unsure; "" when not answered yet.
        function, target: of a theme that is present; may be left empty.
    """

    id: str
    theme: str
    text: str
    before: str = ""
    after: str = ""
    group: str = ""
    date: str = ""
    coder: str = ""
    present: str = ""
    function: str = ""
    target: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the others of a sheet."""
        return self.id, self.theme

    @property
    def statement(self) -> str:
        """The statement it is from."""
        return self.id.rpartition(":")[0]


@dataclass(frozen=True)
class KeyRow:
    """What the coder does not see: where a row comes from, and how many it stands for.

    Attributes:
        id: of the row in the sheet.
        passage: the way the passage is cited.
    """

    id: str
    passage: str
    theme: str
    group: str
    date: str
    language: str
    score: float
    stratum: str
    size: int
    drawn: int

    @property
    def statement(self) -> str:
        """The statement it is from."""
        return self.passage.rpartition(":")[0]

    @property
    def weight(self) -> float:
        """How many passages of the corpus the row stands for."""
        return self.size / self.drawn


def key_path(sheet: Path) -> Path:
    """Where the key of a sheet is written.

    >>> key_path(Path("a/sheet.csv")).name
    'sheet.key.csv'
    """
    return sheet.with_suffix(".key.csv")


def find_key(sheet: Path) -> Path | None:
    """The key of a sheet or of a coder's copy of it (`sheet.anna.csv`), if it is beside it."""
    name = sheet.stem
    while name:
        path = sheet.with_name(f"{name}.key.csv")
        if path.is_file():
            return path
        name = name.rpartition(".")[0]
    return None


def write_sheet(path: Path, items: Sequence[Item]) -> None:
    """Write a sheet, aside first: none is ever half there.

    It begins with a byte order mark, so that spreadsheets read Arabic as it is.
    """
    shown = [f.name for f in fields(Item)]
    if not any(item.group or item.date for item in items):
        shown = [name for name in shown if name not in ("group", "date")]
    _write(path, "\ufeff" + _csv(shown, ([getattr(i, n) for n in shown] for i in items)))


def write_key(path: Path, rows: Sequence[KeyRow]) -> None:
    """Write the key of a sheet."""
    names = [f.name for f in fields(KeyRow)]
    _write(path, _csv(names, ([getattr(row, n) for n in names] for row in rows)))


def _csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return text.getvalue()


def _write(path: Path, text: str) -> None:
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside(path) as new:
            new.write_text(text, "utf-8", newline="\n")


def is_sheet(path: Path) -> bool:
    """Whether a table is a coding sheet."""
    return {"id", "theme", "text", "coder", "present"} <= set(column_names(path))


def read_sheet(path: Path) -> list[Item]:
    """Read a sheet as a coder left it; answers may be written y, n, oui, non, 1, 0 and so on.

    Raises:
        InputError: for a file that is no sheet, or an answer that is none, with its line.
    """
    there = column_names(path)
    for name in ("id", "theme", "text", "coder", "present"):
        if name not in there:
            raise InputError(
                f"the column '{name}' is missing", path=path, line=1,
                remedy="give a coding sheet as `rhetoric code` writes it",
            )  # fmt: skip
    found: dict[tuple[str, str, str], Item] = {}
    for line, row in read_rows(path):
        values = {f.name: _cell(row.get(f.name)) for f in fields(Item)}
        item = Item(**values)
        item = replace(
            item,
            text=str(row.get("text") or ""),
            present=_answer(item.present, PRESENT, "present", path, line),
            function=_answer(item.function, FUNCTIONS, "function", path, line),
        )
        if (*item.key, item.coder) in found:
            raise InputError(
                f"'{item.id}' stands here twice for the theme '{item.theme}'", path=path, line=line,
                field="id", remedy="keep one of the two rows",
            )  # fmt: skip
        found[(*item.key, item.coder)] = item
    return list(found.values())


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip()


def _answer(value: str, known: Sequence[str], field: str, path: Path, line: int) -> str:
    lower = value.lower()
    answer = _SAME.get(lower, lower) if known is PRESENT else lower
    if answer and answer not in known:
        unknown = UnknownNameError("answer", value, known)
        raise InputError(str(unknown), path=path, line=line, field=field)
    return answer


def read_key(path: Path) -> dict[tuple[str, str], KeyRow]:
    """Read the key of a sheet: (id, theme) → row.

    Raises:
        InputError: when it is not as it was written.
    """
    found: dict[tuple[str, str], KeyRow] = {}
    for line, row in read_rows(path):
        try:
            name, theme, group, date, language = (
                str(row[n] or "") for n in ("id", "theme", "group", "date", "language")
            )
            passage = str(row.get("passage") or name)
            score, size, drawn = float(row["score"]), int(row["size"]), int(row["drawn"])
            stratum = str(row["stratum"])
            key = KeyRow(name, passage, theme, group, date, language, score, stratum, size, drawn)
            if not 0 < key.drawn <= key.size:
                raise ValueError
        except (KeyError, TypeError, ValueError):
            raise InputError(
                "this is not a row of a key", path=path, line=line,
                remedy="draw the sample again, with the same seed, to get the key back",
            ) from None  # fmt: skip
        found[key.id, key.theme] = key
    return found
