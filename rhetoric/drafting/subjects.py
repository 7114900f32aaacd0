"""Who a reporting verb may have for its subject: the names, pronouns and nouns of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rhetoric.drafting.lexis import Words
from rhetoric.mentions import Mention

#: Lower-case words within the names of people and bodies.
_PARTICLES = frozenset(
    "al el ag ould bin ben ibn abu abou de du des la le of and et von van".split()
)
_PRONOUNS = ("he", "it", "they")
_NOUNS = ("person", "body", "people", "vague", "self")
#: How far a preposition may stand before the noun it governs, in words.
_REACH = 8


@dataclass(frozen=True)
class Candidate:
    """What may be a subject: words first..last.

    Attributes:
        kind: actor, name, medium; or a kind of pronoun or noun (words/*.yaml).
        actor: actor id, of itself or of whom it belongs to ("ISGS leaders"); "" if unknown.
        governed: it stands behind a preposition or in the genitive, so it is no subject.
    """

    first: int
    last: int
    kind: str
    actor: str = ""
    governed: bool = False


def find_candidates(
    words: Words, first: int, stop: int, mentions: Iterable[Mention], taken: Sequence[bool]
) -> list[Candidate]:
    """The candidates among words first..stop-1, in order.

    Args:
        mentions: the actors named there.
        taken: for each word, whether it stands in a quotation or a date.
    """
    found: list[Candidate] = []
    for mention in mentions:
        begin, end = words.range(mention.start, mention.end)
        begin = begin if begin < end else max(0, end - 1)
        if first <= begin < stop and end <= stop and not all(taken[begin:end]):
            found.append(Candidate(begin, end - 1, "actor", mention.actor))
    covered = {n for c in found for n in range(c.first, c.last + 1)}
    found += _names(words, first, stop, covered, taken)
    covered = {n for c in found for n in range(c.first, c.last + 1)}
    for number in range(first, stop):
        if number in covered or taken[number]:
            continue
        for kind in (*_PRONOUNS, *_NOUNS):
            if words.is_(number, kind):
                if kind == "it" and words.is_(number + 1, "be") and number + 2 < stop:
                    break  # "it was reported": nobody
                found.append(Candidate(number, number, kind))
                break
    for medium in words.of(first, stop, [k for k in words.lexis.kinds if k[:7] == "medium:"]):
        clear = not any(n in covered or taken[n] for n in range(medium.first, medium.last + 1))
        if clear and medium.kind != "medium:claim":
            found.append(Candidate(medium.first, medium.last, "medium"))
    found.sort(key=lambda c: (c.first, c.last))
    return _joined(words, found, first)


def _names(
    words: Words, first: int, stop: int, covered: set[int], taken: Sequence[bool]
) -> list[Candidate]:
    """Runs of capitalised words that are no known actor."""
    found: list[Candidate] = []
    at = first
    while at < stop:
        if at in covered or taken[at] or not _capital(words, at) or words.is_(at, "he", "it"):
            at += 1
            continue
        end = at
        while end + 1 < stop and end + 1 not in covered and not taken[end + 1]:
            gap = words.between(end, end + 1)
            if gap.strip(" \n\r.-‐‑'’`ʿʾ") or "\n" in gap.strip(" "):
                break
            step = 1
            while end + step + 1 < stop and words.all[end + step] in _PARTICLES and step < 3:
                step += 1
            if not _capital(words, end + step) or end + step in covered:
                break
            end += step
        begun = at
        while end - at >= 2 and words.is_(at, "person"):
            at += 1  # "Analyst Mary Stone"
        opening = begun == first
        noun = words.is_(end, *_NOUNS) and end == at
        if not noun and not (opening and end == at and not _known_name(words, at)):
            if not (opening and _function(words, at)):
                found.append(Candidate(at, end, "name"))
            elif end > at:
                found.append(Candidate(at + 1, end, "name"))
        at = end + 1
    return found


def _capital(words: Words, number: int) -> bool:
    return words.capital(number) and words.all[number].isalpha() and len(words.all[number]) > 1


def _function(words: Words, number: int) -> bool:
    return words.is_(number, "before", "clause", "determiner", "this", "adverb", "that", "vague")


def _known_name(words: Words, number: int) -> bool:
    """Whether a word at the beginning of a sentence stands with a capital elsewhere, too."""
    word = words.all[number]
    places = [n for n, w in enumerate(words.all) if w == word and n != number]
    return bool(places) and all(words.capital(n) for n in places)


def _joined(words: Words, found: list[Candidate], start: int) -> list[Candidate]:
    """Candidates with whom they belong to, and whether a preposition governs them."""
    told: list[Candidate] = []
    for candidate in found:
        owner = ""
        first = candidate.first
        if candidate.kind in ("people", "person", "body", "medium") or candidate.kind in _NOUNS:
            before = next((c for c in reversed(told) if _modifies(words, c, candidate)), None)
            if before is not None:
                owner, first = before.actor, before.first
                told = [c for c in told if c is not before or before.kind not in ("actor", "name")]
        governed = candidate.kind != "actor" and words.is_(candidate.first, "possessive")
        governed = governed or _apposed_to_governed(words, told, first, candidate)
        governed = governed or _possessor(words, candidate) or _governed(words, first, start)
        kind = "medium" if owner and candidate.kind == "self" else candidate.kind
        if kind in ("person", "body", "people") and words.is_(first - 1, "each"):
            kind = "vague"
        told.append(Candidate(first, candidate.last, kind, owner or candidate.actor, governed))
    return told


def _apposed_to_governed(
    words: Words, told: list[Candidate], first: int, candidate: Candidate
) -> bool:
    """Whether a noun explains a name that a preposition governs: `with X, a news outlet,`."""
    if not told or not told[-1].governed or candidate.kind not in _NOUNS:
        return False
    stretch = words.text[words.spans[told[-1].last][1] : words.spans[first][0]]
    begun = stretch.startswith(",") and stretch.count(",") == 1 and first - told[-1].last <= 5
    return begun and words.between(candidate.last, candidate.last + 1).startswith(",")


def _modifies(words: Words, before: Candidate, noun: Candidate) -> bool:
    """Whether a name stands right before a noun as its owner: `ISGS leaders`, `X's emir`."""
    if before.kind not in ("actor", "name") or before.last >= noun.first:
        return False
    between = range(before.last + 1, noun.first)
    if len(between) > 4 or any(words.is_(n, "before", "clause", "that", "by") for n in between):
        return False
    joint = words.between(before.last, before.last + 1)
    stretch = words.text[words.spans[before.last][1] : words.spans[noun.first][0]]
    apart = any(c in stretch for c in ",;:()—–")
    owns = bool(between) and words.all[between[0]] == "s"
    return not apart and "\n" not in joint and (owns or len(between) <= 1)


def _possessor(words: Words, candidate: Candidate) -> bool:
    """Whether a genitive follows: `the group's emir`, `groups' leaders`."""
    after = candidate.last + 1
    if after >= len(words.all):
        return False
    if words.all[after] == "s" and words.between(candidate.last, after).strip() in ("’", "'", "`"):
        return True
    gap = words.between(candidate.last, after)
    return gap[:1] in "’'" and words.all[candidate.last].endswith("s") and gap.strip() != ""


def _governed(words: Words, first: int, start: int) -> bool:
    # An Arabic preposition stands right before its noun; further left comes the verb.
    reach = 1 if words.lexis.language == "ar" else _REACH
    for number in range(first - 1, max(start, first - reach) - 1, -1):
        if any(c in words.between(number, number + 1) for c in ",;:()—–،؛"):
            return False
        if words.is_(number, "before"):
            return True
        if words.all[number] in ("and", "or", "et", "ou"):
            if words.is_(number + 1, "determiner", "possessive"):
                return False
            continue
        if words.is_(number, "clause", "that"):
            return False
    return False
