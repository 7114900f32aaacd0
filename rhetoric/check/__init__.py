"""Linting a project: everything wrong with its corpus and lexicons, in one go."""

from __future__ import annotations

from datetime import UTC, date, datetime

from rhetoric.check.actors import check_actors, check_events
from rhetoric.check.copies import check_copies
from rhetoric.check.formulae import check_formulae
from rhetoric.check.mend import mend
from rhetoric.check.notes import Finding, Fix, Notes
from rhetoric.check.texts import check_texts
from rhetoric.check.themes import check_themes
from rhetoric.reuse.formulae import NAME
from rhetoric.settings import Project

__all__ = ["Finding", "Fix", "check", "mend"]


def check(
    project: Project, *, today: date | None = None, copies: bool | None = None
) -> list[Finding]:
    """Everything wrong with the corpus and the lexicons of a project.

    Args:
        today: the day after which a date lies in the future.
        copies: whether to look for copies that are not linked; by default in a corpus of no
            more than rhetoric.check.copies.MANY statements.

    Returns:
        The findings, by file and line; errors are mistakes, warnings are choices to look at.
    """
    notes = Notes(project.root)
    actors = check_actors(project.lexicons / "actors.yaml", notes)
    check_events(project.lexicons / "events.csv", actors, notes)
    check_themes(project.lexicons / "themes", notes)
    check_formulae(project.lexicons / NAME, notes)
    statements = check_texts(project.texts, actors, today or datetime.now(UTC).date(), notes)
    check_copies(project, statements, notes, copies)
    return sorted(notes.findings, key=lambda f: (f.path, f.line or 0, f.level, f.message))
