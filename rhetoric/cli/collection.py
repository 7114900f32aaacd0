"""`rhetoric list`, `show`, `edit`, `remove`, `restore`, `export` and `log`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rhetoric.cli.output import counted, format_option, note, show, show_one, warn
from rhetoric.cli.session import Session, chosen, filter_options, project_option
from rhetoric.errors import InputError

if TYPE_CHECKING:
    from rhetoric.collection import Entry
    from rhetoric.model import Statement

_LISTED = ("id", "date", "group", "speaker", "medium", "language", "words", "copy")
_LOGGED = ("when", "who", "action", "statements", "count", "file", "sha256", "version")


@click.command("list")
@filter_options
@format_option
@project_option
@click.pass_obj
def list_(session: Session, /, style: str, **options: Any) -> None:
    """List the statements of the corpus, oldest first.

    \b
    Examples:
      rhetoric list
      rhetoric list --group JNIM --after 2020 --format csv
    """
    from rhetoric.collection import list_statements

    workspace = session.workspace()
    actors = workspace.lexicon.actors
    picked = list(chosen(workspace, options).pick(workspace.corpus.statements, actors))
    table = list_statements(picked, actors)
    rows = [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]
    if style == "table":
        rows = [{name: row[name] for name in _LISTED} for row in rows]
    show(rows, style, names=_LISTED if style == "table" else list(table.columns))
    note([counted(len(rows), "statement")])


@click.command("show")
@click.argument("name", metavar="ID[:PASSAGE]")
@format_option
@project_option
@click.pass_obj
def show_(session: Session, /, name: str, style: str) -> None:
    """Show a statement: what is told of it, its text passage by passage, where it came from.

    \b
    Examples:
      rhetoric show 2020-05-28-is-speech
      rhetoric show 2020-05-28-is-speech:3
      rhetoric show 2020-05-28-is-speech --format json
    """
    from rhetoric.collection.listing import describe_statement

    workspace = session.workspace()
    told = describe_statement(workspace.corpus, name, workspace.project.texts)
    if style == "table":
        passages = told.pop("passages")
        told.pop("text", None)
        show_one(told, style)
        for passage in passages:
            heard = f" {passage['time']}" if passage["time"] else ""
            mark = f", {passage['mark']}: not scored" if passage["mark"] else ""
            click.echo(f"\n[{passage['passage']}{heard}{mark}] {passage['text']}")
    else:
        show_one(told, style)


@click.command()
@click.argument("name", metavar="ID")
@click.option(
    "--set", "values", multiple=True, metavar="FIELD=VALUE",
    help="Change a field without an editor; an empty value clears it; may be given more than once.",
)  # fmt: skip
@project_option
@click.pass_obj
def edit(session: Session, /, name: str, values: tuple[str, ...]) -> None:
    """Change the statement ID in your editor ($EDITOR), or single fields of it.

    The text is checked before it is saved; what is not valid changes nothing.

    \b
    Examples:
      rhetoric edit 2020-05-28-is-speech
      rhetoric edit 2020-05-28-is-speech --set date=2020-05 --set reliability=B2
    """
    from rhetoric.collection import edit_statement, set_fields

    project = session.project()
    if values:
        new = set_fields(project, name, dict(map(_assignment, values)))
    else:
        new = edit_statement(project, name, _in_editor)
    click.echo("nothing was changed" if new is None else f"changed {new.id}")


def _assignment(text: str) -> tuple[str, Any]:
    field, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"'{text}' is not FIELD=VALUE", param_hint="'--set'")
    field = field.strip()
    listed = field in ("places", "tags")
    return field, [v.strip() for v in value.split(",") if v.strip()] if listed else value.strip()


def _in_editor(text: str) -> str | None:
    try:
        return click.edit(text, extension=".md", require_save=True)
    except click.ClickException as problem:
        raise InputError(
            f"the editor did not work: {problem.message}",
            remedy="name one that does in the variable EDITOR, or use --set FIELD=VALUE",
        ) from None


@click.command()
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@project_option
@click.pass_obj
def remove(session: Session, /, names: tuple[str, ...]) -> None:
    """Take statements out of the corpus. They are kept aside: `rhetoric restore` puts them back.

    \b
    Examples:
      rhetoric remove 2020-05-28-is-speech
      rhetoric remove 2020-05-28-is-speech 2020-05-28-is-speech-2
    """
    from rhetoric.collection import remove_statements
    from rhetoric.sources.folder import iter_texts

    project = session.project()
    removed = [s.id for s in remove_statements(project, names)]
    for name in removed:
        click.echo(f"removed {name}")
    loose = [s for s in iter_texts(project.texts) if s.copy_of in removed]
    if loose:
        more = f" and {len(loose) - 1} more" if len(loose) > 1 else ""
        warn([f"{loose[0].id}{more}: linked to what was removed; link to another, or to none"])
    shown = removed[0] if len(removed) == 1 else "ID"
    note([f"put back with: rhetoric restore {shown}"])


@click.command()
@click.argument("names", metavar="[ID...]", nargs=-1)
@format_option
@project_option
@click.pass_obj
def restore(session: Session, /, names: tuple[str, ...], style: str) -> None:
    """Put removed statements back; without an ID, list those that were removed.

    \b
    Examples:
      rhetoric restore
      rhetoric restore 2020-05-28-is-speech
    """
    from rhetoric.collection import removed_statements, restore_statements

    if not names:
        there = removed_statements(session.project())
        show([_brief(s) for s in there], style, names=("id", "date", "group", "title"))
        note([f"{counted(len(there), 'removed statement')}"])
        return
    for statement in restore_statements(session.project(), names):
        click.echo(f"restored {statement.id}")


def _brief(statement: Statement) -> dict[str, str]:
    return {
        "id": statement.id, "date": statement.date.written, "group": statement.group,
        "title": statement.title,
    }  # fmt: skip


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", "over", is_flag=True, help="Replace a file that is there.")
@filter_options
@project_option
@click.pass_obj
def export(session: Session, /, file: Path, over: bool, **options: Any) -> None:
    """Write statements to one FILE, whole: .jsonl or .parquet. `rhetoric add` reads it again.

    \b
    Examples:
      rhetoric export corpus.jsonl
      rhetoric export jnim.parquet --camp AQ --after 2020
    """
    from rhetoric.collection import export_statements

    workspace = session.workspace()
    picked = chosen(workspace, options).pick(workspace.corpus.statements, workspace.lexicon.actors)
    count = export_statements(picked, file, over=over)
    click.echo(f"wrote {counted(count, 'statement')} to {file}")


@click.command()
@click.argument("name", metavar="[ID]", required=False)
@format_option
@project_option
@click.pass_obj
def log(session: Session, /, name: str | None, style: str) -> None:
    """Print who changed what in the corpus, when, from which file, with which version.

    \b
    Examples:
      rhetoric log
      rhetoric log 2020-05-28-is-speech --format json
    """
    from rhetoric.collection.log import read_log, statement_log

    folder = session.project().texts
    entries = list(read_log(folder)) if name is None else statement_log(folder, name)
    show([_entry(e, short=style == "table") for e in entries], style, names=_LOGGED)
    note([counted(len(entries), "change")])


def _entry(entry: Entry, *, short: bool) -> dict[str, Any]:
    row: dict[str, Any] = {field: getattr(entry, field) for field in _LOGGED}
    row["statements"] = entry.table or ", ".join(entry.statements)
    if short:
        row["sha256"] = entry.sha256[:12]
        row["when"] = entry.when[:19]
    return row
