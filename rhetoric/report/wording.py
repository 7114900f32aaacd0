"""How the report puts names, dates, numbers and lists into English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rhetoric.dates import DateSpan, describe
from rhetoric.languages import language_name
from rhetoric.lexicon import Lexicon
from rhetoric.model import Statement

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip
#: A name that ends or begins with one of these takes the article: "the Islamic State".
_ARTICLE = {
    "State", "States", "Nations", "Ministry", "Team", "Panel", "Group", "Movement", "Front",
    "Army", "Government", "Council", "Party", "Union", "Taliban", "UN", "US", "U.S.", "EU",
    "Forces", "Province", "Kingdom", "Republic", "Support",
}  # fmt: skip
#: A name no longer than this is written out in sentences; a longer one by its short form.
_LONGEST_NAME = 24


def count_words(number: int, noun: str = "", plural: str = "") -> str:
    """`three statements`: small numbers in words, with the noun in its number.

    >>> count_words(1, "statement"), count_words(12, "party", "parties")
    ('one statement', '12 parties')
    """
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    if not noun:
        return word
    return f"{word} {noun if number == 1 else plural or noun + 's'}"


def join(parts: Sequence[str], last: str = "and") -> str:
    """`a, b and c`.

    >>> join(["a", "b", "c"])
    'a, b and c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def sentence(text: str) -> str:
    """The text with a capital letter and one full stop.

    A name that begins in lower case on purpose (al-Qaida) is raised as well: it opens
    a sentence.
    """
    text = text.strip()
    at = 1 if text[:1] in "“«‘" else 0
    opening = text[:at] + text[at : at + 1].upper() + text[at + 1 :]
    return opening if re.search(r"[.?!][”»]?$", opening) else opening + "."


def when(span: DateSpan) -> str:
    """A date with its preposition: `on 28 May 2020`, `in May 2020`, `between …`."""
    words = describe(span)
    if re.match(r"(about )?\d{1,2} ", words):
        return f"on {words}"
    if words.startswith(("between", "until", "since")):
        return words
    if words.startswith("about between "):
        return words.replace("about between", "at some time between")
    if days := re.fullmatch(r"(?:about )?(\d{1,2})–(\d{1,2}) (.+)", words):
        return f"between {days[1]} and {days[2]} {days[3]}"
    if words.startswith("about "):
        return words.replace("about ", "around ")
    return f"in {words}"


def name(actor: str, lexicon: Lexicon) -> str:
    """An actor's name as a sentence uses it, with its article where it takes one."""
    known = lexicon.actors.by_id.get(actor)
    if known is None:
        return actor
    label = known.label if len(known.label) <= _LONGEST_NAME or not known.short else known.short
    words = label.split()
    takes_article = len(words) > 1 and not words[0].startswith("al-") and (
        bool({words[-1], words[0]} & _ARTICLE)
    )  # fmt: skip
    return f"the {label}" if takes_article or label in _ARTICLE else label


def possessive(noun: str) -> str:
    """`the Islamic State's`, `JNIM's`, `the Taliban's`, `the United Nations'`."""
    return noun + ("’" if noun.endswith("s") and not noun.isupper() else "’s")


def speaker_of(statement: Statement, lexicon: Lexicon) -> str:
    """The speaker's name, or nothing when it is not known."""
    known = lexicon.actors.by_id.get(statement.speaker)
    return known.label if known else statement.speaker


def quoted(label: str) -> str:
    """A theme's label between quotation marks, its first letter lowered unless it is a name."""
    first = label.split(" ")[0]
    lowered = label if first[1:] != first[1:].lower() else label[:1].lower() + label[1:]
    return f"“{lowered}”"


def tongue(code: str) -> str:
    """The English name of a language, `several languages` for a text in more than one."""
    return "several languages" if code == "mul" else language_name(code)


def readable(slug: str) -> str:
    """`social-media` → `Social media`."""
    text = slug.replace("-", " ").replace("_", " ")
    return text[:1].upper() + text[1:]
