"""Listing and handing out statements."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rhetoric.aside import aside
from rhetoric.clock import clocks
from rhetoric.collection.log import statement_log
from rhetoric.corpus import Corpus
from rhetoric.errors import InputError, UnknownNameError, writing
from rhetoric.lexicon import Actors
from rhetoric.model import Statement
from rhetoric.sources.markdown import LINKS
from rhetoric.sources.statement_table import SUFFIX as TABLE
from rhetoric.sources.statement_table import statement_record, write_statement_table

if TYPE_CHECKING:
    import pandas as pd

#: Columns of a list of statements, in order.
COLUMNS = (
    "id", "date", "date_from", "date_to", "group", "camp", "speaker", "medium", "language",
    "form", "words", "copy", "title", "path",
)  # fmt: skip
EXPORTS = (".jsonl", ".parquet")


def list_statements(statements: Iterable[Statement], actors: Actors) -> pd.DataFrame:
    """Statements as a table with the columns of COLUMNS, in their order.

    `words` counts what white space separates; `copy` says of which statement it is a reprint,
    an excerpt or a translation.
    """
    import pandas as pd

    rows = []
    for s in statements:
        copy = next((f"{name} {getattr(s, name)}" for name in LINKS if getattr(s, name)), "")
        first, last = s.date.first, s.date.last
        rows.append(
            (
                s.id, s.date.written, first.isoformat() if first else "",
                last.isoformat() if last else "", s.group,
                actors.camp(s.group, first, last), s.speaker, s.medium, s.language, s.form,
                len(s.body.split()), copy.replace("_", " "), s.title,
                s.path.name if s.path else "",
            )
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def export_statements(statements: Iterable[Statement], path: Path, *, over: bool = False) -> int:
    """Write statements to one file, whole: `rhetoric add` reads it again.

    Args:
        path: ends in .jsonl or .parquet.
        over: replace a file that is there.

    Returns:
        How many there were.

    Raises:
        InputError: when the file is of another kind, is there already, or cannot be written.
    """
    if path.suffix.lower() not in EXPORTS:
        raise InputError(
            f"'{path.suffix or path.name}' is not a kind of file that is written", path=path,
            remedy=f"let its name end in {' or '.join(EXPORTS)}",
        )  # fmt: skip
    if path.exists() and not over:
        raise InputError(
            "there is such a file already", path=path, remedy="replace it with --replace"
        )
    write = write_statement_table if path.suffix.lower() == ".parquet" else _write_lines
    with writing(path), aside(path) as new:
        return write(new, statements)


def _write_lines(path: Path, statements: Iterable[Statement]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for statement in statements:
            row = {k: v for k, v in statement_record(statement).items() if v not in ("", [], None)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def describe_statement(corpus: Corpus, name: str, folder: Path) -> dict[str, Any]:
    """A statement with all that is known of it.

    Args:
        name: its id; with `:PASSAGE` behind it, only that passage is told.
        folder: the folder of statements, whose log tells where it came from.

    Returns:
        Its fields, `copies` (ids of statements that give it again), `log`, `text`, and
        `passages` with number, start, end, text, language, time and mark.

    Raises:
        UnknownNameError: when there is no such statement or passage.
    """
    wanted = ""
    if name not in corpus and ":" in name:
        name, _, wanted = name.rpartition(":")
    statement = corpus.statement(name)
    passages = [
        {
            "passage": p.index, "start": p.start, "end": p.end, "language": language,
            "time": clocks(p.begins, p.ends) if p.begins is not None else "",
            "mark": p.mark, "text": p.text,
        }
        for p, language in zip(corpus.passages_of(name), corpus.languages_of(name), strict=True)
        if wanted in ("", str(p.index))
    ]  # fmt: skip
    if wanted and not passages:
        known = [str(p.index) for p in corpus.passages_of(name)]
        raise UnknownNameError(f"passage of '{name}'", wanted, known)
    row = statement_record(statement)
    row["copies"] = [s.id for s in corpus.statements if s.copy_of == name]
    path = statement.path
    table = path.name if path is not None and path.suffix == TABLE else ""
    row["log"] = [
        f"{e.when[:16].replace('T', ' ')} {e.action} by {e.who}"
        + (f" from {e.file} (sha256 {e.sha256[:12]}…)" if e.file else "")
        for e in statement_log(folder, name, table)
    ]
    text = row.pop("text")
    del row["times"]
    known_row = {k: v for k, v in row.items() if v not in ("", [], None, False)}
    return {**known_row, **({} if wanted else {"text": text}), "passages": passages}
