"""What may be wrong with the statements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from rhetoric.check.notes import Fix, Notes, check_unread, line_of, short
from rhetoric.clock import clocks
from rhetoric.collection.incoming import language_of
from rhetoric.collection.log import NAME as LOG
from rhetoric.languages import language_name
from rhetoric.lexicon import Actors
from rhetoric.mentions import MentionFinder
from rhetoric.model import Statement
from rhetoric.sources.folder import read_texts
from rhetoric.sources.statement_table import SUFFIX as TABLE
from rhetoric.sources.times import SUFFIX as TIMES
from rhetoric.sources.times import marked_stretches, times_path

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def check_texts(folder: Path, actors: Actors | None, today: date, notes: Notes) -> list[Statement]:
    """Tell what is wrong with the statements in a folder; gives those that can be read."""
    check_unread(folder, (".md", TIMES, TABLE, LOG), "add it with: rhetoric add FILE", notes)
    for beside in sorted(folder.glob(f"*{TIMES}")):
        if not beside.with_name(beside.name.removesuffix(TIMES) + ".md").exists():
            notes.add(
                "warning", beside, "these times belong to no statement",
                remedy="put its statement back, or remove this file",
            )  # fmt: skip
    statements = read_texts(folder, on_error=notes.error)
    if actors is not None:
        _check_names(statements, actors, notes)
    for statement in statements:
        if statement.date.first is not None and statement.date.first > today:
            notes.add(
                "error", _path(statement), f"{statement.date} lies in the future", field="date",
                line=_line(statement, "date"), remedy="correct the date",
            )  # fmt: skip
        _check_times(statement, _path(statement), notes)
    _check_given(statements, notes)
    _check_ids(statements, notes)
    return statements


def _path(statement: Statement) -> Path:
    assert statement.path is not None  # read from a file
    return statement.path


def _line(statement: Statement, field: str) -> int | None:
    """The line of a field; in a table, the row."""
    path = _path(statement)
    return statement.body_line if path.suffix == TABLE else line_of(path, f"^{field}:")


def _check_given(statements: Iterable[Statement], notes: Notes) -> None:
    """What should be told of a statement and is not; of a table it is told once."""
    tables: Counter[tuple[Path, str]] = Counter()
    for statement in statements:
        path = _path(statement)
        for name in ("source", "language"):
            if getattr(statement, name) not in ("", "und"):
                continue
            if path.suffix == TABLE:
                tables[path, name] += 1
                continue
            found = language_of(statement) if name == "language" else "und"
            known = found != "und"
            notes.add(
                "warning", path, f"the {name} is not given", field=name,
                line=_line(statement, name),
                remedy=f"add a line '{name}: …'"
                + (f"; it reads as {language_name(found)}" if known else ""),
                fix=Fix(statement.id, {"language": found}) if known else None,
            )  # fmt: skip
    for (path, name), count in tables.items():
        notes.add(
            "warning", path, f"the {name} of {count:,} statements is not given", field=name,
            remedy=f"remove the table, and add it again with --{name}",
        )  # fmt: skip


def _check_ids(statements: Iterable[Statement], notes: Notes) -> None:
    """Ids that stand in two files."""
    seen: dict[str, Path] = {}
    for statement in statements:
        first = seen.setdefault(statement.id, _path(statement))
        if first != _path(statement):
            notes.add(
                "error", _path(statement),
                f"the id '{statement.id}' stands in {first.name} too", field="id",
                line=_line(statement, "id"), remedy="give each statement its own id",
            )  # fmt: skip


def _check_times(statement: Statement, path: Path, notes: Notes) -> None:
    """What speech recognition repeats or is unsure of, stretch by stretch."""
    for mark, line, first, last in marked_stretches(statement.times):
        words = " ".join(statement.body[first.start : last.end].split())
        where = clocks(first.begins, last.ends)
        notes.add(
            "warning", path if path.suffix == TABLE else times_path(path),
            f"{'a loop' if mark == 'loop' else 'speech recognition is unsure'} at {where}:"
            f" {short(words)}; not scored",
            field="mark", line=statement.body_line if path.suffix == TABLE else line,
            remedy="listen, and clear the mark where the text is right",
        )  # fmt: skip


def _check_names(statements: Iterable[Statement], actors: Actors, notes: Notes) -> None:
    """Names of groups and speakers that are no actor's id; an unknown group is told once."""
    names = MentionFinder(actors)
    unknown: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.group not in actors:
            if meant := names.resolve(statement.group):
                _check_alias(statement, "group", meant, notes)
            else:
                unknown.setdefault(statement.group, []).append(statement)
        speaker = statement.speaker
        if not speaker or speaker in actors:
            continue
        if meant := names.resolve(speaker):
            _check_alias(statement, "speaker", meant, notes)
        elif _SLUG.fullmatch(speaker):
            notes.add(
                "warning", _path(statement), str(actors.unknown("speaker", speaker)),
                field="speaker", line=_line(statement, "speaker"),
                remedy="correct it, add it to actors.yaml, or write the plain name",
            )  # fmt: skip
    for group, found in unknown.items():
        more = f" ({len(found):,} statements)" if len(found) > 1 else ""
        notes.add(
            "warning", _path(found[0]), actors.unknown("group", group).told + more,
            field="group", line=_line(found[0], "group"),
            remedy="correct it, or add it to actors.yaml; until then it belongs to no camp",
        )  # fmt: skip


def _check_alias(statement: Statement, field: str, meant: str, notes: Notes) -> None:
    notes.add(
        "error" if field == "group" else "warning", _path(statement),
        f"the {field} '{getattr(statement, field)}' is another name of '{meant}'",
        field=field, line=_line(statement, field), remedy=f"write {field}: {meant}",
        fix=Fix(statement.id, {field: meant}),
    )  # fmt: skip
