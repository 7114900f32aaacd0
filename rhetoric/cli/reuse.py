"""`rhetoric reuse`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from rhetoric.cli.output import format_option, note, progress, show, warn
from rhetoric.cli.session import (
    Known,
    Session,
    chosen,
    encoder_option,
    filter_options,
    named_actor,
    project_option,
)
from rhetoric.errors import InputError

if TYPE_CHECKING:
    from rhetoric.project import Workspace
    from rhetoric.reuse import Edit

_KINDS = ("same-words", "translation", "paraphrase")
_EARLIER = {"first": "the first is earlier", "either": "either may be first"}
_SHOWN = ("kind", "score", "words", "first", "second", "earlier", "relation", "text")


@click.command()
@click.argument("statement", required=False, metavar="[STATEMENT]")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=Known(_KINDS),
    metavar="KIND",
    help=f"Only this kind: {', '.join(_KINDS)}; may be given more than once.",
)
@click.option(
    "--between",
    nargs=2,
    metavar="ACTOR ACTOR",
    help="Only what these two groups or camps share with each other.",
)
@click.option(
    "--across",
    type=Known(("group", "camp", "any")),
    default="any",
    show_default=True,
    help="Only what different groups, or different camps, share.",
)
@click.option(
    "--least-words",
    type=click.IntRange(min=3),
    metavar="N",
    help="Equal words that a stretch needs [default: 10].",
)
@click.option(
    "--least-score",
    type=float,
    metavar="SCORE",
    help="Least score [default: 0.6 same words, 1.25 translation, 1.3 paraphrase].",
)
@click.option("--count-copies", is_flag=True, help="Look at declared copies, too.")
@click.option("--words-only", is_flag=True, help="Look for the same words alone (fast).")
@click.option("--diff", is_flag=True, help="Show both passages with what was changed.")
@filter_options
@format_option
@project_option
@encoder_option
@click.pass_obj
def reuse(
    session: Session,
    /,
    statement: str | None,
    kinds: tuple[str, ...],
    between: tuple[str, str] | None,
    across: str,
    least_words: int | None,
    least_score: float | None,
    count_copies: bool,
    words_only: bool,
    diff: bool,
    style: str,
    **options: Any,
) -> None:
    """Print the passages that statements share: same words, translations, paraphrases.

    Filters choose one of the two statements; with STATEMENT, the other one. Declared copies
    are left out; formulae (lexicons/formulae.yaml) do not count.

    \b
    Examples:
      rhetoric reuse --across camp --diff
      rhetoric reuse 2020-03-jnim-boulkessi-claim --words-only
      rhetoric reuse --between AQ IS --kind translation --format json
    """
    with progress("Comparing") as bar:
        workspace = session.workspace(bar)
        workspace.require_statements()
        from rhetoric.copies.kept_words import KeptWords
        from rhetoric.filters import Filter
        from rhetoric.reuse import find_reuse, read_formulae
        from rhetoric.reuse.formulae import NAME
        from rhetoric.reuse.same_words import LEAST_WORDS
        from rhetoric.reuse.table import default_kinds

        corpus, actors = workspace.corpus, workspace.lexicon.actors
        wanted = chosen(workspace, options)
        picked = None if wanted == Filter() else [
            s.id for s in wanted.pick(corpus.statements, actors)
        ]  # fmt: skip
        if words_only and set(kinds) - {"same-words"}:
            raise click.UsageError("--words-only finds the same words alone.")
        looked_for = kinds or default_kinds(corpus)
        encoder = None
        if not words_only and set(looked_for) - {"same-words"}:
            encoder = workspace.encoder
        words = KeptWords(workspace.project.cache / "words.sqlite")
        found = find_reuse(
            corpus, encoder, actors=actors,
            formulae=read_formulae(workspace.project.lexicons / NAME),
            kinds=kinds or None, across=across,
            between=None if between is None else _named(workspace, between),
            statements=picked if statement is None else [statement],
            others=None if statement is None else picked,
            count_copies=count_copies, changes=diff, words_of=words,
            least_words=least_words or LEAST_WORDS,
            least_score=least_score,
        )  # fmt: skip
        words.close()
    warn(workspace.warnings())
    rows = [{str(k): v for k, v in row.items()} for row in found.to_dict("records")]
    if diff and style == "table":
        _show_changes(rows)
    elif style == "table":
        show([_brief(row) for row in rows], style, names=_SHOWN, wide="text")
    else:
        show([_plain(row) for row in rows], style, names=list(found.columns))
    if not rows:
        note(["no passage is shared"])
    if not kinds and not words_only and len(looked_for) == 1:
        note(["a large corpus: by meaning only where it is asked for, e.g. --kind translation"])


def _named(workspace: Workspace, between: tuple[str, str]) -> tuple[str, str]:
    one, other = (named_actor(workspace, name, "group or camp") for name in between)
    if one == other:
        raise InputError(f"'{one}' stands on both sides", field="between", remedy="name two sides")
    return one, other


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row as data: what is not known is empty, an edit a mapping."""
    import pandas as pd

    plain = {
        name: None if name.endswith("_days") and pd.isna(value) else value
        for name, value in row.items()
    }
    if "changes" in row:
        names = ("kind", "before", "after")
        plain["changes"] = [dict(zip(names, change, strict=True)) for change in row["changes"]]
    return plain


def _brief(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": row["kind"], "score": row["score"], "words": row["words"],
        "first": f"{row['first_statement']}:{row['first_passage']}",
        "second": f"{row['second_statement']}:{row['second_passage']}",
        "earlier": row["earlier"], "relation": row["relation"], "text": row["first_text"],
    }  # fmt: skip


def _show_changes(rows: Sequence[dict[str, Any]]) -> None:
    from rhetoric.reuse import Edit

    for number, row in enumerate(rows, 1):
        told = f"{number}. {row['kind']}: {row['why']}; {row['relation']}"
        click.echo(f"{told}; {_EARLIER[row['earlier']]}")
        edits = [Edit(*change) for change in row["changes"]]
        for side, second in (("first", False), ("second", True)):
            place = f"{row[f'{side}_statement']}:{row[f'{side}_passage']}"
            click.echo(f"  {place} · {row[f'{side}_group']} · {row[f'{side}_date']}")
            click.echo(f"    {_line(edits, second) or ' '.join(row[f'{side}_text'].split())}")
        click.echo()


def _line(edits: Sequence[Edit], second: bool) -> str:
    """One of two texts with what was changed marked; in colour, too, on a terminal."""
    from rhetoric.reuse.marked import marked

    colour = ("green" if second else "red") if sys.stdout.isatty() else None
    return "".join(
        click.style(text, fg=colour) if changed and colour else text
        for text, changed in marked(edits, second=second)
    )
