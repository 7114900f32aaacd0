"""Word lists: CSV or TSV with word, category, weight and language, or a word a line."""

from __future__ import annotations

import csv
import io
import math

from rhetoric.errors import LexiconError
from rhetoric.theming.dictionaries.model import Builder, Dictionary, Entry

#: What the columns may be called.
_CALLED = {
    "word": "word", "term": "word", "token": "word", "ngram": "word", "lemma": "word",
    "category": "category", "theme": "category", "class": "category", "label": "category",
    "weight": "weight", "score": "weight", "value": "weight",
    "language": "language", "lang": "language", "pattern": "pattern",
}  # fmt: skip
_ORDER = ("word", "category", "weight", "language")
_COLUMNS = ("word", "category", "weight", "language", "pattern")


def parse_wordlist(text: str, *, name: str = "words") -> Dictionary:
    """Read a word list: a table with a column `word`, and perhaps others, in any order.

    Known columns are word, category, weight, language and pattern (in the notation of
    docs/formats.md, as `write_csv` leaves it). Without a line of names the columns are taken
    in this order.

    Args:
        name: the category of words that have none.

    Raises:
        LexiconError: naming the line, when it is no table or has no words.
    """
    rows = _rows(text)
    columns = [_CALLED.get(value.strip().lower(), "") for value in rows[0][1]] if rows else []
    if "word" in columns or "pattern" in columns:
        rows = rows[1:]
    else:
        columns = list(_ORDER)
    builder = Builder()
    for number, values in rows:
        row = {c: v.strip() for c, v in zip(columns, values, strict=False) if c}
        word, pattern = row.get("word", ""), row.get("pattern", "")
        if not word and not pattern:
            continue
        weight = _number(row.get("weight", ""))
        if weight is None:
            builder.lose(word or pattern, f"weight '{row['weight']}' is not a number", number)
            continue
        builder.add(
            [row.get("category") or name],
            Entry(
                " ".join((word or pattern).split()), weight=weight,
                language=row.get("language", ""), pattern=pattern, line=number,
            ),
        )  # fmt: skip
    return builder.done()


def _number(text: str) -> float | None:
    if not text:
        return 1.0
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _rows(text: str) -> list[tuple[int, list[str]]]:
    text = text.lstrip("\ufeff")
    first = text.split("\n", 1)[0]
    separator = max("\t;,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    try:
        for values in reader:
            if any(v.strip() for v in values) and not values[0].lstrip().startswith("#"):
                rows.append((reader.line_num, values))
    except csv.Error as problem:
        raise LexiconError(
            f"not a valid table: {problem}", line=reader.line_num,
            remedy="close every quotation mark, and write one inside a quoted value twice",
        ) from None  # fmt: skip
    return rows


def write_csv(dictionary: Dictionary) -> str:
    """A dictionary as a table; the column `pattern` keeps what plain words cannot say."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for category in dictionary.categories:
        for e in category.entries:
            writer.writerow([e.word, category.name, f"{e.weight:g}", e.language, e.pattern])
    return text.getvalue()
