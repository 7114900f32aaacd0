"""`rhetoric exchange`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from rhetoric.cli.exchange_told import drawn, plain_rows, side_by_side, table_rows
from rhetoric.cli.output import counted, format_option, note, progress, show, warn
from rhetoric.cli.session import (
    Session,
    chosen,
    encoder_option,
    filter_options,
    named_actor,
    project_option,
)

if TYPE_CHECKING:
    from rhetoric.exchange import Exchange
    from rhetoric.project import Workspace

#: Columns of the tables, and what they are called.
_ANSWERS = {
    "score": "score", "later": "statement", "later_date": "date", "later_group": "group",
    "kind": "how", "earlier": "answers", "earlier_date": "of", "earlier_group": "by",
    "parts": "parts",
}  # fmt: skip
_LAG = ("theme", "leader", "follower", "followed", "by_chance", "days", "p", "q", "lead", "lead_q",
        "note")  # fmt: skip
#: A link counts from this score on where one statement is asked for: the weak ones are shown too.
_LEAST_OF_ONE = 0.1


@click.command()
@click.argument("statement", required=False)
@click.option(
    "--between", nargs=2, metavar="SIDE SIDE",
    help="Two camps, groups or states [default: those that speak most of one another].",
)  # fmt: skip
@click.option(
    "--theme", "themes", multiple=True, metavar="THEME",
    help="Only what turns on this theme; may be given more than once.",
)  # fmt: skip
@click.option(
    "--least", type=click.FloatRange(0, 1), metavar="SCORE",
    help="Lowest score of a link [default: 0.25; with STATEMENT 0.1].",
)  # fmt: skip
@click.option(
    "--within", type=click.IntRange(1, 36500), metavar="DAYS",
    help="Longest time between the two [default: 365; with --lag 90].",
)  # fmt: skip
@click.option("--chain", is_flag=True, help="Draw the answers as chains: A → B → A …")
@click.option("--lag", is_flag=True, help="Say which side follows the other, theme by theme.")
@click.option("--words-only", is_flag=True, help="Leave out evidence by meaning (fast).")
@click.option(
    "--count-copies", is_flag=True,
    help="Look at reprints, excerpts and translations, too.",
)  # fmt: skip
@filter_options
@format_option
@project_option
@encoder_option
@click.pass_obj
def exchange(
    session: Session,
    /,
    statement: str | None,
    between: tuple[str, str] | None,
    themes: tuple[str, ...],
    least: float | None,
    within: int | None,
    chain: bool,
    lag: bool,
    words_only: bool,
    count_copies: bool,
    style: str,
    **options: Any,
) -> None:
    """Say who answers whom: the earlier statements of the other side a statement answers.

    With STATEMENT, what it answers and what answers it, the passages one above the other, and
    the charges of the other side before and after it. A link's score is made of theme, reversal,
    nearness, naming and time; each part is shown (docs/exchange.md). A score is no proof.

    \b
    Examples:
      rhetoric exchange --chain
      rhetoric exchange 2020-05-28-al-quraishi-speech
      rhetoric exchange --between JNIM ISGS --theme khawarij --format json
      rhetoric exchange --lag
    """
    if lag and (statement or chain):
        raise click.UsageError("--lag is told of all statements, without STATEMENT or --chain")
    if chain and style != "table":
        raise click.UsageError("--chain is drawn; --format json lists its links")
    from rhetoric.exchange import (
        COLUMNS,
        LAG_COLUMNS,
        aftermath,
        chains,
        find_answers,
        lead_and_lag,
    )
    from rhetoric.exchange.answers import LEAST

    with progress("Scoring") as bar:
        workspace = session.workspace(bar)
        workspace.require_statements()
        wanted = chosen(workspace, options)
        pair = _pair(workspace, between)
        asked: dict[str, Any] = {"between": pair, "wanted": wanted, "count_copies": count_copies}
        asked |= {"within": within} if within else {}
        made_of = (workspace.corpus, workspace.frames(words_only=words_only), workspace.lexicon)
        if lag:
            table = lead_and_lag(*made_of, themes=themes, **asked)
        else:
            if least is None:
                least = _LEAST_OF_ONE if statement else LEAST
            found = find_answers(
                *made_of, None if words_only else workspace.encoder,
                themes=themes, statement=statement or "", finder=workspace.names, least=least,
                **asked,
            )  # fmt: skip
    warn(workspace.warnings())
    cap = workspace.project.quotation_cap
    if lag:
        names = _LAG if style == "table" else LAG_COLUMNS
        show([{k: row[k] for k in names} for row in plain_rows(table)], style, names=names)
        note(["a figure is not a cause: both sides may answer the same events"])
        return
    if style != "table":
        show(list(plain_rows(found.table(cap))), style, names=COLUMNS)
    elif statement:
        around = aftermath(*made_of, statement, **{**asked, "between": found.sides})
        click.echo("\n".join(side_by_side(found, statement, around, workspace, cap)))
    elif chain:
        # One that is only answered less surely than another stands beside that one's answer.
        begun = [step for step in chains(found.answers) if step.next]
        click.echo("\n".join(line for step in begun for line in drawn(step)))
    else:
        show(
            [{told: row[name] for name, told in _ANSWERS.items()} for row in table_rows(found)],
            style, names=list(_ANSWERS.values()), wide="parts",
        )  # fmt: skip
    note([_summary(found)])


def _pair(workspace: Workspace, between: tuple[str, str] | None) -> tuple[str, str] | None:
    if between is None:
        return None
    one, two = (named_actor(workspace, name, "side") for name in between)
    return one, two


def _summary(found: Exchange) -> str:
    told = f"{counted(len(found.answers), 'link')} of at least {found.choices['least']:g}"
    return (
        f"{told} among {counted(len(found.statements), 'statement')} of"
        f" {found.sides[0]} and {found.sides[1]}"
    )
