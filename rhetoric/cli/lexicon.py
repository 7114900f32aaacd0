"""`rhetoric themes` and `rhetoric actors`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from rhetoric.cli.output import format_option, show, show_one
from rhetoric.cli.session import Session, as_date, project_option

if TYPE_CHECKING:
    from rhetoric.dates import DateSpan
    from rhetoric.lexicon import Actors
    from rhetoric.model import Actor, Theme


@click.command()
@click.argument("theme", metavar="[ID]", required=False)
@format_option
@project_option
@click.pass_obj
def themes(session: Session, /, theme: str | None, style: str) -> None:
    """List the themes that are looked for, or show the one with this ID.

    \b
    Examples:
      rhetoric themes
      rhetoric themes khawarij
      rhetoric themes negotiation --format json
    """
    lexicon = session.workspace().lexicon
    if theme is not None:
        show_one(_theme(lexicon.theme(theme)), style)
        return
    rows = [
        {
            "id": one.id,
            "label": one.label,
            "tone": one.tone,
            "directed": one.directed,
            "patterns": len(one.patterns),
            "prototypes": sum(map(len, one.prototypes.values())),
            "counterexamples": sum(map(len, one.counterexamples.values())),
        }
        for one in lexicon.themes.values()
    ]
    show(rows, style)


def _theme(theme: Theme) -> dict[str, Any]:
    def patterns(kind: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for pattern in getattr(theme, kind):
            weight = "" if pattern.weight == 1 else f"  (weight {pattern.weight:g})"
            found.setdefault(pattern.language, []).append(pattern.text + weight)
        return found

    return {
        "id": theme.id,
        "label": theme.label,
        "description": theme.description,
        "tone": theme.tone,
        "directed": theme.directed,
        "target_role": theme.target_role,
        "patterns": patterns("patterns"),
        "exclusions": patterns("exclusions"),
        "prototypes": {k: list(v) for k, v in theme.prototypes.items()},
        "counterexamples": {k: list(v) for k, v in theme.counterexamples.items()},
        "references": list(theme.references),
    }


@click.command()
@click.argument("actor", metavar="[ID]", required=False)
@click.option(
    "--date",
    type=as_date,
    metavar="DATE",
    help="Camps as they were then [default: as they are last known].",
)
@format_option
@project_option
@click.pass_obj
def actors(session: Session, /, actor: str | None, date: DateSpan | None, style: str) -> None:
    """List the actors that are known, or show the one with this ID (or name).

    \b
    Examples:
      rhetoric actors
      rhetoric actors ISGS --date 2018
      rhetoric actors "Iyad Ag Ghaly" --format json
    """
    workspace = session.workspace()
    known = workspace.lexicon.actors
    if actor is not None:
        show_one(_actor(known[workspace.names.resolve(actor) or actor], known, date), style)
        return
    first, last = _days(date)
    rows = [
        {
            "id": one.id,
            "label": one.label,
            "kind": one.kind,
            "camp": known.camp(one.id, first, last),
            "belongs_to": known.above(one.id, first, last)[1:],
            "names": len(one.aliases),
        }
        for one in known.by_id.values()
    ]
    show(rows, style)


def _days(span: DateSpan | None) -> tuple[Any, Any]:
    return (span.first, span.last) if span else (None, None)


def _actor(actor: Actor, actors: Actors, date: DateSpan | None) -> dict[str, Any]:
    first, last = _days(date)
    names: dict[str, dict[str, list[str]]] = {}
    for alias, language, side in actor.aliases:
        names.setdefault(side, {}).setdefault(language, []).append(alias)
    return {
        "id": actor.id,
        "label": actor.label,
        "kind": actor.kind,
        "date": date.text if date else "",
        "camp": actors.camp(actor.id, first, last),
        "belongs_to": actors.above(actor.id, first, last)[1:],
        "affiliations": [
            {
                "to": tie.to,
                "role": tie.role,
                "from": tie.since.text if tie.since else "",
                "until": tie.until.text if tie.until else "",
                "source": tie.source,
            }
            for tie in actor.affiliations
        ],
        "rivals": list(actor.rivals),
        "names": names,
        "note": actor.note,
    }
