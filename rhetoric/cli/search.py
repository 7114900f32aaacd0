"""`rhetoric search`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rhetoric.cli.output import format_option, note, progress, show_passages, warn
from rhetoric.cli.session import (
    Known,
    Session,
    as_date,
    as_language,
    encoder_option,
    project_option,
)
from rhetoric.model import MEDIA

if TYPE_CHECKING:
    from rhetoric.dates import DateSpan
    from rhetoric.project import Workspace

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
@click.option(
    "--group",
    "groups",
    multiple=True,
    metavar="ACTOR",
    help="Only statements of this group; may be given more than once.",
)
@click.option(
    "--camp",
    "camps",
    multiple=True,
    metavar="ACTOR",
    help="Only statements of groups of this camp; may be given more than once.",
)
@click.option(
    "--theme",
    "themes",
    multiple=True,
    metavar="THEME",
    help="Only passages with a frame use of this theme; may be given more than once.",
)
@click.option("--after", type=as_date, metavar="DATE", help="Not older than this date.")
@click.option("--before", type=as_date, metavar="DATE", help="Not younger than this date.")
@click.option("--language", type=as_language, metavar="CODE", help="Only texts in this language.")
@click.option("--medium", type=Known(MEDIA), metavar="MEDIUM", help="Only this medium.")
@format_option
@project_option
@encoder_option
@click.pass_obj
def search(
    session: Session,
    /,
    query: str,
    count: int,
    groups: tuple[str, ...],
    camps: tuple[str, ...],
    themes: tuple[str, ...],
    after: DateSpan | None,
    before: DateSpan | None,
    language: str | None,
    medium: str | None,
    style: str,
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
        found = workspace.search(
            query,
            k=count,
            groups=[_actor(workspace, name, "group") for name in groups],
            camps=[_actor(workspace, name, "camp") for name in camps],
            themes=themes, after=after, before=before, language=language, medium=medium,
        )  # fmt: skip
    shown = dict(_SHOWN)
    if found["time_from"].any():  # where it is heard, if any of it is
        shown = {**dict(list(_SHOWN.items())[:-1]), "time_from": "at", "text": "text"}
    warn(workspace.warnings())
    show_passages(found, style, columns=shown, wide="text")
    if found.empty:
        note(["no passage fits"])


def _actor(workspace: Workspace, name: str, kind: str) -> str:
    spoken = {s.group for s in workspace.corpus.statements}
    if name in spoken:
        return name
    known = workspace.names.resolve(name)
    if known is None:
        raise workspace.lexicon.actors.unknown(kind, name, spoken)
    return known
