"""Answers in words: as rows, as passages side by side, as chains."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rhetoric.cli.output import counted

if TYPE_CHECKING:
    from rhetoric.exchange import Aftermath, Answer, Exchange, Step
    from rhetoric.project import Workspace

_PARTS = ("theme", "reversal", "nearness", "naming", "precedes", "gap")


def plain_rows(table: Any) -> Iterator[dict[str, Any]]:
    """Rows without the NaN of pandas, which JSON does not know."""
    for row in table.astype(object).where(table.notna(), None).to_dict("records"):
        yield {str(k): v for k, v in row.items()}


def table_rows(found: Exchange) -> Iterator[dict[str, Any]]:
    """One row an answer, its parts in one column, for a table on the terminal."""
    for answer, row in zip(found.answers, plain_rows(found.table()), strict=True):
        doubt = {"score": f"{answer.score:.2f}{' (unconfirmed)' if answer.unconfirmed else ''}"}
        yield {**row, **doubt, "kind": how(answer), "parts": parts(answer)}


def how(answer: Answer) -> str:
    """How a statement answers: `denies khawarij`, `disputes gradualism with deviation`."""
    if answer.turn is None:
        return answer.kind
    theme, other = answer.turn.later.theme, answer.turn.earlier.theme
    return f"{answer.kind} {other}" if theme == other else f"{answer.kind} {other} with {theme}"


def parts(answer: Answer) -> str:
    """The parts of the score, named."""
    values = (answer.theme, answer.reversal, answer.nearness, answer.naming.value,
              answer.precedes, answer.order.gap)  # fmt: skip
    return " · ".join(f"{name} {value:.2f}" for name, value in zip(_PARTS, values, strict=True))


def days_apart(answer: Answer) -> str:
    """How many days lie between the two, as far as is known."""
    least, most = answer.order.least, answer.order.most
    return counted(most, "day") if least == most else f"{least}–{most} days"


def side_by_side(
    found: Exchange, name: str, around: Aftermath, workspace: Workspace, cap: int
) -> Iterator[str]:
    """What a statement answers and what answers it, each pair of passages below its score."""
    for told, mine in (
        (f"{name} answers", [a for a in found.answers if a.later.id == name]),
        ("is answered by", [a for a in found.answers if a.earlier.id == name]),
    ):
        yield f"{told}: {counted(len(mine), 'statement')}"
        for answer in mine:
            yield from _pair_of_passages(answer, workspace, cap)
        yield ""
    other = "the other side"
    yield (
        f"charges of {other} within {around.within} days: before {around.before:.1f} of"
        f" {around.all_before:.1f} statements, after {around.after:.1f} of {around.all_after:.1f}"
        " (expected, dates being uncertain)"
    )
    yield f"  {around.note}" if around.p is None else f"  p {around.p:.3f} by shuffled dates"


def _pair_of_passages(answer: Answer, workspace: Workspace, cap: int) -> Iterator[str]:
    from rhetoric.exchange.answers import shorten

    doubt = ", unconfirmed" if answer.unconfirmed else ""
    yield f"\n  {answer.score:.2f}  {how(answer)}{doubt}"
    said = f"; names {', '.join(answer.naming.said)}" if answer.naming.said else ""
    yield f"        {parts(answer)}"
    yield f"        {days_apart(answer)} apart{said}"
    for statement, passage in zip((answer.earlier, answer.later), answer.passages, strict=True):
        label = workspace.lexicon.actors.label(statement.group)
        place = f":{passage.index} [{passage.start}–{passage.end}]" if passage else ""
        yield f"    {statement.date.text}  {label}  {statement.id}{place}"
        if passage:
            yield f"      {shorten(passage.text, cap)}"


def drawn(step: Step, lead: str = "", end: str = "") -> Iterator[str]:
    """A chain as a tree: each statement below the one it answers most surely."""
    told = f"{step.statement.date.text}  {step.statement.group}  {step.statement.id}"
    if step.answer is not None:
        doubt = ", unconfirmed" if step.answer.unconfirmed else ""
        told += f"  ({how(step.answer)}, {step.answer.score:.2f}{doubt})"
    if step.also:
        told += f"  also answers {', '.join(a.earlier.id for a in step.also)}"
    yield lead + end + told
    below = lead + {"": "", "├─ ": "│  ", "└─ ": "   "}[end]
    for n, following in enumerate(step.next, 1):
        yield from drawn(following, below, "└─ " if n == len(step.next) else "├─ ")
