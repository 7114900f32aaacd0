"""Subtitles, SubRip (.srt) and WebVTT (.vtt): what is written, and when it is heard."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from rhetoric.errors import StatementError
from rhetoric.sources.document import Document
from rhetoric.sources.encoding import read_text
from rhetoric.sources.transcript import Line, make_document

SUFFIXES = (".srt", ".vtt")
#: No recording is of more than 999 hours.
_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?")
#: A cue is told from other text by its arrow.
_ARROW = re.compile(r"\s*[\d:.,]+\s*-->")
_SRT_TAG = re.compile(r"</?(?:[ibus]|font)(?:\s[^<>]*)?>|\{\\[^{}]*\}", re.IGNORECASE)
_VTT_TAG = re.compile(r"</?(?:[a-z]+(?:\.[^\s<>]*)?(?:\s[^<>]*)?|[\d:.]+)?>", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]+)>", re.IGNORECASE)
_WORD_TIME = re.compile(r"<(?:\d+:)?\d\d:\d\d\.\d{3}>")
_UNDERLINED = re.compile(r"<u>", re.IGNORECASE)
#: The share of cues that begin with the line before from which on captions are rolling.
_ROLLING = 0.4


@dataclass
class _Cue:
    begins: float
    ends: float
    raw: list[str] = field(default_factory=list)
    line: int = 1


def read(path: Path) -> list[Document]:
    """The subtitles in a file as one document.

    Raises:
        StatementError: when it holds none, or a time cannot be read.
    """
    found = read_text(path)
    text = found.text
    web = text.startswith("WEBVTT")
    cues = [c for c in _cues(text, path, web=web) if any(row.strip() for row in c.raw)]
    if not cues:
        raise StatementError(
            "there are no subtitles in it", path=path,
            remedy="give a file with lines such as 00:00:01,000 --> 00:00:04,000",
        )  # fmt: skip
    notes = list(found.notes)
    if any(c.ends < c.begins for c in cues):
        notes.append("some subtitles end before they begin: only their beginning is kept")
        cues = [replace(c, ends=max(c.begins, c.ends)) for c in cues]
    if any(after.begins < c.begins for c, after in pairwise(cues)):
        notes.append("the subtitles are not in order of time: they are read in that order")
        cues.sort(key=lambda c: c.begins)
    lines = list(_lines(cues, web=web))
    merged = _merge_highlights(cues, lines)
    if len(merged) < len(lines):
        notes.append("each word is underlined in turn: its line is kept once")
    shown = [line.text.split("\n") for line in merged]
    if any(_WORD_TIME.search(row) for c in cues for row in c.raw) or _rolls(shown):
        unrolled = list(_unroll(merged, shown))
        if len(unrolled) < len(merged):
            notes.append("the captions roll: a line that is shown again is kept once")
        merged = unrolled
    head = _header(text) if web else {}
    return [make_document(merged, language=head.get("language", ""), notes=notes, meta=head)]


def _header(text: str) -> dict[str, str]:
    """The `Kind: captions` lines at the head of a WebVTT file."""
    head = re.split(r"\n[ \t]*\n", text, maxsplit=1)[0].split("\n")[1:]
    pairs = [row.partition(":") for row in head if ":" in row and "-->" not in row]
    return {key.strip().lower(): value.strip() for key, _, value in pairs if value.strip()}


def _seconds(hours: str | None, minutes: str, seconds: str, parts: str) -> float:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + int(parts.ljust(3, "0")) / 1000


def _cues(text: str, path: Path, *, web: bool) -> Iterator[_Cue]:
    """The cues of a file. A counter or a name before a time is not part of what is said."""
    cue: _Cue | None = None
    open_ = False  # in WebVTT a blank line ends what is said; notes and styles come outside
    for number, row in enumerate(text.split("\n"), 1):
        timing = _TIMING.fullmatch(row)
        if timing is None and _ARROW.match(row):
            raise StatementError(
                f"'{row.strip()[:60]}' is not a time", path=path, line=number,
                remedy="write it as 00:00:01,000 --> 00:00:04,000",
            )  # fmt: skip
        if timing is not None:
            if cue is not None:
                yield _without_counter(cue, web=web)
            cue = _Cue(_seconds(*timing.groups()[:4]), _seconds(*timing.groups()[4:]), [], number)
            open_ = True
        elif cue is not None and (open_ or not web):
            if web and not row:  # one of spaces only is part of the cue
                open_ = False
            else:
                cue.raw.append(row)
    if cue is not None:
        yield _without_counter(cue, web=True)


def _without_counter(cue: _Cue, *, web: bool) -> _Cue:
    """A cue of SubRip without the number of the next one, which stands behind it."""
    rows = list(cue.raw)
    if not web and rows and rows[-1].strip().isdigit():
        rows.pop()
    return replace(cue, raw=rows)


def _lines(cues: Sequence[_Cue], *, web: bool) -> Iterator[Line]:
    for cue in cues:
        rows: list[str] = []
        voice = ""
        for raw in cue.raw:
            if web:
                if said := _VOICE.search(raw):
                    voice = html.unescape(said[1]).strip()
                row = html.unescape(_VTT_TAG.sub("", raw)).strip()
            else:
                row = _SRT_TAG.sub("", raw).strip()
            if row:
                rows.append(row)
        yield Line("\n".join(rows), cue.begins, cue.ends, voice=voice)


def _merge_highlights(cues: Sequence[_Cue], lines: Sequence[Line]) -> list[Line]:
    """A line shown once for each of its words, that word underlined, made one line again."""
    merged: list[Line] = []
    before: int | None = None  # where the cue before is underlined
    last = -1  # where the line so far is underlined last
    for cue, line in zip(cues, lines, strict=True):
        found = _UNDERLINED.search("\n".join(cue.raw))
        at = found.start() if found else None
        highlighted = at is not None or before is not None
        if merged and merged[-1].text == line.text and highlighted and (at is None or at > last):
            merged[-1] = replace(merged[-1], ends=line.ends)
            last = last if at is None else at
        else:
            merged.append(line)
            last = -1 if at is None else at
        before = at
    return merged


def _rolls(shown: Sequence[Sequence[str]]) -> bool:
    """Whether many captions of several lines begin with the last line of the one before."""
    pairs = list(pairwise(shown))
    rolling = sum(len(now) > 1 and now[0] == before[-1] for before, now in pairs)
    return len(pairs) >= 3 and rolling >= _ROLLING * len(pairs)


def _unroll(lines: Sequence[Line], shown: Sequence[Sequence[str]]) -> Iterator[Line]:
    before: Sequence[str] = ()
    for line, rows in zip(lines, shown, strict=True):
        same = min(len(before), len(rows))
        while same and list(before[-same:]) != list(rows[:same]):
            same -= 1
        before = rows
        if len(rows) > same:
            yield replace(line, text="\n".join(rows[same:]))
