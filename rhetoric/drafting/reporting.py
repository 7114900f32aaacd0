"""Reports of speech in a sentence: the verb or noun, whose it is, and what is reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rhetoric.drafting.lexis import REPORTING, Found, Words
from rhetoric.drafting.subjects import Candidate
from rhetoric.text import is_arabic

#: "accused *by X*", "*X* said": how far the one who speaks may be from the verb, in words.
_AGENT, _INVERTED = 10, 6
_AUXILIARY = 4
#: Within how many words "that" follows a verb that is one of speech only with it; "as" follows.
_CLAUSE, _LISTED = 10, 30


@dataclass(frozen=True)
class Report:
    """One report of speech.

    Attributes:
        cue: the words that report.
        subject: who speaks; None where the sentence does not say.
        passive: the one who speaks comes behind "by".
        begin, stop: the words of the whole report, subject and all; stop excluded.
        shared: it has its subject from a verb before it: `X said …, adding that …`.
    """

    cue: Found
    subject: Candidate | None
    passive: bool
    begin: int
    stop: int
    shared: bool = False


def find_reports(
    words: Words, first: int, stop: int, candidates: Sequence[Candidate], quoted: Sequence[bool]
) -> list[Report]:
    """The reports of speech among words first..stop-1, in order.

    Args:
        quoted: for each word, whether it stands between quotation marks.
    """
    cues = _cues(words, first, stop, quoted)
    reports: list[Report] = []
    for cue in cues:
        if cue.kind == "according":
            subject = _agent(words, cue.last + 1, stop, candidates)
            reports.append(Report(cue, subject, False, first, stop))
            continue
        passive = _passive(words, cue, first)
        subject = _subject(words, cue, passive, first, stop, candidates, quoted)
        begin = cue.first
        if passive:
            begin = _clause(words, cue.first, first)
        elif subject is not None and subject.last < cue.first:
            begin = subject.first
        reports.append(Report(cue, subject, passive, begin, stop))
    return _bounded(words, [r for r in reports if _is_speech(words, r, stop, quoted)])


def _cues(words: Words, first: int, stop: int, quoted: Sequence[bool]) -> list[Found]:
    exempt = list(words.of(first, stop, ("exempt",)))
    found: list[Found] = []
    for cue in sorted(words.of(first, stop, REPORTING), key=lambda f: (f.first - f.last, f.first)):
        if any(quoted[n] for n in range(cue.first, cue.last + 1)):
            continue
        if any(e.first <= cue.last and cue.first <= e.last for e in exempt):
            continue
        if any(c.first <= cue.last and cue.first <= c.last for c in found):
            continue
        found.append(cue)
    return sorted(found, key=lambda f: f.first)


def _passive(words: Words, cue: Found, first: int) -> bool:
    if cue.kind in ("noun", "according"):
        return False
    if words.all[cue.first].endswith("ing"):
        return False
    for number in range(cue.first - 1, max(first - 1, cue.first - _AUXILIARY), -1):
        if words.is_(number, "be") and not words.capital(number):
            return True
        if not words.is_(number, "adverb") and not words.all[number].endswith("ly"):
            break
    # "The attack, claimed by X": a noun that looks like the verb is none ("claims by X").
    by = words.is_(cue.last + 1, "by") or words.is_(cue.first + 1, "by")
    return by and not words.is_(cue.first, "ambiguous")


def _clause(words: Words, number: int, first: int) -> int:
    """Where the clause of a word begins, by punctuation."""
    for at in range(number - 1, first - 1, -1):
        if any(c in words.between(at, at + 1) for c in ";:—–؛"):
            return at + 1
    return first


def _agent(
    words: Words, first: int, stop: int, candidates: Sequence[Candidate]
) -> Candidate | None:
    """Who is named first from a word on; a person or body rather than the state before it."""
    near = [c for c in candidates if first <= c.first < min(stop, first + _AGENT)]
    near = [c for c in near if not _cut(words, first, c.first)]
    if not near:
        return None
    head = near[0]
    for other in near[1:]:
        if words.lexis.language == "ar" and head.kind in ("actor", "name"):
            break  # the object of the verb comes next
        close = other.first - head.last <= 3 and not words.is_(other.first - 1, "before")
        if other.kind in ("actor", "name") and (close or _apposed(words, head, other)):
            if head.kind != "actor" or words.all[head.last + 1 : head.last + 2] != ["and"]:
                head = other
        else:
            break
    return head


def _cut(words: Words, first: int, number: int) -> bool:
    """Whether a clause ends between two words."""
    return any(
        (any(c in words.between(n, n + 1) for c in ";:.!?؟؛") and n + 1 > first
        and not words.between(n, n + 1).startswith("."))
        or words.is_(n, "that")
        for n in range(first, number)
    )  # fmt: skip


def _apposed(words: Words, one: Candidate, two: Candidate) -> bool:
    """Whether a name stands beside a noun for the same one: `the spokesman, Abu X,`."""
    if one.kind in ("he", "it", "they"):
        return False
    between = words.text[words.spans[one.last][1] : words.spans[two.first][0]]
    return between.count(",") == 1 and two.first - one.last <= 1


def _subject(
    words: Words, cue: Found, passive: bool, first: int, stop: int,
    candidates: Sequence[Candidate], quoted: Sequence[bool],
) -> Candidate | None:  # fmt: skip
    if passive:
        by = next(
            (n for n in range(cue.last, min(stop, cue.last + _AGENT)) if words.is_(n, "by")
             or (n < cue.last and words.is_(n, "by"))), None,
        )  # fmt: skip
        inner = next((n for n in range(cue.first, cue.last) if words.is_(n, "by")), by)
        return None if inner is None else _agent(words, inner + 1, stop, candidates)
    if cue.kind == "noun":
        return _owner(words, cue, first, stop, candidates)
    if words.lexis.language == "ar" or is_arabic(words.all[cue.first]):
        found = _ahead(words, cue, stop, candidates) or _behind(words, cue, first, candidates)
        # An Arabic verb may do without a subject: whoever spoke before goes on.
        return found or Candidate(cue.first, cue.first, "dropped")
    at = cue.first - 1
    while at >= first and not quoted[at] and words.is_(at, "adverb"):
        at -= 1
    inverted = at < first or quoted[at]
    if inverted and (ahead := _ahead(words, cue, stop, candidates)):
        return ahead
    return _behind(words, cue, first, candidates)


def _ahead(
    words: Words, cue: Found, stop: int, candidates: Sequence[Candidate]
) -> Candidate | None:
    """The subject behind its verb: `said X`, and Arabic's usual order."""
    end = min(stop, cue.last + 1 + _INVERTED)
    end = next((n for n in range(cue.last + 1, end) if words.is_(n, "that")), end)
    near = [c for c in candidates if cue.last < c.first < end and not c.governed]
    if words.lexis.language != "ar":
        near = [c for c in near if c.first - cue.last <= 4]
    if not near:
        return None
    return _agent(words, near[0].first, end, candidates)


