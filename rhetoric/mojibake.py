"""Text that was read in the wrong encoding: where it stands and what it was.

Bytes of UTF-8 taken for Windows-1252, Latin-1 or Windows-1256 leave traces that no
language writes: `dâ€™Ã‰tat` was d’État, `ط§ظ„ظ‚ط§ط¹ط¯ط©` was القاعدة. Only such traces are
told; what might be meant as it stands is left alone. Nothing is altered here: each
place is named, with the characters that were meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt


def _bytes_of(encoding: str) -> dict[str, int]:
    """The byte each character of an encoding stands for; control characters for themselves."""
    table = {chr(code): code for code in range(0x80, 0xA0)}
    for code in range(0x80, 0x100):
        table[bytes([code]).decode(encoding, errors="ignore") or chr(code)] = code
    return table


_WESTERN, _ARABIC = _bytes_of("cp1252"), _bytes_of("cp1256")


def _class(table: dict[str, int], first: int, last: int, but: str = "") -> str:
    chars = [c for c, code in table.items() if first <= code <= last and c not in but]
    return "[" + "".join(map(re.escape, chars)) + "]"


_NEXT = _class(_WESTERN, 0x80, 0xBF)
#: What may follow the letters Ø Ù Ú Û in a text that is sound.
_APART = "\u00a0»«“”‘’…–—"
_TRACES = re.compile(
    "|".join(
        (
            f"[Â-Å]{_NEXT}",  # accented Latin letters, signs
            "Ê[¼¾¿]",  # apostrophes of transliteration
            f"(?:[Ø-Û]{_NEXT}){{2,}}",  # Arabic letters
            f"[Ø-Û]{_class(_WESTERN, 0x80, 0xBF, _APART)}",
            "Ë[†œ\x86\x9c]|Æ[’\x92]",  # what a second wrong reading makes of such signs
            f"â[€\x80‚\x82„\x84]{_NEXT}",  # quotation marks, dashes, marks that do not show
            f"á[¸¹º»]{_NEXT}",  # letters with a dot below
            f"ï[¬-¿]{_NEXT}",  # ligatures, presentation forms
            f"ð(?:ž|\x9e|Ÿ|\x9f){_NEXT}{{2}}",  # Adlam, emoji
        )
    )
)
_NEXT_ARABIC = _class(_ARABIC, 0x80, 0xBF)
_PAIR = f"[طظعغ]{_NEXT_ARABIC}"
#: Three letters of UTF-8 read as Windows-1256, at least one of them half a sign.
_ARABIC_TRACE = re.compile(f"(?:{_PAIR}){{3,}}")
_ARABIC_PAIRS = re.compile(f"(?:{_PAIR})+")
_SIGN = re.compile(r"[^\w\s،؛؟]")
_LATIN_TRACE = re.compile(
    r"(?<=[A-Za-z'’™])أ[¨©ھ«§®¯´¹»¢²¶]|أ[‰€ˆ‡ٹ¨©ھ«§®¯´¹»¢²¶](?=[A-Za-z])"
    "|(?<= )أ\u00a0|(?<![\u0621-\u064a])آ[\u00a0«»°·]|â€[\u200c\u200d]"
)
_HYPHEN = re.compile("\u00ad[ \\t]*\\r?\\n[ \\t]*")
_SUSPECT = re.compile(
    f"[Â-ÆÊËØ-Ûáâïð]{_NEXT}|[أط-غ]{_class(_ARABIC, 0x80, 0xBF, 'پٹچژڈگکڑںھ،؛؟')}|\u00ad"
)


def _decode(piece: str, table: dict[str, int]) -> str:
    """What a piece was before it was read wrongly; "" when it was not."""
    try:
        return bytes(table[c] for c in piece).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return ""


def _arabic_places(text: str) -> Iterator[tuple[int, int, str]]:
    """Arabic read as Windows-1256: on a line with a sure trace of it, every trace counts."""
    begin = 0
    for line in text.splitlines(keepends=True):
        sure = (m[0] for m in _ARABIC_TRACE.finditer(line))
        if any(len(_SIGN.findall(piece)) * 4 >= len(piece) // 2 for piece in sure):
            for m in _ARABIC_PAIRS.finditer(line):
                if meant := _decode(m[0], _ARABIC):
                    yield begin + m.start(), begin + m.end(), meant
        begin += len(line)


def broken_places(text: str) -> list[tuple[int, int, str]]:
    """Where a text was read in the wrong encoding: (start, end, what was meant), in order.

    >>> broken_places("lâ€™Ã‰tat")
    [(1, 4, '’'), (4, 6, 'É')]
    """
    found: list[tuple[int, int, str]] = []
    for pattern, table in ((_TRACES, _WESTERN), (_LATIN_TRACE, _ARABIC)):
        for m in pattern.finditer(text):
            if meant := _decode(m[0], table):
                found.append((m.start(), m.end(), meant))
    found += _arabic_places(text)
    found.sort()
    apart: list[tuple[int, int, str]] = []
    for place in found:
        if not apart or place[0] >= apart[-1][1]:
            apart.append(place)
    return apart


def _hyphens(text: str) -> list[tuple[int, int, str]]:
    """Soft hyphens at the end of a line: the word goes on in the next one."""
    return [(m.start(), m.end(), "") for m in _HYPHEN.finditer(text)]


Origin = npt.NDArray[np.int64]


def mend(text: str) -> tuple[str, Origin, dict[int, int]] | None:
    """A copy as it was meant, the place each of its characters begins at, and where
    places of more than one character end (begin → end); None when nothing is broken.

    What was read wrongly twice is mended twice.
    """
    if text.isascii() or not _SUSPECT.search(text):
        return None
    source, ends = text, dict[int, int]()
    origin: Origin | None = None
    for step in (broken_places, broken_places, broken_places, _hyphens):
        places = step(text)
        if not places:
            continue
        if origin is None:
            origin = np.arange(len(source), dtype=np.int64)
        pieces, parts, at = [], [], 0
        for start, end, meant in places:
            pieces += [text[at:start], meant]
            # Each character meant has its share of the piece.
            bounds = np.linspace(start, end, len(meant) + 1).astype(np.int64)
            parts += [origin[at:start], origin[bounds[:-1]]] if meant else [origin[at:start]]
            stops = [int(origin[b]) if b < len(origin) else len(source) for b in bounds]
            ends |= pairwise(stops) if meant else ()
            at = end
        pieces.append(text[at:])
        parts.append(origin[at:])
        text, origin = "".join(pieces), np.concatenate(parts)
    return None if origin is None else (text, origin, ends)
