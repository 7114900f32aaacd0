"""The function of a frame use: does the speaker assert the theme, reject it, or mention it?

Use is told from mention (Gligorić et al., NAACL 2024) by grammar: who is the
source of the words that carry the theme, are they denied or negated, asked or
made conditional. Every decision keeps its reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from rhetoric.frames.analysis import Analysis, Named
from rhetoric.frames.cues import Cue
from rhetoric.frames.source import Source, find_source
from rhetoric.model import Theme

#: How many words before the theme's words a negation may stand.
_NEGATION_REACH = 6
#: The theme that is itself about what others claim.
_ABOUT_CLAIMS = "falsehood"
#: The theme whose loser often stands where the doer would.
_VICTORY = "victory"
#: Negations that govern only what follows them.
_PREPOSITIONS = frozenset("without sans بلا دون بدون بغير غير عدم neither nor ni rather".split())


@dataclass(frozen=True)
class Judgement:
    """A function with its reason.

    Attributes:
        function: asserts, rejects or mentions.
        reason: why, in words.
        source: whose claim it is.
    """

    function: str
    reason: str
    source: Source


def _between(analysis: Analysis, kind: str, left: int, right: int) -> bool:
    return any(left < c.first <= right for c in analysis.of(kind))


def _reaches(analysis: Analysis, cue: Cue, first: int, last: int) -> bool:
    """Whether what a reporting cue introduces covers the words first..last."""
    low, high = sorted((cue.last, first))
    if any(analysis.stops[low + 1 : high + 1]):
        return False
    if cue.first <= last:
        return not _between(analysis, "adversative", cue.last, first)
    if cue.kind == "according":
        return not _between(analysis, "adversative", last, cue.first)
    # A trailing "…, they say": set off by a comma, at the end.
    cut = analysis.breaks[cue.first] or any(
        analysis.breaks[n] for n in range(max(0, cue.first - 3), cue.first)
    )
    return cut and (analysis.quoted[first] or len(analysis.words) - cue.last <= 6)


def _distance(cue: Cue, first: int) -> str:
    gap = first - cue.last
    return f"{gap} word{'s' if gap != 1 else ''} before" if gap > 0 else "within"


def _negation(analysis: Analysis, first: int, last: int, after: bool) -> Cue | None:
    """The negation that governs words first..last; with `after`, also one behind them."""
    for cue in analysis.of("negation"):
        if cue.first < first:
            near = first - cue.last <= _NEGATION_REACH
            if near and analysis.same_clause(cue.last, first):
                return cue
        elif (
            after
            and cue.text not in _PREPOSITIONS
            and 0 < cue.first - last <= 4
            and analysis.same_clause(last, cue.first)
            and not set(analysis.words[last + 1 : cue.first]) & {"and", "et", "who", "qui", "الذي"}
        ):
            return cue
    return None


def _denial(
    analysis: Analysis, first: int, last: int, theme: Theme
) -> tuple[Cue, Source] | None:
    for cue in analysis.of("denial"):
        if theme.id == _ABOUT_CLAIMS and first <= cue.first <= last:
            continue  # "they contradict themselves" is the charge, not its denial
        if first <= cue.first <= last and cue.last <= last:
            covers = True
        elif cue.first < first:
            covers = not _between(analysis, "adversative", cue.last, first)
        else:
            covers = cue.first - last <= 8 and not _between(analysis, "adversative", last, cue.first)
        if covers:
            return cue, find_source(analysis, cue)
    return None


def _reports(analysis: Analysis, first: int, last: int, theme: Theme) -> list[tuple[Cue, Source]]:
    found = []
    for cue in analysis.of("report", "according"):
        inside = first <= cue.first <= last
        if (not inside or theme.id != _ABOUT_CLAIMS) and _reaches(analysis, cue, first, last):
            found.append((cue, find_source(analysis, cue)))
    if theme.id == _ABOUT_CLAIMS:
        # "They say that what the others tell is lies": the claims of others are what is
        # called false, so only the outermost report counts.
        return found[:1]
    return found


def _claim_noun(analysis: Analysis, first: int, last: int) -> tuple[Cue, Source] | None:
    for cue in analysis.of("claim_noun"):
        if 0 <= first - cue.last <= 5 and not (first <= cue.first <= last):
            return cue, find_source(analysis, cue)
    return None


def _rebuttal(analysis: Analysis, first: int, last: int, theme: Theme) -> Cue | None:
    if theme.id == _ABOUT_CLAIMS:
        return None
    return next((c for c in analysis.of("rebuttal") if c.last < first or c.first > last), None)


def _speaks_of_own_side(analysis: Analysis, first: int, last: int) -> bool:
    """Whether the speaker's own side is the one spoken of (us, our men, its own name)."""
    if any(first <= w <= last for w in analysis.own_words):
        return True
    subjects = [w for w in analysis.own_words if w < first]
    return bool(subjects)


