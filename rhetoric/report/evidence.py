"""A passage as the reader sees it: cut to the cap, its evidence marked, its source cited."""

from __future__ import annotations

from dataclasses import dataclass

from rhetoric.clock import clocks
from rhetoric.dates import describe
from rhetoric.languages import direction, html_lang
from rhetoric.lexicon import Lexicon
from rhetoric.model import Passage, Statement
from rhetoric.report.uses import Use
from rhetoric.report.wording import name, possessive, readable, speaker_of, tongue


@dataclass(frozen=True)
class Quotation:
    """The words around the evidence, in their original spelling.

    Attributes:
        before, mark, after: text before the evidence, the evidence, text after it.
        lang, dir: for the HTML attributes of the same names.
    """

    before: str
    mark: str
    after: str
    lang: str
    dir: str


@dataclass(frozen=True)
class Citation:
    """Where a passage comes from, in words."""

    title: str
    speaker: str
    date: str
    medium: str
    form: str
    language: str
    source: str
    unconfirmed: bool
    time: str = ""


def cut_left(text: str, room: int) -> str:
    """The end of a text, whole words, in about so many characters."""
    if len(text) <= room:
        return text
    tail = text[len(text) - room :] if room > 0 else ""
    at = tail.find(" ")
    return "… " + (tail[at + 1 :] if at >= 0 else "")


def cut_right(text: str, room: int) -> str:
    """The beginning of a text, whole words, in about so many characters."""
    if len(text) <= room:
        return text
    head = text[:room] if room > 0 else ""
    at = head.rfind(" ")
    return (head[:at] if at >= 0 else "") + " …"


def quote(use: Use, cap: int) -> Quotation:
    """The evidence of a use with the words around it, no more than about `cap` characters.

    Never leaves the passage; without a passage or a span nothing is marked.
    """
    return quote_span(use.statement, use.passage, use.start, use.end, cap)


def quote_span(
    statement: Statement, passage: Passage | None, begin: int, stop: int, cap: int
) -> Quotation:
    """Some words of a statement with those around them in their passage."""
    lang, way = html_lang(statement.language), direction(statement.language)
    body = statement.body
    first, last = (begin, stop) if passage is None else (passage.start, passage.end)
    start, end = max(begin, first), min(stop, last)
    if end <= start:
        return Quotation(cut_right(_flat(body[first:last]), cap), "", "", lang, way)
    before, mark, after = _flat(body[first:start]), _flat(body[start:end]), _flat(body[end:last])
    if len(mark) > cap:
        return Quotation("", cut_right(mark, cap), "", lang, way)
    room = cap - len(mark)
    left = min(len(before), max(room // 2, room - len(after)))
    right = room - left
    return Quotation(cut_left(before, left), mark, cut_right(after, right), lang, way)


def whose(use: Use, lexicon: Lexicon) -> str:
    """What is added where a claim is not the speaker's own: whose it is; else nothing."""
    if use.own:
        return ""
    if use.voice == "others":
        return "the claim is that of others"
    return f"the claim is {possessive(name(use.voice, lexicon))}"


def _flat(text: str) -> str:
    """Line breaks are layout: one space instead, as long as the text itself."""
    return "".join(" " if c in "\n\r\t" else c for c in text)


def cite(use: Use, lexicon: Lexicon) -> Citation:
    """Where the passage of a use comes from."""
    statement = use.statement
    original = statement.original_language
    return Citation(
        title=statement.title or statement.id,
        speaker=speaker_of(statement, lexicon) or lexicon.actors.label(statement.group),
        date=describe(statement.date),
        medium=readable(statement.medium),
        form=readable(statement.form),
        language=tongue(original) if original != "und" else "",
        source=statement.source,
        unconfirmed=use.unconfirmed,
        time=clocks(use.passage.begins, use.passage.ends) if use.passage else "",
    )
