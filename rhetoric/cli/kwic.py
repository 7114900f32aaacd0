"""`rhetoric kwic`."""

from __future__ import annotations

import sys
from typing import Any

import click

from rhetoric.cli.output import counted, format_option, note, show
from rhetoric.cli.session import Known, Session, chosen, filter_options, project_option

_SHOWN = {"passage": "passage", "date": "date", "left": "left", "match": "match", "right": "right"}


@click.command()
@click.argument("words", metavar="WORD...", nargs=-1, required=True)
@click.option(
    "--sort", type=Known(("date", "left", "right", "match")), default="date", show_default=True,
    help="By date, by what is read before (the nearest word first), by what follows, or by the "
    "word itself.",
)  # fmt: skip
@click.option(
    "--context", type=click.IntRange(0, 200), default=12, show_default=True,
    help="Words on each side.",
)  # fmt: skip
@click.option("--count-copies", is_flag=True, help="Look in reprints and other copies, too.")
@filter_options
@format_option
@project_option
@click.pass_obj
def kwic(
    session: Session,
    /,
    words: tuple[str, ...],
    sort: str,
    context: int,
    count_copies: bool,
    style: str,
    **options: Any,
) -> None:
    """Print every place of WORD with what is written before and after it: a concordance.

    WORD may be a pattern (docs/formats.md): `*` stands for any ending, `|` between words for
    either, `...` for a gap. Case, accents, vowel marks and Arabic clitics make no difference. What
    is printed is cut from the original; --format csv or json gives its offsets. On a terminal,
    lines of a right-to-left script run from right to left.

    \b
    Examples:
      rhetoric kwic "negotiat*" --sort right
      rhetoric kwic khawarij خوارج --camp IS --after 2020
      rhetoric kwic "talks|dialogue ... government" --format csv
    """
    from rhetoric.words.kwic import kwic as find

    workspace = session.workspace()
    workspace.require_statements()
    table = find(
        workspace.corpus, words, only=chosen(workspace, options), actors=workspace.lexicon.actors,
        sort=sort, context=context, count_copies=count_copies,
    )  # fmt: skip
    rows = [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]
    names = [str(name) for name in table.columns]
    if style == "table":
        for row in rows:
            row["passage"] = f"{row['statement']}:{row['passage']}"
        if sys.stdout.isatty():
            from rhetoric.cli.concordance import draw

            draw(rows)
            rows = []
        else:
            shown = dict(_SHOWN)
            if table["time_from"].any():  # where it is heard, if any of it is
                shown = {"passage": "passage", "time_from": "at", **shown}
            rows = [{told: row[name] for name, told in shown.items()} for row in rows]
            names = list(shown.values())
    if rows or not (style == "table" and sys.stdout.isatty()):
        show(rows, style, names=names)
    found = len(table)
    note([f"{counted(found, 'place')} in {counted(table['statement'].nunique(), 'statement')}"])
