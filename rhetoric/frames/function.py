"""The function of a frame use: does the speaker assert the theme, reject it, or mention it?

Use is told from mention (Gligorić et al., NAACL 2024) by grammar: who is the
source of the words that carry the theme, are they denied or negated, asked or
made conditional. The rules stand in RULES, in their order; the first that has
something to say decides, and its reason is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rhetoric.frames.analysis import Analysis, Named
from rhetoric.frames.cues import Cue
from rhetoric.frames.evidence import (
    ABOUT_CLAIMS,
    REACH,
    Claim,
    forbids,
    gather,
    part_of_charge,
    plural,
)
from rhetoric.frames.source import Source
from rhetoric.model import Theme

#: Themes whose target is the one that loses: men or ground.
_LOSSES = ("victory", "defection")
#: The theme whose loser often stands where the doer would.
_VICTORY = "victory"
#: Nobody but the speaker is quoted.
OWN = Source(True)


@dataclass(frozen=True)
class Judgement:
    """A function with its reason.

    Attributes:
        function: asserts, rejects or mentions.
        reason: why, in words.
        source: whose claim it is.
        denied: the source denies it.
    """

    function: str
    reason: str
    source: Source = OWN
    denied: bool = False


def judge(
    analysis: Analysis, first: int, last: int, theme: Theme, *, whole: bool = False
) -> Judgement:
    """The function of a theme whose words are first..last of the passage.

    Args:
        whole: no words carry the theme; it was found by the meaning of the passage.
    """
    claim = gather(analysis, first, last, theme, whole)
    for rule in RULES:
        judgement = rule(claim)
        if judgement is not None:
            return judgement
    return Judgement("asserts", "said without reserve")


def _denied(claim: Claim) -> Judgement | None:
    """As in: "We reject the accusation", "he took offence at the word"."""
    if claim.denial is None:
        return None
    cue, source = claim.denial
    if source.own is False:
        return Judgement("mentions", f"'{cue.quote}' is said of {source.name}", source, True)
    if claim.negated_before(cue, 2):
        return Judgement("asserts", f"'{cue.quote}' is itself negated")
    return Judgement("rejects", f"denied with '{cue.quote}'")


def _asked(claim: Claim) -> Judgement | None:
    """As in: "Are they …?", "he asked whether …"; "did they not …?" answers itself."""
    analysis = claim.analysis
    if analysis.question and (cue := analysis.rhetorical) is None:
        return Judgement("mentions", "asked, not said")
    if analysis.question and cue is not None and claim.theme.tone == "hostile":
        if any(cue.first <= word <= cue.last + 1 for word in analysis.own_words):
            return Judgement("rejects", f"'{cue.quote}' asks it of the speaker's own side")
    for cue in claim.cues("question_inside"):
        if cue.first < claim.first and any(r.first < cue.first for r, _ in claim.reports):
            return Judgement("mentions", f"asked with '{cue.quote}'")
    return None


def _conditional(claim: Claim) -> Judgement | None:
    """As in: "If they negotiated, …"."""
    asked = claim.analysis.rhetorical
    for cue in claim.cues("condition"):
        if asked is not None and asked.first <= cue.first <= asked.last:
            continue
        if claim.analysis.conceded(cue.first, claim.first):
            continue  # "even if they deny it, they met"
        opens = claim.whole and cue.first == 0
        if opens or (cue.first < claim.first and claim.analysis.same_clause(cue.last, claim.first)):
            return Judgement("mentions", f"made conditional by '{cue.quote}'")
    return None


def _hearsay(claim: Claim) -> Judgement | None:
    """As in: "Reportedly", "on raconte que", the French conditional of report.

    A summary tells what its own speaker said: doubt there is the summary's.
    """
    cue = next(iter(claim.cues("hearsay")), None)
    if cue is None or claim.summary:
        return None
    return Judgement("mentions", f"hearsay: '{cue.quote}'", Source(False, "others"))


def _said_by_others(claim: Claim) -> Judgement | None:
    """As in: "They call us …"; a rejection where it is called false or contradicted."""
    if not claim.others:
        return None
    cue, source = claim.others[-1]
    if claim.rebuttal:
        text = f"said by {source.name} and called '{claim.rebuttal.quote}'"
        return Judgement("rejects", text, source)
    if _contradicted(claim.analysis, cue, claim.last):
        return Judgement("rejects", f"said by {source.name} and contradicted", source)
    return Judgement("mentions", f"said by {source.name} ('{cue.quote}')", source)


def _contradicted(analysis: Analysis, cue: Cue, last: int) -> bool:
    """Whether what others say is met with "but …" and a negation or denial."""
    for turn in analysis.of("adversative"):
        if turn.first > max(cue.last, last):
            return any(c.first > turn.first for c in analysis.of("negation", "denial", "rebuttal"))
    return False


def _negated(claim: Claim) -> Judgement | None:
    """As in: "They are not …", "there was no …"."""
    cue = claim.negation
    if cue is None:
        return None
    gap = claim.first - cue.last
    where = f"{plural(gap, 'word')} before" if gap > 0 else "behind it"
    return Judgement("rejects", f"negated by '{cue.quote}' {where}")


def _own_side_cleared(claim: Claim) -> Judgement | None:
    """As in: "We have not changed our method", "none of our men has …".

    A charge whose only party is the speaker's own side is not made by the speaker: a
    negation anywhere in the passage turns it down.
    """
    analysis = claim.analysis
    if claim.theme.tone != "hostile" or analysis.speaker.observer or not analysis.own_words:
        return None
    rivals = any(n.camp and not n.own for n in analysis.named)
    rivals = rivals or any(w.endswith("هم") and len(w) > 4 for w in analysis.words)
    negations = [
        c
        for c in claim.cues("negation")
        if c.first <= claim.last and not part_of_charge(analysis, c, claim.last, claim.theme)
    ]
    if rivals or not negations or claim.cues("third_person", "rival_noun"):
        return None
    return Judgement("rejects", f"negated by '{negations[0].quote}', of the speaker's own side")


def _own_loss_denied(claim: Claim) -> Judgement | None:
    """As in: "No post of ours fell", "none of our men went over to them"."""
    if claim.theme.id not in _LOSSES or claim.analysis.speaker.observer:
        return None
    for cue in claim.cues("negation"):
        if any(0 < w - cue.last <= 6 for w in claim.analysis.own_words):
            return Judgement("rejects", f"a loss of the speaker's own, negated by '{cue.quote}'")
    return None


def _called_false(claim: Claim) -> Judgement | None:
    """As in: "It is a lie that we …"."""
    rebuttal = claim.rebuttal
    if rebuttal is None or claim.theme.tone != "hostile":
        return None
    whoever = any(c.first < claim.first for c in claim.cues("whoever"))
    if claim.about_own_side and (rebuttal.first < claim.first or whoever):
        return Judgement("rejects", f"called '{rebuttal.quote}'")
    if claim.noun:
        return Judgement("rejects", f"called '{rebuttal.quote}'")
    return None


def _named_a_claim(claim: Claim) -> Judgement | None:
    """As in: "The accusation of …": somebody's words, unless the speaker makes them his own."""
    if claim.noun is None or claim.mine:
        return None
    cue, source = claim.noun
    if source.own is True:
        return None
    return Judgement(
        "mentions", f"'{cue.quote}' of {source.name or 'others'}", Source(False, source.name)
    )


