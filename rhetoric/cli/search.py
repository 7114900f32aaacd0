"""`rhetoric search`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rhetoric.cli.output import counted, format_option, note, progress, warn
from rhetoric.cli.session import (
    Known,
    Session,
    encoder_option,
    filter_options,
    project_option,
)
from rhetoric.errors import InputError
from rhetoric.model import FUNCTIONS

if TYPE_CHECKING:
    import pandas as pd

    from rhetoric.project import Workspace
    from rhetoric.searching.rerank import Reranker
    from rhetoric.searching.wanted import Wanted
#: Passages less like the query than this (cosine) have little to do with it.
FAR = 0.2


def wanted_options(command: Any) -> Any:
    """Options that choose what may be found; `wanted` turns them into what a search takes."""
    options = (
        click.option("--speaker", "speakers", multiple=True, metavar="ACTOR",
                     help="Only statements of this person; may be given more than once."),
        click.option("--theme", "themes", multiple=True, metavar="THEME",
                     help="Only passages with a frame use of this theme; may be given more than"
                     " once."),
        click.option("--function", "functions", multiple=True, type=Known(FUNCTIONS),
                     metavar="FUNCTION", help="Only where it is: " + ", ".join(FUNCTIONS) + "."),
        click.option("--target", "targets", multiple=True, metavar="ACTOR",
                     help="Only where a frame use is of this actor or camp."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return filter_options(command)


def wanted(workspace: Workspace, options: dict[str, Any]) -> Wanted:
    """The filters that the options of `wanted_options` stand for."""
    from rhetoric.filters import Filter
    from rhetoric.searching.wanted import Wanted

    def named(kind: str) -> list[str]:
        return [workspace.resolve(kind, name) for name in options[f"{kind}s"]]

    plain = {name: options[name] for name in ("after", "before", "language", "medium")}
    keep = Filter.of(groups=named("group"), camps=named("camp"), **plain)
    return Wanted.from_filter(
        keep, themes=named("theme"), functions=options["functions"], targets=named("target"),
        speakers=named("speaker"),
    )  # fmt: skip


@click.command()
@click.argument("query", required=False)
@click.option(
    "-k",
    "count",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="Most passages to show.",
)
@click.option(
    "--like", metavar="STATEMENT[:PASSAGE]", help="Passages like this one, instead of a query."
)
@click.option("--words-only", is_flag=True, help="Rank by words alone.")
@click.option("--meaning-only", is_flag=True, help="Rank by meaning alone.")
@click.option(
    "--per-statement",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    help="Passages of one statement that come before those of others; 0 for any.",
)
@click.option(
    "--rerank", metavar="MODEL", help="Rank the best again with a cross-encoder, by name or folder."
)
@click.option("--plain/--syntax", "plain", default=None,
              help="Take every sign of a query as text, or as said above. Queries from a file are"
              " plain by default.")  # fmt: skip
@click.option(
    "--queries",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help='Many queries, a line each: {"id": 1, "query": "…"}; the hits are printed as JSON lines.',
)
@wanted_options
@format_option
@project_option
@encoder_option
@click.pass_obj  # fmt: skip
def search(session: Session, /, query: str | None, style: str, **options: Any) -> None:
    """Find the passages that QUERY is about, by words and by meaning, in any language.

    Words are ranked, none is required; "a phrase" is. nego* is any word that begins so, -word
    leaves out, group:JNIM and the like are filters (group, camp, speaker, language, medium,
    theme, function, target, after, before, title, id). A statement whose date is an interval
    is found when it may fall within the dates asked for. A QUERY that begins with a - stands
    last, after --.

    \b
    Examples:
      rhetoric search "talks with the government" --group JNIM
      rhetoric search "les combats entre les deux groupes" --after 2020 -k 5
      rhetoric search '"the government" nego* -group:IS after:2019'
      rhetoric search -k 5 -- "-group:IS talks"
      rhetoric search --like 2020-05-28-al-quraishi-speech:3
      rhetoric search --queries questions.jsonl -k 3
    """
    from rhetoric.cli.hits_shown import show_hits

    given = sum(thing is not None for thing in (query, options["like"], options["queries"]))
    if given != 1:
        told = "a QUERY, --like and --queries exclude each other" if given else "what to look for?"
        raise click.UsageError(f'{told}\n  rhetoric search "talks with the government"')
    options["way"] = _way(options.pop("words_only"), options.pop("meaning_only"))
    if options["queries"] is not None and style == "csv":
        raise click.UsageError("the hits of --queries are JSON lines; leave out --format csv")
    with progress("Indexing") as bar:
        workspace = session.workspace(bar)
        if options["queries"] is not None:
            _batch(workspace, options)
            return
        found = _found(workspace, query, options)
    warn(workspace.desk.warnings)
    show_hits(found.to_dict("records"), style)  # type: ignore[arg-type]
    if found.empty:
        searched = workspace.desk.searcher(refresh=False).snapshot
        note([f"nothing fits in {counted(len(searched), 'passage')}"])
    elif query is not None and _far(found):
        note(
            ["nothing is near: no word of the query is there, and these are the nearest there are"]
        )


def _way(words_only: bool, meaning_only: bool) -> str:
    if words_only and meaning_only:
        raise click.UsageError("--words-only and --meaning-only exclude each other")
    return "words" if words_only else "meaning" if meaning_only else "both"


def _far(found: pd.DataFrame) -> bool:
    """Whether what was found by meaning has little to do with what was asked for."""
    return bool((found["words"] == 0).all() and 0 < found["meaning"].max() < FAR)


def _found(workspace: Workspace, query: str | None, options: dict[str, Any]) -> pd.DataFrame:
    workspace.require_texts()
    keep = wanted(workspace, options)
    asked = {"k": options["count"], "per_statement": options["per_statement"]}
    if options["like"] is not None:
        if options["way"] == "words":
            raise InputError("likeness is by meaning", remedy="leave out --words-only")
        if options["rerank"]:
            raise InputError("a re-ranker needs a query", remedy="leave out --rerank")
        return workspace.desk.like(options["like"], keep=keep, **asked)
    assert query is not None, "a query, or something like which to look for"
    return workspace.search(
        query, keep=keep, plain=bool(options["plain"]), reranker=_reranker(options),
        way=options["way"], **asked,
    )  # fmt: skip


def _batch(workspace: Workspace, options: dict[str, Any]) -> None:
    from rhetoric.searching.batch import hit_line, open_queries, run_batch

    workspace.require_texts()
    keep = wanted(workspace, options)
    plain = options["plain"] is not False
    asked = {"k": options["count"], "per_statement": options["per_statement"], "plain": plain,
             "way": options["way"], "reranker": _reranker(options)}  # fmt: skip
    with open_queries(
        options["queries"], check=lambda one: workspace.desk.check(one, plain=plain)
    ) as queries:
        workspace.desk.searcher()
        warn(workspace.desk.warnings)
        for hit in run_batch(queries, lambda one: workspace.desk.answer(one, keep=keep, **asked)):
            click.echo(hit_line(hit), nl=False)


def _reranker(options: dict[str, Any]) -> Reranker | None:
    if not options["rerank"]:
        return None
    from rhetoric.searching.rerank import CrossEncoderReranker

    return CrossEncoderReranker(options["rerank"])
