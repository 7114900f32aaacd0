"""LIWC dictionaries: `.dic` of 2001, 2007 and 2015, and the tables of LIWC-22 (`.dicx`).

A `.dic` names its categories between two lines with `%`, a number and a name each; behind
them follow the words, each with the numbers of its categories. LIWC2007 also has words that
count by what stands beside them: `<of>131/125` is 131 before "of", else 125, and
`(02 134)125/464` is 125 behind a word of category 2 or 134, else 464.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from rhetoric.errors import LexiconError
from rhetoric.theming.dictionaries.model import Builder, Dictionary, Entry

_HEAD = re.compile(r"(\d+)[\s.:]+(\D.*|\d+\s*[^\d\s].*)")
_COMMENT = re.compile(r"#|//|;")
#: One category, or a condition with the category where it holds and the one where not.
_MARK = re.compile(
    r"(?P<id>\d+)"
    r"|<(?P<after>[^<>]*)>\s*(?P<then>\d+)(?:/(?P<else>\d+))?"
    r"|\((?P<before>[^()]*)\)\s*(?P<bthen>\d+)(?:/(?P<belse>\d+))?"
)
_ONE_MARK = r"(?:\d+|<[^<>]*>\s*\d+(?:/\d+)?|\([^()]*\)\s*\d+(?:/\d+)?)"
_MARKS = re.compile(rf"\s*(?:{_ONE_MARK}(?=[\s,;<(]|$)[\s,;]*)+")
#: No line of a dictionary is longer, in letters.
_LONGEST = 2000
#: Words of a category that a condition may name, written out.
_MOST_BESIDE = 200


def parse_dic(text: str) -> Dictionary:
    """Read a LIWC dictionary, with all the irregularities they have.

    Categories may stand in any order, be indented, doubled or unnamed, and the second (or
    both) `%` may be missing; words may hold spaces, be set off by tabs or spaces, and stand
    there twice; empty lines and comments (`#`, `//`, `;`) are skipped.

    Raises:
        LexiconError: naming the line, when there are no categories or no words.
    """
    builder = Builder()
    names, body = _header(text, builder)
    waiting: list[tuple[int, str, list[re.Match[str]]]] = []
    for number, line in body:
        if len(line) > _LONGEST:
            builder.lose(line, f"the line is longer than {_LONGEST:,} letters", number)
            continue
        word, marks = _parts(line, names)
        if not marks and _COMMENT.match(word):
            continue
        if not word or not marks:
            builder.lose(word or line, "a word without a category", number)
            continue
        plain = [m["id"] for m in marks if m["id"]]
        for unknown in [i for i in plain if _key(i) not in names]:
            builder.lose(word, f"category {unknown} is not in the header", number)
        known = [names[_key(i)] for i in plain if _key(i) in names]
        builder.add(known, Entry(word, line=number))
        if conditional := [m for m in marks if not m["id"]]:
            waiting.append((number, word, conditional))
    for number, word, conditional in waiting:  # now that the words of all categories are known
        for mark in conditional:
            _conditional(word, mark, names, builder, number)
    return builder.done()


def _key(number: str) -> str:
    """`02` and `2` are the same category."""
    return number.lstrip("0") or "0"


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if line.strip(" \t\ufeff\0"):
            yield number, line.strip("\0\r")


def _header(text: str, builder: Builder) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """Category number → name, and the lines behind the header."""
    lines = list(_lines(text))
    names: dict[str, str] = {}
    opened = False
    for at, (number, line) in enumerate(lines):
        stripped = line.strip()
        if stripped.startswith("%"):
            if opened or names:  # the second one
                return _named(names, builder, lines[at + 1 :])
            opened = True
            if not stripped.strip("% \t"):
                continue
            stripped = stripped.strip("% \t")
        if head := _HEAD.fullmatch(stripped):
            key, name = _key(head[1]), " ".join(head[2].split())
            if names.setdefault(key, name) != name:
                builder.lose(
                    f"{head[1]} {name}", f"category {head[1]} is already {names[key]}", number
                )
        elif _COMMENT.match(stripped) and not _parts(stripped[:_LONGEST], names)[1]:
            continue
        else:  # the second % is missing
            return _named(names, builder, lines[at:])
    return _named(names, builder, [])


def _named(
    names: dict[str, str], builder: Builder, body: list[tuple[int, str]]
) -> tuple[dict[str, str], list[tuple[int, str]]]:
    if not names:
        raise LexiconError(
            "there are no categories", line=body[0][0] if body else 1,
            remedy="a .dic begins with %, then a number and a name a line, then % again",
        )  # fmt: skip
    for name in names.values():
        builder.open(name)
    return names, body


def _parts(line: str, names: dict[str, str]) -> tuple[str, list[re.Match[str]]]:
    """A word and its categories; of numbers at its end those that are known are categories."""
    word, tab, rest = line.strip().partition("\t")
    if tab and _MARKS.fullmatch(rest):
        return word.strip(), list(_MARK.finditer(rest))
    flat = line.strip()
    for match in re.finditer(r"[\s,]+(?=[\d<(])", flat):
        if match.start() and _MARKS.fullmatch(flat[match.end() :]):
            marks = list(_MARK.finditer(flat[match.end() :]))
            word, plain = flat[: match.start()].strip(), [m["id"] for m in marks if m["id"]]
            last = len(marks) == 1 or "\t" in flat[match.start() : match.end()]
            if last or all(_key(i) in names for i in plain):
                return word, marks
    return " ".join(flat.split()), []


def _conditional(
    word: str, mark: re.Match[str], names: dict[str, str], builder: Builder, line: int
) -> None:
    """A word that counts by what stands beside it."""
    after = mark["after"] is not None
    beside = (mark["after"] if after else mark["before"]).split()
    then, otherwise = (mark["then"], mark["else"]) if after else (mark["bthen"], mark["belse"])
    words: list[str] = []
    for one in beside:
        if not one.isdigit():
            words.append(one)
        elif _key(one) in names:
            words += [
                e.word for e in builder.entries[names[_key(one)]].values()
                if len(e.word.split()) == 1 and not (e.followed or e.preceded)
            ]  # fmt: skip
        else:
            builder.lose(f"{word} {mark[0]}", f"category {one} is not in the header", line)
    shown = f"{word} {mark[0]}"
    if not words or len(words) > _MOST_BESIDE:
        why = "no word" if not words else f"{len(words)} words, of which none can be written out"
        builder.lose(shown, f"its condition names {why}", line)
        return
    told = tuple(dict.fromkeys(words))
    for number, holds in ((then, True), (otherwise, False)):
        if not number:
            continue
        if _key(number) not in names:
            builder.lose(shown, f"category {number} is not in the header", line)
            continue
        name = f"{'followed' if holds else 'unless'}" if after else (
            "preceded" if holds else "unpreceded"
        )  # fmt: skip
        builder.add([names[_key(number)]], Entry(word, line=line, **{name: told}))  # type: ignore[arg-type]


def write_dic(dictionary: Dictionary) -> str:
    """A dictionary as a `.dic`: categories numbered from 1, words in the order of the first."""
    numbers = {c.name: n for n, c in enumerate(dictionary.categories, 1)}
    words: dict[str, list[int]] = {}
    for category in dictionary.categories:
        for entry in category.entries:
            own = words.setdefault(entry.word, [])
            if numbers[category.name] not in own:
                own.append(numbers[category.name])
    lines = ["%", *(f"{n}\t{name}" for name, n in numbers.items()), "%"]
    lines += ["\t".join([word, *map(str, own)]) for word, own in words.items()]
    return "\n".join(lines) + "\n"


def parse_dicx(text: str) -> Dictionary:
    """Read a dictionary of LIWC-22: a table of words by categories, marked with X or a weight.

    Raises:
        LexiconError: naming the line, when it is no such table.
    """
    rows = _table(text)
    if not rows or len(rows[0][1]) < 2:
        raise LexiconError(
            "there are no categories", line=1,
            remedy="the first line of a .dicx is DicTerm and the names of the categories",
        )  # fmt: skip
    names = [name.strip() for name in rows[0][1][1:]]
    builder = Builder()
    for name in filter(None, names):
        builder.open(name)
    for number, values in rows[1:]:
        word = values[0].strip()
        if not word:
            continue
        for name, mark in zip(names, values[1:], strict=False):
            if not mark.strip():
                continue
            weight = _weight(mark)
            if not name:
                builder.lose(word, "a column without a name", number)
            elif weight is None:
                builder.lose(word, f"'{mark.strip()}' is neither X nor a number", number)
            elif weight:
                builder.add([name], Entry(word, weight=weight, line=number))
        if len(values) > len(names) + 1 and any(v.strip() for v in values[len(names) + 1 :]):
            builder.lose(word, "more columns than categories", number)
    return builder.done()


def _weight(mark: str) -> float | None:
    if mark.strip().lower() in ("x", "true", "yes"):
        return 1.0
    try:
        value = float(mark.strip())
    except ValueError:
        return None
    return value if abs(value) < 1e9 else None


def _table(text: str) -> list[tuple[int, list[str]]]:
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    separator = max("\t;,", key=first.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    try:
        for values in reader:
            if any(v.strip() for v in values):
                rows.append((reader.line_num, values))
    except csv.Error as problem:
        raise LexiconError(
            f"not a valid table: {problem}", line=reader.line_num,
            remedy="close every quotation mark, and write one inside a quoted value twice",
        ) from None  # fmt: skip
    return rows
