"""The provenance log: who changed what in the corpus, from which file, when, with which version.

`texts/provenance.jsonl` has a line a change, oldest first, and is only ever appended to.
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import rhetoric

NAME = "provenance.jsonl"


@dataclass(frozen=True)
class Entry:
    """A change of the corpus.

    Attributes:
        action: add, edit, remove, restore, accept or fix.
        was: the id the statement had before, where it was given another.
        statements: ids of the statements; of a table, its name stands in `table` instead.
        count: how many statements.
        file: name of the file they came from.
        sha256: hash of that file.
        given: fields and columns that were given with it.
        when: date and time, UTC.
        who: who did it.
        version: of this package.
    """

    action: str
    statements: tuple[str, ...] = ()
    table: str = ""
    count: int = 0
    file: str = ""
    sha256: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    when: str = ""
    who: str = ""
    version: str = ""
    was: str = ""


def who() -> str:
    """Who works here: RHETORIC_USER, or the name of the account."""
    try:
        return os.environ.get("RHETORIC_USER") or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def format_entry(action: str, **told: Any) -> str:
    """A line of the log, made now; see `Entry`."""
    when = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    entry = asdict(Entry(action, when=when, who=who(), version=rhetoric.__version__, **told))
    entry["count"] = entry["count"] or len(entry["statements"])
    return json.dumps({k: v for k, v in entry.items() if v}, ensure_ascii=False) + "\n"


def read_log(folder: Path) -> Iterator[Entry]:
    """The entries of a folder of statements, oldest first; a damaged line is passed over."""
    path = folder / NAME
    if not path.exists():
        return
    known = set(Entry.__dataclass_fields__)
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                found = json.loads(line)
                entry = Entry(**{k: v for k, v in found.items() if k in known})
            except (ValueError, TypeError, AttributeError):
                continue
            yield Entry(**{**vars(entry), "statements": tuple(entry.statements)})


def statement_log(folder: Path, name: str, table: str = "") -> list[Entry]:
    """The entries of one statement, oldest first, also from when it had another id.

    Args:
        table: the table it is a row of, whose entries are its own.
    """
    found: list[Entry] = []
    for entry in reversed(list(read_log(folder))):
        if name in entry.statements or (table and entry.table == table):
            found.append(entry)
            name = entry.was or name
    return found[::-1]
