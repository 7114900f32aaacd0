"""`rhetoric time series`, `changes`, `around` and `hostility`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from rhetoric.cli.compare import choice_options, made_of
from rhetoric.cli.output import format_option, note, progress, show, warn
from rhetoric.cli.session import (
    Known,
    Session,
    encoder_option,
    filter_options,
    named_actor,
    project_option,
)
from rhetoric.cli.timing_shown import SHOWN

if TYPE_CHECKING:
    from rhetoric.project import Workspace
    from rhetoric.timing.timed import Timed


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def time() -> None:
    """Compare over time: when it changed, and what lies near.

    docs/time.md defines every figure.

    \b
    Examples:
      rhetoric time series IS AQ --theme negotiation --period half
      rhetoric time changes --by group
      rhetoric time around 2020-04-16 --days 365
      rhetoric time hostility
    """


def _common(*without: str) -> Callable[..., Any]:
    """The options of all four commands."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        words = click.option(
            "--words-only", is_flag=True, help="Leave out evidence by meaning (fast)."
        )
        choices = choice_options("against", *without)
        for option in (encoder_option, project_option, format_option, filter_options, words):
            command = option(command)
        return choices(command)

    return decorate


_sides = click.argument("sides", metavar="[SIDE]...", nargs=-1)
_width = click.option(
    "--width", type=click.FloatRange(1), default=None, metavar="DAYS",
    help="Width of the trend [default: under which a side's statements foretell each other best].",
)  # fmt: skip


def _shown(*tables: str) -> Callable[..., Any]:
    return click.option(
        "--show", "shown", type=Known(tables), default=None,
        help=f"Only this table [default: all that fit; {tables[0]} as CSV].",
    )  # fmt: skip


@time.command()
@_sides
@_shown("rates", "trend")
@_width
@_common()
@click.pass_obj
def series(session: Session, /, sides: tuple[str, ...], **options: Any) -> None:
    """How often each SIDE holds each theme, period by period (years by default).

    A period in which a side put out nothing that is here has no rate: "no material" is not
    nought. The trend beside it needs no periods; --show trend prints it.
    """
    _run("series", session, sides, options, lambda w, c, **k: w.series(c, **k))


@time.command()
@_sides
@_shown("changes", "events")
@click.option("--within", type=click.IntRange(1), default=90, show_default=True, metavar="DAYS",
              help="An event so near to a change is told.")  # fmt: skip
@_common("period")
@click.pass_obj
def changes(session: Session, /, sides: tuple[str, ...], **options: Any) -> None:
    """When each SIDE came to hold each theme more or less often, and which events lie near.

    A change is found when few shuffled orders of the statements could be cut as well. Beside
    the events near it stands how many lie as near to any day. Nearness is no cause.
    """
    _run("changes", session, sides, options, lambda w, c, **k: w.changes(c, **k))


@time.command()
@click.argument("when", metavar="EVENT-OR-DATE")
@_sides
@click.option("--days", type=click.IntRange(1), default=180, show_default=True,
              help="Days looked at before, and as many after.")  # fmt: skip
@_common("period")
@click.pass_obj
def around(session: Session, /, when: str, sides: tuple[str, ...], **options: Any) -> None:
    """What each SIDE said before an event of the events file, or a date, and after it."""
    _run("around", session, sides, options, lambda w, c, **k: w.around(when, c, **k))


@time.command()
@_sides
@_shown("directions", "index", "trend")
@click.option("--towards", multiple=True, metavar="ACTOR",
              help="Towards this actor or camp [default: the other sides].")  # fmt: skip
@_width
@_common("target")
@click.pass_obj
def hostility(session: Session, /, sides: tuple[str, ...], **options: Any) -> None:
    """How often each SIDE speaks against each rival, period by period, and which way it goes.

    The index is the share of statements that assert a hostile theme of the rival.
    """
    _run("hostility", session, sides, options, lambda w, c, **k: w.hostility(c, **k))


def _run(
    name: str,
    session: Session,
    sides: tuple[str, ...],
    options: dict[str, Any],
    made: Callable[..., Timed],
) -> None:
    """Make and print one of the four."""
    style, words_only = options.pop("style"), options.pop("words_only")
    shown = options.pop("shown", None)
    own = {k: options.pop(k) for k in ("width", "within", "days", "towards") if k in options}
    with progress("Scoring") as bar:
        workspace: Workspace = session.workspace(bar)
        choices, keep = made_of(workspace, sides, options)
        if "towards" in own:
            own["towards"] = tuple(named_actor(workspace, n, "target") for n in own["towards"])
        found = made(workspace, choices, keep=keep, words_only=words_only, **own)
    warn(workspace.warnings())
    if style == "json":
        record = {
            k: v for k, v in found.record.items() if k not in found.tables or shown in (None, k)
        }
        record["made_from"] = {
            **workspace.manifest(words_only=words_only), "command": f"rhetoric time {name}"
        }  # fmt: skip
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    if style != "table":
        from rhetoric.compare.comparison import plain

        table = found.tables[shown or next(iter(found.tables))]
        show(plain(table), style, names=list(table.columns))
        return
    printed = False
    for table_name in (shown,) if shown else SHOWN[name].unasked:
        rows, columns = SHOWN[name][table_name](found)
        if not rows and not shown:
            continue
        if printed:
            click.echo()
        show(rows, "table", names=columns)
        printed = True
    note(found.notes)
