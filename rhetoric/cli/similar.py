"""`rhetoric similar`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rhetoric.cli.output import counted, format_option, note, progress, show, warn
from rhetoric.cli.session import (
    Session,
    chosen,
    encoder_option,
    filter_options,
    named_actor,
    project_option,
)

_SHOWN = ("statement", "rank", "other", "score", "group", "date", "told")


@click.command()
@click.argument("statement", required=False, metavar="[STATEMENT]")
@click.option(
    "-k",
    "count",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="Most statements to find for each.",
)
@click.option(
    "--between",
    nargs=2,
    metavar="ACTOR ACTOR",
    help="Hold only statements of one of these groups or camps against those of the other.",
)
@filter_options
@click.option(
    "--map",
    "map_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the map of the statements that fit as an SVG picture instead.",
)
@format_option
@project_option
@encoder_option
@click.pass_obj
def similar(
    session: Session,
    /,
    statement: str | None,
    count: int,
    between: tuple[str, str] | None,
    map_file: Path | None,
    style: str,
    **options: Any,
) -> None:
    """Find the statements nearest in meaning to STATEMENT, or to each, with what shows it.

    The score is 1 for the same and 0 for what is as near as any two statements of the corpus.
    Filters choose what may be found. Copies of a statement are told with rank 0.

    \b
    Examples:
      rhetoric similar 2020-05-al-naba
      rhetoric similar --between AQ IS -k 1 --format csv
      rhetoric similar --map map.svg --after 2018
    """
    if map_file is not None and (statement is not None or between is not None):
        raise click.UsageError("--map draws all statements that fit: leave out the other choice.")
    with progress("Comparing") as bar:
        workspace = session.workspace(bar)
        workspace.require_statements()
        wanted = chosen(workspace, options)
        if map_file is not None:
            from rhetoric.errors import writing

            with writing(map_file.parent, remedy="choose another file"):
                found = workspace.write_map(map_file, keep=wanted)
            told = f"{counted(found.statements, 'statement')}; of the five nearest in meaning "
            click.echo(f"{told}{found.faith.kept:.0%} are near on the map; wrote:\n  {map_file}")
            return
        sides = None
        if between is not None:
            one, other = (named_actor(workspace, name, "group or camp") for name in between)
            sides = one, other
        rows = workspace.similar(statement, k=count, keep=wanted, between=sides)
    warn(workspace.warnings())
    if style == "table":
        show([_brief(row) for row in rows.to_dict("records")], style, names=_SHOWN, wide="told")
    else:
        plain = [{str(k): v for k, v in row.items()} for row in rows.to_dict("records")]
        show(plain, style, names=list(rows.columns))
    if rows.empty:
        note(["no other statement fits"])


def _brief(row: dict[Any, Any]) -> dict[str, Any]:
    """A row for eyes: what the other one is, its passage, and where the one like it stands."""
    like = f"“{' '.join(row['other_text'].split())}” ({row['other_passage']}, like "
    like += f"{row['statement']}:{row['passage']})"
    kind = row["relation"] if not row["rank"] else ""
    several = f"{counted(row['copies'], 'copy').replace('copys', 'copies')}; "
    return {
        **{name: row[name] for name in _SHOWN[:-1]},
        "told": (f"{kind}; " if kind else several if row["copies"] else "") + like,
    }
