"""What may be wrong with formulae."""

from __future__ import annotations

from pathlib import Path

from rhetoric.check.notes import Notes
from rhetoric.errors import LexiconError
from rhetoric.reuse.formulae import read_formulae


def check_formulae(path: Path, notes: Notes) -> None:
    """Tell what is wrong with the formulae; a project may have none."""
    try:
        read_formulae(path, on_error=notes.error)
    except LexiconError as problem:
        notes.error(problem)
