"""From bytes to text: which encoding a file is in, told by its bytes alone.

Byte order marks and valid UTF-8 leave no doubt. Of the one-byte encodings those
that analysts meet are tried, and the one whose words look most like words wins:
in the wrong one a word mixes Arabic with Latin letters, or letters with signs.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from rhetoric.errors import StatementError
from rhetoric.sources.files import MOST_LETTERS, read_whole, too_long

#: One-byte encodings that are tried, the likeliest first.
_ONE_BYTE = {
    "cp1252": "Windows-1252",
    "cp1256": "Windows-1256",
    "iso8859_6": "ISO-8859-6",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
#: Control characters that no text holds; tab, line feed, form feed and carriage return may be.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_WORD = re.compile(r"[^\W\d_]+(?:[\u064b-\u0652]+[^\W\d_]+)*")
_ARABIC = re.compile("[\u0621-\u06d3]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
#: Letters of the one-byte encodings that French, English, German, Spanish… texts use.
_USUAL_LATIN = frozenset("àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßš")
_USUAL_ARABIC = frozenset("اليومنرتبه")
_USUAL_SIGNS = frozenset("«»’‘“”„–—…•€°§·¡¿½²³ºª£©®\xa0،؛؟ـ\u200c\u200d\u200e\u200f")
#: A sign that is not ASCII within a word; apostrophes, dashes and quotation marks may stand there.
_ODD_WITHIN = re.compile(
    r"[^\W\d_][^\w\s\x00-\x7f’‘–—·«»“”…،؛؟\u064b-\u0652\u200c-\u200f]+[^\W\d_]"
)


@dataclass(frozen=True)
class Decoded:
    """A text and how it was found.

    Attributes:
        text: the text, lines ended by line feeds.
        encoding: the name of the encoding.
        notes: what there is to say of it.
        original: the text with the line ends and all else that the file has.
    """

    text: str
    encoding: str
    notes: tuple[str, ...] = ()
    original: str = ""


def decode(data: bytes, path: Path, declared: str = "") -> Decoded:
    """The text in some bytes.

    Args:
        declared: the encoding the file names itself, believed where it can be.

    Raises:
        StatementError: when the bytes are no text.
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            try:
                return _settled(data.decode(codec), name, path)
            except UnicodeDecodeError as problem:
                raise StatementError(
                    f"the file begins as {name} but is not (byte {problem.start}): it is"
                    " damaged or cut short",
                    path=path,
                    remedy="get a whole copy, or save it again as UTF-8",
                ) from None
    if codec := _utf16(data):
        return _settled(data.decode(codec), "UTF-16", path, "read as UTF-16 (no mark says so)")
    try:
        return _settled(data.decode("utf-8"), "UTF-8", path)
    except UnicodeDecodeError as problem:
        fault = problem
    # A text of which all but a few bytes are UTF-8 is UTF-8 that was damaged.
    repaired = data.decode("utf-8", "replace")
    bad, good = repaired.count("\ufffd"), len(re.findall(r"[^\x00-\x7f\ufffd]", repaired))
    if good > 4 and bad * 20 <= good:
        return _settled(
            repaired, "UTF-8", path,
            f"{bad} damaged characters (the first at byte {fault.start}) stand as \ufffd",
        )  # fmt: skip
    if declared and (named := _named(data, declared)):
        return _settled(named, declared, path)
    return _one_byte(data, path)


def read_text(path: Path) -> Decoded:
    """The text of a file in whatever encoding.

    Raises:
        StatementError: when it is too large, empty or no text.
    """
    found = decode(read_whole(path), path)
    if len(found.text) > MOST_LETTERS:
        raise too_long(path)
    return found


def _named(data: bytes, declared: str) -> str:
    """The text in the encoding a file names; "" when it is not that."""
    try:
        # What calls itself Latin-1 is Windows-1252, as every browser knows.
        name = codecs.lookup(declared.strip()).name
        name = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-8": ""}.get(name, name)
        return data.decode(name) if name and not name.startswith("utf") else ""
    except (LookupError, UnicodeError, ValueError):
        return ""


