"""What may be wrong with copies: links that lead nowhere, and copies that are not linked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rhetoric.check.notes import Fix, Notes
from rhetoric.copies import broken_links, find_copies
from rhetoric.copies.kept_words import KeptWords
from rhetoric.copies.link import REPRINT
from rhetoric.corpus import Corpus
from rhetoric.model import Statement
from rhetoric.project import load
from rhetoric.settings import Project

#: In a larger corpus copies are looked for only when asked.
MANY = 2000


def check_copies(
    project: Project, statements: Sequence[Statement], notes: Notes, search: bool | None
) -> None:
    """Tell of links that lead nowhere, and of copies that are not linked.

    Args:
        search: whether to look for copies; None for in a corpus of up to MANY statements.
    """
    by_id = {s.id: s for s in statements}
    for broken in broken_links(statements):
        statement = by_id[broken.statement]
        assert statement.path is not None  # read from a file
        notes.add(
            broken.level, statement.path, broken.message, field=broken.field,
            line=statement.body_line, remedy=broken.remedy,
        )  # fmt: skip
    if search is False or (search is None and len(statements) > MANY):
        return
    words = KeptWords(project.cache / "words.sqlite")
    corpus = Corpus.of(by_id.values())
    for row in find_copies(corpus, load(project).encoder, words_of=words).itertuples():
        statement = by_id[str(row.copy)]
        assert statement.path is not None  # read from a file
        field, original = str(row.field), str(row.original)
        notes.add(
            "warning", statement.path, f"{row.why}; it is counted twice", field=field,
            line=statement.body_line,
            remedy=f"add a line '{field}: {original}', or take out one of the two with:"
            f" rhetoric remove {statement.id}",
            fix=Fix(statement.id, {field: original}) if _same_text(row) else None,
        )  # fmt: skip
    words.close()


def _same_text(row: Any) -> bool:
    """Whether a copy is one beyond doubt: word for word; the rest is for people to decide."""
    return bool(row.field == REPRINT and row.share == 1.0)
