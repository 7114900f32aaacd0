"""The findings: sentences written from the ledger by general rules.

Each rule is a function from the record to findings; none knows a corpus. The report
shows the weightiest, at most six, and ends with the questions that stay open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rhetoric.report.compared import Compared
from rhetoric.report.differ import beside, contrast_findings
from rhetoric.report.record import Record
from rhetoric.report.rules_balance import balance, limits, observers, too_few
from rhetoric.report.rules_charges import contested, one_sided, repertoire, shared
from rhetoric.report.rules_time import fading, turn
from rhetoric.report.strength import UNSAID, Finding
from rhetoric.report.wording import count_words, out_of, sentence, verb_for

#: The rules, in the order they are asked.
RULES: tuple[Callable[[Record], list[Finding]], ...] = (
    one_sided, turn, balance, repertoire, shared, fading, contested, observers, too_few,
    limits,
)  # fmt: skip
MOST = 6
#: Rules whose finding is still worth telling when it is that the question is open.
_OPEN = {"turn", "balance", "fading", "too-few", "limits"}
#: How many findings one rule may contribute, when not one.
_MOST_OF_A_KIND = {"one-sided": 2, "contrast": 2}


def write_findings(record: Record, compared: Compared | None = None) -> tuple[Finding, ...]:
    """Three to six findings where the ledger bears them, else the finding that it does not.

    Questions that stay open close the list, at most two. What the tests say of a theme stands
    beside a finding that speaks of it, so that the two never contradict each other.
    """
    every = [_beside(finding, compared) for rule in RULES for finding in rule(record)]
    every += contrast_findings(compared)
    said = sorted(
        (f for f in every if f.strength != UNSAID), key=lambda f: (-f.weight, f.kind, f.text)
    )
    chosen: list[Finding] = []
    for finding in said:
        allowed = _MOST_OF_A_KIND.get(finding.kind, 1)
        if sum(f.kind == finding.kind for f in chosen) < allowed and len(chosen) < MOST - 1:
            chosen.append(finding)
    unsaid = sorted(
        (f for f in every if f.strength == UNSAID and f.kind in _OPEN),
        key=lambda f: (f.kind != "too-few", -f.weight, f.text),
    )
    chosen += unsaid[: max(1, min(2, MOST - len(chosen)))]
    return tuple(chosen) or (_nothing(record),)


def _beside(finding: Finding, compared: Compared | None) -> Finding:
    said, anchor = beside(finding.theme, compared) if finding.theme else ("", "")
    caution = f"{finding.caution} {said}".strip()
    return replace(finding, caution=caution, anchor=anchor)


def _nothing(record: Record) -> Finding:
    texts = out_of(len(record.corpus), len(record.corpus), "statement")
    text = f"In {texts} of the corpus no theme of the lexicon was found"
    if record.uses and not any(record.camps.values()):
        text = (
            "The corpus holds statements of observers and others only: what the sides say of each "
            "other cannot be told from it"
        )
    elif record.uses:
        themes = len({u.theme for u in record.uses})
        text = (
            f"{count_words(len(record.uses), 'use')} of {count_words(themes, 'theme')} "
            f"{verb_for(len(record.uses), 'was', 'were')} found: too little to say anything from"
        )
    return Finding(
        kind="nothing",
        heading="Nothing can be said",
        text=sentence(text if len(record.corpus) else "The corpus holds no statement"),
        strength=UNSAID,
        statements=len(record.corpus),
    )
