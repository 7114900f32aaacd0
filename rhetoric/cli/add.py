"""`rhetoric add`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rhetoric.cli.output import counted, note, warn
from rhetoric.cli.session import Known, Session, as_date, as_language, project_option
from rhetoric.model import FORMS, MEDIA

if TYPE_CHECKING:
    from rhetoric.collection import Added
    from rhetoric.errors import InputError


@click.command()
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
@click.option(
    "--date",
    type=as_date,
    metavar="DATE",
    help="When it was put out: 2020-05-28, 2020-05, 2020~, 2020-01/2020-04, 'late May 2020',"
    " 'début juin 2020', '3 Ramadan 1441'.",
)
@click.option("--group", metavar="ACTOR", help="Who speaks: an actor's id or name.")
@click.option("--speaker", metavar="NAME", help="The person: an actor's id, or a plain name.")
@click.option("--title", metavar="TEXT", help="Its title [default: its heading or first words].")
@click.option("--medium", type=Known(MEDIA), metavar="MEDIUM", help=f"One of: {', '.join(MEDIA)}.")
@click.option("--form", type=Known(FORMS), help="How near the text is to what was said.")
@click.option(
    "--language", type=as_language, metavar="CODE", help="Language of the text: en, fr, ar…"
)
@click.option(
    "--original-language", type=as_language, metavar="CODE", help="Language of what was said."
)
@click.option("--source", metavar="TEXT", help="Full citation.")
@click.option("--unconfirmed", is_flag=True, help="The source itself doubts the report.")
@click.option("--id", metavar="ID", help="Its id [default: date, group and title].")
@click.option(
    "--map", "columns", metavar="KEY=COLUMN,…", multiple=True,
    help="What the columns of a table are called: text=…,group=…,date=…, also id, speaker,"
    " language, title, medium, form, source [default: those names]; may be given more than once.",
)  # fmt: skip
@click.option("--skip-bad", is_flag=True, help="Leave out rows of a table that are not valid.")
@project_option
@click.pass_obj
def add(
    session: Session,
    /,
    files: tuple[Path, ...],
    columns: tuple[str, ...],
    skip_bad: bool,
    **metadata: Any,
) -> None:
    """Add FILEs to the corpus: texts, transcripts, chats, tables.

    Options complete what a file says of itself and override it. Everything is checked before
    anything is written: all files are added, or none. A statement that is there already, told
    the same way, is not added again. Each message of a chat and each row of a table is a
    statement; a file of more than 50 stays one table.

    \b
    Examples:
      rhetoric add speech.txt --date 2020-05-28 --group IS --medium speech --language en
      rhetoric add notes/*.md --source "Field notes, 2021"
      rhetoric add claim.txt --date 2020-03 --group "Ansar Dine" --form summary --unconfirmed
      rhetoric add talk.srt --group JNIM --date 2020-05-28
      rhetoric add rows.csv --map text=says,group=who,date=day
    """
    from rhetoric.collection import add_statements
    from rhetoric.fields import raise_it
    from rhetoric.sources.tables import parse_map

    if not metadata["unconfirmed"]:
        del metadata["unconfirmed"]
    left_out: list[InputError] = []
    added = add_statements(
        session.project(), files, metadata,
        columns=parse_map(",".join(columns)) if columns else None,
        on_error=left_out.append if skip_bad else raise_it,
    )  # fmt: skip
    note(f"left out: {problem}" for problem in left_out)
    for one in added:
        click.echo(_told(one))
        note(f"  {told}" for told in one.notes)
        path = one.statement.path
        name = one.statement.id if path is None or path.suffix == ".md" else path.name
        warn(f"{name}: {warning}" for warning in one.warnings)


def _told(one: Added) -> str:
    """What became of a file, in a line."""
    path = one.statement.path
    if path is None or path.suffix == ".md":
        return f"{'added' if one.count else 'already there:'} {one.statement.id}"
    told = f"added {counted(one.count, 'statement')} to {path.name}" if one.count else "added none"
    return f"{told}; {one.there:,} already there" if one.there else told
