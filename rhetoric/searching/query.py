"""The query language: what was typed, taken apart.

    talks with the government       words: ranked, none is required
    "talks with"                    a phrase: required, in this order; « », “ ” quote, too
    nego*  *tion  m?li              wildcards: words of which a part is given; ranked
    -word  -"a phrase"  -nego*      excluded
    group:JNIM  -language:ara       fields: told of the statement; a value may be quoted

A question mark at the end of a word is punctuation. A colon after a word that is no field
(`note: this`, `12:30`, a web address) is plain text. Marks that do not show are ignored, and
punctuation of every script stands for the plain one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from rhetoric.errors import InputError, nearest
from rhetoric.searching.signs import (
    ANY_QUOTE,
    BEFORE_WORD,
    CLOSING,
    ENDS_WORD,
    HYPHENS,
    MEANS_MORE,
    OPENING,
    QUOTES,
    says,
    shown,
    to_last_letter,
    trimmed,
)
from rhetoric.searching.wildcards import fold_wildcard, matcher, plain_signs, prefix_of
from rhetoric.text import fold_text

__all__ = [
    "EXCLUDABLE", "FIELDS", "Field", "Part", "Query", "matcher", "parse_fields", "parse_query",
    "plain_query", "prefix_of",
]  # fmt: skip

#: What can be asked of a statement or of a frame use in it.
FIELDS = (
    "group", "camp", "speaker", "language", "medium", "theme", "function", "target", "after",
    "before", "title", "id",
)  # fmt: skip
#: Fields that can be excluded.
EXCLUDABLE = ("group", "camp", "speaker", "language", "medium", "theme", "target")
#: Other names of fields.
_ALIASES = {"lang": "language"}
#: Names that are no fields, and the field that is meant by them.
_MEANT = {
    "date": "after", "year": "after", "since": "after", "until": "before", "author": "speaker",
    "actor": "group",
}  # fmt: skip
#: A name must be this like that of a field to be taken for a mistake, from 0 to 1.
_ALIKE = 0.7
_FIELD = re.compile("([^\\W\\d_]+)[:：﹕∶]")
_SIMPLE = re.compile(r"\w[\w./:~+-]*")
_AFTER_VALUE = ",;،؛，；、"
_WEB = "://"


@dataclass(frozen=True)
class Part:
    """One thing that was typed.

    Attributes:
        kind: `word`, `phrase`, `wildcard` or `field`.
        value: as typed, without its marks.
        excluded: whether what has it is left out.
        name: of the field.
        place: the character it begins at, counted from 1.
    """

    kind: str
    value: str
    excluded: bool = False
    name: str = ""
    place: int = field(default=1, compare=False)

    @property
    def written(self) -> str:
        value = self.value
        if self.kind == "phrase" or (self.kind == "field" and not _SIMPLE.fullmatch(value)):
            value = f"«{value}»" if QUOTES[0] & set(value) else f'"{value}"'
        return ("-" if self.excluded else "") + (f"{self.name}:" if self.name else "") + value


@dataclass(frozen=True)
class Field:
    """What is asked of a field.

    Attributes:
        name: one of `FIELDS`.
        value: as typed, without quotation marks.
        excluded: whether statements that have it are left out.
        place: the character of the query it begins at, counted from 1.
    """

    name: str
    value: str
    excluded: bool = False
    place: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Query:
    """A query taken apart. Two that ask the same are equal, however they were typed.

    Attributes:
        text: what was typed.
        parts: what it is made of, in order.
    """

    text: str = field(compare=False)
    parts: tuple[Part, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Bare words as typed, with their punctuation."""
        return self._of("word")

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        return self._of("phrase")

    @cached_property
    def wildcards(self) -> tuple[str, ...]:
        """With plain `*` and `?`; not folded."""
        return self._of("wildcard")

    @cached_property
    def without_words(self) -> tuple[str, ...]:
        """Each is one word when folded; what is more (`-al-Qaida`) is a phrase."""
        return self._of("word", excluded=True)

    @cached_property
    def without_phrases(self) -> tuple[str, ...]:
        return self._of("phrase", excluded=True)

    @cached_property
    def without_wildcards(self) -> tuple[str, ...]:
        return self._of("wildcard", excluded=True)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return tuple(
            Field(p.name, p.value, p.excluded, p.place) for p in self.parts if p.kind == "field"
        )

    @cached_property
    def meaning(self) -> str:
        """Words, phrases and wildcards as plain text, to be encoded; "" for none."""
        said = (
            p.value if p.kind != "wildcard" else re.sub(r"[*?]", "", p.value)
            for p in self.parts if p.kind != "field" and not p.excluded
        )  # fmt: skip
        return " ".join(said)

    @cached_property
    def written(self) -> str:
        """The query in one spelling; it parses to the same."""
        return " ".join(part.written for part in self.parts)

    def _of(self, kind: str, *, excluded: bool = False) -> tuple[str, ...]:
        return tuple(p.value for p in self.parts if p.kind == kind and p.excluded == excluded)


