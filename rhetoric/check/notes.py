"""Findings, and what those who look for them share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rhetoric.errors import InputError


@dataclass(frozen=True)
class Fix:
    """What mends a statement: fields and the values they get.

    Attributes:
        statement: its id.
        values: field → value as front matter would hold it.
    """

    statement: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """Something that is wrong (`error`) or wants a look (`warning`).

    Attributes:
        path: the file, as seen from the project's folder.
        line: its line, from 1; None when it is the whole file.
        field: the field or key; "" when it is none.
        fix: what mends it, where that is beyond doubt.
    """

    level: str
    path: str
    line: int | None
    field: str
    message: str
    remedy: str = ""
    fix: Fix | None = None


class Notes:
    """Findings as they are made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: list[Finding] = []

    def add(
        self, level: str, path: Path, message: str, *, field: str = "", line: int | None = None,
        remedy: str = "", fix: Fix | None = None,
    ) -> None:  # fmt: skip
        """Note something about a file."""
        shown = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        self.findings.append(Finding(level, shown.as_posix(), line, field, message, remedy, fix))

    def error(self, problem: InputError) -> None:
        """A mistake a reader met."""
        self.add(
            "error", problem.path or self.root, problem.problem,
            line=problem.line, field=problem.field or "", remedy=problem.remedy or "",
        )  # fmt: skip


def line_of(path: Path, pattern: str) -> int | None:
    """The first line of a text file that a regular expression matches."""
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if re.search(pattern, line):
            return number
    return None


def check_unread(folder: Path, suffixes: tuple[str, ...], remedy: str, notes: Notes) -> None:
    """Tell of files in a folder that nothing reads."""
    for path in sorted(folder.glob("*")):
        if not path.name.endswith(suffixes) and not path.name.startswith("."):
            notes.add("warning", path, f"not read: only *{suffixes[0]} files are", remedy=remedy)


def short(sentence: str) -> str:
    """A sentence, or its beginning, in quotation marks."""
    return f"“{sentence[:77]}…”" if len(sentence) > 80 else f"“{sentence}”"
