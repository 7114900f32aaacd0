"""`rhetoric shell`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from rhetoric.cli.output import note, progress, warn
from rhetoric.cli.session import Session, encoder_option, project_option
from rhetoric.errors import RhetoricError

if TYPE_CHECKING:
    from rhetoric.cli.shell_commands import Shell
    from rhetoric.project import Workspace


@click.command()
@project_option
@encoder_option
@click.pass_context
def shell(ctx: click.Context, /) -> None:
    """Ask one search after the other: what is loaded once stays at hand.

    A line is a query, as in `rhetoric search`, or a command; `help` lists them. Lines may come
    from a file, too: the output is then plain, and the exit code 2 if one was a mistake.

    \b
    Examples:
      rhetoric shell
      rhetoric shell < questions.txt
    """
    session: Session = ctx.obj
    with progress("Indexing") as bar:
        workspace = session.workspace(bar)
        workspace.require_texts()
        if sys.stdin.isatty():
            _warm_up(workspace)
    from rhetoric.cli.shell_commands import Shell
    from rhetoric.searching.shell import Conversation

    talk = Shell(workspace, Conversation(workspace.desk))
    if sys.stdin.isatty():
        _prompted(talk)
    elif not _piped(talk):
        ctx.exit(2)


def _warm_up(workspace: Workspace) -> None:
    """Load what every search needs, before the first one."""
    note([f"loading the encoder '{workspace.encoder.name}' and the index …"])
    workspace.encoder.encoder.encode(["…"], query=True)
    searcher = workspace.desk.searcher()
    warn(workspace.desk.warnings)
    size = len(searcher.snapshot)
    # What is read once is read now.
    workspace.names.resolve("…")
    workspace.desk.search("…a", refresh=False)
    note([f"{size:,} passages of {len(searcher.snapshot.statements):,} statements;"
          " help lists the commands"])  # fmt: skip


def _prompted(talk: Shell) -> None:
    """Ask for lines until there are no more."""
    from rhetoric.cli.shell_lines import editing

    with editing(talk.workspace.project.cache, talk.completions):
        while not talk.ended:
            try:
                line = input(talk.prompt)
            except EOFError:
                click.echo()
                return
            except KeyboardInterrupt:  # takes back what was typed
                click.echo()
                continue
            answered(talk, line)


def _piped(talk: Shell) -> bool:
    """Answer the lines of standard input; whether none was a mistake."""
    well = True
    for line in sys.stdin.buffer:
        well = answered(talk, line.decode("utf-8-sig", "replace")) and well
        if talk.ended:
            break
    return well


def answered(talk: Shell, line: str) -> bool:
    """Do what a line says; whether it was no mistake. Ctrl-C stops this line only."""
    try:
        talk.do(line)
    except KeyboardInterrupt:
        click.echo("stopped", err=True)
    except (RhetoricError, OSError) as problem:
        if isinstance(problem, BrokenPipeError):  # whoever read the output has enough
            raise
        lines = [*str(problem).splitlines(), *getattr(problem, "__notes__", [])]
        click.echo("\n  ".join(["error: " + lines[0], *map(str.strip, lines[1:])]), err=True)
        return False
    return True
