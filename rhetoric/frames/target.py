"""The target of a frame use: who is charged with it, or given it.

Named actors come first, by their grammatical place beside the theme's words;
then pronouns and descriptions, resolved to the last rival named or to the
speaker's known adversary. Each way has its confidence.
"""

from __future__ import annotations

from dataclasses import dataclass

from rhetoric.frames.analysis import Analysis, Named
from rhetoric.frames.function import Judgement
from rhetoric.model import Theme

#: Confidence by the way a target was found.
NAMED, NAMED_FAR, LAST_NAMED, SELF, ADVERSARY, UNNAMED = 0.95, 0.8, 0.7, 0.8, 0.6, 0.35
#: Why a target was only supposed.
NOBODY_NAMED = "nobody is named: the known adversary"


@dataclass(frozen=True)
class Target:
    """Who a frame use is about.

    Attributes:
        party: organisation or state, an actor id; "" for nobody.
        camp: its camp, "" if none.
        named: the actor id as named (a leader, say), "" when not named.
        confidence: 0 to 1.
        reason: how it was found.
    """

    party: str = ""
    camp: str = ""
    named: str = ""
    confidence: float = 0.0
    reason: str = ""


def _is_partner(analysis: Analysis, named: Named, last: int) -> bool:
    """Whether an actor is the other party of a "with …" or "to …", not the one charged."""
    return named.first > last - 4 and any(
        0 <= named.first - cue.last <= 3 and cue.first >= last - 5 for cue in analysis.of("partner")
    )


def _is_joined(analysis: Analysis, named: Named) -> bool:
    """Whether an actor is introduced by "with"."""
    before = analysis.words[max(0, named.first - 2) : named.first]
    return any(word in ("with", "avec", "مع") for word in before)


def _within_partner(analysis: Analysis, first: int) -> bool:
    """Whether words stand right behind "with", "join" and the like: a third party's name."""
    return any(
        0 < first - cue.last <= 2 and cue.text not in ("for", "pour")  # "take them for …"
        for cue in analysis.of("partner")
    )


def _they_do(analysis: Analysis, first: int) -> bool:
    """Whether an Arabic verb holds its own subject: «يفاوضون حكومة …», whom they talk to."""
    word = analysis.words[first]
    return analysis.language == "ar" and len(word) > 4 and word.endswith(("ون", "وا"))


def _on_behalf(analysis: Analysis, named: Named) -> bool:
    """Whether an actor is the one in whose name something is done."""
    before = analysis.words[max(0, named.first - 3) : named.first]
    return any(word in ("behalf", "name", "nom", "باسم") for word in before)


def _by_place(
    analysis: Analysis, candidates: list[Named], theme: Theme, first: int, last: int
) -> Named:
    """The candidate in the grammatical place where the theme's target stands."""

    def distance(named: Named) -> int:
        if named.first > last:
            return named.first - last
        return max(0, first - named.last)

    if theme.target_role == "subject":
        opening = [n for n in candidates if n.first == first]  # "Ukrainian aggression"
        if opening:
            return opening[0]
        before = [n for n in candidates if n.first < first]
        if before:
            return min(before, key=distance)
    if theme.target_role == "object":
        after = [n for n in candidates if n.last > first]
        joined = [n for n in after if _is_joined(analysis, n)]
        after = joined if len(after) > 1 and joined else after
        if after:
            return min(after, key=distance)
    return min(candidates, key=distance)


def _candidates(
    analysis: Analysis, theme: Theme, judgement: Judgement, first: int, last: int
) -> list[Named]:
    speaker = analysis.speaker
    hostile = theme.tone == "hostile"
    found = []
    for named in analysis.named:
        reporter = named.first == judgement.source.word and judgement.source.own is False
        if reporter and not judgement.denied:
            continue
        if hostile and judgement.function == "asserts" and named.own:
            continue
        found.append(named)
    if not hostile:
        others = [n for n in found if n.party != speaker.group and n.actor != speaker.person]
        behalf = [n for n in others if not _on_behalf(analysis, n)]
        own = [n for n in found if n not in others and n.first > last]
        return [n for n in behalf if n.camp] or behalf or own
    if theme.target_role == "subject":
        if _they_do(analysis, first):
            found = [n for n in found if n.camp or n.first < first]
        charged = [n for n in found if not _is_partner(analysis, n, last)]
        found = charged or [n for n in found if n.camp]
    sides = [n for n in found if n.camp]
    return sides or found


