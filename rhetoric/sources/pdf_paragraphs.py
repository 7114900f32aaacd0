"""Lines joined into paragraphs: words put together again that a line end had parted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from rhetoric.sources.pdf_layout import Line, Reader

_ENDED = re.compile(r"[.!?؟۔:…][\"'»”’)\]\d⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_PARTED = re.compile(r"([^\W\d_]{2,})[-\u00ad\u2010]$")
_SMALL_LETTER = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)+")
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass
class Paragraph:
    """A paragraph.

    Attributes:
        text: its text.
        size: the size it is set in.
    """

    text: str
    size: float


@dataclass
class Joiner:
    """Joins lines; counts the words it puts together.

    Attributes:
        joined: how many words were parted by a hyphen at the end of a line.
    """

    reader: Reader
    joined: int = 0
    _words: set[str] = field(default_factory=set)
    _compounds: set[str] = field(default_factory=set)

    def paragraphs(self, columns: Sequence[Sequence[Line]]) -> list[Paragraph]:
        """The paragraphs of columns in reading order; one may run on over a column's end."""
        texts = [[self.reader.text(line) for line in column] for column in columns]
        for text in (text for column in texts for text in column):
            self._words.update(_WORDS.findall(text.lower()))
            self._compounds.update(_COMPOUND.findall(text.lower().replace("\u2010", "-")))
        found: list[Paragraph] = []
        for column, lines in zip(columns, texts, strict=True):
            for i, (line, text) in enumerate(zip(column, lines, strict=True)):
                if not text:
                    continue
                if found and i == 0:
                    runs_on = self._runs_on(found[-1], line, text)
                else:
                    runs_on = bool(found) and not self._begins(column, i, lines[i - 1])
                if runs_on:
                    found[-1].text = self.join(found[-1].text, text)
                else:
                    found.append(Paragraph(text, line.size))
        return found

    def join(self, before: str, after: str) -> str:
        """Two lines as one."""
        parted, word = _PARTED.search(before), _SMALL_LETTER.match(after)
        if not parted or not word or not word[0][0].islower():
            # A hyphen before a capital belongs to the name: al-Qaida.
            glue = "" if parted and word else " "
            return before.removesuffix("\u00ad") + glue + after
        whole, hyphenated = (parted[1] + word[0]).lower(), f"{parted[1]}-{word[0]}".lower()
        soft = before.endswith("\u00ad")
        if not soft and hyphenated in self._compounds and whole not in self._words:
            return before + after
        self.joined += 1
        return before[:-1] + after

    def _runs_on(self, last: Paragraph, line: Line, text: str) -> bool:
        """Whether the first line of a column or page goes on with the paragraph before."""
        same_size = abs(last.size - line.size) < 0.08 * line.size
        return same_size and not _ENDED.search(last.text) and not text[0].isupper()

    def _begins(self, column: Sequence[Line], i: int, before: str) -> bool:
        """Whether a line begins a paragraph, going by space, size, indent and the line before."""
        line, last = column[i], column[i - 1]
        if abs(line.size - last.size) > 0.08 * last.size:
            return True
        leadings = sorted(
            (a.y - b.y) / a.size
            for a, b in pairwise(column)
            if abs(a.size - b.size) < 0.08 * a.size
        )
        leading = leadings[len(leadings) // 3] if leadings else 1.3
        if last.y - line.y > 1.3 * leading * line.size:
            return True
        left, right = min(x.x0 for x in column), max(x.x1 for x in column)
        if self.reader.runs_from_the_right(line):
            indent, usual, short = (
                right - line.x1,
                median(right - x.x1 for x in column),
                last.x0 - left,
            )
        else:
            indent, usual, short = (
                line.x0 - left,
                median(x.x0 - left for x in column),
                right - last.x1,
            )
        if indent > usual + 0.8 * line.size and indent < 6 * line.size:
            return True
        return short > 0.15 * (right - left) and bool(_ENDED.search(before))
