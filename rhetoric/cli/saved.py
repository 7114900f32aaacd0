"""`rhetoric saved`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rhetoric.cli.output import counted, format_option, note, progress, show, show_one, warn
from rhetoric.cli.search import wanted_options
from rhetoric.cli.session import Session, encoder_option, project_option
from rhetoric.errors import InputError, UnknownNameError

if TYPE_CHECKING:
    from rhetoric.project import Workspace
    from rhetoric.searching.news import News
    from rhetoric.searching.options import Options
    from rhetoric.searching.saved import SavedSearch

_LOCK = "searches.lock"
#: The column that says what is new (rhetoric.searching.seen).
COLUMN = "new"


@click.group()
def saved() -> None:
    """Keep searches by a name, and see what is new since they were last run.

    They stand in searches.yaml beside rhetoric.toml, which may be edited by hand.

    \b
    Examples:
      rhetoric saved add talks "talks with the government" --group JNIM
      rhetoric saved run
    """


@saved.command("list")
@format_option
@project_option
@click.pass_obj
def list_(session: Session, /, style: str) -> None:
    """List the saved searches.

    \b
    Examples:
      rhetoric saved list
      rhetoric saved list --format json
    """
    from rhetoric.searching.saved import read_searches

    workspace = session.workspace()
    found = [_told(one, workspace) for one in read_searches(searches_file(workspace)).values()]
    names = ("name", "query", "filters", "saved", "last_run", "note")
    show(found, style, names=names, wide="query")
    note([counted(len(found), "saved search").replace("searchs", "searches")])


@saved.command("show")
@click.argument("name")
@format_option
@project_option
@click.pass_obj
def show_(session: Session, /, name: str, style: str) -> None:
    """Show a saved search.

    \b
    Examples:
      rhetoric saved show talks
    """
    workspace = session.workspace()
    show_one(_told(_named(workspace, [name])[0], workspace), style)


@saved.command()
@click.argument("name")
@click.argument("query")
@click.option("-k", "k", type=click.IntRange(min=1), help="Passages to look at; 10 by default.")
@click.option("--words-only", "way", flag_value="words", help="Rank by words alone.")
@click.option("--meaning-only", "way", flag_value="meaning", help="Rank by meaning alone.")
@click.option(
    "--per-statement", type=click.IntRange(min=0),
    help="Passages of one statement that come before those of others; 0 for any.",
)  # fmt: skip
@click.option("--note", "told", default="", help="What it is for.")
@click.option("--replace", is_flag=True, help="Write over a search of this name.")
@wanted_options
@project_option
@encoder_option
@click.pass_obj
def add(
    session: Session, /, name: str, query: str, told: str, replace: bool, **options: Any
) -> None:
    """Save QUERY under NAME, with the filters given beside it.

    \b
    Examples:
      rhetoric saved add talks "talks with the government" --group JNIM --after 2019
      rhetoric saved add talks '"the government" nego*' --replace --note "for the report"
    """
    from rhetoric.searching.saved import SavedSearch

    workspace = session.workspace()
    search = SavedSearch(name, query, _options(options), told, today())
    kept = keep_search(workspace, search, replace=replace)
    note([f"saved as '{kept.name}' in {searches_file(workspace).name}"])


@saved.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--peek", is_flag=True, help="Do not count what is shown as seen.")
@click.option("--all", "everything", is_flag=True, help="Show what was seen before, too.")
@format_option
@project_option
@encoder_option
@click.pass_obj
def run(
    session: Session, /, names: tuple[str, ...], peek: bool, everything: bool, style: str
) -> None:
    """Run saved searches, or all of them: what is new or changed since the last time.

    A passage that was shown counts as seen, until its text changes. Only the passages on the
    page of the search are looked at: its best 10, or as many as its `k` says.

    \b
    Examples:
      rhetoric saved run
      rhetoric saved run talks --all --peek
      rhetoric saved run --format csv
    """
    with progress("Indexing") as bar:
        workspace = session.workspace(bar)
        searches = _named(workspace, names)
        if not searches:
            note(["there are no saved searches yet; save one: rhetoric saved add NAME QUERY"])
        found = news_of(workspace, searches)
    show_news(found, style, everything=everything)
    if not peek:
        remember(found)


@saved.command()
@click.argument("name")
@click.argument("new", metavar="NEW_NAME")
@project_option
@click.pass_obj
def rename(session: Session, /, name: str, new: str) -> None:
    """Give the saved search NAME another name; what it has shown goes with it.

    \b
    Examples:
      rhetoric saved rename talks talks-2020
    """
    from rhetoric.collection.add import require_own
    from rhetoric.searching.news import FOLDER
    from rhetoric.searching.saved import find_search, read_searches, rename_search
    from rhetoric.searching.seen import Seen

    workspace = session.workspace()
    require_own(workspace.project)
    path, cache = searches_file(workspace), workspace.project.cache
    old = find_search(read_searches(path), name).name
    now = rename_search(path, old, new, lock=cache / _LOCK).name
    Seen(cache / FOLDER, old).rename(now)
    note([f"'{old}' is called '{now}' now"])


@saved.command()
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@project_option
@click.pass_obj
def remove(session: Session, /, names: tuple[str, ...]) -> None:
    """Remove saved searches, and what is remembered of them.

    \b
    Examples:
      rhetoric saved remove talks
    """
    from rhetoric.collection.add import require_own
    from rhetoric.searching.news import FOLDER
    from rhetoric.searching.saved import remove_search
    from rhetoric.searching.seen import Seen

    workspace = session.workspace()
    require_own(workspace.project)
    cache = workspace.project.cache
    for search in _named(workspace, names):  # all of them are there, or none is removed
        remove_search(searches_file(workspace), search.name, lock=cache / _LOCK)
        Seen(cache / FOLDER, search.name).forget()
        note([f"removed '{search.name}'"])


# ---------------------------------------------------------------- what the shell does, too


def searches_file(workspace: Workspace) -> Path:
    """Where the saved searches of a project stand."""
    from rhetoric.searching.saved import FILE

    return workspace.project.root / FILE


def keep_search(workspace: Workspace, search: SavedSearch, *, replace: bool) -> SavedSearch:
    """Save a search, if it can be asked.

    Raises:
        RhetoricError: for a query that is not valid, a name that is not known or is taken, or
            a project that is not one's own.
    """
    from rhetoric.collection.add import require_own
    from rhetoric.searching.batch import BatchQuery
    from rhetoric.searching.saved import save_search

    require_own(workspace.project)
    workspace.desk.check(BatchQuery(search.name, search.query, search.options), plain=False)
    path, lock = searches_file(workspace), workspace.project.cache / _LOCK
    return save_search(path, search, replace, lock=lock)


def news_of(workspace: Workspace, searches: Iterable[SavedSearch]) -> list[News]:
    """Run searches, and say beside the data what the reader should know.

    Raises:
        InputError: for a search that cannot be asked (any more), with its place.
    """
    from rhetoric.searching.news import FOLDER, run_search

    found: list[News] = []
    for search in searches:
        workspace.require_texts()
        try:
            news = run_search(
                workspace.desk, search, workspace.project.cache / FOLDER, refresh=not found
            )
        except UnknownNameError as unknown:
            raise InputError(
                f"{search.name}: {unknown}", path=searches_file(workspace), line=search.line
            ) from None
        except InputError as problem:
            raise problem.at(searches_file(workspace), search.line) from None
        if not found:
            warn(workspace.desk.warnings)
        found.append(news)
    return found


def show_news(found: Iterable[News], style: str = "table", *, everything: bool = False) -> None:
    """Print what is new, or everything: each search with its own head."""
    from rhetoric.cli.hits_shown import KEYS, show_hits

    rows: list[dict[str, Any]] = []
    apart = style == "table" and sys.stdout.isatty()
    for news in found:
        table = news.hits if everything else news.fresh
        told = [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]
        head = f"{news.search.name}: {_head(news)}"
        if apart:
            click.secho(head, bold=True)
            show_hits(told)
            click.echo()
        else:
            note([head])
            rows += [{"search": news.search.name, **row} for row in told]
    if not apart:
        show_hits(rows, style, names=("search", KEYS[0], COLUMN, *KEYS[1:]))


def remember(found: Iterable[News]) -> None:
    """Count what was shown as seen; where that cannot be written it is new again next time."""
    for news in found:
        try:
            news.remember(today())
        except InputError as problem:
            told = str(problem).splitlines()[0]
            warn([f"what '{news.search.name}' has shown is not remembered: {told}"])


def today() -> date:
    """The day it is."""
    return datetime.now(UTC).date()


def _head(news: News) -> str:
    fresh, since = len(news.fresh), news.memory.last
    if since is None:
        return f"{counted(fresh, 'passage')}, run for the first time"
    told = f"{f'{fresh:,}' if fresh else 'nothing'} new or changed since {since.isoformat()}"
    return f"{told}; {news.known:,} seen before"


def _named(workspace: Workspace, names: Iterable[str]) -> list[SavedSearch]:
    """The searches of some names, each once; all of them where none is named."""
    from rhetoric.searching.saved import find_search, read_searches

    searches = read_searches(searches_file(workspace))
    found = [find_search(searches, name) for name in names] or list(searches.values())
    return list({search.name: search for search in found}.values())


def _told(search: SavedSearch, workspace: Workspace) -> dict[str, Any]:
    from rhetoric.searching.news import FOLDER
    from rhetoric.searching.seen import Seen

    last = Seen(workspace.project.cache / FOLDER, search.name).memory.last
    filters = [
        f"{name}:{value}" for name, values in search.options.record.items()
        for value in ([values] if isinstance(values, str) else values)
    ]  # fmt: skip
    return {
        "name": search.name, "query": search.query, "filters": filters,
        "saved": search.saved.isoformat() if search.saved else "",
        "last_run": last.isoformat() if last else "", "note": search.note,
    }  # fmt: skip


def _options(options: dict[str, Any]) -> Options:
    from rhetoric.searching.options import apart, read_options

    filters, rest = apart(options)
    record = {**filters.record, "k": rest["k"], "per_statement": rest["per_statement"]}
    return read_options({**record, "only": rest["way"]})