def parse_query(text: str) -> Query:
    """Take a query apart.

    Raises:
        InputError: for a query with nothing to look for in it, a quotation that is not closed,
            a field without a value or nearly of a known name, a wildcard that fits nearly
            everything, and what cannot be excluded; says at which character.

    >>> query = parse_query('talks "with the state" nego* -group:JNIM after:2019')
    >>> query.words, query.phrases, query.wildcards
    (('talks',), ('with the state',), ('nego*',))
    >>> query.meaning
    'talks with the state nego'
    >>> [(f.name, f.value, f.excluded) for f in query.fields]
    [('group', 'JNIM', True), ('after', '2019', False)]
    """
    reader = _Reader(text)
    parts = tuple(reader.parts())
    if not parts:
        told = "there is no word in the query" if reader.text.strip() else "the query is empty"
        raise InputError(told, remedy="say in a few words what to look for")
    if all(part.excluded for part in parts):
        remedy = "say what to look for, too: a word, a phrase or a field such as group:NAME"
        raise InputError("the query only says what to leave out", remedy=remedy)
    return Query(text, parts)


def parse_fields(text: str) -> Query:
    """A query of fields alone, which may also only leave out: filters.

    Raises:
        InputError: for what is no field, or not a valid one; says at which character.

    >>> parse_fields("-group:JNIM after:2019").written
    '-group:JNIM after:2019'
    """
    parts = tuple(_Reader(text).parts())
    for part in parts:
        if part.kind != "field":
            raise InputError(
                f"character {part.place}: '{part.value}' is no filter",
                remedy=f"write FIELD:VALUE; fields are {', '.join(FIELDS)}",
            )
    return Query(text, parts)


def plain_query(text: str) -> Query:
    """A query of a text's words alone, whatever signs are in it.

    Raises:
        InputError: for a text without words.

    >>> plain_query('Who said "note: this" -5 times?').words
    ('Who', 'said', 'note', 'this', '5', 'times?')
    """
    kept = re.sub(MEANS_MORE, " ", plain_signs(shown(text)[0]))
    words = []
    for word in kept.split():
        inner = to_last_letter(word)
        apart = inner.replace("?", " ") + word[len(inner) :]
        words += [piece.lstrip(BEFORE_WORD) for piece in apart.split()]
    return Query(text, parse_query(" ".join(words)).parts)