def _behind(
    words: Words, cue: Found, first: int, candidates: Sequence[Candidate]
) -> Candidate | None:
    """The subject before its verb."""
    before = [c for c in candidates if first <= c.first and c.last < cue.first]
    semicolon = _semicolon(words, cue.first, first)
    before = [c for c in before if c.first >= semicolon] or before
    at = cue.first - 1
    while at > first and (words.is_(at, "adverb", "modal") or words.all[at].endswith("ly")):
        at -= 1
    if words.all[at] in ("who", "which", "that", "qui"):
        near = [c for c in before if c.kind not in ("vague", "he")]
        return _with_name(words, near[-1], before) if near else None
    free = [c for c in before if not c.governed]
    if not free:
        # "It was not until an issue of the group's newsletter that": the medium speaks.
        return next((c for c in reversed(before) if c.kind == "medium" and c.actor), None)
    shared = words.all[cue.first].endswith("ing") or words.all[at] in (
        "and",
        "to",
        "but",
        "or",
        "by",
        "et",
        "de",
        "en",
        "before",
        "while",
    )
    if shared:
        start = max((c.first for c in free if _opens(words, c, first)), default=free[0].first)
        return _with_name(words, next(c for c in free if c.first >= start), free)
    return _with_name(words, free[-1], free)


def _opens(words: Words, candidate: Candidate, first: int) -> bool:
    """Whether a candidate is a pronoun, or the first word of a clause."""
    before = candidate.first - 1
    if before < first:
        return True
    return candidate.kind in ("he", "it", "they") or words.all[before] in (
        "but", "while", "though", "although", "whereas", "mais", "tandis",
    )  # fmt: skip


