"""A review folder: drafts as Markdown files, and index.csv, one row a quotation or claim."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rhetoric.aside import aside
from rhetoric.errors import SettingsError, StatementError, writing
from rhetoric.fields import read_csv, read_utf8

if TYPE_CHECKING:
    from rhetoric.drafting.draft import Draft

INDEX = "index.csv"
COLUMNS = (
    "file", "kind", "speaker", "speaker_how", "group", "date", "date_text", "date_how", "medium",
    "start", "end", "sentence_start", "sentence_end", "paragraph", "note", "sentence", "doubts",
)  # fmt: skip


def write_folder(
    folder: Path, files: Mapping[Path, str], rows: Sequence[Draft], *, replace_old: bool
) -> None:
    """Write a review folder: whole, or not at all.

    Raises:
        SettingsError: when something is there already and may not be replaced, or is no
            review folder.
    """
    old = sorted(folder.iterdir()) if folder.is_dir() else []
    if folder.exists() and not folder.is_dir():
        raise SettingsError("this is no folder", path=folder, remedy="name another with --out")
    if old and not replace_old:
        raise SettingsError(
            "there are drafts here already", path=folder,
            remedy="accept or remove them, name another folder with --out,"
            " or write over them with --replace",
        )  # fmt: skip
    if old and not (folder / INDEX).is_file():
        raise SettingsError(
            "this folder was not written by `rhetoric draft`: it is not replaced", path=folder,
            remedy="name another with --out",
        )  # fmt: skip
    new = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    with writing(folder, SettingsError):
        new.mkdir(parents=True)
        try:
            for file, text in files.items():
                (new / file.name).write_bytes(text.encode("utf-8"))
            (new / INDEX).write_bytes(format_index(index_rows(rows)).encode("utf-8"))
            if folder.exists():
                kept = {row["file"] for row in read_index(folder)} | {INDEX} if old else set()
                for file in old:
                    if file.name in kept and file.is_file():
                        file.unlink()
                for file in sorted(new.iterdir()):
                    file.replace(folder / file.name)
            else:
                new.replace(folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def index_rows(rows: Iterable[Draft]) -> list[dict[str, str]]:
    """The rows of the index, as text."""
    found = []
    for row in rows:
        values = {name: getattr(row, name) for name in COLUMNS}
        values |= {"file": row.file.name, "doubts": "; ".join(row.doubts)}
        found.append({name: str(value) for name, value in values.items()})
    return found


def format_index(rows: Iterable[Mapping[str, str]]) -> str:
    """The text of index.csv."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read_index(folder: Path) -> list[dict[str, str]]:
    """The rows of a folder's index; none where it has no index.

    Raises:
        StatementError: when it is no table.
    """
    path = folder / INDEX
    if not path.is_file():
        return []
    columns, rows = read_csv(read_utf8(path, StatementError), path, StatementError)
    if "file" not in columns:
        raise StatementError(
            "the column 'file' is missing", path=path, line=1,
            remedy="write the drafts again with: rhetoric draft ARTICLE --replace",
        )  # fmt: skip
    return [{name: row.get(name, "") or "" for name in COLUMNS} for _, row in rows]


def forget(files: Iterable[Path]) -> None:
    """Remove drafts and their rows; a folder that holds none any more goes, too."""
    by_folder: dict[Path, set[str]] = {}
    for file in files:
        by_folder.setdefault(file.parent, set()).add(file.name)
    for folder, names in sorted(by_folder.items()):
        rows = read_index(folder)
        for name in sorted(names):
            (folder / name).unlink(missing_ok=True)
        left = [row for row in rows if row["file"] not in names]
        if rows and left:
            with aside(folder / INDEX) as new:
                new.write_bytes(format_index(left).encode("utf-8"))
        elif rows:
            (folder / INDEX).unlink(missing_ok=True)
            if not any(folder.iterdir()):
                folder.rmdir()
