"""`rhetoric report`."""

from __future__ import annotations

from pathlib import Path

import click

from rhetoric.cli.output import counted, progress, warn
from rhetoric.cli.session import Session, encoder_option, project_option


@click.command()
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write [default: the project's reports folder].",
)
@click.option("--words-only", is_flag=True, help="Leave out evidence by meaning (fast).")
@click.option(
    "--count-copies",
    is_flag=True,
    help="Count reprints, excerpts and translations each on its own.",
)
@project_option
@encoder_option
@click.pass_obj
def report(session: Session, /, output: Path | None, words_only: bool, count_copies: bool) -> None:
    """Write the report of the project: who says what of whom, since when, how sure.

    It is one page that opens from disk (index.html), the same as Markdown with charts
    (report.md), the ledger of frame uses (frames.csv), the tables the sides are compared by
    (rates.csv, contrasts.csv and more) and what it was all made from (manifest.json). The
    same input gives the same bytes. A copy of another statement (reprint_of, excerpt_of,
    translation_of) counts once, with its original.

    \b
    Examples:
      rhetoric report
      rhetoric report -o /tmp/draft --words-only
      rhetoric --encoder intfloat/multilingual-e5-small report
    """
    from rhetoric.errors import writing
    from rhetoric.report import write_report
    from rhetoric.reuse import read_formulae
    from rhetoric.reuse.formulae import NAME

    with progress("Scoring") as bar:
        workspace = session.workspace(bar)
        workspace.require_statements()
        ledger = workspace.frames(words_only=words_only)
    warn(workspace.warnings())
    project = workspace.project
    folder = output or project.reports
    with writing(folder, remedy="choose another folder with --output"):
        files = write_report(
            workspace.corpus,
            workspace.lexicon,
            ledger,
            folder,
            title=project.title,
            manifest=workspace.manifest(words_only=words_only),
            quotation_cap=project.quotation_cap,
            count_copies=count_copies,
            threshold=project.threshold,
            sizes=workspace.sizes,
            encoder=None if words_only else workspace.encoder,
            finder=workspace.names,
            formulae=read_formulae(project.lexicons / NAME),
        )
    told = [counted(len(workspace.corpus), "statement"), counted(len(ledger), "frame use")]
    click.echo(f"{', '.join(told)}; wrote:")
    for path in files:
        here = Path.cwd()
        click.echo(f"  {path.relative_to(here) if path.is_relative_to(here) else path}")
