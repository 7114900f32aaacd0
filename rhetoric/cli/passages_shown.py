"""A passage between its neighbours, or the beginning of a statement."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from rhetoric.cli.hits_shown import (
    BOLD,
    DIM,
    PLAIN,
    characters,
    drawn,
    is_turned,
    time_span,
    wrapped,
)
from rhetoric.cli.output import note

if TYPE_CHECKING:
    from rhetoric.model import Passage
    from rhetoric.searching.shell import View

_LONGEST, _INDENT = 120, 2


def show_view(view: View, width: int | None = None) -> None:
    """Print passages of a statement: drawn on a terminal, a line each elsewhere.

    Args:
        width: of the terminal; its own by default.
    """
    told = view.told
    head = [told.id, told.group, told.speaker, told.date, told.medium, told.title]
    line = " · ".join(filter(None, head))
    if not sys.stdout.isatty():
        click.echo(line)
        for passage in view.passages:
            sign = ">" if passage.index == view.number else " "
            click.echo(f"{sign} {_place(passage)}\t{' '.join(passage.text.split())}")
    else:
        if width is None:
            from rich.console import Console

            width = Console().width
        for one in wrapped(characters(line, BOLD), width):
            click.echo(drawn(one, False, 0, width))
        for passage in view.passages:
            for told_line in _lines(view, passage, width):
                click.echo(told_line)
    if view.number is None and (left := told.count - len(view.passages)):
        note(
            [f"{left:,} more; show {told.id}:{len(view.passages) + 3}, or rhetoric show {told.id}"]
        )


def _lines(view: View, passage: Passage, width: int) -> list[str]:
    """The lines of a passage; the one that was asked for is told by its number."""
    room = min(width, _LONGEST) - _INDENT
    styles = [PLAIN] * len(passage.text)
    for start, end in view.marks.get(passage.index, ()):
        styles[start:end] = [BOLD] * (end - start)
    asked = passage.index == view.number
    number = characters(f"{'>' if asked else ' '} {_place(passage)}", BOLD if asked else DIM)
    text = list(zip(passage.text, styles, strict=True))
    turned = is_turned(view.told.language, passage.text)
    return [
        drawn(number, False, 0, width),
        *(drawn(line, turned, _INDENT, room) for line in wrapped(text, room)),
    ]


def _place(passage: Passage) -> str:
    from rhetoric.clock import clock

    heard = time_span(clock(passage.begins), clock(passage.ends, up=True))
    return " ".join(filter(None, (str(passage.index), heard)))
