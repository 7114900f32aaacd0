"""From a query to what is looked up: slots of index terms, phrases and what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
import numpy.typing as npt

from rhetoric.languages import html_lang
from rhetoric.searching.query import Query
from rhetoric.searching.wildcards import matcher, prefix_of
from rhetoric.searching.words import Slot, WordIndex
from rhetoric.store.postings import Posting
from rhetoric.store.snapshot import Snapshot
from rhetoric.store.terms import KINDS, WORD, forms_of
from rhetoric.text import fold_text, is_arabic
from rhetoric.words.stems import STEMMED, without_article
from rhetoric.words.stopwords import STOP_WORDS

#: How much a word counts that says little, in its only slot; others have up to three.
LIGHT = 2.0
#: A wildcard may stand for so many words.
MOST_WORDS = 2000
_STOP = frozenset(fold_text(word) for words in STOP_WORDS.values() for word in words)
_LAST = "\U0010ffff"
#: What may be written together with the beginning of an Arabic word.
_ARTICLES = ("", "ال", "وال", "فال", "بال", "كال", "لل", "وبال", "ولل")


def slots_of(query: Query, snapshot: Snapshot) -> list[Slot]:
    """What a query's words, phrases and wildcards are looked up as.

    A word is taken to be of any of the languages of the corpus that its script allows. Words
    that say little of what a text is about are light where there are others, but not in a phrase
    that has none else: what is required is never without weight.
    """
    texts = [fold_text(text).split() for text in (*query.words, *query.phrases)]
    said = [word for words in texts for word in words]
    of_light = {w for words in texts[len(query.words) :] if _STOP.issuperset(words) for w in words}
    heavy = [word for word in said if word not in _STOP or word in of_light]
    languages = _languages(snapshot)
    slots = [
        slot for word in dict.fromkeys(heavy or said) for slot in word_slots(word, languages)
    ]  # fmt: skip
    if heavy or query.wildcards:
        light = dict.fromkeys(word for word in said if word not in heavy)
        slots += [Slot((WORD + word,), LIGHT, light=True) for word in light]
    for wildcard in query.wildcards:
        slots.append(Slot(tuple(WORD + word for word in words_like(wildcard, snapshot))))
    return slots


def word_slots(word: str, languages: Iterable[str]) -> list[Slot]:
    """The slots of a folded word: one for each kind of form it has."""
    wanted = [c for c in languages if (html_lang(c) == "ar") == is_arabic(word)] or ["und"]
    forms = dict.fromkeys(form for code in wanted for form in forms_of(word, code))
    found = []
    for kind in KINDS:
        if kind == WORD and is_arabic(word):
            continue  # what is written together with a word makes it another one
        terms = tuple(form for form in forms if form[0] == kind)
        if terms:
            found.append(Slot(terms))
    return found


def _languages(snapshot: Snapshot) -> list[str]:
    """The languages of the corpus whose endings are known; all of them where it has none."""
    there = {told.language for told in snapshot.statements}
    known = {code: html_lang(code) for code in there | {"eng", "fra", "ara"}}
    return sorted(code for code, name in known.items() if name in STEMMED)


def words_like(wildcard: str, snapshot: Snapshot) -> list[str]:
    """The words of the corpus that a wildcard stands for, in order."""
    prefix, fits = prefix_of(wildcard), matcher(wildcard)
    attached = _ARTICLES if is_arabic(prefix) else ("",)
    ranges = ((WORD + article + prefix) for article in attached)
    found = {term[1:] for begin in ranges for term in snapshot.terms_from(begin, begin + _LAST)}
    fitting = (w for w in sorted(found) if fits.match(w) or fits.match(without_article(w)))
    return list(islice(fitting, MOST_WORDS))


def places_of_phrase(phrase: str, snapshot: Snapshot, index: WordIndex) -> npt.NDArray[np.int64]:
    """The places of the passages in which a phrase stands, in order."""
    words = fold_text(phrase).split()
    found: npt.NDArray[np.int64] | None = None
    for word in sorted(set(words), key=len, reverse=True):
        posting = index.union((WORD + word,))
        rows = _sorted(posting)
        found = rows if found is None else np.intersect1d(found, rows, assume_unique=True)
        if not len(found):
            return found
    assert found is not None, "a phrase has words"
    if len(words) == 1:
        return found
    wanted = f" {' '.join(words)} "
    return found[[wanted in f" {fold_text(snapshot.passage(int(p)).text)} " for p in found]]


def places_without(query: Query, snapshot: Snapshot, index: WordIndex) -> npt.NDArray[np.int64]:
    """The places of the passages that a query leaves out."""
    parts = [places_of_phrase(text, snapshot, index) for text in _left_out(query)]
    for wildcard in query.without_wildcards:
        terms = [WORD + word for word in words_like(wildcard, snapshot)]
        parts.append(_sorted(index.union(terms)))
    return np.unique(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.int64)


def _left_out(query: Query) -> Iterator[str]:
    yield from query.without_words
    yield from query.without_phrases


def _sorted(posting: Posting) -> npt.NDArray[np.int64]:
    return np.sort(posting.rows.astype(np.int64))