def _semicolon(words: Words, number: int, first: int) -> int:
    for at in range(number - 1, first - 1, -1):
        if any(c in words.between(at, at + 1) for c in ";؛"):
            return at + 1
    return first


def _with_name(words: Words, chosen: Candidate, all_of_them: Sequence[Candidate]) -> Candidate:
    """The person named beside a noun: `Amadou X, leader of Y, said`, `the spokesman, Abu X,`."""
    if chosen.kind not in ("person", "people", "body"):
        return chosen
    for other in reversed(all_of_them):
        if other.kind in ("actor", "name") and other.last < chosen.first:
            between = words.text[words.spans[other.last][1] : words.spans[chosen.first][0]]
            within = chosen.first - other.last <= 6
            if between.lstrip("0123456789").startswith(",") and between.count(",") == 1 and within:
                return other
    return chosen


def _owner(
    words: Words, cue: Found, first: int, stop: int, candidates: Sequence[Candidate]
) -> Candidate | None:
    """Whose accusation it is: `X's accusation`, `his view`, `accusation by X`."""
    if words.is_(cue.first - 1, "possessive"):
        kind = next((k for k in ("he", "it", "they") if words.is_(cue.first - 1, k)), "he")
        return Candidate(cue.first - 1, cue.first - 1, kind)
    if words.is_(cue.last + 1, "by"):
        return _agent(words, cue.last + 2, stop, candidates)
    near = [c for c in candidates if cue.first - 4 <= c.last < cue.first and c.first >= first]
    if near and words.all[near[-1].last + 1] == "s":
        return near[-1]
    return None


def _is_speech(words: Words, report: Report, stop: int, quoted: Sequence[bool]) -> bool:
    """Whether what looks like a report is one."""
    cue, subject = report.cue, report.subject
    before = cue.first - 1
    quote = any(quoted[n] for n in range(cue.last + 1, min(stop, cue.last + 7)))
    if cue.kind == "according":
        return subject is not None
    for number in range(max(0, cue.first - 3), cue.first):
        # "May" is a month.
        if words.is_(number, "negation", "modal") and not words.capital(number):
            return False
    if cue.kind == "noun":
        return subject is not None and (quote or _that(words, cue.last + 1, stop))
    if cue.kind == "name":
        return quote or (subject is not None and report.passive)
    if cue.kind == "weak" and not (quote or _that(words, cue.last + 1, stop)):
        return False
    if cue.kind == "listing":
        # Not "a commander identified as X": nobody is said to do it.
        if words.is_(cue.last + 1, "as") or not _as(words, cue.last + 1, stop):
            return report.passive and subject is not None
    if cue.kind == "about":
        return subject is not None and subject.kind == "medium"
    if cue.kind == "charge" and words.is_(cue.last + 1, "participle_noun"):
        return False
    if before >= 0 and words.is_(before, "determiner") and not report.passive:
        if words.all[before] not in ("that", "this", "those", "some", "many"):
            return False
    if cue.first == cue.last and words.is_(cue.first, "ambiguous") and not report.passive:
        return subject is not None and cue.first - subject.last <= 2
    return True


def _that(words: Words, first: int, stop: int) -> bool:
    """Whether "that" follows within the clause: `noted in an interview of May that`."""
    for number in range(first, min(stop, first + _CLAUSE)):
        if words.is_(number, "that"):
            return True
        if number > first and any(c in words.between(number - 1, number) for c in ",;:،؛"):
            return False
    return False


def _as(words: Words, first: int, stop: int) -> bool:
    """Whether "as" follows: `identified X, a leader of Y, as`."""
    return any(words.is_(n, "as") for n in range(first, min(stop, first + _LISTED)))


def _bounded(words: Words, reports: list[Report]) -> list[Report]:
    """Each report ends where the next one of the sentence begins."""
    bounded: list[Report] = []
    for number, report in enumerate(reports):
        later = [r for r in reports[number + 1 :] if r.cue.first > report.cue.last]
        stop = report.stop
        if later and report.cue.kind != "according" and not report.passive:
            following = later[0]
            stop = min(stop, max(report.cue.last + 1, following.begin))
            if following.begin <= report.cue.last:
                stop = following.cue.first
        shared = any(
            r.subject == report.subject and report.subject is not None and not r.passive
            for r in reports[:number]
        )
        begin = report.cue.first if shared else report.begin
        bounded.append(Report(report.cue, report.subject, report.passive, begin, stop, shared))
    return bounded