def _utf16(data: bytes) -> str:
    """The codec of UTF-16 without a mark, "" when it is not that.

    Spaces, line ends and stops have one zero byte each, always on the same side.
    """
    sample = data[: 1 << 16]
    if len(data) % 2 or len(sample) < 8:
        return ""
    for codec, zeros, others in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if zeros.count(0) * 12 >= len(zeros) and others.count(0) == 0:
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                continue
            if not _CONTROL.search(text[:10_000]):
                return codec
    return ""


def _one_byte(data: bytes, path: Path) -> Decoded:
    """The likeliest of the one-byte encodings."""
    if _CONTROL.search(data[: 1 << 16].decode("latin-1")):
        raise _not_text(path)
    lines = [line for line in data.splitlines() if not line.isascii()]
    sample = b"\n".join(lines)[:60_000]
    ranked = sorted(
        (_strangeness(sample, codec) + place * 0.04, place, codec)
        for place, codec in enumerate(_ONE_BYTE)
    )
    strangeness, _, codec = ranked[0]
    if strangeness > 0.35:
        raise StatementError(
            "the encoding of this text is not recognised"
            f" (not UTF-8, UTF-16, {', '.join(_ONE_BYTE.values())})",
            path=path,
            remedy="open it in the program it comes from and save it as UTF-8",
        )
    name = _ONE_BYTE[codec]
    doubt = "" if ranked[1][0] - strangeness > 0.1 or _same(sample, ranked) else " (not certain)"
    text = data.decode(codec, "replace")
    return _settled(text, name, path, f"read as {name}, judging by its letters{doubt}")


def _same(sample: bytes, ranked: list[tuple[float, int, str]]) -> bool:
    """Whether the two best readings agree."""
    return sample.decode(ranked[0][2], "replace") == sample.decode(ranked[1][2], "replace")


def _strangeness(sample: bytes, codec: str) -> float:
    """How little a text looks like one: strange characters per character that is not ASCII."""
    text = sample.decode(codec, "replace")
    high = [c for c in text if c > "\x7f"]
    if not high:
        return 0.0
    strange = float(text.count("\ufffd") * 2 + len(_ODD_WITHIN.findall(text)))
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        arabic, latin = len(_ARABIC.findall(word)), len(_LATIN.findall(word))
        if arabic and latin:
            strange += min(arabic, latin) + 1
        elif latin:
            odd = sum(c.lower() not in _USUAL_LATIN for c in word if c > "\x7f")
            accented = sum(c > "\x7f" for c in word)
            # Letters with accents seldom follow one another, capitals seldom small letters.
            runs = len(re.findall(r"[^\x00-\x7f]{2,}", word))
            humps = len(re.findall(r"(?<=[a-zà-ÿ])[À-ÞŒŠŽŸ]", word))
            strange += odd + runs + humps + (accented if accented * 2 > len(word) > 3 else 0)
        elif arabic == 1 and len(word) == 1 and word not in "وبفكل":
            strange += 1
    strange += 0.5 * sum(
        not c.isalpha() and c not in _USUAL_SIGNS and not "\u064b" <= c <= "\u0669" for c in high
    )
    all_arabic = _ARABIC.findall(text)
    if len(all_arabic) >= 8:
        # Seven letters in ten of a real text are among these; of another alphabet read as
        # Arabic, one or two.
        usual = sum(c in _USUAL_ARABIC for c in all_arabic) / len(all_arabic)
        strange += 3 * max(0.0, 0.45 - usual) * len(all_arabic)
    return strange / len(high)


def _settled(text: str, name: str, path: Path, *notes: str) -> Decoded:
    """The text with line feeds, refused when it is none."""
    original = text
    if _CONTROL.search(text):
        found = len(_CONTROL.findall(text))
        if found * 500 > len(text) or "\0" in text:
            raise _not_text(path)
        notes = (*notes, f"{found} control characters were taken out")
        text = _CONTROL.sub("", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, name, tuple(notes), original)


def _not_text(path: Path) -> StatementError:
    return StatementError(
        "this is not text", path=path,
        remedy="check that it is the right file; a text is saved as UTF-8",
    )  # fmt: skip
