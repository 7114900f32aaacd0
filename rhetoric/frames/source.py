"""Whose claim a reporting word introduces: the speaker's own, or somebody else's.

The subject of a reporting verb is looked for in its clause: the first actor,
pronoun or role noun before the verb (in Arabic, where the verb leads, after it).
"""

from __future__ import annotations

from dataclasses import dataclass

from rhetoric.frames.analysis import Analysis, Named
from rhetoric.frames.cues import Cue

_BE = frozenset(
    "is are was were be been being am est sont ete etait etaient fut furent etre sommes".split()
)
_PLACE = frozenset("in of from at near en de du a au dans في من".split())
#: What opens the reported clause: nothing after it can be the subject of the report.
_THAT = frozenset("that que qu ان انه انها انهم بان باننا بانهم".split())
_TOWARDS = frozenset("على الى عن".split())
_WHO = ("first_person", "third_person", "he_she_it", "speaker_noun", "other_noun", "rival_noun")
#: Arabic forms that begin with ن without being "we".
_NOT_WE = ("نفي", "نفت", "نفو", "ندد", "نقل", "نسب", "نعت", "نافي")


@dataclass(frozen=True)
class Source:
    """Whose claim it is.

    Attributes:
        own: True the speaker's, False somebody else's, None not said.
        name: actor id of somebody else, or the word used ("they", "residents").
        word: number of the word it was read from, or -1.
    """

    own: bool | None
    name: str = ""
    word: int = -1


def _arabic_person(cue: Cue) -> Source | None:
    """What the form of an Arabic verb says about its subject."""
    word = cue.text.split(" ")[0]
    if word.startswith("ن") and len(word) > 3 and not word.startswith(_NOT_WE):
        return Source(True, word=cue.first)
    if word in ("قلنا", "سمينا", "وصفنا هم", "نفينا", "تبرأنا", "رفضنا"):
        return Source(True, word=cue.first)
    return None


def _arabic_plural(cue: Cue) -> bool:
    word = cue.text.split(" ")[0]
    return word.endswith(("ون", "وا", "وننا", "ونا", "ونهم", "وهم"))


def _candidates(analysis: Analysis, low: int, high: int) -> list[tuple[int, str, Named | None]]:
    """(word number, kind, actor) of what may be a subject among words low..high-1, in order."""
    found: list[tuple[int, str, Named | None]] = []
    for named in analysis.named:
        if low <= named.first < high:
            before = analysis.words[named.first - 1] if named.first else ""
            if not (before in _PLACE and not named.camp and not named.own):
                found.append((named.first, "named", named))
    covered = {w for n in analysis.named for w in range(n.first, n.last + 1)}
    for cue in analysis.of(*_WHO):
        if low <= cue.first < high and cue.first not in covered:
            found.append((cue.first, cue.kind, None))
    return sorted(found, key=lambda c: c[0])


def _tells(analysis: Analysis) -> bool:
    """Whether an observer speaks in his own words: what "he" says is then somebody else's."""
    return analysis.speaker.observer and analysis.speaker.form != "summary"


