"""`rhetoric init`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="Title of its reports [default: the folder's name].")
@click.option("--with-sample", is_flag=True, help="Copy the sample statements (Sahel) too.")
def init(folder: Path, title: str | None, with_sample: bool) -> None:
    """Start a project of your own in DIR.

    It gets lexicons to begin with (those of the sample project), an empty folder for
    statements, commented settings and a short README. Nothing that is there is overwritten.

    \b
    Examples:
      rhetoric init lake-chad --title "Two factions at Lake Chad"
      rhetoric init sahel --with-sample
    """
    from rhetoric.init import init_project

    made = init_project(folder, title=title, with_sample=with_sample)
    click.echo(f"started a project in {made.root}: {', '.join(made.created)}")
    command = (
        "rhetoric"
        if made.root.samefile(".")
        else f"rhetoric --project {shlex.quote(str(made.root))}"
    )
    if made.statements:
        click.echo(f"it holds {made.statements} sample statements")
        click.echo(f"next: {command} report")
    else:
        click.echo(f"next: {command} add FILE --date DATE --group GROUP")