class _Reader:
    """Reads a query from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self.text, self.places = shown(text)
        self.at = 0

    def mistake(self, told: str, at: int, remedy: str) -> InputError:
        return InputError(f"character {self.places[at]} of the query: {told}", remedy=remedy)

    def parts(self) -> list[Part]:
        found: list[Part] = []
        quoted = False  # whether a quotation has ended right before
        while self.at < len(self.text):
            char, begin = self.text[self.at], self.at
            if char == " " or char in OPENING:
                self.at += 1
                quoted = False
                continue
            excluded = self.excludes(quoted)
            quoted = self.text[self.at] in ANY_QUOTE
            if quoted:
                found.append(Part("phrase", self.phrase(), excluded, place=self.places[begin]))
            else:
                found += self.word(begin, excluded)
                quoted = self.text[self.at - 1] in ANY_QUOTE
        return found

    def excludes(self, quoted: bool) -> bool:
        """Whether a hyphen says that what follows is left out; steps over it."""
        pair = self.text[self.at : self.at + 2]
        if len(pair) < 2 or pair[0] not in HYPHENS or pair[1] == " " or pair[1] in HYPHENS:
            return False
        if quoted:
            raise self.mistake(
                f"'{pair[0]}' stands right after a quotation mark", self.at,
                "put a space before it to leave out what follows, or after it if it is a dash",
            )  # fmt: skip
        if pair[1] in OPENING:
            raise self.mistake(
                "words cannot be left out together", self.at,
                "put - before each of them, or before a phrase in quotation marks",
            )  # fmt: skip
        self.at += 1
        return True

    def quotation(self) -> str:
        """What stands between the quotation mark here and the one that closes it."""
        begin = self.at
        closing = next(row for row in QUOTES if self.text[begin] in row)
        for end in range(begin + 1, len(self.text)):
            if self.text[end] in closing:
                self.at = end + 1
                return " ".join(self.text[begin + 1 : end].split())
        raise self.mistake(
            f"the quotation mark {self.text[begin]} has no second one", begin,
            "close the quotation, or leave the mark out",
        )  # fmt: skip

    def phrase(self) -> str:
        begin = self.at
        value = self.quotation()
        if not says(value):
            raise self.mistake(
                "there is no word between the quotation marks", begin,
                "write what to look for between them, or leave them out",
            )  # fmt: skip
        if starred := re.search(r"\w\*|\*\w", plain_signs(value)):
            raise self.mistake(
                f"'{starred[0]}': a phrase has no wildcards", begin,
                "write the wildcard outside the quotation marks, or leave the * out",
            )  # fmt: skip
        return value

    def word(self, begin: int, excluded: bool) -> list[Part]:
        """What stands here up to a space or a quotation mark."""
        first, place = self.at, self.places[begin]
        while self.at < len(self.text) and self.text[self.at] not in ENDS_WORD:
            self.at += 1
        raw = self.text[first : self.at]
        if (named := _FIELD.match(raw)) and not raw.startswith("//", named.end()):
            name = fold_text(named[1])
            name = _ALIASES.get(name, name)
            direct = bool(raw[named.end() :]) or self.text[self.at : self.at + 1].strip() != ""
            if name in FIELDS:
                value = self.value(name, raw[named.end() :], first, excluded)
                return [Part("field", value, excluded, name, place)]
            if direct and (near := _nearly(name)):
                raise self.mistake(
                    f"unknown field '{named[1]}'; did you mean '{near}'?", first,
                    f"write {near}:…, or a space after the colon to look for it as text",
                )  # fmt: skip
        signs = plain_signs(raw)
        if _WEB not in raw and ("*" in signs or "?" in to_last_letter(signs)):
            return self.wildcard(signs, first, excluded, place)
        if not says(raw):
            return []
        if not excluded:
            return [Part("word", raw, place=place)]
        kind = "phrase" if " " in fold_text(raw) else "word"
        value = " ".join(plain_signs(raw).replace("*", " ").split())
        return [Part(kind, trimmed(value), excluded=True, place=place)]

    def value(self, name: str, raw: str, first: int, excluded: bool) -> str:
        if excluded and name not in EXCLUDABLE:
            other = {"after": "before", "before": "after"}.get(name)
            raise self.mistake(
                f"'{name}' cannot be left out", first,
                f"write {other}:…" if other else f"these can: {', '.join(EXCLUDABLE)}",
            )  # fmt: skip
        if not raw and self.text[self.at : self.at + 1] in ANY_QUOTE:
            raw = self.quotation()
        else:
            raw = raw.rstrip(_AFTER_VALUE)
            while raw and raw[-1] in CLOSING and OPENING[CLOSING.index(raw[-1])] not in raw:
                raw = raw[:-1].rstrip(_AFTER_VALUE)
        if not says(raw):
            raise self.mistake(
                f"the field '{name}' has no value", first,
                f"write it right after the colon, such as {name}:{_EXAMPLES.get(name, 'NAME')}, "
                "or leave the colon out to look for the word",
            )  # fmt: skip
        return raw

    def wildcard(self, signs: str, first: int, excluded: bool, place: int) -> list[Part]:
        core = re.sub(r"\*+", "*", trimmed(signs, "*?", "*"))
        pieces = [p.rstrip("?") for p in fold_wildcard(core).split(" ")]
        told = (
            [core] if len(pieces) == 1 else [p for p in pieces if says(p) or "*" in p or "?" in p]
        )
        if excluded and len(told) > 1:
            raise self.mistake(
                f"'{core}' is more than one word: {' '.join(told)}", first,
                "leave out one word with a wildcard at a time, such as "
                f"-{next((p for p in told if '*' in p or '?' in p), told[-1])}",
            )  # fmt: skip
        found = []
        for piece in told:
            kind = "wildcard" if "*" in piece or "?" in piece else "word"
            if kind == "wildcard" and sum(map(str.isalnum, fold_wildcard(piece))) < 2:
                raise self.mistake(
                    f"the wildcard '{piece}' has fewer than two letters", first,
                    "give at least two letters of the word, such as ne*",
                )  # fmt: skip
            found.append(Part(kind, piece, excluded, place=place))
        return found


_EXAMPLES = {
    "language": "eng", "medium": "speech", "function": "asserts", "after": "2019",
    "before": "2020-06",
}  # fmt: skip


def _nearly(name: str) -> str:
    """The field that is meant by a name that is nearly that of one; "" for none."""
    meant = {known: known for known in FIELDS} | _ALIASES | _MEANT
    near = nearest(name, meant)
    if near is None:
        return ""
    alike = near.startswith(name) or SequenceMatcher(None, name, near).ratio() >= _ALIKE
    return meant[near] if alike else ""
