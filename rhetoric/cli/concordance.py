"""A concordance on a terminal: the word in the middle, columns aligned in any script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import bidirectional

import click

from rhetoric.detect import UNKNOWN
from rhetoric.languages import direction
from rhetoric.text import fold_text, is_arabic

#: Signs that begin and end a stretch: what is in it does not disturb what stands around it.
_RIGHT_TO_LEFT, _LEFT_TO_RIGHT, _END = "\u2067", "\u2066", "\u2069"
#: In narrower columns the context cannot well be read: the passage then gets a line of its own.
LEGIBLE = 24


def draw(rows: Sequence[Mapping[str, Any]], width: int | None = None) -> None:
    """Print a concordance.

    Args:
        rows: with passage, date, language, left, match, right, time_from.
        width: of the terminal; its own by default.
    """
    if width is None:
        from rich.console import Console

        width = Console().width
    for line in lines(rows, width):
        click.echo(line)


def lines(rows: Sequence[Mapping[str, Any]], width: int) -> list[str]:
    """The lines of a concordance.

    What is read first stands on the left, in a right-to-left script on the right; either way the
    contexts keep close to the word. Each is isolated (Unicode Standard Annex 9), so that a
    terminal that knows both directions keeps the columns.
    """
    from rich.cells import cell_len

    if not rows:
        return []
    flat = [{k: " ".join(str(row[k]).split()) for k in ("left", "match", "right")} for row in rows]
    heads = [" ".join(filter(None, (r["passage"], r["date"], r["time_from"]))) for r in rows]
    head = max(map(cell_len, heads))
    middle = min(max(cell_len(row["match"]) for row in flat), width // 3)
    apart = (width - middle - 2) // 2 < LEGIBLE + (head + 2) / 2
    room = max(8, (width - middle - 2 - (0 if apart else head + 2)) // 2)
    found: list[str] = []
    shown_before = ""
    for row, words, told in zip(rows, flat, heads, strict=True):
        turned = _is_turned(row["language"], words["match"])
        before, after = _last(words["left"], room), _first(words["right"], room)
        one, other = (after, before) if turned else (before, after)
        match = _first(words["match"], middle)
        line = (
            " " * (room - cell_len(one)) + _isolated(one, turned)
            + " " + click.style(_isolated(match, turned), bold=True)
            + " " * (1 + middle - cell_len(match)) + _isolated(other, turned)
        )  # fmt: skip
        if apart:
            found += [click.style(told, dim=True)] if told != shown_before else []
            shown_before = told
            found.append(line)
        else:
            found.append(click.style(told, dim=True) + " " * (head - cell_len(told) + 2) + line)
    return found


def _is_turned(language: str, match: str) -> bool:
    """Whether a line runs from right to left; the match tells where the language is not known."""
    if language == UNKNOWN:
        return is_arabic(fold_text(match))
    return direction(language) == "rtl"


def _isolated(text: str, turned: bool) -> str:
    """A text that runs in its own direction; one without right-to-left letters needs no signs."""
    if not text or not (turned or any(bidirectional(char) in ("R", "AL") for char in text)):
        return text
    return f"{_RIGHT_TO_LEFT if turned else _LEFT_TO_RIGHT}{text}{_END}"


def _last(text: str, room: int) -> str:
    """The end of a text that takes no more room than there is."""
    from rich.cells import cell_len

    if cell_len(text) <= room:
        return text
    words = text.split()
    while words and cell_len(" ".join(words)) > room - 2:
        words.pop(0)
    return " ".join(["…", *words])


def _first(text: str, room: int) -> str:
    """The beginning of a text that takes no more room than there is."""
    from rich.cells import cell_len

    if cell_len(text) <= room:
        return text
    words = text.split()
    while words and cell_len(" ".join(words)) > room - 2:
        words.pop()
    return " ".join([*words, "…"])