def find_target(
    analysis: Analysis,
    first: int,
    last: int,
    theme: Theme,
    judgement: Judgement,
    last_rival: Named | None = None,
    last_named: Named | None = None,
) -> Target:
    """The target of a theme whose words are first..last of a passage.

    Args:
        last_rival: the rival named last in the statement's earlier passages.
        last_named: the other party named last there, rival or not.
    """
    if theme.target_role == "none":
        return Target(reason="the theme has no target")
    speaker, hostile = analysis.speaker, theme.tone == "hostile"
    turned = judgement.function != "asserts"
    if turned and not speaker.observer:
        own = _own_side(analysis, theme, judgement, first, last)
        if own is not None:
            return own
    candidates = _candidates(analysis, theme, judgement, first, last)
    if theme.target_role == "any" and _within_partner(analysis, first):
        candidates = [n for n in candidates if n.first > first and n.first - last <= 3]
    if candidates:
        best = _by_place(analysis, candidates, theme, first, last)
        near = analysis.same_clause(best.first, first)
        return Target(
            best.party, best.camp, best.actor, NAMED if near else NAMED_FAR,
            f"named in the {'clause' if near else 'passage'}",
        )  # fmt: skip
    if theme.target_role == "any" and _within_partner(analysis, first):
        return Target(reason="the one so called is not named")
    pronoun = next(iter(analysis.of("third_person", "rival_noun")), None)
    general = any(cue.first <= first for cue in analysis.of("general", "prohibition"))
    if general and pronoun is None:
        return Target(reason="a general warning or rule: nobody is charged")
    # Who has known rivals speaks of them unnamed. Where nobody is known to be anyone's rival
    # (states among states), "they" may be any of a dozen that were named before.
    if not speaker.rivals:
        return Target(reason="nobody is named")
    if not hostile and last_named is not None and last_named.first != judgement.source.word:
        return Target(
            last_named.party, last_named.camp, last_named.actor, ADVERSARY, "the party named last"
        )
    if last_rival is not None:
        how = f"'{pronoun.text}', the rival named last" if pronoun else "the rival named last"
        return Target(
            last_rival.party, last_rival.camp, last_rival.actor,
            LAST_NAMED if pronoun else ADVERSARY, how,
        )  # fmt: skip
    if theme.id == "allegiance" and not speaker.observer and judgement.function == "asserts":
        named = next((n for n in analysis.named if n.own and n.actor != speaker.person), None)
        above = named.party if named else speaker.camp
        return Target(above, speaker.camp, "", UNNAMED, "nobody else is named: the own camp")
    if not hostile and judgement.source.own is False and pronoun is None:
        return Target(reason="nobody is named")
    if speaker.rivals and (pronoun or hostile or theme.id == "victory"):
        rival, camp = speaker.rivals[0], speaker.rival_camp
        if pronoun:
            return Target(rival, camp, "", ADVERSARY, f"'{pronoun.text}', the known adversary")
        return Target(rival, camp, "", UNNAMED, NOBODY_NAMED)
    return Target(reason="nobody is named")


def speaks_of_itself(analysis: Analysis, theme: Theme, target: Target, first: int) -> bool:
    """Whether what looks like a charge is said of the speaker's own side ("we would negotiate")."""
    if theme.tone != "hostile" or theme.target_role != "subject" or target.reason != NOBODY_NAMED:
        return False
    if _they_do(analysis, first):
        return False
    own = list(analysis.own_words)
    if analysis.speaker.form == "summary":
        own += [c.first for c in analysis.of("he_she_it") if c.text in ("it", "il", "elle")]
    return any(word < first for word in own)


def own_side(analysis: Analysis) -> Target:
    """The speaker's own side as a target."""
    speaker = analysis.speaker
    return Target(speaker.group, speaker.camp, "", SELF, "the speaker's own side")


def _own_side(
    analysis: Analysis, theme: Theme, judgement: Judgement, first: int, last: int
) -> Target | None:
    """The speaker's own side, where a charge is turned down or reported as made against it."""
    speaker = analysis.speaker
    own = Target(speaker.group, speaker.camp, "", SELF, "a charge against the speaker's own side")
    about_own = bool(analysis.own_words)
    if not speaker.rivals and not any(n.own for n in analysis.named):
        return None  # among many sides, what one turns down is seldom said of it
    if theme.tone != "hostile":
        if theme.id != "victory" or judgement.denied:
            return None
        turned_down = judgement.function == "rejects"
        return own if turned_down or (judgement.source.own is False and about_own) else None
    if judgement.denied:
        return None  # who denies a charge is the one charged
    if judgement.source.own is False:
        rivals = [n for n in analysis.named if n.camp and not n.own]
        charged = [n for n in rivals if n.first != judgement.source.word]
        return own if about_own or not charged else None
    if judgement.function == "rejects":
        if theme.target_role == "any" and _others_called(analysis, last):
            return None
        if theme.target_role == "object":
            after = [n for n in analysis.named if n.last > first and n.camp and not n.own]
            return None if after else own
        clause = [w for w in range(first) if analysis.same_clause(w, first)]
        rival = any(n.camp and not n.own and n.last in clause for n in analysis.named)
        own_subject = any(w in clause for w in analysis.own_words)
        return None if rival and not own_subject else own
    nearer = min((abs(first - w) for w in analysis.own_words), default=99)
    others = min((abs(first - n.first) for n in analysis.named if n.camp and not n.own), default=99)
    return own if nearer < others else None


def _others_called(analysis: Analysis, last: int) -> bool:
    """As in: "we do not call them …", "do not call them …": the others are not so called."""
    if analysis.speaker.form == "summary":
        return False
    clause = [n for n in range(len(analysis.words)) if analysis.same_clause(n, last)]
    tell = {c.first for c in analysis.of("report")}
    theirs = [
        c.first
        for c in analysis.of("third_person")
        if c.first in clause and c.last + 1 not in tell  # "as they claim"
    ]
    ours = [n for n in analysis.own_words if n in clause]
    return bool(theirs) and (not ours or max(theirs) > max(ours))
