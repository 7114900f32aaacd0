"""Labelled passages: coding sheets, or any table with a column of labels."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rhetoric.errors import InputError, UnknownNameError
from rhetoric.languages import language_code
from rhetoric.sources.rows import column_names, read_rows
from rhetoric.validation.agreement import read_answers
from rhetoric.validation.sheet import Item, KeyRow, find_key, is_sheet, read_key

YES = frozenset("yes y true oui vrai نعم present".split())
NO = frozenset("no n false non faux لا absent none".split())
#: Parts a table may be split into, and what else they are called.
SPLITS = {
    "train": "train", "training": "train", "dev": "dev", "valid": "dev", "validation": "dev",
    "val": "dev", "test": "test", "testing": "test", "held": "test", "heldout": "test",
}  # fmt: skip
_SEVERAL = re.compile(r"\s*[|;]\s*")
#: More distinct numbers than this are measurements, not classes.
_MOST_CLASSES = 2


@dataclass(frozen=True)
class Label:
    """A labelled text.

    Attributes:
        id: of the passage or row.
        label: as it was written; yes or no on a sheet.
        cluster: the statement it is from; rows of one statement are not independent.
        theme: of a sheet's row, else "".
        split: train, dev or test; "" when the table is not split.
        weight: how many passages it stands for.
        date: as it was written, else "".
        weighed: whether the weight comes from a sample that was drawn.
    """

    id: str
    text: str
    label: str
    cluster: str
    theme: str = ""
    group: str = ""
    language: str = "und"
    split: str = ""
    weight: float = 1.0
    date: str = ""
    weighed: bool = False


@dataclass(frozen=True)
class Labels:
    """Labelled texts of one kind.

    Attributes:
        kind: binary (yes or no), classes (one name each), several (any number of names
            each) or numbers.
        names: the classes, sorted; of binary labels none.
        coders: who coded them, as far as that is known.
        tied: passages left out because their coders were evenly divided or unsure.
    """

    rows: tuple[Label, ...]
    kind: str
    names: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    tied: int = 0

    def of_theme(self, theme: str) -> Labels:
        """Whether each text holds a theme, as binary labels."""
        if self.kind == "binary":
            rows = [r for r in self.rows if r.theme in ("", theme)]
            return replace(self, rows=tuple(rows))
        rows = [replace(r, label="yes" if theme in parts(r.label) else "no") for r in self.rows]
        return replace(self, rows=tuple(rows), kind="binary", names=())

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of a sheet, sorted."""
        return tuple(sorted({r.theme for r in self.rows if r.theme}))


def parts(label: str) -> list[str]:
    """The names in a label that may hold several, parted by | or ;.

    >>> parts("unity|victory"), parts("")
    (['unity', 'victory'], [])
    """
    return [part for part in _SEVERAL.split(label.strip()) if part]


def is_yes(label: str) -> bool:
    """Whether a binary label says that there is something."""
    low = label.strip().lower()
    return low in YES or (low not in NO and _number(low) is not None and _number(low) != 0)


def read_labels(paths: Sequence[Path], columns: Mapping[str, str] | None = None) -> Labels:
    """Read coding sheets, whose coders' majority counts, or one labelled table.

    Args:
        columns: what the columns of a table are called: keys text, label, group, lang, split,
            id, statement, date; usual names need not be given.

    Raises:
        InputError: for a file that cannot be used, with line and field.
    """
    named = {key: column for key, column in (columns or {}).items() if column}
    if not named and all(is_sheet(path) for path in paths):
        return _from_sheets(paths)
    if len(paths) > 1:
        raise InputError(
            "only coding sheets can be read together", path=paths[1],
            remedy="give one labelled table, or several sheets as `rhetoric code` writes them",
        )  # fmt: skip
    return _from_table(paths[0], named)


