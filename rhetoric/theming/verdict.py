"""A sentence that says whether a theme can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rhetoric.model import Theme

if TYPE_CHECKING:
    from rhetoric.theming.trial import Hit, PatternTrial, SentenceTrial

#: What docs/themes.md asks of a theme: sentences, and how they fare when they are left out.
FEWEST_PROTOTYPES, FEWEST_COUNTEREXAMPLES = 10, 8
LEAST_RECALL, LEAST_BY_MEANING, MOST_FALSE_ALARMS = 0.8, 0.5, 0.2
#: A single pattern without which more than this share of several hits is lost carries the result.
MOST_CARRIED, SEVERAL = 0.5, 5


def verdict(
    theme: Theme,
    hits: Sequence[Hit],
    patterns: Sequence[PatternTrial],
    sentences: Sequence[SentenceTrial],
    threshold: float,
) -> str:
    """Whether a theme can be trusted, with every reason against it."""
    doubts = [
        *_examples(theme, sentences, threshold),
        *_patterns(hits, patterns),
    ]
    unseen = sum(not hit.own for hit in hits)
    told = f"{unseen} of {len(hits)} hits" if unseen < len(hits) else f"{len(hits)} hits"
    read = f"read the {told} that it was not made from" if unseen < len(hits) else (
        f"read its {told}"
    )  # fmt: skip
    if not unseen:
        doubts.append("no passage of this corpus but its own sentences has it")
    if doubts:
        return f"Not to be trusted yet: {'; '.join(doubts)}."
    return (
        "It can be trusted as far as its own sentences tell: they are told apart when they are"
        f" left out, and no single pattern carries the result. Before it is reported, {read}."
    )


def _examples(theme: Theme, sentences: Sequence[SentenceTrial], threshold: float) -> list[str]:
    prototypes = [s for s in sentences if s.kind == "prototype"]
    others = [s for s in sentences if s.kind == "counterexample"]
    doubts: list[str] = []
    for found, fewest, name in (
        (prototypes, FEWEST_PROTOTYPES, "prototypes"),
        (others, FEWEST_COUNTEREXAMPLES, "counter-examples"),
    ):
        if len(found) < fewest:
            one = name.removesuffix("s") if len(found) == 1 else name
            doubts.append(f"it has {len(found) or 'no'} {one}, where {fewest} are the least")
    alone = [s.alone >= threshold for s in prototypes if s.meaning is not None]
    if alone and sum(alone) < LEAST_BY_MEANING * len(alone):
        doubts.append(
            f"by meaning alone, {sum(alone)} of {len(alone)} prototypes are found when left out"
        )
    missed = sum(not s.right for s in prototypes)
    if missed > (1 - LEAST_RECALL) * len(prototypes):
        doubts.append(f"{missed} of {len(prototypes)} prototypes are missed even by its patterns")
    alarms = sum(not s.right for s in others)
    if alarms > MOST_FALSE_ALARMS * len(others):
        doubts.append(f"{alarms} of {len(others)} counter-examples raise a false alarm")
    missing = {p.language for p in theme.patterns} - {s.language for s in prototypes}
    if missing:
        doubts.append(f"it has patterns but no prototypes in {', '.join(sorted(missing))}")
    return doubts


def _patterns(hits: Sequence[Hit], patterns: Sequence[PatternTrial]) -> list[str]:
    doubts = []
    if len(hits) >= SEVERAL and patterns:
        first = patterns[0]
        if first.lost > MOST_CARRIED * len(hits):
            doubts.append(
                f"the pattern “{first.pattern}” carries the result"
                f" ({first.lost} of {len(hits)} hits go with it)"
            )
    wrong = [p for p in patterns if p.counterexamples and p.weight == 1]
    if wrong:
        doubts.append(f"the pattern “{wrong[0].pattern}” finds counter-examples")
    return doubts
