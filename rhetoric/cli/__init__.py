"""The command line: each command a few lines over one public function.

A command's module is loaded when the command runs, so `rhetoric --help` needs
neither numpy nor pandas.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

import rhetoric
from rhetoric.cli.session import encoder_option, project_option
from rhetoric.errors import RhetoricError, UnknownNameError

#: Command → (module, what it does), in the order of the help page.
COMMANDS = {
    "init": ("init", "Start a project of your own."),
    "add": ("add", "Add statements: documents, transcripts, chats, tables."),
    "draft": ("draft", "Write draft statements from an analyst's article."),
    "accept": ("draft", "Move reviewed drafts into the corpus."),
    "list": ("collection", "List the statements of the corpus."),
    "show": ("collection", "Show a statement, with its passages and where it came from."),
    "edit": ("collection", "Change a statement in your editor, or a field of it."),
    "remove": ("collection", "Take statements out of the corpus; they can be restored."),
    "restore": ("collection", "Put removed statements back."),
    "export": ("collection", "Write statements to one file: JSON lines or Parquet."),
    "log": ("collection", "Print who changed what in the corpus, when, from which file."),
    "check": ("check", "Look for mistakes in corpus and lexicons."),
    "report": ("report", "Write the report: page, Markdown, ledger, manifest."),
    "frames": ("frames", "Print who says what of whom: every frame use."),
    "compare": ("compare", "Compare sides: rates, differences, how sure they are."),
    "exchange": ("exchange", "Say who answers whom, and which side follows the other."),
    "time": ("timing", "Compare over time: series, changes, around an event, hostility."),
    "code": ("validation", "Draw passages to code by hand; code them."),
    "agree": ("validation", "Say how far coders agree."),
    "validate": ("validation", "Say how right themes are on labelled passages."),
    "learn": ("validation", "Learn a theme, or a label of your own, from labelled passages."),
    "search": ("search", "Find passages by words and by meaning, in any language."),
    "shell": ("shell", "Ask one search after the other, without waiting."),
    "saved": ("saved", "Keep searches by a name; see what is new since they were last run."),
    "index": ("index", "Look after the index that searches ask."),
    "similar": ("similar", "Find the statements nearest in meaning to one; draw their map."),
    "kwic": ("kwic", "Print every place of a word, with what stands around it."),
    "words": ("words", "Print the words that are key to a side, or stand together."),
    "reuse": ("reuse", "Find passages that statements share, and what was changed."),
    "mentions": ("mentions", "Print who is named in a file, and where."),
    "themes": ("lexicon", "List the themes, or show one."),
    "theme": ("theme", "Make, test, import and export a theme of your own."),
    "actors": ("lexicon", "List the actors, or show one."),
}


class LazyGroup(click.Group):
    """The commands, loaded one by one, and the errors of all of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """A command, its module loaded now."""
        if name not in COMMANDS:
            return None
        module = import_module(f"rhetoric.cli.{COMMANDS[name][0]}")
        command = getattr(module, f"{name}_", None) or getattr(module, name)  # list_ is `list`
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command a line begins with; an unknown one is answered with the nearest."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            ctx.fail(str(UnknownNameError("command", args[0], COMMANDS)))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in COMMANDS.items()])

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        """The options before the command."""
        with _told():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with _told():
            return super().invoke(ctx)


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong is told in one way, whoever finds it: a sentence, and what to do."""
    code = 2
    try:
        yield
        return
    except RhetoricError as problem:
        lines = [str(problem), *getattr(problem, "__notes__", ())]
    except click.UsageError as problem:
        told = problem.format_message()
        lines = [told[:1].lower() + told[1:].rstrip(".")]
        lines += [f"see: {problem.ctx.command_path} --help"] if problem.ctx else []
    except BrokenPipeError:
        raise  # whoever read the output has enough: click leaves without a word
    except OSError as problem:
        lines = [": ".join(str(p) for p in (problem.filename, problem.strerror or problem) if p)]
    except KeyboardInterrupt:
        code, lines = 130, []
    click.echo("\n  ".join(["error: " + lines[0], *lines[1:]]) if lines else "stopped", err=True)
    raise click.exceptions.Exit(code)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(rhetoric.__version__, prog_name="rhetoric")
@project_option
@encoder_option
@click.pass_context
def main(ctx: click.Context, /) -> None:
    """Compare the rhetoric of rival groups: who says what of whom, since when, how sure.

    Works on the project in the current folder or above it; where there is none, on the
    sample project that ships with the package (the Sahel, 2015–2020).

    \b
    Examples:
      rhetoric report
      rhetoric search "talks with the government" --group JNIM
      rhetoric init my-project
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


__all__ = ["COMMANDS", "main"]