def _from_sheets(paths: Sequence[Path]) -> Labels:
    answers = read_answers(paths)
    if not answers:
        raise InputError(
            "nobody has answered anything yet", path=paths[0],
            remedy=f"code it first: rhetoric code {paths[0]} --coder NAME",
        )  # fmt: skip
    keys: dict[tuple[str, str], KeyRow] = {}
    for path in paths:
        if (beside := find_key(path)) is not None:
            keys.update(read_key(beside))
    votes: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for answer in answers:
        votes[answer.key].append(answer)
    rows, tied = [], 0
    for (name, theme), items in votes.items():
        said = Counter(i.present for i in items if i.present != "unsure")
        if not said or said["yes"] == said["no"]:
            tied += 1
            continue
        key, first = keys.get((name, theme)), items[0]
        rows.append(
            Label(
                key.passage if key else name, first.text,
                "yes" if said["yes"] > said["no"] else "no",
                cluster=key.statement if key else first.statement or name, theme=theme,
                group=key.group if key else first.group,
                language=key.language if key else "und",
                weight=key.weight if key else 1.0, date=key.date if key else first.date,
                weighed=key is not None,
            )
        )  # fmt: skip
    coders = tuple(sorted({a.coder for a in answers}))
    return Labels(tuple(rows), "binary", coders=coders, tied=tied)


_USUAL = {
    "text": ("text", "sentence", "body"), "label": ("label", "labels", "theme"),
    "group": ("group",), "lang": ("lang", "language"), "split": ("split",), "id": ("id",),
    "statement": ("statement",), "date": ("date",),
}  # fmt: skip


def _from_table(path: Path, named: Mapping[str, str]) -> Labels:
    there = column_names(path)
    columns = dict(named)
    for key, usual in _USUAL.items():
        if key not in columns and key != "split":  # a split is only made where it is asked for
            found = next((n for n in usual if n in there and n not in columns.values()), None)
            if found is not None:
                columns[key] = found
    for key in ("text", "label", *columns):
        if columns.get(key) not in there:
            raise InputError(
                str(UnknownNameError("column", columns.get(key, key), there)), path=path, line=1,
                field=key, remedy=f"name the column with --{key}",
            )  # fmt: skip
    rows = []
    for line, row in read_rows(path, columns=list(columns.values())):
        value = {key: _text(row.get(column)) for key, column in columns.items()}
        if not value["text"].strip():
            raise InputError("there is no text", path=path, line=line, field=columns["text"])
        try:
            language = language_code(value["lang"]) if value.get("lang") else "und"
        except ValueError as problem:
            raise InputError(str(problem), path=path, line=line, field=columns["lang"]) from None
        split = value.get("split", "").strip().lower()
        if columns.get("split") and split not in SPLITS:
            raise InputError(
                f"'{split}' is no part of a split", path=path, line=line, field=columns["split"],
                remedy="mark each row train, dev or test",
            )  # fmt: skip
        name = value.get("id") or str(line)
        rows.append(
            Label(
                name, value["text"], value["label"].strip(),
                cluster=value.get("statement") or value["text"].strip(),
                group=value.get("group", ""), language=language, split=SPLITS.get(split, ""),
                date=value.get("date", ""),
            )
        )  # fmt: skip
    if not rows:
        raise InputError("there are no rows in this table", path=path)
    kind, names = kind_of([r.label for r in rows])
    if kind != "several":
        blank = next((n for n, r in enumerate(rows) if not r.label), None)
        if blank is not None and kind != "classes":
            raise InputError(
                f"the row '{rows[blank].id}' has no label", path=path, field=columns["label"],
                remedy="label every row, or leave out those that are not labelled",
            )  # fmt: skip
    return Labels(tuple(rows), kind, names)


def kind_of(labels: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """What kind of labels these are, and the names among them.

    >>> kind_of(["1", "0"]), kind_of(["yes", "no"])
    (('binary', ()), ('binary', ()))
    >>> kind_of(["0.5", "1", "-2"])[0], kind_of(["war", "peace"])
    ('numbers', ('classes', ('peace', 'war')))
    >>> kind_of(["war|aid", "", "aid"])
    ('several', ('aid', 'war'))
    """
    written = {label.strip() for label in labels}
    distinct = {label.lower() for label in written}
    filled = distinct - {""}
    if filled and filled <= YES | NO:
        return "binary", ()
    numbers = [_number(label) for label in filled]
    if filled and all(n is not None for n in numbers):
        few = len(set(numbers)) <= _MOST_CLASSES and set(numbers) <= {0.0, 1.0}
        return ("binary" if few else "numbers"), ()
    several = any(len(parts(label)) > 1 for label in written)
    names = sorted({part for label in written for part in parts(label)})
    return ("several" if several or "" in distinct else "classes"), tuple(names)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return "|".join(str(part) for part in value)
    return str(value)
