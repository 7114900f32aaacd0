"""What every command shares: the project asked for, and kinds of option."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rhetoric.dates import DateSpan
from rhetoric.errors import DateError, UnknownNameError
from rhetoric.languages import language_code
from rhetoric.model import MEDIA

if TYPE_CHECKING:
    from rhetoric.filters import Filter
    from rhetoric.project import Workspace
    from rhetoric.settings import Project


@dataclass
class Session:
    """The options that hold for every command, wherever they stand on the line."""

    folder: Path | None = None
    encoder: str | None = None

    def project(self) -> Project:
        """The project to work on."""
        from rhetoric.settings import find_project

        return find_project(self.folder)

    def workspace(self, progress: Callable[[int, int], None] | None = None) -> Workspace:
        """The project, opened."""
        from rhetoric.project import load
        from rhetoric.run import processors

        return load(self.project(), self.encoder, progress=progress, processes=processors())


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(ctx: click.Context, _: click.Parameter, value: Any) -> None:
        session = ctx.ensure_object(Session)
        if value is not None:
            setattr(session, name, value)

    return callback


# Both options are understood before the command as well as after it.
project_option = click.option(
    "--project", metavar="DIR", expose_value=False, callback=_keep("folder"),
    type=click.Path(file_okay=False, path_type=Path), help="The project's folder.",
)  # fmt: skip
encoder_option = click.option(
    "--encoder", metavar="NAME", expose_value=False, callback=_keep("encoder"),
    help="Encoder: 'embedded', or a sentence-transformers model by name or folder.",
)  # fmt: skip


class Known(click.Choice):  # type: ignore[type-arg] # it is generic from click 8.2 on
    """The type of an option that holds one of some names; another is answered with the nearest."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, when it is one of the names."""
        if value in self.choices:
            return str(value)
        kind = max(param.opts, key=len).strip("-") if param is not None else "name"
        unknown = UnknownNameError(kind, str(value), self.choices)
        raise click.BadParameter(str(unknown), ctx, param)


def as_date(value: str) -> DateSpan:
    """The type of an option that holds a date as precise as it is known, in any notation."""
    from rhetoric.written_dates import read_date

    try:
        return read_date(value)
    except DateError as problem:
        raise click.BadParameter(f"{problem.problem}; {problem.remedy}") from None


def as_language(value: str) -> str:
    """The type of an option that holds a language: its ISO 639-3 code."""
    try:
        return language_code(value)
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from None


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that choose statements; `chosen` turns them into a filter."""
    options = (
        click.option("--group", "groups", multiple=True, metavar="ACTOR",
                     help="Only statements of this group; may be given more than once."),
        click.option("--camp", "camps", multiple=True, metavar="ACTOR",
                     help="Only statements of groups of this camp; may be given more than once."),
        click.option("--after", type=as_date, metavar="DATE", help="Not older than this date."),
        click.option("--before", type=as_date, metavar="DATE", help="Not younger than this date."),
        click.option("--language", type=as_language, metavar="CODE",
                     help="Only texts in this language."),
        click.option("--medium", type=Known(MEDIA), metavar="MEDIUM", help="Only this medium."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def named_actor(workspace: Workspace, name: str, kind: str) -> str:
    """The id of a group or a camp that is named on the line by any of its names.

    Raises:
        UnknownNameError: tells the nearest.
    """
    spoken = {s.group for s in workspace.corpus.statements}
    if name in spoken:
        return name
    known = workspace.names.resolve(name)
    if known is None:
        raise workspace.lexicon.actors.unknown(kind, name, spoken)
    return known


def chosen(workspace: Workspace, options: dict[str, Any]) -> Filter:
    """The filter that the options of `filter_options` stand for."""
    from rhetoric.filters import Filter

    named = {
        kind: [named_actor(workspace, name, kind.removesuffix("s")) for name in options[kind]]
        for kind in ("groups", "camps")
    }
    return Filter.of(**{**options, **named})
