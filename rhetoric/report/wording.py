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


def noun_for(number: int, noun: str) -> str:
    """The noun in the number it is counted in; the one place that makes plurals.

    >>> noun_for(1, "summary"), noun_for(0, "summary"), noun_for(2, "different charge")
    ('summary', 'summaries', 'different charges')
    """
    if number == 1:
        return noun
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def count(number: int, noun: str) -> str:
    """`3 statements`: for tables, marks and labels."""
    return f"{number} {noun_for(number, noun)}"


def count_words(number: int, noun: str = "") -> str:
    """`three statements`: for sentences; small numbers in words.

    >>> count_words(1, "statement"), count_words(12, "party")
    ('one statement', '12 parties')
    """
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {noun_for(number, noun)}" if noun else word


def out_of(number: int, total: int, noun: str) -> str:
    """Some of a number of things, as a subject: `three of 14 statements`, `the one statement`.

    >>> out_of(1, 1, "statement"), out_of(14, 14, "statement"), out_of(1, 3, "statement")
    ('the one statement', 'all 14 statements', 'one of three statements')
    """
    if number == total:
        many = {1: "the one", 2: "both"}.get(total, f"all {count_words(total)}")
        return f"{many} {noun_for(total, noun)}"
    part = "none" if number == 0 else count_words(number)
    return f"{part} of {count_words(total, noun)}"


def verb_for(number: int, one: str, many: str) -> str:
    """The verb that goes with a number: `verb_for(2, "is", "are")`."""
    return one if number == 1 else many


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


def copy_kind(statement: Statement) -> str:
    """What a statement that gives another one again is: a reprint, an excerpt, a translation."""
    field = "reprint" if statement.reprint_of else "excerpt" if statement.excerpt_of else ""
    return field or "translation"


def tongue(code: str) -> str:
    """The English name of a language, `several languages` for a text in more than one."""
    return "several languages" if code == "mul" else language_name(code)


def some_time(span: DateSpan) -> str:
    """A date too loose to order by: `at some time between 2019 and 2020`."""
    if not span.known:
        return "at an unknown date"
    words = when(span)
    return words if words.startswith("at some time") else f"at some time {words}"


def readable(slug: str) -> str:
    """`social-media` → `Social media`."""
    text = slug.replace("-", " ").replace("_", " ")
    return text[:1].upper() + text[1:]
