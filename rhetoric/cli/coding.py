"""The terminal mode of `rhetoric code`: one key an answer."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rhetoric.model import Theme
    from rhetoric.validation.desk import CodingDesk

PRESENT = {"y": "yes", "n": "no", "u": "unsure"}
FUNCTIONS = {"a": "asserts", "r": "rejects", "m": "mentions", "": ""}
HELP = "y yes · n no · u unsure · s skip · b back · d definition · q quit"


def work(desk: CodingDesk, themes: Mapping[str, Theme], *, presence_only: bool) -> None:
    """Show passages and take answers until all are answered, or the coder leaves."""
    told = ""
    while (item := desk.item) is not None:
        theme = themes.get(item.theme)
        if item.theme != told:
            told = item.theme
            _define(item.theme, theme)
        click.echo(f"\n[{desk.done + 1} of {len(desk.items)}] " + click.style(item.theme, bold=True)
                   + (f" · {item.group} · {item.date}" if item.group else ""))  # fmt: skip
        if item.before:
            click.echo(click.style(_wrapped(f"… {item.before}"), dim=True))
        click.echo(_wrapped(item.text))
        if item.after:
            click.echo(click.style(_wrapped(f"{item.after} …"), dim=True))
        key = _key(f"present? ({HELP}) ")
        if key in ("q", None):
            return
        if key == "b":
            if not desk.undo():
                click.echo("nothing to take back")
        elif key == "s":
            desk.skip()
        elif key == "d":
            _define(item.theme, theme)
        elif key in PRESENT:
            answer, function, target = PRESENT[key], "", ""
            if answer == "yes" and not presence_only:
                chosen = None
                while chosen not in FUNCTIONS:
                    chosen = _key("function? (a asserts · r rejects · m mentions · Enter: none) ")
                    if chosen is None:
                        return
                function = FUNCTIONS[chosen]
                if theme is None or theme.directed:
                    target = _line("of whom? (a name; Enter: nobody) ") or ""
            desk.answer(answer, function, target)
        else:
            click.echo(f"'{key}' is no answer here: {HELP}")


def _wrapped(text: str) -> str:
    """A text within the terminal, moved in; on one line where it is piped."""
    flat = " ".join(text.split())
    if not sys.stdout.isatty():
        return f"  {flat}"
    width = max(40, min(100, get_terminal_size().columns - 2))
    return fill(flat, width, initial_indent="  ", subsequent_indent="  ")


def _define(name: str, theme: Theme | None) -> None:
    click.echo(click.style(f"\n{theme.label if theme else name}", bold=True))
    if theme is not None:
        click.echo(_wrapped(theme.description))


def _key(prompt: str) -> str | None:
    """One key, without Enter on a terminal; None at the end of the input."""
    if not sys.stdin.isatty():
        line = _line(prompt)
        return None if line is None else line[:1].lower()
    click.echo(prompt, nl=False)
    try:
        key = click.getchar().lower()
    except EOFError:
        return None
    click.echo(key.strip())
    return "" if key in "\r\n" else key


def _line(prompt: str) -> str | None:
    click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        click.echo()
    return line.strip() if line else None
