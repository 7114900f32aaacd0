"""Hits of a search on a terminal: each with its context, its highlights and its reason."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from unicodedata import bidirectional

import click

from rhetoric.cli.output import show
from rhetoric.detect import UNKNOWN
from rhetoric.languages import direction
from rhetoric.text import fold_text, is_arabic

Row = Mapping[str, Any]
#: Keys of a hit, in order: those of rhetoric.searching.search.COLUMNS.
KEYS = (
    "rank", "score", "statement", "passage", "group", "speaker", "date", "title", "start", "end",
    "text", "time_from", "time_to", "language", "medium", "words", "meaning", "why", "marks",
    "before", "after",
)  # fmt: skip
#: Columns in a pipe.
_SHOWN = ("rank", "score", "passage", "group", "date", "at", "text", "why")
#: A line of text takes no more columns than this: longer ones are hard to read.
_LONGEST = 120
_INDENT = 2
#: Signs that begin and end a stretch: what is in it does not disturb what stands around it.
_RIGHT_TO_LEFT, _LEFT_TO_RIGHT, _FIRST_STRONG, _END = "\u2067", "\u2066", "\u2068", "\u2069"
PLAIN, BOLD, DIM = 0, 1, 2
_STYLES: dict[int, dict[str, bool]] = {PLAIN: {}, BOLD: {"bold": True}, DIM: {"dim": True}}
Styled = list[tuple[str, int]]


def show_hits(
    rows: Sequence[Row], style: str = "table", width: int | None = None, names: Sequence[str] = ()
) -> None:
    """Print hits: for eyes on a terminal, tab-separated in a pipe, or as data.

    Args:
        rows: with the keys `KEYS` and perhaps others; `marks` are (start, end) within the text.
        style: one of rhetoric.cli.output.FORMATS.
        width: of the terminal; its own by default.
        names: the keys, where they are not `KEYS` and there may be no rows.
    """
    if style != "table":
        data = [{name: _known(value) for name, value in row.items()} for row in rows]
        if style == "csv":
            data = [{**row, "marks": _places(row)} for row in data]
        show(data, style, names=list(data[0]) if data else names or KEYS)
    elif sys.stdout.isatty():
        if width is None:
            from rich.console import Console

            width = Console().width
        for line in lines(rows, width):
            click.echo(line)
    else:
        there = set(names) | {name for row in rows for name in row}
        timed = any(row["time_from"] for row in rows)
        shown = [name for name in _SHOWN if name != "at" or timed]
        shown[:0] = [name for name in ("search",) if name in there]
        shown[-1:-1] = [name for name in ("new",) if name in there]
        show([{name: _piped(row, name) for name in shown} for row in rows], style, names=shown)


def lines(rows: Sequence[Row], width: int) -> list[str]:
    """The lines that show hits on a terminal, styled; one empty line between two hits.

    A text that is written from right to left stands on the right, each line isolated (Unicode
    Standard Annex 9); within it names and numbers in other scripts are isolated, too, so that
    they stay whole. The order of the letters is the terminal's business.
    """
    found: list[str] = []
    for row in rows:
        room = min(width, _LONGEST) - _INDENT
        turned = is_turned(str(row["language"]), str(row["text"]))
        found += [""] if found else []
        found += [drawn(line, False, 0, width) for line in wrapped(_head(row), width)]
        for line in wrapped(_body(row), room):
            found.append(drawn(line, turned, _INDENT, room))
        if row["why"]:
            why = characters(str(row["why"]), DIM)
            found += [drawn(line, False, _INDENT, room) for line in wrapped(why, room)]
    return found


def time_span(time_from: str, time_to: str) -> str:
    """When a passage is heard, in brackets; "" where that is not known.

    >>> time_span("00:12:04", "00:12:19"), time_span("01:02:03", "01:02:09")
    ('[12:04–12:19]', '[01:02:03–01:02:09]')
    """
    if not time_from:
        return ""
    ends = time_to or time_from
    short = time_from.startswith("00:") and ends.startswith("00:")
    begin, end = (time_from[3:], ends[3:]) if short else (time_from, ends)
    return f"[{begin}–{end}]" if begin != end else f"[{begin}]"


def _piped(row: Row, name: str) -> Any:
    if name == "passage":
        return f"{row['statement']}:{row['passage']}"
    return row["time_from"] if name == "at" else row[name]


def _known(value: Any) -> Any:
    """A value; what is not known, such as the score of what was not ranked again, is None."""
    return None if isinstance(value, float) and value != value else value


def _places(row: Row) -> str:
    return " ".join(f"{start}-{end}" for start, end in row["marks"])


def _head(row: Row) -> Styled:
    told = (
        f"{row['statement']}:{row['passage']}", row["group"], row["date"],
        time_span(str(row["time_from"] or ""), str(row["time_to"] or "")),
    )  # fmt: skip
    score = f"{row['score']:.3f}" if isinstance(row["score"], float) else str(row["score"])
    head = characters(f"{row['rank']}. ", BOLD)
    head += characters(" · ".join(str(part) for part in told if part), BOLD)
    head += characters(f" · {score}", DIM)
    return head + characters(f" · {row['new']}", BOLD) if row.get("new") else head


def _body(row: Row) -> Styled:
    """The passage on one line, with what stands around it."""
    text = str(row["text"])
    styles = [PLAIN] * len(text)
    for start, end in row["marks"]:
        styles[start:end] = [BOLD] * (min(end, len(text)) - start)
    before = characters(f"{row['before']} ", DIM) if row["before"] else []
    after = characters(f" {row['after']}", DIM) if row["after"] else []
    return before + list(zip(text, styles, strict=True)) + after


def characters(text: str, style: int) -> Styled:
    """A text in one style."""
    return [(char, style) for char in text]


def wrapped(text: Styled, width: int) -> Iterator[Styled]:
    """Lines no wider than there is room; spaces of every kind are one space."""
    from rich.cells import cell_len

    line: Styled = []
    used = 0
    gap = PLAIN
    for is_space, part in groupby(text, key=lambda pair: _is_space(pair[0])):
        word = list(part)
        if is_space:
            gap = word[0][1]
            continue
        # What a terminal might obey, or take for the end of a stretch, is not printed.
        word = [pair for pair in word if not _OBEYED.match(pair[0])]
        if not word:
            continue
        need = cell_len("".join(char for char, _ in word))
        if line and used + 1 + need > width:
            yield line
            line, used = [], 0
        if line:
            line.append((" ", gap))
            used += 1
        while need > width:  # a word that no line holds
            some = next(
                n for n in range(len(word), 0, -1)
                if n == 1 or cell_len("".join(char for char, _ in word[:n])) <= width
            )  # fmt: skip
            yield word[:some]
            word = word[some:]
            need = cell_len("".join(char for char, _ in word))
        line += word
        used += need
    if line:
        yield line


def _is_space(char: str) -> bool:
    return char.isspace()


#: Controls, signs of direction, halves of characters.
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)
_RTL = "\u0590-\u08ff\ufb1d-\ufeff\U0001e800-\U0001efff"
_LTR = "0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff"
#: A stretch of Latin letters, numbers and what stands between them.
_WHOLE = re.compile(f"[{_LTR}](?:[^{_RTL}]*[{_LTR}%])?")
#: A stretch of right-to-left letters, their marks and the spaces between them.
_TURNED = re.compile(f"[{_RTL}](?:[{_RTL} ]*[{_RTL}])?")
_PAIRS = {")": "(", "]": "["}


def drawn(line: Styled, turned: bool, indent: int, room: int) -> str:
    """A line as it is printed."""
    from rich.cells import cell_len

    text = "".join(char for char, _ in line)
    mixed = any(bidirectional(char) in ("R", "AL") for char in text)
    kept = _isolated(line, text, _WHOLE if turned else _TURNED) if mixed else line
    styled = "".join(
        click.style("".join(char for char, _ in run), **_STYLES[style])
        for style, run in ((style, list(run)) for style, run in groupby(kept, key=lambda p: p[1]))
    )
    if turned:
        return " " * (indent + room - cell_len(text)) + _RIGHT_TO_LEFT + styled + _END
    return " " * indent + (_LEFT_TO_RIGHT + styled + _END if mixed else styled)


def _isolated(line: Styled, text: str, stretch: re.Pattern[str]) -> Styled:
    """A line with signs around the stretches that run against it."""
    sign = _LEFT_TO_RIGHT if stretch is _WHOLE else _FIRST_STRONG
    found: Styled = []
    at = 0
    for match in stretch.finditer(text):
        first, last = match.span()
        # A bracket stays with the one that opens it.
        while opened := _PAIRS.get(text[last : last + 1]):
            inside = text[first:last]
            if inside.count(opened) <= inside.count(text[last]):
                break
            last += 1
        found += [*line[at:first], (sign, line[first][1])]
        found += [*line[first:last], (_END, line[last - 1][1])]
        at = last
    return found + line[at:]


def is_turned(language: str, text: str) -> bool:
    """Whether a text runs from right to left; its letters tell where its language is not known."""
    if language == UNKNOWN:
        return is_arabic(fold_text(text))
    return direction(language) == "rtl"
