"""Cutting a statement into passages: sentences, each with its place in the original."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rhetoric.clock import heard, seams
from rhetoric.languages import html_lang
from rhetoric.model import Passage, TimeSpan

#: A sentence longer than this many characters is cut at its inner punctuation.
LONGEST = 420
#: A fragment with fewer words than this joins the sentence before it.
FEWEST_WORDS = 3

#: Lines up to a blank one; a line that begins with `>` begins a block, too.
_BLOCK = re.compile(
    r"[ \t]*>[^\n]*(?:\n(?![ \t\r]*\n)[^\n]*)*"
    r"|[^\n]+(?:\n(?![ \t\r]*\n|[ \t]*>)[^\n]*)*"
)
_HEADING = re.compile(r"#{1,6} ")
_INNER_BREAK = re.compile(r"(?<=[;:؛]) |(?<=[,،]) | – | — ")
#: Sentence splitters stumble over these; the next sentence is joined again.
ABBREVIATION = re.compile(
    r"(?:\b(?:Gen|Col|Lt|Brig|Sgt|Maj|Capt|Mr|Mrs|Ms|Dr|Prof|St|vs|cf|p|pp|n|no|vol|ed|"
    r"M|MM|Mme|Me|[A-Z])\.|\b(?:e\.g|i\.e|U\.S|U\.N|U\.K|et al)\.)\s*$"
)


def _sentences(text: str, language: str) -> list[tuple[int, int]]:
    from sentencex import get_sentence_boundaries

    spans: list[tuple[int, int]] = []
    for boundary in get_sentence_boundaries(html_lang(language), text):
        start, end = int(boundary["start_index"]), int(boundary["end_index"])
        if spans and (
            ABBREVIATION.search(text[spans[-1][0] : spans[-1][1]])
            or len(text[start:end].split()) < FEWEST_WORDS
        ):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _cut_at(places: Sequence[int], start: int, end: int) -> list[tuple[int, int]]:
    """A stretch cut at every place within it."""
    inner = [place for place in places if start < place < end]
    return list(zip([start, *inner], [*inner, end], strict=True))


def _cut_long(text: str, start: int, end: int, cues: Sequence[int] = ()) -> list[tuple[int, int]]:
    """Halve an over-long sentence at the inner break nearest its middle, again and again.

    Args:
        cues: where the lines of a transcript begin: the breaks of one without punctuation.
    """
    if end - start <= LONGEST:
        return [(start, end)]
    middle = (start + end) // 2
    breaks = [m.end() for m in _INNER_BREAK.finditer(text, start + 40, end - 40)]
    if not breaks:
        breaks = [cue for cue in cues if start + 40 < cue < end - 40]
    if not breaks:
        breaks = [m.end() for m in re.finditer(r"\s+", text[start:end])]
        breaks = [start + b for b in breaks if 0 < b < end - start]
    if not breaks:
        return [(start, end)]
    at = min(breaks, key=lambda b: abs(b - middle))
    return [*_cut_long(text, start, at, cues), *_cut_long(text, at, end, cues)]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ">#"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ">"):
        end -= 1
    return start, end


def split_passages(
    body: str,
    *,
    statement: str = "",
    language: str = "eng",
    times: Sequence[TimeSpan] = (),
) -> list[Passage]:
    """Cut a body into passages that cover all of its words.

    A passage never crosses a blank line; headings are passages of their own; lines
    that begin with `>` are marked as quoted. In a transcript each has its time span, and
    none crosses the seam of what speech recognition is sure of and what it is not.

    Args:
        times: when each stretch of the body is heard, in the order of the text.

    >>> [p.text for p in split_passages("They met. Gen. Guibert was told of it.")]
    ['They met.', 'Gen. Guibert was told of it.']
    """
    passages: list[Passage] = []
    trust = seams(times)
    for block in _BLOCK.finditer(body):
        block_text = block[0]
        quoted = block_text.lstrip().startswith(">")
        if _HEADING.match(block_text.lstrip()):
            spans = [(0, len(block_text))]
        else:
            # Line breaks within a paragraph and quote marks are only layout: the
            # splitter sees spaces, the offsets stay the same.
            flat = re.sub(r"(?m)^[ \t]*>", lambda m: " " * len(m[0]), block_text)
            spans = _sentences(flat.replace("\n", " ").replace("\r", " "), language)
        at = block.start()
        cues = [t.start - at for t in times if at < t.start < block.end()] if times else ()
        pieces = [
            (start, end)
            for sentence in spans
            for trusted in _cut_at([t - at for t in trust], *sentence)
            for start, end in _cut_long(block_text, *trusted, cues)
        ]
        for piece in pieces:
            start, end = _trim(body, at + piece[0], at + piece[1])
            if start < end and any(c.isalnum() for c in body[start:end]):
                passages.append(
                    Passage(
                        statement, len(passages) + 1, start, end, body[start:end], quoted,
                        *(heard(times, start, end) if times else ()),
                    )
                )  # fmt: skip
    return passages
