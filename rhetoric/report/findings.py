"""The findings: sentences written from the ledger by general rules.

Each rule is a function from the record to findings; none knows a corpus. The report
shows the weightiest, at most six, and always ends with what cannot be said.
"""

from __future__ import annotations

from collections.abc import Callable

from rhetoric.report.record import Record
from rhetoric.report.rules_balance import balance, limits, observers
from rhetoric.report.rules_charges import contested, one_sided, repertoire, shared
from rhetoric.report.rules_time import fading, turn
from rhetoric.report.strength import UNSAID, Finding
from rhetoric.report.wording import count_words, sentence

#: The rules, in the order they are asked.
RULES: tuple[Callable[[Record], list[Finding]], ...] = (
    one_sided, turn, balance, repertoire, shared, fading, contested, observers, limits,
)  # fmt: skip
MOST = 6
#: How many findings one rule may contribute.
_MOST_OF_A_KIND = {"one-sided": 2, "contested": 1}


def write_findings(record: Record) -> tuple[Finding, ...]:
    """Three to six findings where the ledger bears them, else the finding that it does not.

    Findings that cannot be said are kept only as the last one.
    """
    every = [finding for rule in RULES for finding in rule(record)]
    said = sorted(
        (f for f in every if f.strength != UNSAID), key=lambda f: (-f.weight, f.kind, f.text)
    )
    chosen: list[Finding] = []
    for finding in said:
        allowed = _MOST_OF_A_KIND.get(finding.kind, 1)
        if sum(f.kind == finding.kind for f in chosen) < allowed and len(chosen) < MOST - 1:
            chosen.append(finding)
    unsaid = sorted(
        (f for f in every if f.strength == UNSAID),
        key=lambda f: (f.kind != "limits", -f.weight, f.text),
    )
    room = MOST - len(chosen)
    chosen += unsaid[: max(1, min(room, 3 - len(chosen)))]
    return tuple(chosen) or (_nothing(record),)


def _nothing(record: Record) -> Finding:
    texts = count_words(len(record.corpus), "statement")
    return Finding(
        kind="nothing",
        heading="Nothing can be said",
        text=sentence(f"In {texts} no theme of the lexicon was found"),
        strength=UNSAID,
        statements=len(record.corpus),
    )
