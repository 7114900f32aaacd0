"""An article laid out: paragraphs, sentences and notes, each with its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rhetoric.drafting.quotations import Quotation, find_quotations

#: The mark of a note behind a full stop or a comma: a number or a letter, or one and the other.
_LETTER = r"[a-z]{1,2}(?=[ \t]+[A-ZÀ-Þ“\"]|[ \t]*$)"
_MARK = rf"(?:\[?\d{{1,3}}\]?|[¹²³⁰-⁹]+|{_LETTER})?(?:[ \t]+{_LETTER})?"
_END = re.compile(rf"[.!?…؟۔]+[\"”»’'\)\]]*{_MARK}(?=\s|$)", re.MULTILINE)
_BEGINS = re.compile(r"\s+[^\s\w]*(\w)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Gen|Col|Lt|Brig|Sgt|Maj|Capt|Mr|Mrs|Ms|Dr|Prof|St|vs|cf|pp?|no?|vol|eds?|M|MM|Mme"
    r"|Me|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|[A-Z])|\b(?:e\.g|i\.e|U\.S|U\.N|U\.K|R\.M|al))\.$"
)
_NOTE_MARK = re.compile(r"(?<=[^\W\d]|[.,;:!?”\"’»)])\[?(\d{1,3})\]?(?!\w)")
_NOTES_HEADING = re.compile(
    r"(?:#+ *)?(?:foot ?notes?|end ?notes?|substantive notes|notes(?: de bas de page)?|citations|"
    r"references|références|bibliograph(?:y|ie)|works cited|sources|"
    r"المراجع|الهوامش|المصادر|الحواشي)\s*:?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"[ \t]*(?:\[\^?(?P<box>\w{1,3})\]:?|\((?P<round>\d{1,3})\)|(?P<plain>\d{1,3})[.)]?)"
    r"[ \t]+(?=\S)"
)
_CITATION = re.compile(
    r"https?://|\bIbid\b|\bibid\.|\bop\. cit|[,.]”? (?:pp?|vol|n[o°])\. ?\d|, available at\b|"
    r"[,.][”»\"] [A-Z][\w' -]+, (?:\w+ )?(?:\d{1,2},? )?\d{4}\b|\baccessed (?:on )?\w+ \d"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of the article and the number of its paragraph, from 0."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True)
class Article:
    """A text and how it is laid out.

    Attributes:
        paragraphs: (start, end) of each, headings too; what belongs to the notes is left out.
        sentences: in order; none is cut within a quotation.
        quotations: whatever stands between quotation marks, or is set as a block.
        notes: mark of a note → its text, where the article has notes.
    """

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    notes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """Number of the sentence a character belongs to."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def note_after(self, end: int, stop: int) -> str:
        """The mark of the first note behind a place and before another one, or ""."""
        found = _NOTE_MARK.search(self.text, max(0, end - 1), stop + 4)
        return found[1] if found else ""


def lay_out(text: str) -> Article:
    """Lay an article out: paragraphs (also in hard-wrapped text), sentences, quotations, notes."""
    blocks = _paragraphs(text)
    blocks, notes = _without_notes(text, blocks)
    quotations: list[Quotation] = []
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(blocks):
        inside = find_quotations(text, start, end)
        quotations += inside
        sentences += [Sentence(s, e, number) for s, e in _sentences(text, start, end, inside)]
    return Article(text, tuple(blocks), tuple(sentences), tuple(quotations), notes)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Stretches between blank lines; without blank lines, lines, broken ones joined."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n]+", text) if m[0].strip()]
    spaced = len(re.findall(r"\n[ \t\r]*\n", text)) >= max(1, len(lines) // 40)
    found: list[tuple[int, int]] = []
    for start, end in lines:
        if found and _continues(text, found[-1], start, end, spaced):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _continues(text: str, before: tuple[int, int], start: int, end: int, spaced: bool) -> bool:
    """Whether a line goes on with the paragraph before it."""
    first, last = text[start:end].lstrip(), text[before[0] : before[1]].rstrip()
    gap = text[before[1] : start]
    if gap.count("\n") > 1 and spaced:
        # A paragraph broken over a page goes on in lower case.
        return first[0].islower() and last[-1].isalpha() and len(last) > 60
    if first[0] in ">#" or last.lstrip()[0] == "#" or _NOTES_HEADING.fullmatch(first.strip()):
        return first[0] == ">" and last.lstrip()[0] == ">"
    if last.lstrip()[0] == ">":
        return False
    if spaced:
        return not _NOTE.match(first)
    line = text[text.rfind("\n", 0, before[1]) + 1 : before[1]]
    return first[0].islower() or (len(line) > 60 and line.rstrip()[-1] in ",-–—")


def _without_notes(
    text: str, blocks: Sequence[tuple[int, int]]
) -> tuple[list[tuple[int, int]], dict[str, str]]:
    """The paragraphs of the article itself, and its notes by their marks."""
    kept: list[tuple[int, int]] = []
    notes: dict[str, str] = {}
    in_notes = False
    for number, (start, end) in enumerate(blocks):
        block = text[start:end]
        mark = _NOTE.match(block)
        if _NOTES_HEADING.fullmatch(block.strip()) and number > len(blocks) // 3:
            in_notes = True
            continue
        cites = bool(_CITATION.search(block))
        boxed = bool(mark and mark["box"])
        if mark and (in_notes or boxed or (cites and number > len(blocks) // 3)):
            for piece in _notes(block):
                notes.setdefault(*piece)
        elif not in_notes:
            kept.append((start, end))
    return kept, notes


def _notes(block: str) -> list[tuple[str, str]]:
    """The notes in a block: one, or several lines that begin with marks."""
    found: list[tuple[str, str]] = []
    for line in block.splitlines():
        mark = _NOTE.match(line)
        if mark:
            found.append((next(g for g in mark.groups() if g), line[mark.end() :].strip()))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
    return found


def _sentences(
    text: str, start: int, end: int, quotations: Sequence[Quotation]
) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    begin = start
    for stop in _END.finditer(text, start, end):
        if any(q.start < stop.start() < q.end - 1 for q in quotations):
            continue
        after = _BEGINS.match(text, stop.end(), end)
        if after and (after[1].islower() or _ABBREVIATION.search(text[begin : stop.start() + 1])):
            continue
        found.append((begin, stop.end()))
        begin = stop.end()
    if text[begin:end].strip():
        found.append((begin, end))
    return [(s + len(text[s:e]) - len(text[s:e].lstrip()), e) for s, e in found]
