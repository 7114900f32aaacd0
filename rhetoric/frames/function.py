"""The function of a frame use: does the speaker assert the theme, reject it, or mention it?

Use is told from mention (Gligorić et al., NAACL 2024) by grammar: who is the
source of the words that carry the theme, are they denied or negated, asked or
made conditional. Every decision keeps its reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from rhetoric.frames.analysis import Analysis
from rhetoric.frames.cues import Cue
from rhetoric.frames.source import Source, find_source
from rhetoric.model import Theme

#: How many words before the theme's words a negation may stand.
_NEGATION_REACH = 6


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
    if cue.first <= last:
        return not _between(analysis, "adversative", cue.last, first)
    if cue.kind == "according":
        return not _between(analysis, "adversative", last, cue.first)
    # A trailing "…, they say": set off by a comma, at the end.
    cut = analysis.breaks[cue.first] or any(
        analysis.breaks[n] for n in range(max(0, cue.first - 3), cue.first)
    )
    return cut and len(analysis.words) - cue.last <= 6


def _distance(cue: Cue, first: int) -> str:
    gap = first - cue.last
    return f"{gap} word{'s' if gap != 1 else ''} before" if gap > 0 else "within"


def _negation(analysis: Analysis, first: int, last: int) -> Cue | None:
    for cue in analysis.of("negation"):
        if cue.first < first:
            near = first - cue.last <= _NEGATION_REACH
            if near and analysis.same_clause(cue.last, first):
                return cue
        elif first < cue.first <= last or (
            0 < cue.first - last <= 4
            and analysis.same_clause(last, cue.first)
            and not set(analysis.words[last + 1 : cue.first]) & {"and", "et", "who", "qui", "الذي"}
        ):
            return cue
    return None


def _denial(analysis: Analysis, first: int, last: int) -> tuple[Cue, Source] | None:
    for cue in analysis.of("denial"):
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
        if (not inside or theme.id != "falsehood") and _reaches(analysis, cue, first, last):
            found.append((cue, find_source(analysis, cue)))
    return found


def _claim_noun(analysis: Analysis, first: int, last: int) -> tuple[Cue, Source] | None:
    for cue in analysis.of("claim_noun"):
        if 0 <= first - cue.last <= 5 and not (first <= cue.first <= last):
            return cue, find_source(analysis, cue)
    return None


def _rebuttal(analysis: Analysis, first: int, last: int, theme: Theme) -> Cue | None:
    if theme.id == "falsehood":
        return None
    return next((c for c in analysis.of("rebuttal") if c.last < first or c.first > last), None)


def _speaks_of_own_side(analysis: Analysis, first: int, last: int) -> bool:
    """Whether the speaker's own side is the one spoken of (us, our men, its own name)."""
    if any(first <= w <= last for w in analysis.own_words):
        return True
    subjects = [w for w in analysis.own_words if w < first]
    return bool(subjects)


def judge(analysis: Analysis, first: int, last: int, theme: Theme) -> Judgement:
    """The function of a theme whose words are first..last of the passage."""
    own = Source(True)
    denial = _denial(analysis, first, last)
    reports = _reports(analysis, first, last, theme)
    others = [(c, s) for c, s in reports if s.own is False]
    mine = [(c, s) for c, s in reports if s.own is True]
    rebuttal = _rebuttal(analysis, first, last, theme)
    negation = _negation(analysis, first, last)
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
    for cue in analysis.of("condition", "question_inside"):
        if cue.first < first and analysis.same_clause(cue.last, first):
            if cue.kind == "condition" or any(r.first < cue.first for r, _ in reports):
                return Judgement("mentions", f"made conditional by '{cue.text}'", own)
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
    if reports and not mine:
        cue, _ = reports[-1]
        if analysis.speaker.form != "summary" and theme.tone == "hostile":
            if _speaks_of_own_side(analysis, first, last):
                return Judgement("mentions", f"said by others ('{cue.text}')", Source(False))
    for cue in analysis.of("distance"):
        if 0 < first - cue.last <= 3 and analysis.speaker.form != "summary":
            return Judgement("mentions", f"kept at a distance by '{cue.text}'", own)
    if mine:
        return Judgement("asserts", f"the speaker's own words ('{mine[-1][0].text}')", own)
    return Judgement("asserts", "said without reserve", own)


def _contradicted(analysis: Analysis, cue: Cue, last: int) -> bool:
    """Whether what others say is met with "but …": a negation or denial after an adversative."""
    for turn in analysis.of("adversative"):
        if turn.first > max(cue.last, last):
            return any(c.first > turn.first for c in analysis.of("negation", "denial", "rebuttal"))
    return False
