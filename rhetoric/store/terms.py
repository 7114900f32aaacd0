"""The words of a text as terms of an index: what is the same in several forms meets in one.

Each word has forms of several kinds, told apart by the first letter: `s` and its stem, `w` and
the whole word, `r` and the root of an Arabic one, `x` and a consonant skeleton under which
names meet across scripts. Texts and questions are cut in the same way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rhetoric.languages import html_lang
from rhetoric.store.skeleton import skeletons
from rhetoric.text import fold, is_arabic
from rhetoric.words.stems import STEMMED, stem

#: Kinds of forms, as their first letter.
STEM, WORD, ROOT, SKELETON = "s", "w", "r", "x"
KINDS = (STEM, WORD, ROOT, SKELETON)


@dataclass(frozen=True)
class Term:
    """A word of a text.

    Attributes:
        start, end: offsets in the original text, end excluded.
        forms: what it is found under, each a letter for its kind and a key.
    """

    start: int
    end: int
    forms: tuple[str, ...]


def terms(text: str, language: str) -> list[Term]:
    """Every word of a text with its place in the original.

    Args:
        language: ISO 639-3 code; it decides which endings a stem loses.

    >>> terms("The Émirs", "eng")[1]
    Term(start=4, end=9, forms=('semir', 'wemirs', 'xmrs'))
    """
    folded = fold(text)
    found, start = [], 0
    for word in folded.text.split():
        begin, end = folded.span(start, start + len(word))
        found.append(Term(begin, end, forms_of(word, language)))
        start += len(word) + 1
    return found


@lru_cache(maxsize=1 << 18)
def forms_of(word: str, language: str) -> tuple[str, ...]:
    """What a folded word is found under: its stem, itself, its root, its skeletons.

    >>> forms_of("الدول", "ara")
    ('sدول', 'wالدول', 'rدل', 'xdUl')
    """
    endings = html_lang(language)
    bare = stem(word, endings) if endings in STEMMED else word
    roots = (ROOT + root(word),) if is_arabic(word) else ()
    return (STEM + bare, WORD + word, *roots, *(SKELETON + key for key in skeletons(word)))


#: What is written together with the beginning of an Arabic word, longest first.
_PREFIXES = ("وبال", "وال", "فال", "بال", "كال", "ولل", "ال", "لل")
_PROCLITICS = "وفبلك"
#: What is written together with its end: persons, numbers, cases.
_SUFFIXES = (
    "هما", "كما", "تين", "تان", "ات", "ين", "ون", "ان", "ها", "هم", "هن", "نا", "وا", "يه", "ته",
    "ه", "ي",
)  # fmt: skip
#: Letters that form verbs and nouns when they stand first.
_FORMATIVES = "يتنمسا"
_LONG_VOWELS = re.compile("[اوي]")


def root(word: str) -> str:
    """The consonants of a folded Arabic word that its relatives share; a light root.

    No dictionary: the article, particles and endings are taken off, then a letter that forms
    words, then the long vowels.

    >>> root("المدارس"), root("ومدارسهم"), root("والكتب"), root("كتاب")
    ('درس', 'درس', 'كتب', 'كتب')
    """
    core = _without_suffixes(_without_prefix(word))
    if len(core) >= 5 and core[0] in _FORMATIVES:
        core = core[1:]
    consonants = _LONG_VOWELS.sub("", core)
    return consonants if len(consonants) >= 2 else core


def _without_prefix(word: str) -> str:
    """Without the article or a particle, unless too little would remain."""
    if len(word) <= 3:
        return word
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            return word[len(prefix) :]
    return word[1:] if word[0] in _PROCLITICS and len(word) >= 5 else word


def _without_suffixes(word: str) -> str:
    """Without two endings at most, unless fewer than three letters would remain."""
    for _ in range(2):
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:
                word = word[: -len(suffix)]
                break
    return word
