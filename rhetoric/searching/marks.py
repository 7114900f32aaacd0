"""Where what was asked for stands in a passage, and what it is that stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category

from rhetoric.languages import html_lang
from rhetoric.searching.query import Query
from rhetoric.searching.wildcards import matcher
from rhetoric.store.terms import ROOT, SKELETON, STEM, forms_of, terms
from rhetoric.text import fold_text, is_arabic
from rhetoric.words.stems import without_article
from rhetoric.words.stopwords import STOP_WORDS

#: Kinds of marks, the surest first.
PHRASE, WORD, FORM, WILDCARD, NAME = "phrase", "word", "form", "wildcard", "name in another script"
KINDS = (PHRASE, WORD, FORM, WILDCARD, NAME)
#: Most spellings that are told of one word.
_TOLD = 3


@dataclass(frozen=True)
class Span:
    """A place of what was asked for.

    Attributes:
        start, end: offsets in the text, end excluded.
        kind: one of `KINDS`.
        asked: the word, phrase or wildcard of the query, without punctuation around it.
        said: what stands in the text.
    """

    start: int
    end: int
    kind: str
    asked: str
    said: str


@dataclass(frozen=True)
class _Word:
    """A word of the text."""

    start: int
    end: int
    folded: str
    forms: frozenset[str]


def found_spans(text: str, language: str, query: Query) -> list[Span]:
    """What to highlight in a text.

    A word is found where the text has it, where it has another form of it (the same stem or
    Arabic root), and where it has what may be the same name in the other of Latin and Arabic
    script. A phrase is found as it is asked for or, where the text does not have it so, in
    other forms of its words. Words that say nothing of what a text is about are found in a
    phrase only.

    Args:
        text: of a passage, as it is in its statement.
        language: of the text, ISO 639-3.

    Returns:
        In the order of the text. Those of two phrases may overlap; nothing else does.

    >>> from rhetoric.searching.query import parse_query
    >>> for span in found_spans("They traded salt.", "eng", parse_query("the trade of salt")):
    ...     print(span.kind, span.asked, span.said)
    form trade traded
    word salt salt
    """
    words = _words(text, language)
    found = [
        _span(text, words[first], words[last], PHRASE, phrase)
        for phrase in query.phrases
        for first, last in _phrase(fold_text(phrase).split(" "), words, language)
    ]
    covered = [(span.start, span.end) for span in found]
    stop = STOP_WORDS.get(html_lang(language), frozenset())
    asked = _asked(query, language, stop)
    patterns = [(wildcard, matcher(wildcard)) for wildcard in query.wildcards]
    for word in words:
        if word.folded in stop or any(a < word.end and word.start < b for a, b in covered):
            continue
        kinds = [(kind, told) for told, same in asked if (kind := _kind(word, same))]
        for wildcard, pattern in patterns:
            bare = without_article(word.folded)
            if pattern.match(word.folded) or (bare != word.folded and pattern.match(bare)):
                kinds.append((WILDCARD, wildcard))
        if kinds:
            kind, told = min(kinds, key=lambda pair: KINDS.index(pair[0]))
            found.append(_span(text, word, word, kind, told))
    return sorted(set(found), key=lambda span: (span.start, span.end, span.asked))


def reasons(spans: Sequence[Span], *, otherwise: str = "meaning") -> str:
    """Why a passage was found, in a few words of plain text.

    Args:
        spans: what was found in it.
        otherwise: what to say where nothing that was asked for stands in it.

    >>> reasons([Span(0, 11, "form", "negotiate", "negotiating"), Span(15, 19, "word", "salt",
    ... "Salt"), Span(30, 40, "phrase", "the market", "The market")])
    'words: negotiate (negotiating), salt · phrase "the market"'
    """
    told = (
        ("words: ", (WORD, FORM)), ("names: ", (NAME,)), ("phrase ", (PHRASE,)),
        ("wildcard ", (WILDCARD,)),
    )  # fmt: skip
    parts = []
    for head, kinds in told:
        asked = dict.fromkeys(span.asked for span in spans if span.kind in kinds)
        if asked:
            quote = '"' if kinds == (PHRASE,) else ""
            each = (
                f"{quote}{one}{quote}{_spellings(one, kinds, spans)}" for one in asked
            )  # fmt: skip
            parts.append(head + ", ".join(each))
    return " · ".join(parts) or otherwise


def _spellings(asked: str, kinds: tuple[str, ...], spans: Sequence[Span]) -> str:
    """How the text has what was asked for, where it is not as it was asked for."""
    said: dict[str, str] = {}
    for span in spans:
        if span.asked == asked and span.kind in kinds:
            said.setdefault(fold_text(span.said), " ".join(span.said.split()))
    said.pop(fold_text(asked), None)
    if not said:
        return ""
    shown = list(said.values())
    return f" ({', '.join(shown[:_TOLD])}{', …' if len(shown) > _TOLD else ''})"


def _words(text: str, language: str) -> list[_Word]:
    found = []
    for term in terms(text, language):
        start, end = term.start, term.end
        # Letters that folding drops belong to the word as it is read: the hamza of الماء.
        while end < len(text) and _is_dropped(text[end]):
            end += 1
        while start and _is_dropped(text[start - 1]):
            start -= 1
        folded = fold_text(text[start:end])
        found.append(_Word(start, end, folded, frozenset(term.forms)))
    return found


def _is_dropped(char: str) -> bool:
    return category(char)[0] in "LM" and not fold_text(char)


def _span(text: str, first: _Word, last: _Word, kind: str, asked: str) -> Span:
    return Span(first.start, last.end, kind, asked, text[first.start : last.end])


def _asked(
    query: Query, language: str, stop: frozenset[str]
) -> list[tuple[str, tuple[str, frozenset[str]]]]:
    """The words of a query that are looked for: as typed, and folded with their forms."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for typed in query.words:
        for word in _words(typed, language):
            if word.folded not in stop and any(map(str.isalnum, word.folded)):
                told = typed[word.start : word.end]
                found.setdefault(told, (word.folded, word.forms))
    return list(found.items())


def _kind(word: _Word, asked: tuple[str, frozenset[str]]) -> str:
    """How a word of the text is what was asked for; "" where it is not."""
    folded, forms = asked
    if word.folded == folded:
        return WORD
    shared = {form[0] for form in forms & word.forms}
    if shared & {STEM, ROOT}:
        return FORM
    other_script = is_arabic(word.folded) != is_arabic(folded)
    return NAME if SKELETON in shared and other_script else ""


def _phrase(
    asked: Sequence[str], words: Sequence[_Word], language: str
) -> Iterator[tuple[int, int]]:
    """First and last word of each place of a phrase."""
    size = len(asked)
    begins = range(len(words) - size + 1)
    exact = [n for n in begins if all(words[n + i].folded == asked[i] for i in range(size))]
    if not exact:
        stems = [{f for f in forms_of(one, language) if f[0] == STEM} for one in asked]
        exact = [n for n in begins if all(stems[i] & words[n + i].forms for i in range(size))]
    return ((n, n + size - 1) for n in exact)
