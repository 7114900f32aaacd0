"""What grammar says about a theme's words: who reports, denies or negates them."""

from __future__ import annotations

from dataclasses import dataclass

from rhetoric.frames.analysis import Analysis
from rhetoric.frames.cues import Cue
from rhetoric.frames.source import Source, find_source
from rhetoric.model import Theme

Found = tuple[Cue, Source]

#: How many words before the theme's words a negation may stand.
REACH = 4
#: The theme that is itself about what others claim.
ABOUT_CLAIMS = "falsehood"
#: What besides a word is kept, theme by theme; and themes that forbid as they assert.
_ALSO_KEPT = {ABOUT_CLAIMS: ("truth",), "deviation": ("path",)}
_FORBIDDING = ("bloodshed", "unity")
#: The theme whose words may hold their own refusal.
_PLEDGE = "allegiance"
#: Negations that govern only what follows them.
_PREPOSITIONS = frozenset("without sans neither nor ni rather".split())
#: Negations that count within the theme's words: "killed neither civilians nor …".
_INSIDE = frozenset("neither nor none aucun aucune ni".split())
#: Words behind which a new predicate begins.
_LINKS = frozenset("and et who qui".split())


def plural(number: int, word: str) -> str:
    """`1 word`, `2 words`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


@dataclass(frozen=True)
class Claim:
    """A theme's words in a passage, with everything that bears on whose claim they are.

    Attributes:
        first, last: the words that carry the theme.
        whole: no words carry it; it was found by the meaning of the passage.
        denial: a denial that governs them, and whose it is.
        reports: reporting words that cover them, and whose report it is.
        rebuttal: a word that calls them false.
        negation: a negation that governs them.
        noun: "the accusation of", "the word", and whose it is.
    """

    analysis: Analysis
    theme: Theme
    first: int
    last: int
    whole: bool
    denial: Found | None
    reports: tuple[Found, ...]
    rebuttal: Cue | None
    negation: Cue | None
    noun: Found | None

    @property
    def summary(self) -> bool:
        """Whether the text tells in others' words what its speaker said."""
        return self.analysis.speaker.form == "summary"

    @property
    def others(self) -> list[Found]:
        """Reports of somebody else's words."""
        return [(c, s) for c, s in self.reports if s.own is False]

    @property
    def mine(self) -> list[Found]:
        """Reports of the speaker's own words; a summary's, where it names nobody else."""
        unnamed = self.summary and not self.analysis.speaker.observer
        return [(c, s) for c, s in self.reports if s.own is True or (unnamed and s.own is None)]

    @property
    def about_own_side(self) -> bool:
        """Whether the speaker's own side stands in or before the words (us, our men, its name)."""
        return any(word <= self.last for word in self.analysis.own_words)

    def cues(self, *kinds: str) -> list[Cue]:
        """Cues of the passage, of some kinds."""
        return self.analysis.of(*kinds)

    def negated_before(self, cue: Cue, reach: int) -> Cue | None:
        """A negation at most `reach` words before a cue, in its clause."""
        for no in self.cues("negation"):
            near = 0 < cue.first - no.last <= reach
            if near and self.analysis.same_clause(no.last, cue.first):
                return no
        return None


def gather(analysis: Analysis, first: int, last: int, theme: Theme, whole: bool) -> Claim:
    """Collect what bears on the words first..last of a passage."""
    return Claim(
        analysis=analysis,
        theme=theme,
        first=first,
        last=last,
        whole=whole,
        denial=_denial(analysis, first, last, theme),
        reports=tuple(_reports(analysis, first, last, theme)),
        rebuttal=_rebuttal(analysis, first, last, theme, whole),
        negation=_negation(analysis, first, last, theme),
        noun=_noun(analysis, first, last, theme),
    )


def _between(analysis: Analysis, kind: str, left: int, right: int) -> bool:
    return any(left < c.first <= right for c in analysis.of(kind))


def _reaches(analysis: Analysis, cue: Cue, first: int, last: int) -> bool:
    """Whether what a reporting cue introduces covers the words first..last."""
    if analysis.conceded(cue.first, first):
        return False
    low, high = sorted((cue.last, first))
    if any(analysis.stops[low + 1 : high + 1]):
        return False
    if cue.first <= last:
        return not _between(analysis, "adversative", cue.last, first)
    if cue.kind == "according":
        return not _between(analysis, "adversative", last, cue.first)
    # A trailing "…, they say": set off by a comma, at the end or behind a quotation.
    low = max(0, cue.first - 3)
    cut = any(analysis.breaks[low : cue.first + 1])
    # "…, and calls it wisdom" goes on; it does not attribute.
    joined = any(w in _LINKS for w in analysis.words[low : cue.first])
    return cut and not joined and (analysis.quoted[first] or len(analysis.words) - cue.last <= 6)


