"""`rhetoric frames`."""

from __future__ import annotations

from pathlib import Path

import click

from rhetoric.cli.output import format_option, note, progress, show_passages, warn
from rhetoric.cli.session import Session, encoder_option, project_option

_SHOWN = {
    "passage": "passage", "date": "date", "group": "group", "theme": "theme",
    "function": "function", "target": "target", "score": "score", "evidence": "evidence",
}  # fmt: skip


@click.command()
@click.argument(
    "table", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--theme",
    "themes",
    multiple=True,
    metavar="THEME",
    help="Look for this theme alone; may be given more than once.",
)
@click.option("--words-only", is_flag=True, help="Leave out evidence by meaning (fast).")
@click.option("--id", metavar="COLUMN", help="TABLE's column of ids [default: id, or the line].")
@click.option("--text", metavar="COLUMN", help="Its column of texts [default: text].")
@click.option(
    "--group",
    metavar="COLUMN",
    help="Its column of who speaks, as actor ids or names [default: group].",
)
@click.option("--speaker", metavar="COLUMN", help="Its column of persons [default: speaker].")
@click.option("--lang", metavar="COLUMN", help="Its column of languages [default: lang].")
@click.option("--date", metavar="COLUMN", help="Its column of dates [default: date].")
@format_option
@project_option
@encoder_option
@click.pass_obj
def frames(
    session: Session,
    /,
    table: Path | None,
    themes: tuple[str, ...],
    words_only: bool,
    style: str,
    **named: str | None,
) -> None:
    """Print every frame use: who says what of whom, how, where, when, how sure.

    Without TABLE, those of the project's corpus. With TABLE (CSV, TSV, JSON lines, Parquet), those
    of its rows, each of them a statement, found with the project's lexicons; one object or
    line is printed a frame use, under the id of its row.

    \b
    Examples:
      rhetoric frames --theme khawarij --theme negotiation
      rhetoric frames --format json > ledger.json
      rhetoric frames speeches.csv --id id --text text --group speaker --lang lang --format jsonl
    """
    with progress("Scoring") as bar:
        workspace = session.workspace(bar)
        wanted = themes or None
        if table is None:
            _refuse_columns(named)
            workspace.require_statements()
            corpus = workspace.corpus
            ledger = workspace.frames(themes=wanted, words_only=words_only)
        else:
            corpus = workspace.table(table, _columns(table, named))
            ledger = workspace.frames(corpus, themes=wanted, words_only=words_only)
            ledger = ledger.rename(columns={"statement": "id"})
    if style == "table":  # a date as it was written says how precisely it is known
        dates = {s.id: s.date.text for s in corpus.statements}
        ledger["date"] = ledger["statement" if table is None else "id"].map(dates)
    warn(workspace.warnings(corpus))
    show_passages(ledger, style, columns=_SHOWN, wide="evidence")
    if not len(corpus):
        note([f"{table}: there are no rows"])
    elif style == "table" and ledger.empty:
        note(["no frame uses"])


def _refuse_columns(named: dict[str, str | None]) -> None:
    for name, column in named.items():
        if column is not None:
            raise click.UsageError(f"--{name} names a column of TABLE, and no TABLE is given.")


def _columns(table: Path, named: dict[str, str | None]) -> dict[str, str]:
    from rhetoric.sources.tables import find_columns

    return find_columns(table, {k: column for k, column in named.items() if column is not None})
