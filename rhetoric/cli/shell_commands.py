"""The commands of `rhetoric shell`, and what a line means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import click

from rhetoric.cli.hits_shown import show_hits
from rhetoric.cli.output import note, warn
from rhetoric.cli.passages_shown import show_view
from rhetoric.cli.saved import keep_search, news_of, remember, searches_file, show_news, today
from rhetoric.errors import InputError
from rhetoric.project import Workspace
from rhetoric.searching.query import FIELDS
from rhetoric.searching.saved import find_search, read_searches
from rhetoric.searching.shell import Conversation

#: Command → what follows it, and what it does.
COMMANDS = {
    "search": ("QUERY", "search, also for words that begin like a command"),
    "words": ("QUERY", "search by words alone"),
    "meaning": ("QUERY", "search by meaning alone"),
    "like": ("N|ID[:PASSAGE]", "what is like hit N, a passage or a statement"),
    "more": ("", "the next page"),
    "show": ("N|ID[:PASSAGE]", "hit N, a passage or a statement as it stands in its text"),
    "filter": ("[FIELD:VALUE ...]", "set filters that stay; alone: list them"),
    "filter clear": ("[FIELD]", "take filters away"),
    "k": ("N", "passages on a page"),
    "history": ("", "what was asked so far"),
    "!N": ("", "ask line N of the history again"),
    "save": ("NAME [--replace]", "save the last query with its filters"),
    "saved": ("", "list the saved searches"),
    "run": ("[NAME ...]", "run saved searches, or all: what is new since the last time"),
    "help": ("", "this list"),
    "quit": ("", "leave; so does Ctrl-D"),
}
#: Words that a line may begin with, other than a query's.
NAMES = tuple(name for name in COMMANDS if name.isalpha())
#: How like a command a word must be to be taken for it, from 0 to 1.
_ALIKE = 0.75
_OPTION = re.compile(r"(?<!\S)(--[a-z][a-z-]*|-k)(?=[\s=]|$)")  # as on the command line


@dataclass
class Shell:
    """Does what lines say.

    Attributes:
        workspace: the project.
        talk: what was asked before.
        ended: whether it was asked to leave.
    """

    workspace: Workspace
    talk: Conversation
    ended: bool = False
    _names: dict[str, list[str]] = field(default_factory=dict, init=False)

    @property
    def prompt(self) -> str:
        """What stands before a line: the filters that hold."""
        return f"[{self.talk.narrowed}] > " if self.talk.narrowed else "> "

    def do(self, line: str) -> None:
        """Do what a line says.

        Raises:
            RhetoricError: for a mistake in it.
        """
        line = line.strip()
        if not line:
            return
        if line.startswith("!") and line[1:].strip().isdecimal():
            line = self.talk.again(int(line[1:]))
            note([line])
        name, _, rest = line.partition(" ")
        if name in NAMES:
            doing: Callable[[str], None] = getattr(self, f"_{name}")
            doing(rest.strip())
        else:
            self._refuse_slips(name, rest.strip())
            self._search(line, typed=line)

    def _refuse_slips(self, name: str, rest: str) -> None:
        """Take a line for a command with a slip in it where it can hardly be a query."""
        near = get_close_matches(name.lower(), NAMES, n=1, cutoff=_ALIKE)
        if not near or self.talk.is_said(name):
            return
        if not rest or _is_name(rest) or rest.partition(":")[0] in FIELDS:
            raise InputError(
                f"unknown command '{name}'; did you mean '{near[0]}'?",
                remedy=f"to look for it as text: search {' '.join((name, rest)).strip()}",
            )

    # ---------------------------------------------------------------- asking

    def _search(self, text: str, way: str = "both", typed: str = "") -> None:
        _refuse_options(text)
        self._answer(self.talk.search(_given(text, "search"), way), typed or f"search {text}")

    def _words(self, text: str) -> None:
        _refuse_options(text)
        self._answer(self.talk.search(_given(text, "words"), "words"), f"words {text}")

    def _meaning(self, text: str) -> None:
        _refuse_options(text)
        self._answer(self.talk.search(_given(text, "meaning"), "meaning"), f"meaning {text}")

    def _like(self, text: str) -> None:
        _named("like", text)
        name = self.talk.named(text)  # a rank means something else the next time
        self._answer(self.talk.like(name), f"like {name}")

    def _more(self, text: str) -> None:
        _alone("more", text)
        rows = self.talk.more()
        show_hits(rows)
        if not rows:
            note([f"no more; {len(self.talk.hits):,} were shown"])

    def _answer(self, rows: Sequence[Mapping[str, Any]], line: str) -> None:
        self.talk.history.append(line)
        warn(self.workspace.desk.warnings)
        show_hits(rows)
        if not rows:
            held = f" with {self.talk.narrowed}" if self.talk.narrowed else ""
            note([f"no passage fits{held}"])

    # --------------------------------------------------------------- looking

    def _show(self, text: str) -> None:
        _named("show", text)
        show_view(self.talk.view(text))

    def _history(self, text: str) -> None:
        _alone("history", text)
        for number, line in enumerate(self.talk.history, 1):
            click.echo(f"{number}\t{line}")

    def _help(self, text: str) -> None:
        _alone("help", text)
        heads = [" ".join(filter(None, (name, told))) for name, (told, _) in COMMANDS.items()]
        width = max(map(len, heads))
        click.echo('A line that begins with no command is a query: words, "a phrase", nego*,')
        click.echo("-word, field:value. Commands:\n")
        for head, (_, does) in zip(heads, COMMANDS.values(), strict=True):
            click.echo(f"  {head:{width}}  {does}")

    # --------------------------------------------------------------- setting

    def _filter(self, text: str) -> None:
        if text.partition(" ")[0] == "clear":
            self.talk.clear(text.partition(" ")[2].strip())
        elif text:
            self.talk.narrow(text)
            click.echo(f"from the next search on: {self.talk.narrowed}")
        else:
            click.echo(self.talk.narrowed or "no filters")

    def _k(self, text: str) -> None:
        if not text:
            click.echo(self.talk.k)
        elif text.isdecimal() and len(text) < 7 and int(text):
            self.talk.k = int(text)
        else:
            raise _not_so("k", text, "say how many passages a page has, such as k 20")

    def _quit(self, text: str) -> None:
        _alone("quit", text)
        self.ended = True

    # ---------------------------------------------------------------- saving

    def _save(self, text: str) -> None:
        name, *rest = text.split() or [""]
        if not name or rest not in ([], ["--replace"]):
            raise _not_so("save", text, "give the search a name of letters, digits and hyphens")
        search = self.talk.as_saved(name, today())
        kept = keep_search(self.workspace, search, replace=bool(rest))
        note([f"saved as '{kept.name}'"])

    def _saved(self, text: str) -> None:
        _alone("saved", text)
        for search in read_searches(searches_file(self.workspace)).values():
            click.echo(f"{search.name}\t{search.query}")

    def _run(self, text: str) -> None:
        searches = read_searches(searches_file(self.workspace))
        chosen = [find_search(searches, name) for name in text.split()]
        found = news_of(self.workspace, chosen or searches.values())
        show_news(found)
        remember(found)

    # ------------------------------------------------------------ completing

    def completions(self, before: str, word: str) -> list[str]:
        """What a word may become that is being typed.

        Args:
            before: the line up to the word.
            word: what there is of it.
        """
        said = before.split()
        command = said[0] if said and said[0] in NAMES else ""
        if not said:
            return [name + " " for name in NAMES if name.startswith(word)] if word else [*NAMES]
        if not self._names:
            self._names = self.talk.names(self.workspace.lexicon)
        if command in ("show", "like"):
            return _beginning(self._names["id"], word)
        if command == "run":
            return _beginning(list(read_searches(searches_file(self.workspace))), word)
        sign = "-" if word.startswith("-") else ""
        name, colon, value = word[len(sign) :].partition(":")
        if colon:
            there = self._names.get(name, [])
            return [f"{sign}{name}:{quoted}" for quoted in map(_quoted, there)
                    if quoted.lower().startswith(value.lower())]  # fmt: skip
        fields = [f"{sign}{name}:" for name in FIELDS]
        if command == "filter" and said[1:] == ["clear"]:
            return _beginning(list(FIELDS), word)
        if command == "filter" and len(said) == 1:
            fields.append("clear ")
        return _beginning(fields, word) if word or command == "filter" else []


def _given(text: str, command: str) -> str:
    if not text:
        raise InputError(f"'{command}' needs a query", remedy=f"write {command} QUERY")
    return text


def _refuse_options(text: str) -> None:
    """Refuse what is an option on the command line: here it would leave a word out."""
    found = _OPTION.search(text)
    if found:
        raise InputError(
            f"'{found[0]}' is an option of `rhetoric search`, not of the shell",
            remedy="here: k 5, filter group:JNIM, words QUERY, meaning QUERY",
        )


def _alone(command: str, text: str) -> None:
    """Refuse words behind a command that takes none."""
    if text:
        raise _not_so(command, text, f"{command} stands alone")


def _named(command: str, text: str) -> None:
    """Refuse what is not the number of a hit or the name of a passage."""
    if not _is_name(text):
        raise _not_so(command, text, f"write {command} N, or {command} ID[:PASSAGE]")


def _not_so(command: str, text: str, remedy: str) -> InputError:
    told = f"'{command}' cannot be said of '{text}'" if text else f"'{command}' of what?"
    search = f"; to look for these words: search {command} {text}" if text else ""
    return InputError(told, remedy=remedy + search)


def _is_name(text: str) -> bool:
    """Whether a text is a number or may be the name of a passage: one word with a digit."""
    return len(text.split()) == 1


def _beginning(names: Sequence[str], word: str) -> list[str]:
    return [name for name in names if name.lower().startswith(word.lower())]


def _quoted(name: str) -> str:
    """A value as it is written in a query."""
    return f'"{name}"' if " " in name else name
