"""`rhetoric search`."""

from __future__ import annotations

from typing import Any

import click

from rhetoric.cli.output import format_option, note, progress, show_passages, warn
from rhetoric.cli.session import (
    Session,
    chosen,
    encoder_option,
    filter_options,
    project_option,
)

_SHOWN = {
    "rank": "rank", "score": "score", "passage": "passage", "group": "group", "date": "date",
    "text": "text",
}  # fmt: skip


@click.command()
@click.argument("query")
@click.option(
    "-k",
    "count",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="Most passages to show.",
)
@filter_options
@click.option(
    "--theme",
    "themes",
    multiple=True,
    metavar="THEME",
    help="Only passages with a frame use of this theme; may be given more than once.",
)
@format_option
@project_option
@encoder_option
@click.pass_obj
def search(
    session: Session,
    /,
    query: str,
    count: int,
    themes: tuple[str, ...],
    style: str,
    **options: Any,
) -> None:
    """Find the passages nearest in meaning to QUERY, in any language of the encoder.

    A statement whose date is an interval is found when it may fall within the dates asked for.

    \b
    Examples:
      rhetoric search "talks with the government" --group JNIM
      rhetoric search "les combats entre les deux groupes" --after 2020 -k 5
      rhetoric search "who began the fighting" --camp IS --theme instigation --format json
    """
    with progress("Searching") as bar:
        workspace = session.workspace(bar)
        workspace.require_statements()
        wanted = vars(chosen(workspace, options))
        found = workspace.search(query, k=count, themes=themes, **wanted)
    shown = dict(_SHOWN)
    if found["time_from"].any():  # where it is heard, if any of it is
        shown = {**dict(list(_SHOWN.items())[:-1]), "time_from": "at", "text": "text"}
    warn(workspace.warnings())
    show_passages(found, style, columns=shown, wide="text")
    if found.empty:
        note(["no passage fits"])
