"""The lexicons: themes, actors and events, read from the files people edit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from rhetoric.errors import DateError, LexiconError, UnknownNameError
from rhetoric.fields import Fields, OnError, raise_it, read_csv, read_fields, read_utf8
from rhetoric.model import (
    ACTOR_KINDS,
    AFFILIATION_ROLES,
    EVENT_KINDS,
    PATTERN_LANGUAGES,
    PLACE_PRECISIONS,
    TARGET_ROLES,
    TONES,
    Actor,
    Affiliation,
    Event,
    Pattern,
    Theme,
)
from rhetoric.patterns import check_pattern
from rhetoric.written_dates import read_date

_PATTERN_REMEDY = (
    'write - word*  or  - {pattern: "word*", weight: 0.5}; a pattern begins and ends with a word'
)

_THEME_FIELDS = (
    "id", "label", "description", "tone", "directed", "target_role", "patterns", "exclusions",
    "prototypes", "counterexamples", "references",
)  # fmt: skip
_ACTOR_FIELDS = (
    "id", "label", "short", "kind", "aliases", "not", "side", "affiliations", "rivals", "active",
    "note",
)  # fmt: skip
_EVENT_FIELDS = (
    "id", "date", "date_text", "kind", "label", "place", "country", "place_precision", "actors",
    "description", "source",
)  # fmt: skip


def _begins(tie: Affiliation) -> date:
    return tie.since.first if tie.since and tie.since.first else date.min


@dataclass(frozen=True)
class Actors:
    """All actors, by id, and how they hang together."""

    by_id: dict[str, Actor] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Actor:
        if name not in self.by_id:
            raise self.unknown("actor", name)
        return self.by_id[name]

    def __contains__(self, name: str) -> bool:
        return name in self.by_id

    def unknown(
        self, kind: str, name: str, known: Collection[str] | None = None
    ) -> UnknownNameError:
        """The error that tells who was meant, by any name; or else lists those who are known."""
        return UnknownNameError(kind, name, known or self.by_id, self._ids)

    @cached_property
    def _ids(self) -> dict[str, str]:
        """Label or alias → actor id."""
        return {
            name: actor.id
            for actor in self.by_id.values()
            for name in (actor.label, *(alias for alias, _, _ in actor.aliases))
        }

    def label(self, name: str) -> str:
        """A name that fits in a chart."""
        actor = self.by_id.get(name)
        return (actor.short or actor.label) if actor else name

    def above(self, name: str, first: date | None = None, last: date | None = None) -> list[str]:
        """The chain of affiliations from an actor to its camp, itself first.

        Follows the first affiliation (allies apart) that may hold within first..last;
        for a day outside every dated affiliation the first listed one, without a day
        the one that began last. Who is declared a side (`side: true`) stands for itself
        on such a day.
        """
        chain = [name]
        while (actor := self.by_id.get(chain[-1])) is not None:
            ties = [t for t in actor.affiliations if t.role != "ally"]
            if first is None and last is None:  # no date: what began last comes first
                ties.sort(key=_begins, reverse=True)
            dated = [t for t in ties if t.holds(first, last)]
            if not actor.declared_side:
                dated = dated or ties
            step = next((t.to for t in dated if t.to not in chain), None)
            if step is None or step not in self.by_id:
                break
            chain.append(step)
        return chain

    def camp(self, name: str, first: date | None = None, last: date | None = None) -> str:
        """The side an actor belongs to on a day: where its chain of affiliations ends.

        States and observers that are not declared a side belong to no camp, nor does anybody
        who is not known: "".
        """
        root = self.by_id.get(self.above(name, first, last)[-1])
        return root.id if root and root.side else ""

    def party(self, name: str, first: date | None = None, last: date | None = None) -> str:
        """The organisation or state a person speaks or stands for; others stand for themselves."""
        for step in self.above(name, first, last):
            if step in self.by_id and self.by_id[step].kind != "person":
                return step
        return name

    @cached_property
    def sorted_ids(self) -> list[str]:
        return sorted(self.by_id)


@dataclass(frozen=True)
class Lexicon:
    """Themes, actors and events of a project.

    Attributes:
        background: neutral sentences; what is as near to these as to a theme is no use of it.
    """

    themes: dict[str, Theme]
    actors: Actors
    events: tuple[Event, ...] = ()
    background: tuple[str, ...] = ()

    def theme(self, name: str) -> Theme:
        """A theme by id.

        Raises:
            UnknownNameError: lists the themes there are.
        """
        if name not in self.themes:
            raise UnknownNameError("theme", name, self.themes)
        return self.themes[name]


def _pattern(entry: object, language: str) -> Pattern:
    """One entry of a list of patterns; a ValueError says what is wrong with it."""
    if isinstance(entry, str):
        text, weight = entry, "1"
    elif isinstance(entry, dict) and set(entry) == {"pattern", "weight"}:
        text, weight = entry["pattern"], entry["weight"]
    else:
        text, weight = None, None
    if not isinstance(text, str) or not isinstance(weight, str):
        raise ValueError(f"'{entry}' is neither a pattern nor a mapping of pattern and weight")
    check_pattern(text)
    try:
        number = float(weight)
    except ValueError:
        raise ValueError(f"weight '{weight}' is not a number") from None
    if not 0 < number <= 1:
        raise ValueError(f"weight {weight} is not above 0 and at most 1")
    return Pattern(text, language, number)


def _patterns(fields: Fields, name: str, on_error: OnError) -> tuple[Pattern, ...]:
    inner = fields.inner(name)
    inner.only(PATTERN_LANGUAGES)
    patterns: list[Pattern] = []
    for language in PATTERN_LANGUAGES:
        entries = inner.data.get(language) or []
        if not isinstance(entries, list):
            raise inner.fail("a list of patterns is expected here", language)
        for number, entry in enumerate(entries):
            try:
                patterns.append(_pattern(entry, language))
            except ValueError as problem:
                line = inner.lines.get((*inner.at, language, number), 0) + inner.offset
                mistake = LexiconError(
                    str(problem), path=inner.path, line=line, field=language,
                    remedy=_PATTERN_REMEDY,
                )  # fmt: skip
                on_error(mistake)
    return tuple(patterns)


def _sentences(fields: Fields, name: str) -> dict[str, tuple[str, ...]]:
    inner = fields.inner(name)
    inner.only(PATTERN_LANGUAGES)
    return {language: inner.strings(language) for language in PATTERN_LANGUAGES}


def read_theme(path: Path, *, on_error: OnError = raise_it) -> Theme:
    """Read one theme file.

    Args:
        on_error: called with each mistake in a pattern; raises it by default.

    Raises:
        LexiconError: naming file, line, field and remedy.
    """
    fields = read_fields(read_utf8(path, LexiconError), path, LexiconError)
    fields.only(_THEME_FIELDS)
    theme = Theme(
        id=fields.text("id"),
        label=fields.text("label"),
        description=" ".join(fields.text("description").split()),
        tone=fields.choice("tone", TONES),
        directed=fields.flag("directed"),
        target_role=fields.choice("target_role", TARGET_ROLES, "any"),
        patterns=_patterns(fields, "patterns", on_error),
        exclusions=_patterns(fields, "exclusions", on_error),
        prototypes=_sentences(fields, "prototypes"),
        counterexamples=_sentences(fields, "counterexamples"),
        references=fields.strings("references"),
        path=path,
    )
    if theme.id != path.stem:
        problem = f"'{theme.id}' differs from the file name"
        raise fields.fail(problem, "id", f"write id: {path.stem}")
    if not theme.patterns and not any(theme.prototypes.values()):
        raise fields.fail("a theme needs patterns or prototypes", "patterns")
    return theme


def _affiliation(fields: Fields) -> Affiliation:
    fields.only(("to", "role", "from", "until", "source", "note"))
    return Affiliation(
        to=fields.text("to"),
        role=fields.choice("role", AFFILIATION_ROLES),
        since=fields.date("from"),
        until=fields.date("until"),
        source=fields.text("source", ""),
    )


def _actor(fields: Fields) -> Actor:
    fields.only(_ACTOR_FIELDS)
    aliases: list[tuple[str, str, str]] = []
    by_side = fields.inner("aliases")
    by_side.only(("neutral", "own", "hostile"))
    for side in by_side.data:
        by_language = by_side.inner(side)
        by_language.only(PATTERN_LANGUAGES)
        for language in by_language.data:
            aliases += [(alias, language, side) for alias in by_language.strings(language)]
    return Actor(
        id=fields.text("id"),
        label=fields.text("label"),
        kind=fields.choice("kind", ACTOR_KINDS),
        short=fields.text("short", ""),
        aliases=tuple(aliases),
        affiliations=tuple(_affiliation(f) for f in fields.each("affiliations")),
        rivals=fields.strings("rivals"),
        note=fields.text("note", ""),
        not_meant=fields.strings("not"),
        declared_side=fields.flag("side") if "side" in fields.data else None,
    )


def read_actors(path: Path, *, on_error: OnError = raise_it) -> Actors:
    """Read actors.yaml and check that everything it points to exists.

    Args:
        on_error: called with each mistake; raises it by default.

    Raises:
        LexiconError: naming file, line, field and remedy.
    """
    entries = read_fields(read_utf8(path, LexiconError), path, LexiconError, listed=True)
    actors: dict[str, Actor] = {}
    read: list[tuple[Fields, Actor]] = []
    for fields in entries.each("items"):
        try:
            actor = _actor(fields)
            if actor.id in actors:
                raise fields.fail(f"'{actor.id}' is defined twice", "id", "merge the two entries")
        except LexiconError as problem:
            on_error(problem)
            continue
        actors[actor.id] = actor
        read.append((fields, actor))
    known = Actors(actors)
    for fields, actor in read:
        pointers = [("affiliations", tie.to) for tie in actor.affiliations]
        pointers += [("rivals", rival) for rival in actor.rivals]
        for field_name, other in pointers:
            if other not in actors:
                unknown = str(known.unknown("actor", other))
                on_error(fields.fail(unknown, field_name, "add the actor or correct its id"))
    return known


def _event(row: dict[str, str], path: Path, line: int) -> Event:
    fields = Fields({k: v for k, v in row.items() if k and v}, path, LexiconError, offset=line)
    try:
        when = read_date(fields.text("date"))
    except DateError as problem:
        raise fields.fail(problem.problem, "date", problem.remedy) from None
    return Event(
        id=fields.text("id"),
        date=when,
        kind=fields.choice("kind", EVENT_KINDS),
        label=fields.text("label"),
        date_text=fields.text("date_text", ""),
        place=fields.text("place", ""),
        country=fields.text("country", ""),
        place_precision=fields.choice("place_precision", PLACE_PRECISIONS, "unknown"),
        actors=tuple(a.strip() for a in fields.text("actors", "").split(";") if a.strip()),
        description=fields.text("description", ""),
        source=fields.text("source", ""),
    )


def read_events(path: Path, *, on_error: OnError = raise_it) -> tuple[Event, ...]:
    """Read events.csv, sorted by date.

    Args:
        on_error: called with each mistake in a row; raises it by default.

    Raises:
        LexiconError: naming file, line, field and remedy.
    """
    text = read_utf8(path, LexiconError)
    columns, rows = read_csv(text, path, LexiconError, on_error=on_error)
    missing = {"id", "date", "kind", "label"} - set(columns)
    if missing:
        raise LexiconError(
            f"the column '{min(missing)}' is missing", path=path, line=1,
            remedy=f"the first line names the columns: {','.join(_EVENT_FIELDS)}",
        )  # fmt: skip
    events: dict[str, Event] = {}
    for line, row in rows:
        try:
            event = _event(row, path, line)
            if event.id in events:
                raise LexiconError(
                    f"'{event.id}' stands here twice", path=path, line=line, field="id"
                )
        except LexiconError as problem:
            on_error(problem)
        else:
            events[event.id] = event
    return tuple(sorted(events.values(), key=lambda e: (e.date.middle, e.id)))


def read_background(path: Path) -> tuple[str, ...]:
    """Read background.yaml: lists of neutral sentences by language.

    Raises:
        LexiconError: naming file, line, field and remedy.
    """
    fields = read_fields(read_utf8(path, LexiconError), path, LexiconError)
    fields.only(PATTERN_LANGUAGES)
    return tuple(s for language in PATTERN_LANGUAGES for s in fields.strings(language))


def read_lexicon(folder: Path) -> Lexicon:
    """Read a lexicons folder: themes/*.yaml and, if there, actors, events and background.

    Raises:
        LexiconError: when a file is missing or wrong.
    """
    theme_files = sorted((folder / "themes").glob("*.yaml"))
    if not theme_files:
        raise LexiconError(
            "no themes here", path=folder / "themes", remedy="add one YAML file a theme"
        )
    actors_file, events_file = folder / "actors.yaml", folder / "events.csv"
    actors = read_actors(actors_file) if actors_file.exists() else Actors()
    events = read_events(events_file) if events_file.exists() else ()
    themes = [read_theme(path) for path in theme_files]
    background_file = folder / "background.yaml"
    background = read_background(background_file) if background_file.exists() else ()
    return Lexicon({theme.id: theme for theme in themes}, actors, events, background)
