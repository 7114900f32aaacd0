"""Forms of a word put together by taking a regular ending off; no dictionary is needed."""

from __future__ import annotations

import re
from functools import lru_cache

_ENDINGS = {
    "en": (
        "s es ed ing er ers or ors ion ions ation ations y ies ied ying e ment ments al ly"
    ).split(),
    "fr": (
        "s e es x ent er ez ant ants ante antes ation ations ion ions eur eurs ement ements ait"
        " aient ee ees aux al ale ales"
    ).split(),
    "ar": "ات ين ون ه ها هم نا".split(),
}  # fmt: skip
for _endings in _ENDINGS.values():
    _endings.sort(key=lambda ending: (-len(ending), ending))
#: Endings that may leave as little as three letters; the others leave four or more.
_PLAIN = frozenset("s es ed ing y ies ied ation ations x e ات ين ون ه ها هم نا".split())
_SHORTEST = 3
_ARTICLE = re.compile("^(?:[وف]?(?:[بك]?ال|لل))(?=...)")
#: Languages whose endings are known, as lexicons name them.
STEMMED = tuple(_ENDINGS)


def without_article(word: str) -> str:
    """A folded Arabic word without its article and what is written together with it.

    >>> without_article("والسوق")
    'سوق'
    """
    return _ARTICLE.sub("", word)


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """A folded word without its regular ending.

    Args:
        language: one of `STEMMED`.

    >>> stem("taxes", "en"), stem("taxation", "en"), stem("الضرائب", "ar")
    ('tax', 'tax', 'ضرائب')
    """
    if language == "ar":
        word = without_article(word)
    for ending in _ENDINGS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST + (ending not in _PLAIN):
            return word[: -len(ending)]
    return word
