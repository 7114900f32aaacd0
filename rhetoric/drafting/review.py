"""Reviewed drafts move into the corpus: all that are named, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rhetoric.collection import Added, add_statements
from rhetoric.drafting.draft import FOLDER
from rhetoric.drafting.folder import forget, read_index
from rhetoric.errors import InputError, StatementError, writing
from rhetoric.fields import read_utf8
from rhetoric.settings import Project
from rhetoric.sources.markdown import build_statement, split_front_matter

_MOST_TOLD = 20
#: Fields a statement needs, and what to write where one is missing.
_NEEDED = {
    "date": "write a line 'date: …' in it: 2020-05-28, 2020-05, or ../2020-07 for \"until then\"",
    "group": "write a line 'group: …' in it: an actor id",
}


@dataclass(frozen=True)
class Pending:
    """A draft that awaits review.

    Attributes:
        file: the draft.
        kind: quotation or claim; "" for a draft that stands in no index.
        speaker, group, date: as the draft has them now.
        problems: what must be mended before it can be accepted.
        doubts: what was doubted when it was written.
        sentence: the sentence of the article it came from.
    """

    file: Path
    kind: str
    speaker: str
    group: str
    date: str
    problems: tuple[str, ...]
    doubts: str
    sentence: str


def pending(project: Project, files: Sequence[Path] = ()) -> tuple[Pending, ...]:
    """The drafts that await review: those named, or all in the project's review folders.

    Args:
        files: drafts, or review folders.
    """
    return tuple(_pending(file) for file in _drafts(project, files))


def accept(
    project: Project, files: Sequence[Path] = (), *, ready: bool = False
) -> tuple[Added, ...]:
    """Move reviewed drafts into the corpus and out of their folders: all of them, or none.

    Args:
        files: drafts, or review folders; by default all review folders of the project.
        ready: leave those with open problems where they are, and accept the others.

    Raises:
        StatementError: when a draft has an open problem, with what to do about it.
        DuplicateError: when an id belongs to another statement.
    """
    waiting = pending(project, files)
    if ready:
        waiting = tuple(one for one in waiting if not one.problems)
    _refuse_open(waiting)
    if not waiting:
        return ()
    drafts = [one.file for one in waiting]
    added = add_statements(project, drafts, action="accept")
    with writing(drafts[0].parent):
        forget(drafts)
    return added


def _drafts(project: Project, files: Sequence[Path]) -> list[Path]:
    """The drafts named, each once."""
    if not files:
        root = (Path() if project.sample else project.root) / FOLDER
        return sorted(root.glob("*/*.md"))
    found: list[Path] = []
    for file in files:
        if file.is_dir():
            found += sorted(file.glob("*.md")) or sorted(file.glob("*/*.md"))
        elif file.is_file():
            found.append(file)
        else:
            raise StatementError(
                "there is no such draft", path=file, remedy="`rhetoric accept --list` shows them"
            )
    return list(dict.fromkeys(found))


def _pending(file: Path) -> Pending:
    row = next((r for r in read_index(file.parent) if r["file"] == file.name), {})
    values = dict.fromkeys(("speaker", "group", "date"), "")
    problems: list[str] = []
    try:
        fields, body, line = split_front_matter(read_utf8(file, StatementError), file)
        if fields is None:
            raise StatementError(
                "the front matter is missing", path=file, line=1,
                remedy="write the draft again with: rhetoric draft ARTICLE --replace",
            )  # fmt: skip
        values = {name: str(fields.data.get(name) or "") for name in values}
        missing = [name for name in _NEEDED if not values[name]]
        problems += [f"the {name} is missing: {_NEEDED[name]}" for name in missing]
        if not missing:
            fields.data["id"] = fields.data.get("id") or "draft"
            build_statement(fields, body, file, line)
    except InputError as problem:
        problems.append(_told(problem))
    return Pending(
        file, row.get("kind", ""), values["speaker"], values["group"], values["date"],
        tuple(problems), row.get("doubts", ""), row.get("sentence", ""),
    )  # fmt: skip


def _told(problem: InputError) -> str:
    """A problem without its file, on one line."""
    place = f"line {problem.line}: " if problem.line else ""
    field = f"field '{problem.field}': " if problem.field else ""
    return f"{place}{field}{problem.problem}" + (f"; {problem.remedy}" if problem.remedy else "")


def _refuse_open(waiting: Sequence[Pending]) -> None:
    bad = [one for one in waiting if one.problems]
    if not bad:
        return
    first, others = bad[0], bad[1:]
    told = StatementError(
        first.problems[0].partition(": ")[0] if len(bad) > 1 else first.problems[0],
        path=first.file,
        remedy="mend it, or accept the others with --ready"
        if len(bad) == 1 and len(waiting) > 1
        else None,
    )
    for one in others[: _MOST_TOLD - 1]:
        told.add_note(f"{one.file}: {one.problems[0].partition(': ')[0]}")
    if len(others) >= _MOST_TOLD:
        told.add_note(f"… and {len(others) - _MOST_TOLD + 1} more")
    if others:
        told.add_note(_NEEDED["date"].replace("in it", "in each"))
        told.add_note("nothing was accepted; --ready accepts those without open problems")
    raise told
