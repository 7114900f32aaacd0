"""Finding a statement its place: its id, what of it is there already, what it gives again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from rhetoric.collection.incoming import Incoming, settle
from rhetoric.collection.log import Entry, read_log
from rhetoric.collection.shelf import Placed, Shelf
from rhetoric.collection.transaction import Change
from rhetoric.copies import CopyFinder
from rhetoric.copies.kept_words import KeptWords
from rhetoric.fields import OnError
from rhetoric.lexicon import Actors, read_actors
from rhetoric.mentions import MentionFinder
from rhetoric.model import Statement
from rhetoric.project import load
from rhetoric.settings import Project
from rhetoric.sources.folder import iter_texts, text_files
from rhetoric.sources.markdown import format_statement, read_statement

#: In a corpus of more bytes than this translations are not looked for on adding.
MOST_TRANSLATED = 20_000_000


@dataclass
class Desk:
    """What adding needs at hand: what is there already, found out when it is first asked for.

    Attributes:
        links: statements that are there already → (field, id) of what they turn out to be
            copies of.
    """

    project: Project
    change: Change
    given: Mapping[str, Any]
    columns: Mapping[str, str]
    on_error: OnError
    links: dict[str, tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def actors(self) -> Actors:
        """Who is known."""
        path = self.project.lexicons / "actors.yaml"
        return read_actors(path) if path.exists() else Actors()

    @cached_property
    def names(self) -> MentionFinder:
        """Finds actors by their names."""
        return MentionFinder(self.actors)

    @cached_property
    def entries(self) -> Mapping[str, Sequence[Entry]]:
        """The log, by the hash of the file that was added."""
        found: dict[str, list[Entry]] = {}
        for entry in read_log(self.project.texts):
            found.setdefault(entry.sha256, []).append(entry)
        return found

    @property
    def shelf(self) -> Shelf:
        """What is there already, by id and by text."""
        return self._there[0]

    @property
    def copies(self) -> CopyFinder:
        """Finds what a statement gives again."""
        return self._there[1]

    @cached_property
    def _there(self) -> tuple[Shelf, CopyFinder]:
        """All that is there; reading it takes time, so not before it is needed."""
        folder = self.project.texts
        small = sum(path.stat().st_size for path in text_files(folder)) <= MOST_TRANSLATED
        shelf = Shelf(words_of=self.words)
        finder = CopyFinder(
            encoder=load(self.project).encoder if small else None, words_of=self.words
        )
        for statement in iter_texts(folder):
            shelf.keep(statement)
            finder.add(statement, searched=True)
        return shelf, finder

    @cached_property
    def words(self) -> KeptWords:
        """Gives the words of a text."""
        return KeptWords(self.project.cache / "words.sqlite")

    def place(self, incoming: Incoming, file: Path) -> tuple[Placed, tuple[str, ...]]:
        """A statement with its id and its link, and what wants attention."""
        statement, warnings = settle(incoming.statement, self.names, self.actors)
        placed = self.shelf.place(statement, file, incoming.line)
        if placed.there:
            return placed, warnings
        statement, told = self._link(placed.statement)
        return replace(placed, statement=statement), (*told, *warnings)

    def _link(self, statement: Statement) -> tuple[Statement, tuple[str, ...]]:
        """A statement linked to what it gives again, and those that give it again to it."""
        told: list[str] = []
        for link in self.copies.find(statement):
            what = link.field.replace("_", " ")
            if link.copy != statement.id:
                if link.same_group:
                    self.links[link.copy] = (link.field, link.original)
                told.append(f"'{link.copy}' is a copy of it: {link.why}")
            elif statement.copy_of:
                continue
            elif link.same_group:
                statement = linked(statement, link.field, link.original)
                told.append(f"linked as {what} '{link.original}': {link.why}")
            else:
                told.append(
                    f"{link.why}: two statements, or one that was taken over? If so, link it:"
                    f" rhetoric edit {statement.id} --set {link.field}="
                    f"{link.original}"
                )
        self.copies.add(statement)
        return statement, tuple(told)

    def close(self) -> None:
        """Keep what may be of use again."""
        if "words" in vars(self):
            self.words.close()


def linked(statement: Statement, name: str, original: str) -> Statement:
    """The statement with a link."""
    values: dict[str, Any] = {name: original}
    return replace(statement, **values)


def link_others(work: Desk, added: Collection[str]) -> None:
    """Write the links of statements that were there already to those that are added now.

    A row of a table is left as it is: `rhetoric check` tells of it.
    """
    for name, (link, original) in work.links.items():
        path = work.project.texts / f"{name}.md"
        if name in added or not path.exists():
            continue
        statement = read_statement(path)
        if not statement.copy_of:
            text = format_statement(linked(statement, link, original))
            work.change.write(path.name, text, over=True)
