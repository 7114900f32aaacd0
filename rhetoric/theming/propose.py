"""What a theme could be made of, proposed from examples and the passages like them.

Patterns are the words and collocates that the examples share, or that are typical of the
passages near to them (rhetoric.theming.keyness). Prototypes are the passages that say the
same, counter-examples those that have its words but are far in meaning, or are near without
its words. Each says why it is proposed, and whether it is among the surest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rhetoric.model import Pattern
from rhetoric.patterns import PatternSet, check_pattern
from rhetoric.text import fold_text
from rhetoric.theming.keyness import Keyness, Term, keyness, terms
from rhetoric.theming.near import FAR, Found
from rhetoric.theming.vocabulary import Token, Vocabulary

#: A term is typical with at least this log-likelihood (p < 0.001) and log ratio (4 times as
#: frequent), in at least two passages.
LEAST_G2, LEAST_RATIO, LEAST_PASSAGES = 10.83, 2.0, 2
#: At most this share of the passages of a strong pattern lies elsewhere; of a weak one.
MOST_ELSEWHERE, MOST_ELSEWHERE_WEAK = 0.25, 0.75
#: Most proposals of each kind in a language.
MOST_PATTERNS, MOST_SENTENCES = 15, 12
#: A passage of fewer words is no sentence to learn from.
FEWEST_WORDS = 4


@dataclass(frozen=True)
class Proposal:
    """Something a theme could hold.

    Attributes:
        kind: pattern, prototype or counterexample.
        text: the pattern or the sentence.
        language: en, fr or ar.
        weight: of a pattern.
        reason: why it is proposed.
        origin: the passage a sentence is taken from.
        surest: whether it is accepted where nobody is asked.
    """

    kind: str
    text: str
    language: str
    reason: str
    weight: float = 1.0
    origin: str = ""
    surest: bool = False


def propose_patterns(
    language: str,
    examples: Sequence[Sequence[Token]],
    found: Sequence[Found],
    vocabulary: Vocabulary,
) -> list[Proposal]:
    """Patterns of a language, the surest first.

    Sure are terms that two examples share, or that are typical of the near passages, and that
    stand elsewhere seldom; and the collocates of a single example, with weight 0.5: they need
    a passage like the theme's sentences. A single word always has weight 0.5.

    Args:
        examples: the words of the examples in this language.
        found: the passages of this language.
    """
    near = [one for one in found if one.near]
    rest = [one.tokens for one in found if not one.near]
    shared: dict[Term, int] = {}
    for tokens in examples:
        for term in {term for term, _ in terms(tokens)}:
            shared[term] = shared.get(term, 0) + 1
    scored = keyness([*examples, *(one.tokens for one in near)], rest)
    picked = [p for k in scored if (p := _pattern(k, shared.get(k.term, 0), language, vocabulary))]
    picked = _without_parts(picked)
    picked.sort(key=lambda p: (not p[0].surest, -p[0].weight))  # stable: by G² within
    return [proposal for proposal, _ in picked[:MOST_PATTERNS]]


def _pattern(
    k: Keyness, shared: int, language: str, vocabulary: Vocabulary
) -> tuple[Proposal, Term] | None:
    elsewhere = k.elsewhere / (k.passages + k.elsewhere)
    typical = (
        k.g2 >= LEAST_G2 and k.log_ratio >= LEAST_RATIO and k.passages >= LEAST_PASSAGES
    )  # fmt: skip
    many = len(k.term.stems) > 1
    if not (typical or shared > 1 or (shared and len(k.term.stems) == 2)):
        return None
    if elsewhere > MOST_ELSEWHERE_WEAK:
        return None
    strong = many and (typical or shared > 1) and elsewhere <= MOST_ELSEWHERE
    slots = [vocabulary.pattern(stem) for stem in k.term.stems]
    text = (f" ..{k.gap} " if k.gap else " ").join(slots)
    try:
        check_pattern(text)
    except ValueError:  # a word of letters that fold away
        return None
    reason = f"G² {k.g2:.1f}, log ratio {k.log_ratio:.1f}; in {k.passages} near"
    reason += f" and {k.elsewhere} other passages"
    if shared:
        reason = f"in {shared} of the examples; {reason}"
    sure = elsewhere <= (MOST_ELSEWHERE if many or shared < 2 else MOST_ELSEWHERE_WEAK)
    return Proposal(
        "pattern", text, language, reason, weight=1.0 if strong else 0.5, surest=sure
    ), k.term


def _without_parts(picked: list[tuple[Proposal, Term]]) -> list[tuple[Proposal, Term]]:
    """Without the collocates of which a part is already there with the same weight."""
    kept: list[tuple[Proposal, Term]] = []
    for proposal, term in picked:
        parts = [
            t for p, t in picked
            if p.weight >= proposal.weight and t != term and _within(t.stems, term.stems)
        ]  # fmt: skip
        if not parts and all(proposal.text != p.text for p, _ in kept):
            kept.append((proposal, term))
    return kept


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(
        whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1)
    )  # fmt: skip


def propose_sentences(
    found: Sequence[Found],
    patterns: Sequence[Pattern],
    known: Sequence[str],
    others: Mapping[str, str] | None = None,
) -> list[Proposal]:
    """Prototypes, then counter-examples: by language, the most telling first.

    A prototype is a near passage; sure is one that has the theme's words, too, or says the
    same beyond doubt. A counter-example has the theme's words and is no near passage, the
    farthest first, and sure when it is as far as ordinary passages; or it lies in the twilight
    without its words.

    Args:
        found: all passages, the most alike first.
        patterns: of the theme.
        known: sentences that it has already.
        others: folded sentences of other themes → whose they are; these are left out.
    """
    taken = {fold_text(sentence) for sentence in known} | set(others or {})
    by_language = {
        language: PatternSet([p.text for p in patterns if p.language == language])
        for language in dict.fromkeys(one.language for one in found)
    }
    proposals: dict[tuple[str, str], list[Proposal]] = {}
    for one in found:
        folded = fold_text(one.text)
        if folded in taken or len(folded.split()) < FEWEST_WORDS:
            continue
        matches = by_language[one.language].find(folded)
        words = by_language[one.language].patterns[matches[0][0]] if matches else ""
        if proposal := _sentence(one, words):
            taken.add(folded)
            group = f"{proposal.kind} {'without' * (not words)}"
            proposals.setdefault((group, one.language), []).append(proposal)
    picked: list[Proposal] = []
    for (group, _), own in proposals.items():
        if group.startswith("prototype"):
            picked += own[:MOST_SENTENCES]
        else:  # the farthest first of those with its words, the nearest of the others
            picked += (own[::-1] if group.endswith(" ") else own)[: MOST_SENTENCES // 2]
    return sorted(picked, key=lambda p: (p.kind != "prototype", p.language, not p.surest))


def _sentence(one: Found, words: str) -> Proposal | None:
    told = f"likeness {one.likeness:.2f} ({one.deviations:+.1f} deviations)"
    told += f"; words: {words}" if words else "; none of its words"
    if one.near:
        kind = "prototype"
        sure = one.same or (bool(words) and one.sure)
    elif words:
        kind, sure = "counterexample", one.deviations < FAR
    elif one.deviations >= FAR:
        kind, sure = "counterexample", False
    else:
        return None
    return Proposal(kind, one.text, one.language, told, origin=one.passage.id, surest=sure)
