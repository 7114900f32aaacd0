"""The words of a language in some texts: their forms, and how a pattern is written for them.

Forms of a word are put together by taking a regular ending off (rhetoric.words.stems):
enough to write `tax*` for tax, taxes and taxation. What an ending would
catch besides is looked up in the texts, and alternatives are written where that is something
else.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rhetoric.mentions import MentionFinder
from rhetoric.text import fold_text
from rhetoric.words.stems import stem, without_article
from rhetoric.words.stopwords import STOP_WORDS

#: A stem of at least so many letters may stand with `*`.
_OPEN = 5
#: A word seen in one form only is opened from this length of its stem on.
_OPEN_ALONE = 5
#: Plurals that end so have a syllable more than the singular.
_HISSING = ("xes", "sses", "ches", "shes", "zes")
_RAW = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Token:
    """A word of a passage.

    Attributes:
        stem: what its forms have in common; "" for a word that says nothing.
        barrier: nothing is read across it: part of a name, or a number.
    """

    stem: str
    barrier: bool = False


class Vocabulary:
    """The words of one language.

    Args:
        language: en, fr or ar.
        names: finds the names of actors, whose words are no words of a theme.
    """

    def __init__(self, language: str, names: MentionFinder | None = None) -> None:
        self.language = language
        self._names = names
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._written: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._words: Counter[str] = Counter()

    def read(self, text: str) -> tuple[Token, ...]:
        """The words of a passage in order; their forms are remembered."""
        folded = fold_text(text)
        for raw in _RAW.findall(text):
            pieces = fold_text(raw).split()
            if len(pieces) == 1:
                self._written[pieces[0]][raw.lower()] += 1
        hidden = self._names.find_folded(folded) if self._names is not None else []
        tokens: list[Token] = []
        at = 0
        for word in folded.split():
            start, end = at, at + len(word)
            at = end + 1
            if any(start < e and s < end for s, e, *_ in hidden):
                tokens.append(Token("", barrier=True))
                continue
            self._words[word] += 1
            if word in STOP_WORDS[self.language]:
                tokens.append(Token(""))
            elif len(_LETTERS.findall(word)) < (2 if self.language == "ar" else 3):
                tokens.append(Token("", barrier=not word.isalpha()))
            else:
                root = stem(word, self.language)
                self._forms[root][word] += 1
                tokens.append(Token(root))
        return tuple(tokens)

    def pattern(self, root: str) -> str:
        """How the forms of a word are written in a pattern (docs/formats.md)."""
        forms = sorted(self._forms.get(root) or [root])
        if self.language == "ar":
            forms = sorted({without_article(form) for form in forms})
        if self.language == "en" and {root + "ies", root + "ied"}.intersection(forms):
            forms = sorted({*forms, root + "y"})
        longest = _common(forms)
        if len(forms) > 1:
            if len(longest) >= _OPEN and not self._others(longest, root):
                return self._as_written(longest, forms) + "*"
            return "|".join(self._as_written(form, [form]) for form in forms)
        word = forms[0]
        if self.language != "ar":
            if len(root) >= _OPEN_ALONE and not self._others(root, root):
                return self._as_written(root, [word]) + "*"
            if root != word and word.endswith("s"):  # the singular, where it is seen as plural
                one = word[:-2] if word.endswith(_HISSING) else word[:-1]
                return "|".join(self._as_written(w, [word]) for w in sorted({one, word}))
        return self._as_written(word, [word])

    def _others(self, beginning: str, root: str) -> bool:
        """Whether words of other stems begin so."""
        own = self._forms.get(root, Counter())
        return any(w.startswith(beginning) and w not in own for w in self._words)

    def _as_written(self, folded: str, forms: Iterable[str]) -> str:
        """Accents as most texts write them, where the letters are the same."""
        for form in forms:
            for raw, _ in sorted(self._written[form].items(), key=lambda item: (-item[1], item[0])):
                piece = raw[: len(folded)]
                if fold_text(piece) == folded:
                    return piece
        return folded


def _common(words: list[str]) -> str:
    """The longest beginning of all words."""
    first, last = min(words), max(words)
    for at, letter in enumerate(first):
        if at >= len(last) or last[at] != letter:
            return first[:at]
    return first
