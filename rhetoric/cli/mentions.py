"""`rhetoric mentions`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from rhetoric.cli.output import format_option, note, show
from rhetoric.cli.session import Session, project_option

_COLUMNS = ("actor", "start", "end", "line", "text", "side", "within", "key")
_SHOWN = ("actor", "start", "end", "line", "text", "within")


@click.command()
@click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--actor", "wanted", multiple=True, metavar="ACTOR",
    help="Only this actor, by id or any of its names; may be given more than once.",
)  # fmt: skip
@format_option
@project_option
@click.pass_obj
def mentions(session: Session, /, file: Path, wanted: tuple[str, ...], style: str) -> None:
    """Print every place in FILE where an actor is named, however the name is spelled.

    A name broken over a line, with any apostrophe or none, in other letters or spoilt by a
    wrong encoding is found as the actor it stands for. `start` and `end` count the characters
    of the text as it stands in the file (of a Word, PDF or other packed file: of the text read
    from it). A name that is part of a longer one (al-Qaida in "al-Qaida in the Islamic
    Maghreb") is printed after it, with the longer one's actor under `within`.

    \b
    Examples:
      rhetoric mentions article.txt
      rhetoric mentions article.txt --actor AQ --format csv
      rhetoric mentions speech.docx --actor "al-Qaeda" --format json
    """
    from rhetoric.errors import UnknownNameError

    workspace = session.workspace()
    names, actors = workspace.names, workspace.lexicon.actors
    chosen = set()
    for name in wanted:
        known = names.resolve(name)
        if known is None:
            raise UnknownNameError("actor", name, actors.by_id)
        chosen.add(known)
    rows = []
    for key, text in _texts(file):
        for found in names.find(text, inside=True):
            if not chosen or found.actor in chosen:
                line = text.count("\n", 0, found.start) + 1
                rows.append(_row(found, line, key))
    if style == "table":
        rows = [{name: row[name] for name in _SHOWN} for row in rows]
    show(rows, style, names=_SHOWN if style == "table" else _COLUMNS, wide="text")
    inner = sum(bool(row["within"]) for row in rows)
    told = f"{len(rows)} mentions" if len(rows) != 1 else "1 mention"
    note([f"{told}, {inner} of them within a longer name" if inner else told])


def _row(found: Any, line: int, key: str) -> dict[str, Any]:
    row = {name: getattr(found, name) for name in ("actor", "start", "end")}
    return row | {
        "line": line, "text": found.text, "side": found.side, "within": found.within, "key": key
    }  # fmt: skip


def _texts(file: Path) -> Iterator[tuple[str, str]]:
    """(key, text) of each text in a file; a file of plain text whole, as it stands."""
    from rhetoric.sources import plain
    from rhetoric.sources.encoding import read_text
    from rhetoric.sources.kinds import kind_of
    from rhetoric.sources.read import read_file

    if file.suffix.lower() in plain.SUFFIXES and not kind_of(file):
        yield "", read_text(file).original
        return
    for document in read_file(file):
        yield document.key, document.text