def _own_report_negated(claim: Claim) -> Judgement | None:
    """As in: "This should not lead anybody to think of …"."""
    for cue, _ in claim.mine:
        no = claim.negated_before(cue, 4)
        if no is not None:
            return Judgement("rejects", f"'{cue.quote}' negated by '{no.quote}'")
    return None


def _done_by_another(claim: Claim) -> Judgement | None:
    """Themes of the self (a pledge, a victory) that somebody else is the subject of."""
    doer = None if claim.mine else _other_doer(claim)
    if doer is None:
        return None
    source = Source(False, doer.party, doer.first)
    return Judgement("mentions", f"done by {doer.party}, not the speaker", source)


def _other_doer(claim: Claim) -> Named | None:
    analysis, first = claim.analysis, claim.first
    if claim.theme.tone != "self" or analysis.speaker.observer:
        return None
    if claim.theme.id == _VICTORY and not any(w > claim.last for w in analysis.own_words):
        return None  # who stands before "losses" may as well be the one defeated
    holder = next((n for n in analysis.named if 0 < first - n.last <= 2), None)
    if holder is not None and not holder.own and analysis.words[holder.last + 1 : first] == ("s",):
        return holder  # "the rival's pledge"
    own = [w for w in analysis.own_words if w < first and analysis.same_clause(w, first)]
    if claim.summary:
        own += [c.first for c in claim.cues("he_she_it") if c.first < first]
    behind_preposition = {c.last + 1 for c in claim.cues("partner", "giver")}
    subjects = [
        n
        for n in analysis.named
        if n.last < first
        and n.camp
        and n.first not in behind_preposition
        and analysis.same_clause(n.last, first)
    ]
    return None if own or not subjects or subjects[0].own else subjects[0]


