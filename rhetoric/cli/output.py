"""Printing: tables for eyes on a terminal, tab-separated lines in a pipe, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rhetoric.cli.session import Known

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("table", "csv", "json", "jsonl")
#: A bar is drawn for what takes longer than this many seconds.
PATIENCE = 0.7
#: Where no bar can be drawn, a line is printed after so many.
LONG = 10.0
#: In narrower columns a text cannot well be read, nor a name.
LEGIBLE, LABEL = 48, 24

F = TypeVar("F", bound=Callable[..., Any])
Row = Mapping[str, Any]


def format_option(command: F) -> F:
    """Option `--format`."""
    return click.option(
        "--format", "style", type=Known(FORMATS), default="table", show_default=True,
        help="How to print: a table (tab-separated in a pipe), or data for other programs.",
    )(command)  # fmt: skip


def show_passages(
    table: pd.DataFrame, style: str, *, columns: Mapping[str, str], wide: str
) -> None:
    """Print a table whose rows stand for passages; see `show`.

    Args:
        columns: column → what it is called where only a part is shown; `statement` (or
            `id`) and `passage` come together, the way a passage is cited.
    """
    rows = [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]
    names = [str(c) for c in table.columns]
    if style == "table":
        key = "statement" if "statement" in names else "id"
        for row in rows:
            row["passage"] = f"{row[key]}:{row['passage']}"
        rows = [{told: row[name] for name, told in columns.items()} for row in rows]
        names = list(columns.values())
    show(rows, style, names=names, wide=wide)


def show(
    rows: Sequence[Row],
    style: str,
    *,
    names: Sequence[str] = (),
    wide: str = "",
) -> None:
    """Print rows.

    Args:
        names: the keys of the rows, needed where there may be none.
        wide: the column that takes the room there is; the others keep to a line. Where that
            leaves it little, each row is told in two lines; a table without such a column
            loses its last ones.
    """
    if style == "json":
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))
    elif style == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif style == "csv":
        click.echo(_csv(rows, names or _names(rows)), nl=False)
    elif sys.stdout.isatty():
        if rows:
            _draw(rows, names or _names(rows), wide)
    else:
        shown = names or _names(rows)
        lines = ["\t".join(shown), *("\t".join(_cell(r[name]) for name in shown) for r in rows)]
        click.echo("\n".join(lines))


def show_one(row: Row, style: str) -> None:
    """Print one thing: `name: value` lines, or as data."""
    if style == "json":
        click.echo(json.dumps(row, ensure_ascii=False, indent=2))
    elif style in ("jsonl", "csv"):
        show([row], style)
    else:
        lines: list[str] = []
        for name, value in row.items():
            lines += _lines(name.replace("_", " "), value, "")
        click.echo("\n".join(lines))


def _lines(name: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        if any(value.values()):
            yield f"{indent}{name}:"
            for inner, content in value.items():
                yield from _lines(str(inner), content, indent + "  ")
    elif isinstance(value, list | tuple):
        if value and all(isinstance(v, str) and len(v) < 30 for v in value):
            yield f"{indent}{name}: {', '.join(value)}"
        elif value:
            yield f"{indent}{name}:"
            yield from (f"{indent}  - {_cell(v)}" for v in value)
    elif value not in (None, ""):
        yield f"{indent}{name}: {_cell(value)}"


def _names(rows: Sequence[Row]) -> Sequence[str]:
    return list(rows[0]) if rows else ()


def _cell(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{k} {_cell(v)}" for k, v in value.items() if v not in (None, ""))
    if isinstance(value, list | tuple):
        return "; ".join(_cell(v) for v in value)
    return "" if value is None else " ".join(str(value).split())


def _csv(rows: Sequence[Row], names: Sequence[str]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow(
            [_cell(v) if isinstance(v, list | tuple | Mapping) else v for v in row.values()]
        )
    return text.getvalue()


def _draw(rows: Sequence[Row], names: Sequence[str], wide: str) -> None:
    from rich.box import SIMPLE
    from rich.cells import cell_len
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    cells = {name: [_cell(row[name]) for row in rows] for name in names}
    kept = set(names) - {wide} if wide else {names[0]}  # columns that keep to a line

    def need(name: str) -> int:
        whole = max(map(cell_len, (name, *cells[name])))
        return 3 + (whole if name in kept else min(whole, LEGIBLE if wide else LABEL))

    if wide and sum(map(need, names)) > console.width:
        for number in range(len(rows)):
            head = [cells[name][number] for name in names if name != wide]
            console.print(Text(" · ".join(filter(None, head)), style="bold"))
            console.print(Padding(Text(cells[wide][number]), (0, 0, 1, 2), expand=False))
        return
    shown = list(names)
    while len(shown) > 2 and sum(map(need, shown)) > console.width:
        shown.pop()
    table = Table(box=SIMPLE, pad_edge=False)
    for name in shown:
        numeric = all(isinstance(row[name], int | float) for row in rows)
        table.add_column(
            name, justify="right" if numeric else "left",
            overflow="fold", ratio=1 if name == wide else None, no_wrap=name in kept,
        )  # fmt: skip
    for number in range(len(rows)):
        table.add_row(*(Text(cells[name][number]) for name in shown))
    console.print(table)
    if left := names[len(shown) :]:
        note([f"no room for: {', '.join(left)} (--format csv prints everything)"])


@contextmanager
def progress(told: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the terminal, for what takes long.

    Args:
        told: what is being done.
    """
    if not sys.stderr.isatty():
        yield _told_once(told)
        return
    from rich.console import Console
    from rich.progress import Progress

    begun = monotonic()
    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(told, total=None)

    def update(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)
        if done >= total:  # what comes next may ask something
            bar.stop()
        elif monotonic() - begun > PATIENCE:
            bar.start()

    try:
        yield update
    finally:
        bar.stop()


def _told_once(told: str) -> Callable[[int, int], None]:
    """Where no bar can be drawn, one line for what takes very long."""
    begun, silent = monotonic(), True

    def update(done: int, total: int) -> None:
        nonlocal silent
        if silent and done < total and monotonic() - begun > LONG:
            silent = False
            note([f"{told} takes a while: {done:,} of {total:,} done"])

    return update


def warn(warnings: Iterable[str]) -> None:
    """Say what was accepted but wants attention."""
    note(f"warning: {warning}" for warning in warnings)


def note(lines: Iterable[str]) -> None:
    """Say something beside the data."""
    for line in lines:
        click.echo(line, err=True)


def counted(number: int, noun: str) -> str:
    """A number with its noun: `no errors`, `1 error`, `2 errors`."""
    return f"{f'{number:,}' if number else 'no'} {noun}{'' if number == 1 else 's'}"