def judge(
    analysis: Analysis, first: int, last: int, theme: Theme, *, whole: bool = False
) -> Judgement:
    """The function of a theme whose words are first..last of the passage.

    Args:
        whole: no words carry the theme; it was found by the meaning of the passage.
    """
    own = Source(True)
    denial = _denial(analysis, first, last, theme)
    reports = _reports(analysis, first, last, theme)
    others = [(c, s) for c, s in reports if s.own is False]
    mine = [(c, s) for c, s in reports if s.own is True]
    rebuttal = _rebuttal(analysis, first, last, theme)
    negation = _negation(
        analysis, first, last, theme.target_role != "any" and analysis.language != "ar"
    )
    claim = _claim_noun(analysis, first, last)

    if denial:
        cue, source = denial
        undone = any(
            0 < cue.first - n.last <= 2 and n.text not in ("refuse", "refuses")
            for n in analysis.of("negation")
        )
        if undone and source.own is not False:
            return Judgement("asserts", f"'{cue.text}' is itself negated", own)
        if source.own is not False:
            return Judgement("rejects", f"denied with '{cue.text}'", own)
        return Judgement("mentions", f"'{cue.text}' is said of {source.name}", source)
    if analysis.question:
        return Judgement("mentions", "asked, not said", own)
    for cue in analysis.of("condition"):
        opens = whole and cue.first == 0
        if opens or (cue.first < first and analysis.same_clause(cue.last, first)):
            return Judgement("mentions", f"made conditional by '{cue.text}'", own)
    for cue in analysis.of("question_inside"):
        if cue.first < first and any(r.first < cue.first for r, _ in reports):
            return Judgement("mentions", f"asked with '{cue.text}'", own)
    for cue in analysis.of("hearsay"):
        if analysis.speaker.form != "summary":
            return Judgement("mentions", f"hearsay: '{cue.text}'", Source(False, "others"))
    if others:
        cue, source = others[-1]
        if rebuttal:
            return Judgement(
                "rejects", f"said by {source.name} and called '{rebuttal.text}'", source
            )
        if _contradicted(analysis, cue, last):
            return Judgement("rejects", f"said by {source.name} and contradicted", source)
        return Judgement("mentions", f"said by {source.name} ('{cue.text}')", source)
    if negation:
        return Judgement(
            "rejects", f"negated by '{negation.text}' {_distance(negation, first)}", own
        )
    if rebuttal and (claim or rebuttal.first < first) and theme.tone == "hostile":
        if claim or _speaks_of_own_side(analysis, first, last):
            return Judgement("rejects", f"called '{rebuttal.text}'", own)
    if claim and not mine:
        cue, source = claim
        if source.own is not True:
            who = source.name or "others"
            return Judgement("mentions", f"'{cue.text}' of {who}", Source(False, source.name))
    for cue, _ in mine:
        for no in analysis.of("negation"):
            if 0 < cue.first - no.last <= 4 and analysis.same_clause(no.last, cue.first):
                return Judgement("rejects", f"'{cue.text}' negated by '{no.text}'", own)
    doer = None if mine else _other_doer(analysis, theme, first, last)
    if doer is not None:
        return Judgement("mentions", f"done by {doer.party}, not the speaker", Source(False, doer.party, doer.first))
    if reports and not mine:
        cue, _ = reports[-1]
        if analysis.speaker.observer:
            return Judgement("mentions", f"said by others ('{cue.text}')", Source(False, "others"))
        if analysis.speaker.form != "summary" and theme.tone == "hostile":
            if _speaks_of_own_side(analysis, first, last):
                return Judgement("mentions", f"said by others ('{cue.text}')", Source(False))
    for cue in analysis.of("distance"):
        if 0 < first - cue.last <= 3 and analysis.speaker.form != "summary":
            return Judgement("mentions", f"kept at a distance by '{cue.text}'", own)
    if mine:
        return Judgement("asserts", f"the speaker's own words ('{mine[-1][0].text}')", own)
    return Judgement("asserts", "said without reserve", own)


def _other_doer(analysis: Analysis, theme: Theme, first: int, last: int) -> Named | None:
    """Who does what a theme of the self speaks of, where it is not the speaker's side."""
    if theme.tone != "self" or analysis.speaker.observer:
        return None
    before = [w for w in analysis.own_words if w < first and analysis.same_clause(w, first)]
    subjects = [
        n
        for n in analysis.named
        if n.last < first and n.camp and analysis.same_clause(n.last, first)
        and n.first - 1 not in {c.last for c in analysis.of("partner", "giver")}
    ]  # fmt: skip
    if analysis.speaker.form == "summary":
        before += [c.first for c in analysis.of("he_she_it") if c.first < first]
    if theme.id == _VICTORY and not any(word > last for word in analysis.own_words):
        return None  # who stands before "losses" may as well be the one defeated
    holder = next((n for n in analysis.named if 0 < first - n.last <= 2), None)
    if holder is not None and not holder.own and analysis.words[holder.last + 1 : first] == ("s",):
        return holder  # "the rival's pledge"
    if before or not subjects or subjects[0].own:
        return None
    return subjects[0]


def _contradicted(analysis: Analysis, cue: Cue, last: int) -> bool:
    """Whether what others say is met with "but …": a negation or denial after an adversative."""
    for turn in analysis.of("adversative"):
        if turn.first > max(cue.last, last):
            return any(c.first > turn.first for c in analysis.of("negation", "denial", "rebuttal"))
    return False
