"""Links as statements declare them: where they lead, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rhetoric.corpus import originals
from rhetoric.model import Statement

_FIELDS = ("reprint_of", "excerpt_of", "translation_of")


@dataclass(frozen=True)
class BrokenLink:
    """Something wrong with a link.

    Attributes:
        level: error, or warning where it works all the same.
        statement: id of the statement that has it.
        field: reprint_of, excerpt_of or translation_of.
    """

    level: str
    statement: str
    field: str
    message: str
    remedy: str


def broken_links(statements: Iterable[Statement]) -> list[BrokenLink]:
    """What is wrong with the links of statements, in their order.

    A link that names no statement and a ring are errors; a link to a copy in place of the
    original is a warning.
    """
    statements = list(statements)
    by_id = {s.id: s for s in statements}
    whole = originals(statements)
    found: list[BrokenLink] = []
    for statement in statements:
        target = statement.copy_of
        if not target:
            continue
        field = next(f for f in _FIELDS if getattr(statement, f))
        if target not in by_id:
            found.append(BrokenLink(
                "error", statement.id, field, f"there is no statement '{target}'",
                "correct the id, add that statement, or take the line out",
            ))  # fmt: skip
        elif ring := _ring(statement.id, by_id):
            found.append(BrokenLink(
                "error", statement.id, field, f"copies go round in a ring: {' → '.join(ring)}",
                "take the line out of the statement that was put out first",
            ))  # fmt: skip
        elif by_id[target].copy_of:
            original = whole.get(statement.id, "")
            found.append(BrokenLink(
                "warning", statement.id, field, f"'{target}' is a copy itself",
                f"name the original: {original}" if original not in ("", target)
                else f"mend the link of '{target}' first",
            ))  # fmt: skip
    return found


def _ring(name: str, by_id: dict[str, Statement]) -> list[str]:
    """The ring a statement is part of, its own id first and last; empty if none."""
    way = [name]
    while (above := by_id[way[-1]].copy_of) in by_id:
        if above == name:
            return [*way, name]
        if above in way:
            return []
        way.append(above)
    return []
