"""What speech recognition writes as JSON: Whisper, whisper-timestamped, whisper.cpp and kin.

Each segment is a line. How sure the recogniser was stands beside it, under several names;
a segment it was unsure of is marked, and so is one over silence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rhetoric.errors import StatementError
from rhetoric.sources.document import Document
from rhetoric.sources.files import MOST_LETTERS, read_whole, too_long
from rhetoric.sources.json_file import read_json
from rhetoric.sources.transcript import Line, make_document

SUFFIXES = (".json",)
#: Whisper's own limits: below this mean log probability, or above this compression, it takes
#: a decoding for failed; above this probability of no speech, a segment for silent.
LEAST_LOGPROB, MOST_COMPRESSION, MOST_NO_SPEECH = -1.0, 2.4, 0.6
#: Least mean probability of the words of a segment.
LEAST_PROBABILITY = 0.5
_NAMES = re.compile(rb'"(?:segments|transcription)"\s*:')
#: A phrase with a time of its own ends behind one of these.
_PHRASE_END = ".,;:!?،؛؟۔…"


def recognises(path: Path) -> bool:
    """Whether a file names what a transcript has."""
    return bool(_NAMES.search(read_whole(path).replace(b"\0", b"")))


def is_speech(data: object) -> bool:
    """Whether JSON looks like what speech recognition writes."""
    if not isinstance(data, Mapping):
        return False
    if isinstance(data.get("transcription"), list):
        return True
    segments = data.get("segments")
    return isinstance(segments, list) and all(
        isinstance(s, Mapping) and "text" in s and "start" in s for s in segments[:3]
    )


def read(path: Path) -> list[Document]:
    """The transcript in a file as one document.

    Raises:
        StatementError: when the file is no such JSON, or holds no words.
    """
    data, notes = read_json(path)
    if not is_speech(data):
        raise StatementError(
            "this is not JSON of speech recognition", path=path,
            remedy="it needs a list 'segments' of {\"start\", \"end\", \"text\"}, as Whisper"
            " writes it",
        )  # fmt: skip
    if "transcription" in data:
        result = data.get("result")
        language = result.get("language", "") if isinstance(result, Mapping) else ""
        segments = [_from_cpp(s) for s in data["transcription"] if isinstance(s, Mapping)]
    else:
        language, segments = data.get("language") or "", data["segments"]
    lines = [_line(segment, number, path) for number, segment in enumerate(segments, 1)]
    if sum(len(line.text) for line in lines) > MOST_LETTERS:
        raise too_long(path)
    if not any(line.text for line in lines):
        raise StatementError("there are no words in it: nothing was recognised", path=path)
    meta = {"recogniser": data["model"]} if isinstance(data.get("model"), str) else {}
    return [make_document(lines, language=str(language), notes=notes, meta=meta)]


def _from_cpp(segment: Mapping[str, Any]) -> dict[str, Any]:
    """A segment of whisper.cpp, which counts milliseconds, as Whisper has it."""
    offsets = segment.get("offsets")
    offsets = offsets if isinstance(offsets, Mapping) else {}
    times = [_number(offsets.get(name)) for name in ("from", "to")]
    start, end = (None if t is None else t / 1000 for t in times)
    probabilities = [
        p for token in segment.get("tokens") or () if isinstance(token, Mapping)
        and not str(token.get("text", "")).startswith("[_")
        and (p := _number(token.get("p"))) is not None
    ]  # fmt: skip
    whole = {"start": start, "end": end, "text": segment.get("text", "")}
    if probabilities:
        whole["confidence"] = sum(probabilities) / len(probabilities)
    return whole


def _number(value: object) -> float | None:
    """A finite number; None for anything else (Whisper writes NaN at times)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def _line(segment: object, number: int, path: Path) -> Line:
    if not isinstance(segment, Mapping) or not isinstance(segment.get("text"), str):
        raise StatementError(f"segment {number} has no text", path=path, field="segments")
    begins, ends = _number(segment.get("start")), _number(segment.get("end"))
    if begins is None or begins < 0:
        raise StatementError(
            f"segment {number} has no time", path=path, field="start",
            remedy="write seconds, such as 12.5",
        )  # fmt: skip
    words = segment.get("words")
    words = [w for w in words if isinstance(w, Mapping)] if isinstance(words, list) else []
    text = segment["text"].strip()
    ends = max(begins, ends if ends is not None else begins)
    return Line(
        text, begins, ends,
        mark="uncertain" if _unsure(segment, words) else "",
        voice=str(segment.get("speaker") or ""),
        phrases=_phrases(text, words, begins, ends),
    )  # fmt: skip


def _unsure(segment: Mapping[str, Any], words: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the recogniser's own figures speak against a segment."""
    logprob = _number(segment.get("avg_logprob"))
    silence = _number(segment.get("no_speech_prob"))
    compression = _number(segment.get("compression_ratio"))
    confidence = _number(segment.get("confidence"))
    known = [
        p for word in words for name in ("probability", "confidence", "score")
        if (p := _number(word.get(name))) is not None
    ]  # fmt: skip
    if confidence is None and known:
        confidence = sum(known) / len(known)
    return (
        (logprob is not None and logprob < LEAST_LOGPROB)
        or (silence is not None and silence > MOST_NO_SPEECH)
        or (compression is not None and compression > MOST_COMPRESSION)
        or (confidence is not None and confidence < LEAST_PROBABILITY)
    )


def _phrases(
    text: str, words: Sequence[Mapping[str, Any]], begins: float, ends: float
) -> tuple[tuple[int, int, float, float], ...]:
    """The phrases of a segment with their times; none where its words cannot be followed."""
    found: list[tuple[int, int, float, float]] = []
    first: int | None = None
    since, until, at = begins, begins, 0
    for word in words:
        written = word.get("word", word.get("text"))
        if not isinstance(written, str) or not (written := written.strip()):
            continue
        start = text.find(written, at)
        if start < 0 or text[at:start].strip():
            return ()
        at = start + len(written)
        heard, over = _number(word.get("start")), _number(word.get("end"))
        if first is None:
            first, since = start, until if heard is None else max(begins, heard)
        until = max(since, until if over is None else min(over, ends))
        # A word may be written in several pieces: a phrase ends before a space.
        if written[-1] in _PHRASE_END and text[at : at + 1].isspace():
            found.append((first, at, since, until))
            first = None
    if text[at:].strip():
        return ()
    if first is not None:
        found.append((first, at, since, until))
    return tuple(found)