def _resolve(analysis: Analysis, found: list[tuple[int, str, Named | None]]) -> Source | None:
    """Read the subject off the candidates of one clause."""
    if not found:
        return None
    at, kind, named = found[0]
    if named is not None and not named.camp and not named.own and len(found) > 1:
        # "The Mauritanian scholar": the state only says where the speaker is from.
        following = found[1]
        if following[0] - named.last <= 2 and following[1] in ("speaker_noun", "named"):
            return _resolve(analysis, found[1:])
    near = [c for c in found[1:] if c[0] - at <= 4]
    if kind in ("first_person", "third_person", "he_she_it"):
        noun = next(
            (c for c in near if c[0] - at <= 2 and c[1] in ("other_noun", "rival_noun")), None
        )
        if noun:
            return Source(False, analysis.words[noun[0]], noun[0])
        told = _tells(analysis) and kind != "first_person"
        if told or (kind == "third_person" and analysis.speaker.form != "summary"):
            return Source(False, analysis.words[at], at)
        return Source(True, word=at)
    if kind == "speaker_noun":
        holder = next((c[2] for c in near if c[2] is not None and (c[2].camp or c[2].own)), None)
        if holder is not None and not holder.own:
            return Source(False, holder.party, holder.first)
        if any(c[1] in ("rival_noun", "third_person") and c[0] - at <= 3 for c in near):
            return Source(False, analysis.words[at], at)
        if _tells(analysis) and not any(c[1] == "first_person" for c in near):
            return Source(False, analysis.words[at], at)  # an observer tells of others' words
        return Source(True, word=at)
    if kind in ("other_noun", "rival_noun"):
        return Source(False, analysis.words[at], at)
    assert named is not None
    if named.own:
        noun = next((c for c in near if c[0] - at <= 3 and c[1] == "rival_noun"), None)
        return Source(False, analysis.words[noun[0]], noun[0]) if noun else Source(True, word=at)
    return Source(False, named.party, at)


def _clause_start(analysis: Analysis, word: int) -> int:
    return max((e for e in analysis.edges if e <= word), default=0)


def find_source(analysis: Analysis, cue: Cue) -> Source:
    """Whose claim a reporting, denying or attributing cue introduces."""
    words, end = analysis.words, len(analysis.words)
    if cue.kind == "according":
        stop = min((e for e in analysis.edges if e > cue.last), default=end)
        found = _candidates(analysis, cue.first, min(stop, cue.last + 7))
        return _resolve(analysis, found) or Source(False, " ".join(words[cue.last + 1 : stop][:4]))
    if cue.kind == "claim_noun":
        before = _resolve(analysis, _candidates(analysis, max(0, cue.first - 2), cue.first))
        giver = next((g for g in analysis.of("giver") if 0 < g.first - cue.last <= 6), None)
        after = giver and _resolve(analysis, _candidates(analysis, giver.last + 1, giver.last + 6))
        return after or before or Source(None)
    if analysis.language == "ar" and (person := _arabic_person(cue)):
        return person
    clause = max(_clause_start(analysis, cue.first), cue.first - 2)
    if any(w in _BE for w in words[clause : cue.first]) and not cue.text.endswith(("ing", "ant")):
        giver = next((g for g in analysis.of("giver") if g.first > cue.last), None)
        if giver is not None:
            found = _candidates(analysis, giver.last + 1, min(end, giver.last + 6))
            return _resolve(analysis, found) or Source(False, "others")
        return Source(None)
    start = _clause_start(analysis, cue.first)
    # "Monitors note that the group says": the innermost clause holds the subject.
    inner = max((n + 1 for n in range(start, cue.first) if words[n] in _THAT), default=start)
    back = _candidates(analysis, inner, cue.first)
    if not back and inner > start:
        back = _candidates(analysis, start, inner)
    that = next((n for n in range(cue.last + 1, min(end, cue.last + 4)) if words[n] in _THAT), end)
    forward = _candidates(analysis, cue.last + 1, min(that, cue.last + 4))
    if analysis.language == "ar":
        # The subject may stand within the cue; behind a preposition there is none.
        forward = [
            c
            for c in _candidates(analysis, cue.first + 1, min(that, cue.last + 4))
            if _TOWARDS.isdisjoint(words[max(cue.first, c[0] - 2) : c[0]])
        ]
        if _arabic_plural(cue):
            return _resolve(analysis, back) or Source(False, words[cue.first], cue.first)
        return _resolve(analysis, forward) or _resolve(analysis, back) or Source(None)
    source = _resolve(analysis, back)
    clause = start
    while source is None and clause > 0:
        # "The spokesman, who had travelled far, said": the subject stands further back.
        earlier = _clause_start(analysis, clause - 1)
        source = _resolve(analysis, _candidates(analysis, earlier, clause))
        clause = earlier
    inverted = start == cue.first or (source is None and analysis.breaks[cue.first])
    if inverted and forward:
        source = _resolve(analysis, forward) or source
    return source or Source(None)