def _reports(analysis: Analysis, first: int, last: int, theme: Theme) -> list[Found]:
    found = []
    for cue in analysis.of("report", "according"):
        inside = first <= cue.first <= last
        if inside and first < cue.first and cue.last >= last:
            continue  # "they broke their word": nothing is introduced by it
        if (not inside or theme.id != ABOUT_CLAIMS) and _reaches(analysis, cue, first, last):
            found.append((cue, find_source(analysis, cue)))
    # "They say that what the others tell is lies": the claims of others are what is
    # called false, so only the outermost report counts.
    return found[:1] if theme.id == ABOUT_CLAIMS else found


def _denial(analysis: Analysis, first: int, last: int, theme: Theme) -> Found | None:
    for cue in analysis.of("denial"):
        inside = first <= cue.first and cue.last <= last
        if analysis.conceded(cue.first, first):
            continue
        if inside and theme.id == ABOUT_CLAIMS:
            continue  # "they contradict themselves" is the charge, not its denial
        if inside and cue.first == first and last > cue.last:
            continue  # "we reject interference": a pattern that begins with it means it
        if inside:
            covers = True
        elif cue.first < first:
            covers = not _between(analysis, "adversative", cue.last, first)
        else:
            near = cue.first - last <= 8
            covers = near and not _between(analysis, "adversative", last, cue.first)
        if covers:
            return cue, find_source(analysis, cue)
    return None


def _negation(analysis: Analysis, first: int, last: int, theme: Theme) -> Cue | None:
    # A label can be a noun whose own predicate is negated ("the apostates do not …"), and
    # Arabic negates in front: only elsewhere does a negation behind the words count.
    behind = theme.target_role in ("subject", "object") and analysis.language != "ar"
    found = None
    asked = analysis.rhetorical
    for cue in analysis.of("negation"):
        if asked is not None and asked.first <= cue.first <= asked.last:
            continue  # "did they not …?" says that they did
        if part_of_charge(analysis, cue, last, theme) or forbids(analysis, cue, theme):
            continue
        if cue.first < first:
            near = first - cue.last <= REACH
            if near and analysis.same_clause(cue.last, first):
                found = cue  # the nearest tells most: "pas" rather than "ne"
        elif found is not None:
            return found
        elif cue.last <= last:
            if cue.text in _INSIDE or theme.id == _PLEDGE:  # "we owe no oath to"
                return cue
        elif (
            behind
            and cue.text not in _PREPOSITIONS
            and 0 < cue.first - last <= 4
            and analysis.same_clause(last, cue.first)
            and _LINKS.isdisjoint(analysis.words[last + 1 : cue.first])
        ):
            return cue
    return found


def part_of_charge(analysis: Analysis, negation: Cue, last: int, theme: Theme) -> bool:
    """As in: "They did not keep their word", "not a word of truth"."""
    if theme.tone != "hostile":
        return False
    kinds = ("good_faith", *_ALSO_KEPT.get(theme.id, ()))
    # "Nothing in their account of the battle took place".
    far = theme.id == ABOUT_CLAIMS and not any(w <= last for w in analysis.own_words)
    reach = 12 if far else 5
    return any(
        -3 <= c.first - negation.last <= reach
        and c.first <= last + max(3, reach - 5)
        and analysis.same_clause(negation.last, c.first)
        for c in analysis.of(*kinds)
    )


def forbids(analysis: Analysis, negation: Cue, theme: Theme) -> bool:
    """As in: "Do not raise a hand against farmers": who forbids it warns of it."""
    if theme.id not in _FORBIDDING:
        return False
    forbidden = analysis.of("prohibition")
    if any(c.first <= negation.last and negation.first <= c.last for c in forbidden):
        return not analysis.own_words or negation.first in analysis.edges | {0}
    word = analysis.words[min(negation.last + 1, len(analysis.words) - 1)]
    if analysis.language == "ar":
        return negation.text == "لا" and word.startswith("ت") and word.endswith("وا")
    return analysis.language == "fr" and negation.text in ("ne", "n") and word.endswith("ez")


def _rebuttal(analysis: Analysis, first: int, last: int, theme: Theme, whole: bool) -> Cue | None:
    if theme.id == ABOUT_CLAIMS:
        return None
    told_inside = any(first <= c.first <= last for c in analysis.of("report"))
    for cue in analysis.of("rebuttal"):
        if analysis.conceded(cue.first, first):
            continue
        # "Unjustly killed" is the charge; "falsely called" turns it down.
        if told_inside or whole or cue.last < first or cue.first > last:
            return cue
    return None


def _noun(analysis: Analysis, first: int, last: int, theme: Theme) -> Found | None:
    for cue in analysis.of("claim_noun"):
        inside = first <= cue.first <= last and theme.id != ABOUT_CLAIMS
        if inside or (cue.last < first and first - cue.last <= 5):
            return cue, find_source(analysis, cue)
    return None
