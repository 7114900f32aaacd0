"""`rhetoric index`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from rhetoric.cli.output import counted, format_option, note, progress, show, show_one
from rhetoric.cli.session import Session, encoder_option, project_option

if TYPE_CHECKING:
    from rhetoric.store.update import Updated


@click.group()
def index() -> None:
    """Look after the index that searches ask.

    It lies in the project's cache and is made of the texts: it may be deleted at any time. A
    search brings it up to date by itself.

    \b
    Examples:
      rhetoric index status
      rhetoric index update
    """


@index.command()
@format_option
@project_option
@encoder_option
@click.pass_obj
def status(session: Session, /, style: str) -> None:
    """Say what is in the index, and whether the texts have changed since.

    \b
    Examples:
      rhetoric index status
      rhetoric index status --format json
    """
    from rhetoric.store.status import describe

    workspace = session.workspace()
    show_one(describe(workspace.index, workspace.project.texts, workspace.encoder), style)


@index.command()
@project_option
@encoder_option
@click.pass_obj
def update(session: Session, /) -> None:
    """Bring the index up to date with the texts; what did not change is not touched."""
    with progress("Indexing") as bar:
        updated = session.workspace(bar).update_index()
    note(_told(updated))


@index.command()
@project_option
@encoder_option
@click.pass_obj
def rebuild(session: Session, /) -> None:
    """Make the index anew of the texts, also where it is damaged or of another encoder."""
    with progress("Indexing") as bar:
        updated = session.workspace(bar).update_index(rebuild=True)
    note(_told(updated))


@index.command()
@format_option
@project_option
@encoder_option
@click.pass_context
def doctor(ctx: click.Context, /, style: str) -> None:
    """Look whether the index is whole and says what the texts say; exit with 1 if not."""
    from rhetoric.store.doctor import examine

    session: Session = ctx.obj
    workspace = session.workspace()
    found = examine(workspace.index, workspace.project.texts, workspace.encoder)
    show([vars(one) for one in found], style, names=("problem", "where", "remedy"), wide="problem")
    note([counted(len(found), "problem") + " found"])
    if found:
        ctx.exit(1)


def _told(updated: Updated) -> list[str]:
    size = counted(updated.passages, "passage")
    if updated.rebuilt:
        statements = counted(len(updated.added), "statement")
        return [f"made anew ({updated.rebuilt}): {size} of {statements}"]
    parts: list[Any] = [
        f"{len(ids):,} {what}"
        for what, ids in (("added", updated.added), ("changed", updated.changed),
                          ("removed", updated.removed))
        if ids
    ]  # fmt: skip
    return [f"{', '.join(parts) or 'nothing changed'}; {size}"]
