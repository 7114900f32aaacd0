"""Linting a project: everything wrong with its corpus and lexicons, in one go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from rhetoric.clock import clocks
from rhetoric.errors import InputError, LexiconError
from rhetoric.lexicon import Actors, read_actors, read_events, read_theme
from rhetoric.mentions import MentionFinder
from rhetoric.model import Actor, Affiliation, Event, Statement, Theme
from rhetoric.patterns import PatternSet
from rhetoric.settings import Project
from rhetoric.sources.markdown import read_texts
from rhetoric.sources.times import SUFFIX as TIMES
from rhetoric.sources.times import marked_stretches, times_path
from rhetoric.text import fold_text

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


@dataclass(frozen=True)
class Finding:
    """Something that is wrong (`error`) or wants a look (`warning`).

    Attributes:
        path: the file, as seen from the project's folder.
        line: its line, from 1; None when it is the whole file.
        field: the field or key; "" when it is none.
    """

    level: str
    path: str
    line: int | None
    field: str
    message: str
    remedy: str = ""


class _Notes:
    """Findings as they are made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: list[Finding] = []

    def add(
        self, level: str, path: Path, message: str, *, field: str = "", line: int | None = None,
        remedy: str = "",
    ) -> None:  # fmt: skip
        shown = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        self.findings.append(Finding(level, shown.as_posix(), line, field, message, remedy))

    def error(self, problem: InputError) -> None:
        """A mistake a reader met."""
        self.add(
            "error", problem.path or self.root, problem.problem,
            line=problem.line, field=problem.field or "", remedy=problem.remedy or "",
        )  # fmt: skip


def check(project: Project, *, today: date | None = None) -> list[Finding]:
    """Everything wrong with the corpus and the lexicons of a project.

    Args:
        today: the day after which a date lies in the future.

    Returns:
        The findings, by file and line; errors are mistakes, warnings are choices to look at.
    """
    notes = _Notes(project.root)
    actors = _check_actors(project.lexicons / "actors.yaml", notes)
    _check_events(project.lexicons / "events.csv", actors, notes)
    _check_themes(project.lexicons / "themes", notes)
    _check_texts(project.texts, actors, today or datetime.now(UTC).date(), notes)
    return sorted(notes.findings, key=lambda f: (f.path, f.line or 0, f.level, f.message))


def _line(path: Path, pattern: str) -> int | None:
    """The first line of a file that a regular expression matches."""
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if re.search(pattern, line):
            return number
    return None


# ---------------------------------------------------------------- texts


def _check_texts(folder: Path, actors: Actors | None, today: date, notes: _Notes) -> None:
    _check_unread(folder, (".md", TIMES), "add it with: rhetoric add FILE", notes)
    for beside in sorted(folder.glob(f"*{TIMES}")):
        if not beside.with_name(beside.name.removesuffix(TIMES) + ".md").exists():
            notes.add(
                "warning", beside, "these times belong to no statement",
                remedy="put its statement back, or remove this file",
            )  # fmt: skip
    statements = read_texts(folder, on_error=notes.error)
    names = MentionFinder(actors) if actors is not None else None
    seen: dict[str, str] = {}
    for statement in statements:
        path = statement.path
        assert path is not None  # read from a file
        if actors is not None and names is not None:
            _check_names(statement, path, actors, names, notes)
        if statement.date.first is not None and statement.date.first > today:
            notes.add(
                "error", path, f"{statement.date} lies in the future", field="date",
                line=_line(path, "^date:"), remedy="correct the date",
            )  # fmt: skip
        for name, missing in (("source", not statement.source),
                              ("language", statement.language == "und")):  # fmt: skip
            if missing:
                notes.add(
                    "warning", path, f"the {name} is not given", field=name,
                    line=_line(path, f"^{name}:"), remedy=f"add a line '{name}: …'",
                )  # fmt: skip
        _check_times(statement, path, notes)
        twin = seen.setdefault(fold_text(statement.body), statement.id)
        if twin != statement.id:
            notes.add(
                "error", path, f"the text is the same as that of '{twin}'",
                line=statement.body_line, remedy="keep one of the two",
            )  # fmt: skip


def _check_unread(folder: Path, suffixes: tuple[str, ...], remedy: str, notes: _Notes) -> None:
    for path in sorted(folder.glob("*")):
        if not path.name.endswith(suffixes) and not path.name.startswith("."):
            notes.add("warning", path, f"not read: only *{suffixes[0]} files are", remedy=remedy)


def _check_times(statement: Statement, path: Path, notes: _Notes) -> None:
    """What speech recognition repeats or is unsure of, stretch by stretch."""
    for mark, line, first, last in marked_stretches(statement.times):
        words = " ".join(statement.body[first.start : last.end].split())
        where = clocks(first.begins, last.ends)
        notes.add(
            "warning", times_path(path),
            f"{'a loop' if mark == 'loop' else 'speech recognition is unsure'} at {where}:"
            f" {_short(words)}; not scored",
            field="mark", line=line, remedy="listen, and clear the mark where the text is right",
        )  # fmt: skip


