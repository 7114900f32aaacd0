"""`rhetoric draft` and `rhetoric accept`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rhetoric.cli.output import counted, format_option, note, show, warn
from rhetoric.cli.session import Session, as_date, as_language, project_option

if TYPE_CHECKING:
    from rhetoric.dates import DateSpan

_SHOWN = ("file", "kind", "speaker", "group", "date", "medium", "text", "doubts")
_AWAITING = ("file", "kind", "speaker", "group", "date", "problems", "doubts", "sentence")


@click.command()
@click.argument(
    "article", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)  # fmt: skip
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="The review folder [default: drafts/ARTICLE in the project].",
)  # fmt: skip
@click.option(
    "--language", type=as_language, metavar="CODE", help="Language of the article: en, fr or ar."
)
@click.option("--source", metavar="CITATION", help="Full citation of the article.")
@click.option(
    "--date", type=as_date, metavar="DATE",
    help="When the article was published: what it gives no date is no later.",
)  # fmt: skip
@click.option("--replace", is_flag=True, help="Write over drafts that are there already.")
@format_option
@project_option
@click.pass_obj
def draft(
    session: Session,
    /,
    article: Path,
    out: Path | None,
    language: str | None,
    source: str | None,
    date: DateSpan | None,
    replace: bool,
    style: str,
) -> None:
    """Write draft statements from an analyst's ARTICLE: its quotations and reported claims.

    Each has its speaker, group, date and medium as far as the article gives them. They go into
    a review folder, one Markdown file a draft; its index.csv says for each where in the article
    it stands, the sentence, and what is doubtful. Read them, mend them, then accept them.

    \b
    Examples:
      rhetoric draft article.pdf --source "A. Author, “Title,” Journal 3:2 (2020)"
      rhetoric draft article.docx --language fr --date 2020-07 --out review
    """
    from rhetoric.drafting.draft import draft as write_drafts

    found = write_drafts(
        session.project(), article, out=out, language=language or "", source=source or "",
        date=date, replace_old=replace,
    )  # fmt: skip
    rows: list[dict[str, Any]] = [
        {**asdict(one), "file": one.file.name, "doubts": list(one.doubts)} for one in found
    ]
    if style == "table":
        rows = [{name: row[name] for name in _SHOWN} for row in rows]
    show(rows, style, names=_SHOWN if style == "table" else list(rows[0]) if rows else _SHOWN,
         wide="text")  # fmt: skip
    if found:
        drafts = counted(len({one.file for one in found}), "draft")
        note([f"{drafts} to review in {found[0].file.parent}"])
    else:
        note(["no quotation and no reported claim was found"])


@click.command()
@click.argument(
    "drafts", metavar="[DRAFT|FOLDER]...", nargs=-1, type=click.Path(exists=True, path_type=Path)
)
@click.option("--all", "every", is_flag=True, help="All drafts in the project's review folders.")
@click.option("--list", "listed", is_flag=True, help="Show what awaits review; accept nothing.")
@click.option("--ready", is_flag=True, help="Leave out drafts with open problems.")
@format_option
@project_option
@click.pass_obj
def accept(
    session: Session,
    /,
    drafts: tuple[Path, ...],
    every: bool,
    listed: bool,
    ready: bool,
    style: str,
) -> None:
    """Move reviewed DRAFTs, or all of a FOLDER, into the corpus.

    All are accepted, or none: a draft without a date or a group has to be completed first
    (--ready leaves it where it is). What is accepted leaves its review folder.

    \b
    Examples:
      rhetoric accept --list
      rhetoric accept drafts/article/003-2020-05-is-quotation.md
      rhetoric accept drafts/article --ready
      rhetoric accept --all
    """
    from rhetoric.drafting.review import accept as take
    from rhetoric.drafting.review import pending

    if listed:
        waiting = pending(session.project(), drafts)
        rows = [{**asdict(one), "file": str(one.file)} for one in waiting]
        show(rows, style, names=_AWAITING, wide="sentence")
        if not rows:
            note(["nothing awaits review"])
        return
    if bool(drafts) == every:
        raise click.UsageError("name drafts or a folder, or give --all")
    added = take(session.project(), drafts, ready=ready)
    shown = [{"id": one.statement.id, "group": one.statement.group} for one in added]
    if style != "table":
        show(shown, style, names=("id", "group"))
    else:
        for one in added:
            click.echo(f"{'added' if one.count else 'already there:'} {one.statement.id}")
    for one in added:
        warn(f"{one.statement.id}: {warning}" for warning in one.warnings)
    if not added:
        note(["nothing was accepted"])
