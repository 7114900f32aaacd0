"""What may be wrong with actors and events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rhetoric.check.notes import Notes, line_of
from rhetoric.errors import LexiconError
from rhetoric.lexicon import Actors, read_actors, read_events
from rhetoric.model import Actor, Affiliation, Event
from rhetoric.text import fold_text


def check_actors(path: Path, notes: Notes) -> Actors | None:
    """Tell what is wrong with the actors; gives them, where they can be read."""
    if not path.exists():
        notes.add("warning", path, "there is no such file: camps and targets cannot be told")
        return None
    try:
        actors = read_actors(path, on_error=notes.error)
    except LexiconError as problem:
        notes.error(problem)
        return None
    for actor in actors.by_id.values():
        for tie in actor.affiliations:
            if _empty(tie):
                notes.add(
                    "error", path,
                    f"the affiliation of {actor.id} to {tie.to} ends before it begins",
                    field="affiliations", line=_entry(path, actor.id), remedy="correct its dates",
                )  # fmt: skip
        _check_side(path, actor, notes)
    for ring in _rings(actors):
        notes.add(
            "error", path, f"affiliations go round in a ring: {' → '.join([*ring, ring[0]])}",
            field="affiliations", line=_entry(path, ring[0]),
            remedy="give one of them an end, or the role ally",
        )  # fmt: skip
    _check_aliases(path, actors, notes)
    return actors


def _entry(path: Path, name: str) -> int | None:
    return line_of(path, rf"^\s*-?\s*id:\s*[\"']?{re.escape(name)}[\"']?\s*(#.*)?$")


def _check_side(path: Path, actor: Actor, notes: Notes) -> None:
    """A side of its own that on every day belongs to another one."""
    always = [
        tie
        for tie in actor.affiliations
        if tie.role != "ally" and tie.since is None and tie.until is None
    ]
    if actor.declared_side and always:
        notes.add(
            "warning", path,
            f"{actor.id} is declared a side, but its affiliation to {always[0].to} has no dates:"
            " it never stands for itself",
            field="side", line=_entry(path, actor.id),
            remedy="give the affiliation its dates, or the role ally; or leave out side: true",
        )  # fmt: skip


def _empty(tie: Affiliation) -> bool:
    """Whether its end certainly comes before its beginning."""
    begin = tie.since.first if tie.since else None
    end = tie.until.last if tie.until else None
    return begin is not None and end is not None and begin > end


def _window(tie: Affiliation) -> tuple[date, date]:
    """The days on which it certainly holds."""
    begin = tie.since.last if tie.since else None
    end = tie.until.first if tie.until else None
    return begin or date.min, end or date.max


def _rings(actors: Actors) -> Iterator[list[str]]:
    """Rings of affiliations that all hold on one day, each once."""
    seen: set[frozenset[str]] = set()

    def walk(actor: Actor, way: list[str], first: date, last: date) -> Iterator[list[str]]:
        for tie in actor.affiliations:
            begin, end = _window(tie)
            begin, end = max(first, begin), min(last, end)
            if tie.role == "ally" or begin >= end or tie.to not in actors:
                continue
            if tie.to == way[0] and frozenset(way) not in seen:
                seen.add(frozenset(way))
                yield way
            elif tie.to not in way:
                yield from walk(actors[tie.to], [*way, tie.to], begin, end)

    for actor in actors.by_id.values():
        yield from walk(actor, [actor.id], date.min, date.max)


def _check_aliases(path: Path, actors: Actors, notes: Notes) -> None:
    owner: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    for actor in actors.by_id.values():
        for alias, _, _ in (*actor.aliases, (actor.label, "en", "neutral")):
            folded = fold_text(alias)
            if not folded:
                notes.add(
                    "error", path, f"the alias '{alias}' of {actor.id} holds no word",
                    field="aliases", line=_entry(path, actor.id),
                )  # fmt: skip
                continue
            first = owner.setdefault(folded, actor.id)
            if first != actor.id and (folded, actor.id) not in told:
                told.add((folded, actor.id))
                notes.add(
                    "warning", path,
                    f"the alias '{alias}' of {actor.id} is also one of {first}, who is found by it",
                    field="aliases", line=_entry(path, actor.id), remedy="keep it with one of them",
                )  # fmt: skip


def check_events(path: Path, actors: Actors | None, notes: Notes) -> None:
    """Tell what is wrong with the events."""
    if not path.exists():
        return
    try:
        events = read_events(path, on_error=notes.error)
    except LexiconError as problem:
        notes.error(problem)
        return
    for event in events if actors is not None else ():
        for name in _unknown(event, actors):
            notes.add(
                "error", path, f"event '{event.id}': {name}", field="actors",
                line=line_of(path, rf"^\"?{re.escape(event.id)}\"?,"),
                remedy="correct it, or add it to actors.yaml",
            )  # fmt: skip


def _unknown(event: Event, actors: Actors | None) -> Iterator[str]:
    for name in event.actors:
        if actors is not None and name not in actors:
            yield str(actors.unknown("actor", name))