def _check_names(
    statement: Statement, path: Path, actors: Actors, names: MentionFinder, notes: _Notes
) -> None:
    if statement.group not in actors:
        meant = names.resolve(statement.group)
        notes.add(
            "error", path,
            f"the group '{statement.group}' is another name of '{meant}'" if meant
            else str(actors.unknown("group", statement.group)),
            field="group", line=_line(path, "^group:"),
            remedy=f"write group: {meant}" if meant else "correct it, or add it to actors.yaml",
        )  # fmt: skip
    speaker = statement.speaker
    if not speaker or speaker in actors:
        return
    meant = names.resolve(speaker)
    if meant or _SLUG.fullmatch(speaker):
        notes.add(
            "warning", path,
            f"the speaker '{speaker}' is another name of '{meant}'" if meant
            else str(actors.unknown("speaker", speaker)),
            field="speaker", line=_line(path, "^speaker:"),
            remedy=f"write speaker: {meant}" if meant
            else "correct it, add it to actors.yaml, or write the plain name",
        )  # fmt: skip


# ---------------------------------------------------------------- actors and events


def _check_actors(path: Path, notes: _Notes) -> Actors | None:
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
    for ring in _rings(actors):
        notes.add(
            "error", path, f"affiliations go round in a ring: {' → '.join([*ring, ring[0]])}",
            field="affiliations", line=_entry(path, ring[0]),
            remedy="give one of them an end, or the role ally",
        )  # fmt: skip
    _check_aliases(path, actors, notes)
    return actors


def _entry(path: Path, name: str) -> int | None:
    return _line(path, rf"^\s*-?\s*id:\s*[\"']?{re.escape(name)}[\"']?\s*(#.*)?$")


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


def _check_aliases(path: Path, actors: Actors, notes: _Notes) -> None:
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


def _check_events(path: Path, actors: Actors | None, notes: _Notes) -> None:
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
                line=_line(path, rf"^\"?{re.escape(event.id)}\"?,"),
                remedy="correct it, or add it to actors.yaml",
            )  # fmt: skip


def _unknown(event: Event, actors: Actors | None) -> Iterator[str]:
    for name in event.actors:
        if actors is not None and name not in actors:
            yield str(actors.unknown("actor", name))


# ---------------------------------------------------------------- themes


def _check_themes(folder: Path, notes: _Notes) -> None:
    _check_unread(folder, (".yaml",), "rename it, or move it away", notes)
    files = sorted(folder.glob("*.yaml"))
    if not files:
        notes.add("error", folder, "no themes here", remedy="add one YAML file a theme")
    for path in files:
        try:
            theme = read_theme(path, on_error=notes.error)
        except LexiconError as problem:
            notes.error(problem)
        else:
            _check_theme(theme, path, notes)


def _check_theme(theme: Theme, path: Path, notes: _Notes) -> None:
    for language, sentences in theme.prototypes.items():
        if not sentences and any(p.language == language for p in theme.patterns):
            notes.add(
                "warning", path, f"no prototypes in '{language}': there only its words are found",
                field="prototypes", line=_line(path, "^prototypes:"),
                remedy="add some whole sentences that make the charge or appeal",
            )  # fmt: skip
    if not any(theme.counterexamples.values()):
        notes.add(
            "warning", path, "no counterexamples: look-alikes cannot be told apart",
            field="counterexamples", remedy="add sentences with the same words for something else",
        )  # fmt: skip
    for language, text in _twice((p.language, p.text) for p in theme.patterns):
        notes.add(
            "warning", path, f"the pattern {_short(text)} stands in '{language}' twice",
            field="patterns", line=_place(path, text), remedy="keep one",
        )  # fmt: skip
    examples = [
        (kind, sentence)
        for kind in ("prototypes", "counterexamples")
        for sentences in getattr(theme, kind).values()
        for sentence in sentences
    ]
    for _, sentence in _twice(("", sentence) for _, sentence in examples):
        notes.add(
            "error", path, f"this sentence stands here twice: {_short(sentence)}",
            field="prototypes", line=_place(path, sentence),
            remedy="a sentence is a prototype or a counterexample, and once is enough",
        )  # fmt: skip
    strong = PatternSet([p.text for p in theme.patterns if p.weight == 1])
    barred = PatternSet([p.text for p in theme.exclusions])
    for kind, sentence in examples:
        folded = fold_text(sentence)
        out = [(start, end) for _, start, end in barred.find(folded)]
        for number, start, end in strong.find(folded) if kind == "counterexamples" else ():
            if not any(start < e and s < end for s, e in out):
                notes.add(
                    "warning", path,
                    f"the pattern {_short(strong.patterns[number])} finds a counterexample:"
                    f" {_short(sentence)}",
                    field="patterns", line=_place(path, strong.patterns[number]),
                    remedy="make the pattern narrower, give it weight 0.5, or add an exclusion",
                )  # fmt: skip
                break


def _twice(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    seen: set[tuple[str, str]] = set()
    for language, text in pairs:
        key = (language, " ".join(text.lower().split()))
        if key in seen:
            yield language, text
        seen.add(key)


def _short(sentence: str) -> str:
    return f"“{sentence[:77]}…”" if len(sentence) > 80 else f"“{sentence}”"


def _place(path: Path, text: str) -> int | None:
    """The last line that holds a text as a whole value, as a part, or at least its first words."""
    lines = path.read_text("utf-8-sig").splitlines()
    for part in (f'"{text}"', text, " ".join(text.split()[:4])):
        for number in range(len(lines), 0, -1):
            if part in lines[number - 1]:
                return number
    return None