def _said_by_nobody_known(claim: Claim) -> Judgement | None:
    """A report without a subject: others say it, where an observer tells or it is about us."""
    if not claim.reports or claim.mine:
        return None
    cue, _ = claim.reports[-1]
    told = claim.analysis.speaker.observer
    about_us = claim.theme.tone == "hostile" and not claim.summary and claim.about_own_side
    if told or about_us:
        return Judgement("mentions", f"said by others ('{cue.quote}')", Source(False, "others"))
    return None


def _kept_at_a_distance(claim: Claim) -> Judgement | None:
    """As in: "So-called", "prétendus", «المزعوم»."""
    if claim.summary or claim.theme.id == ABOUT_CLAIMS:
        return None
    for cue in claim.cues("distance"):
        if cue.first <= claim.last and claim.first - cue.last <= 3:
            return Judgement("mentions", f"kept at a distance by '{cue.quote}'")
    return None


def _own_words(claim: Claim) -> Judgement | None:
    """As in: "The spokesman said …", the spokesman being the statement's own."""
    if not claim.mine:
        return None
    return Judgement("asserts", f"the speaker's own words ('{claim.mine[-1][0].quote}')")


def _said_by_asking(claim: Claim) -> Judgement | None:
    """As in: "Did they not …?", where nothing else has decided."""
    cue = claim.analysis.rhetorical
    return Judgement("asserts", f"the question with '{cue.quote}' answers itself") if cue else None


def _negated_as_a_charge(claim: Claim) -> Judgement | None:
    """As in: "They did not keep their word", "do not raise a hand against …"."""
    for cue in claim.cues("negation"):
        if abs(cue.first - claim.first) <= REACH or claim.first <= cue.first <= claim.last:
            if part_of_charge(claim.analysis, cue, claim.last, claim.theme):
                return Judgement("asserts", f"'{cue.quote}' is part of the charge")
            if forbids(claim.analysis, cue, claim.theme):
                return Judgement("asserts", f"warned against with '{cue.quote}'")
    return None


#: The rules, in the order in which they are asked.
RULES: tuple[Callable[[Claim], Judgement | None], ...] = (
    _denied,
    _asked,
    _conditional,
    _hearsay,
    _said_by_others,
    _own_loss_denied,
    _negated,
    _own_side_cleared,
    _called_false,
    _named_a_claim,
    _own_report_negated,
    _done_by_another,
    _said_by_nobody_known,
    _kept_at_a_distance,
    _own_words,
    _said_by_asking,
    _negated_as_a_charge,
)
