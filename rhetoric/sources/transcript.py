"""Lines with their times made into one text: paragraphs, time spans, marks, and what to tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rhetoric.clock import clock, clocks
from rhetoric.model import TimeSpan
from rhetoric.sources.document import Document
from rhetoric.sources.doubts import find_loops, inner_loop, phantom

#: Seconds of silence behind the end of a sentence that begin a new paragraph.
PAUSE = 2.0
_SENTENCE_END = re.compile(r"[.!?؟۔…][\"'»”’)\]]*$")
#: No more places than this are told one by one.
_MOST_TOLD = 5


@dataclass(frozen=True)
class Line:
    """What is heard at one time.

    Attributes:
        text: the words; no space at the ends.
        begins, ends: seconds.
        mark: see TimeSpan.
        voice: who is heard, where the file says so.
        phrases: finer times within the line: (start, end, begins, ends), in order.
    """

    text: str
    begins: float
    ends: float
    mark: str = ""
    voice: str = ""
    phrases: tuple[tuple[int, int, float, float], ...] = ()


def make_document(
    lines: Sequence[Line],
    *,
    title: str = "",
    language: str = "",
    date: str = "",
    notes: Sequence[str] = (),
    meta: Mapping[str, str] | None = None,
) -> Document:
    """One document of the lines of a transcript, its loops and doubtful stretches marked."""
    lines = [line for line in lines if line.text]
    text, times = "", []
    told: list[str] = []
    marked = _marks(lines, told)
    for number, line in enumerate(lines):
        if number:
            text += "\n\n" if _new_paragraph(lines[number - 1], line) else "\n"
        for start, end, begins, ends, mark in _spans(line, marked[number]):
            times.append(TimeSpan(len(text) + start, len(text) + end, begins, ends, mark))
        text += line.text
    voices = dict.fromkeys(line.voice for line in lines if line.voice)
    whole = dict(meta or {})
    if voices:
        whole["voices"] = "; ".join(voices)
    size = f"{len(lines)} line{'' if len(lines) == 1 else 's'}"
    length = f"{clock(max((line.ends for line in lines), default=0.0), up=True)} long, {size}"
    said = [f"{len(voices)} voices: {whole['voices']}"] if len(voices) > 1 else []
    return Document(
        text, title=title, language=language, date=date, times=tuple(times),
        notes=(length, *notes, *said, *told), meta=whole,
    )  # fmt: skip


def _new_paragraph(before: Line, line: Line) -> bool:
    return before.voice != line.voice or (
        line.begins - before.ends >= PAUSE and bool(_SENTENCE_END.search(before.text))
    )


Stretch = tuple[int, int, float, float, str]


def _marks(lines: Sequence[Line], told: list[str]) -> list[tuple[str, tuple[int, int] | None]]:
    """For each line its mark, and the part of it that is a loop; `told` grows by what is found."""
    marks = [line.mark or ("uncertain" if phantom(line.text) else "") for line in lines]
    parts: list[tuple[int, int] | None] = [None] * len(lines)
    for loop in find_loops([line.text for line in lines]):
        for number in range(loop.first, loop.last + 1):
            marks[number] = "loop"
        words = " / ".join(line.text for line in lines[loop.first - loop.length : loop.first])
        where = clocks(lines[loop.first].begins, lines[loop.last].ends)
        told.append(f"a loop at {where}: {_short(words)} {loop.rounds} times; not scored")
    for number, line in enumerate(lines):
        part = inner_loop(line.text) if marks[number] != "loop" else None
        if part is not None:
            parts[number] = part
            where = clocks(line.begins, line.ends)
            told.append(f"a loop at {where}: {_short(line.text[slice(*part)])}; not scored")
    if len(told) > _MOST_TOLD:
        told[_MOST_TOLD:] = [f"{len(told) - _MOST_TOLD} more loops; not scored"]
    unsure = list(_runs(lines, marks))
    if unsure:
        more = ", …" if len(unsure) > _MOST_TOLD else ""
        stretches = "1 stretch" if len(unsure) == 1 else f"{len(unsure)} stretches"
        told.append(
            f"{stretches} that speech recognition is unsure of: "
            f"{', '.join(unsure[:_MOST_TOLD])}{more}; not scored"
        )
    return list(zip(marks, parts, strict=True))


def _runs(lines: Sequence[Line], marks: Sequence[str]) -> Iterator[str]:
    """The times of lines in a row that are uncertain."""
    first: int | None = None
    for number in range(len(lines) + 1):
        unsure = number < len(lines) and marks[number] == "uncertain"
        if unsure and first is None:
            first = number
        elif not unsure and first is not None:
            yield clocks(lines[first].begins, lines[number - 1].ends)
            first = None


def _spans(line: Line, marked: tuple[str, tuple[int, int] | None]) -> Iterator[Stretch]:
    """A line's stretches with their times, cut where a loop within it begins and ends."""
    mark, part = marked
    for start, end, begins, ends in line.phrases or ((0, len(line.text), line.begins, line.ends),):
        if part is None:
            yield start, end, begins, ends, mark
            continue
        for first, last, own in (
            (start, min(end, part[0]), mark),
            (max(start, part[0]), min(end, part[1]), "loop"),
            (max(start, part[1]), end, mark),
        ):
            piece = line.text[first:last]
            last = first + len(piece.rstrip())
            first += len(piece) - len(piece.lstrip())
            if first < last:
                yield first, last, begins, ends, own


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return f"“{flat[:57]}…”" if len(flat) > 60 else f"“{flat}”"
