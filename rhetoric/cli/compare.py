"""`rhetoric compare`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from rhetoric.cli.compare_shown import SHOWN
from rhetoric.cli.output import format_option, note, progress, show, warn
from rhetoric.cli.session import (
    Known,
    Session,
    as_language,
    chosen,
    encoder_option,
    filter_options,
    named_actor,
    project_option,
)
from rhetoric.model import FORMS, FUNCTIONS

if TYPE_CHECKING:
    from rhetoric.compare.choices import Choices
    from rhetoric.compare.comparison import Comparison
    from rhetoric.filters import Filter
    from rhetoric.project import Workspace

TABLES = ("rates", "contrasts", "robust", "adjusted")
_BY = ("camp", "group", "speaker", "medium", "language", "form")
_FILTERS = ("groups", "camps", "after", "before", "language", "medium")


def choice_options(
    *without: str,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Options that say what is compared and what counts, but for some."""
    many: dict[str, Any] = {"multiple": True}
    make = click.option
    options = {
        "by": make("--by", type=Known(_BY), default="camp", show_default=True,
                     help="What makes the sides."),
        "theme": make("--theme", "themes", metavar="THEME", **many,
                     help="Only this theme; may be given more than once."),
        "period": make("--period", type=Known(("month", "quarter", "half", "year")),
                     default=None, help="Compare within each of these stretches of time."),
        "against": make("--against", type=Known(("each", "rest")), default=None,
                     help="Every pair of sides, or each side against all others [default: pairs "
                          "of up to four sides]."),
        "measure": make("--measure", type=Known(("statements", "passages", "intensity")),
                     default="statements", show_default=True, help="What contrasts compare."),
        "function": make("--function", "functions", type=Known(FUNCTIONS), **many,
                     help="Functions that count [default: asserts]."),
        "target": make("--target", "targets", metavar="ACTOR", **many,
                     help="Only what is said of this actor or camp."),
        "form": make("--form", "forms", type=Known(FORMS), **many,
                     help="Only statements of this form."),
        "confirmed": make("--confirmed", is_flag=True, help="Leave out unconfirmed statements."),
        "count-copies": make("--count-copies", is_flag=True, help="Count copies on their own."),
        "least": make("--least", type=click.IntRange(1), default=5, show_default=True,
                     help="Statements a side needs to be compared."),
        "resamples": make("--resamples", type=click.IntRange(100), default=2000,
                     show_default=True, help="Resamples of statements for the intervals."),
        "permutations": make("--permutations", type=click.IntRange(99), default=9999,
                     show_default=True,
                     help="Shuffles of labels where not all ways can be counted."),
        "seed": make("--seed", type=click.IntRange(0), default=20200301, show_default=True,
                     help="Another seed, other draws."),
    }  # fmt: skip

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for name, option in reversed(options.items()):
            if name not in without:
                command = option(command)
        return command

    return decorate


@click.command()
@click.argument("sides", metavar="[SIDE]...", nargs=-1)
@choice_options()
@click.option("--robust/--no-robust", default=True, show_default=True,
              help="Leave out each source, speaker, statement and pattern in turn.")  # fmt: skip
@click.option("--adjusted", is_flag=True, help="Allow for medium, language and length, too.")
@click.option("--words-only", is_flag=True, help="Leave out evidence by meaning (fast).")
@click.option("--show", "shown", type=Known(TABLES), default=None,
              help="Only this table [default: all of them; rates as CSV].")  # fmt: skip
@filter_options
@format_option
@project_option
@encoder_option
@click.pass_obj
def compare(
    session: Session,
    /,
    sides: tuple[str, ...],
    robust: bool,
    adjusted: bool,
    words_only: bool,
    shown: str | None,
    style: str,
    **options: Any,
) -> None:
    """Compare SIDEs: how often each holds each theme, how far apart, how sure that is.

    Rates stand with what they are a share of and with 95 % intervals; differences with a p-value
    of shuffled statements (p), the same adjusted for all tests of the table (q), and whether
    they survive leaving out any source, speaker, statement or pattern. A side of too few
    statements is not compared. docs/comparison.md defines every figure.

    \b
    Examples:
      rhetoric compare --theme negotiation --theme khawarij
      rhetoric compare JNIM ISGS --by group --period year
      rhetoric compare --by medium --against rest --show contrasts --format csv
    """
    with progress("Scoring") as bar:
        workspace = session.workspace(bar)
        choices, keep = made_of(workspace, sides, options)
        found = workspace.compare(
            choices, keep=keep, words_only=words_only,
            robust=robust, adjusted=adjusted or shown == "adjusted",
        )  # fmt: skip
    warn(workspace.warnings())
    if style == "json":
        _print_json(found, shown, workspace.manifest(words_only=words_only))
    elif style == "table":
        _print_tables(found, shown)
        note(found.notes)
    else:
        from rhetoric.compare.comparison import plain

        table = _asked(found, shown or "rates")
        show(plain(table), style, names=list(table.columns))


def made_of(
    workspace: Workspace, sides: Sequence[str], options: dict[str, Any]
) -> tuple[Choices, Filter]:
    """The choices and the filter that the sides and options on the line stand for."""
    from rhetoric.compare.choices import Choices

    workspace.require_statements()
    filters = {name: options.pop(name) for name in _FILTERS}
    made: dict[str, Any] = {k: v for k, v in options.items() if v is not None and v != ()}
    made["sides"] = tuple(_side(workspace, made["by"], name) for name in sides)
    targets = options.get("targets", ())
    made["targets"] = tuple(named_actor(workspace, name, "target") for name in targets)
    return Choices(**made), chosen(workspace, filters)


def _side(workspace: Workspace, by: str, name: str) -> str:
    """A side by any of its names."""
    if by in ("camp", "group"):
        return named_actor(workspace, name, by)
    if by == "language":
        return as_language(name)
    if by == "speaker":
        return workspace.names.resolve(name) or name
    return name


def _asked(found: Comparison, name: str) -> Any:
    if name not in found.tables:
        raise click.UsageError(f"--show {name} and --no-{name} do not go together")
    return found.tables[name]


def _print_json(found: Comparison, shown: str | None, made_from: Mapping[str, Any]) -> None:
    if shown:
        _asked(found, shown)
    record = found.record
    kept = {k: v for k, v in record.items() if k not in TABLES or shown in (None, k)}
    whole = kept | {"made_from": {**made_from, "command": "rhetoric compare"}}
    click.echo(json.dumps(whole, ensure_ascii=False, indent=2))


def _print_tables(found: Comparison, shown: str | None) -> None:
    printed = False
    for name, rows in _shown(found, shown):
        if not rows and not shown:
            continue
        if printed:
            click.echo()
        if sys.stdout.isatty():
            click.secho(SHOWN[name].title, bold=True)
        show(rows, "table", names=SHOWN[name].columns(found), wide=SHOWN[name].wide)
        printed = True


def _shown(found: Comparison, shown: str | None) -> Iterator[tuple[str, Sequence[Any]]]:
    from rhetoric.compare.comparison import plain

    if shown:
        _asked(found, shown)
    for name, table in found.tables.items():
        if shown in (None, name):
            yield name, SHOWN[name].rows(found, plain(table))
