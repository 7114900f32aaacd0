"""Findings about time: when hostility begins, and what it takes the place of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rhetoric.dates import month_label
from rhetoric.model import Statement
from rhetoric.report.record import Record, dated, first_day, last_day, surely_of
from rhetoric.report.rules_charges import sequence
from rhetoric.report.strength import SUGGESTIVE, UNSAID, Finding, grade
from rhetoric.report.uses import Use, statements_of
from rhetoric.report.wording import count_words, join, name, quoted, readable, sentence

#: A medium whose share of the statements changes by more than this makes two times unlike.
UNLIKE = 0.25


def _sides(record: Record) -> list[Statement]:
    if record.pair is None:
        return []
    return dated(s for camp in record.pair for s in record.statements(camp.id))


def _split(statements: Sequence[Statement], cut: date) -> tuple[list[Statement], list[Statement]]:
    before = [s for s in statements if last_day(s) < cut]
    return before, [s for s in statements if first_day(s) >= cut]


def _day_words(day: date) -> str:
    return month_label(day) if day.day == 1 else f"{day.day} {month_label(day)}"


def _commonest(statements: Sequence[Statement]) -> str:
    tally = Counter(s.medium for s in statements)
    return max(sorted(tally), key=lambda m: tally[m]) if tally else ""


def turn(record: Record) -> list[Finding]:
    """When the sides begin to charge one another, against the statements that came before."""
    charges = record.charges
    opening = dated(statements_of(charges))
    everything = _sides(record)
    if not opening or record.pair is None:
        return []
    cut = first_day(opening[0])
    before, after = _split(everything, cut)
    hostile = {s.id for s in opening}
    hits = [s for s in after if s.id in hostile]
    if not before or not hits:
        return []
    some = f"{count_words(len(hits))} of {count_words(len(after), 'statement')}"
    text = (
        f"None of the {count_words(len(before), 'statement')} the two sides made before "
        f"{_day_words(cut)} carries a charge against the rival; {some} from then on "
        f"{'does' if len(hits) == 1 else 'do'}"
    )
    then = _commonest(before)
    unlike = abs(_share(before, then) - _share(after, then)) > UNLIKE and len(before) > 2
    few = len(before) < 5
    cautions: list[str] = []
    if unlike:
        kind = readable(then).lower()
        cautions.append(
            f"The commonest medium before, “{kind}”, makes up {_of(before, then)} statements then "
            f"and {_of(after, then)} afterwards: part of the change may be a change of material."
        )
    if few:
        cautions.append("There are few statements from the time before.")
    loose = sum(len(record.statements(camp.id)) for camp in record.pair) - len(everything)
    if loose:
        cautions.append(f"Left out: {count_words(loose, 'statement')} dated too loosely.")
    return [
        Finding(
            kind="turn",
            heading="The turn",
            text=sentence(text),
            strength=grade(len(hits), doubt=unlike or few),
            statements=len(before) + len(after),
            uses=tuple(u.number for u in charges if u.statement.id in {s.id for s in hits}),
            caution=" ".join(cautions),
            weight=9.0,
        )
    ]


def _share(statements: Sequence[Statement], medium: str) -> float:
    return sum(s.medium == medium for s in statements) / max(len(statements), 1)


def _of(statements: Sequence[Statement], medium: str) -> str:
    return f"{sum(s.medium == medium for s in statements)} of {len(statements)}"


def fading(record: Record) -> list[Finding]:
    """Conciliatory words: who spoke them, and whether any are found after the charges began."""
    if record.pair is None:
        return []
    sides = {camp.id for camp in record.pair}
    kind = record.pick(
        lambda u: u.tone == "conciliatory" and u.function == "asserts" and u.own,
        lambda u: u.camp in sides and (not u.target or (u.at_rival and surely_of(u))),
    )
    spoken = dated(statements_of(kind))
    if not spoken:
        return []
    last = max(last_day(s) for s in spoken)
    later = [s for s in _sides(record) if first_day(s) > last]
    clauses = _clauses(record, kind)
    text = f"Conciliatory words come early: {join(clauses)}"
    charged = dated(statements_of(u for u in record.charges if u.statement.id in
                                  {s.id for s in later}))  # fmt: skip
    if later and charged:
        text += (
            f". In the {count_words(len(later), 'later statement')} of the two sides there are "
            f"none, while {count_words(len(charged))} "
            f"{'carries' if len(charged) == 1 else 'carry'} charges against the rival"
        )
        strength = grade(len(charged), doubt=len(later) < 5)
    else:
        text = f"Conciliatory words and charges stand side by side: {join(clauses)}"
        strength = SUGGESTIVE if len(spoken) > 1 else UNSAID
    return [
        Finding(
            kind="fading",
            heading="What gives way",
            text=sentence(text),
            strength=strength,
            statements=len(spoken),
            uses=tuple(u.number for u in kind),
            caution="An appeal to unity may be addressed to one’s own side as well as to the "
            "rival." if any(not u.target for u in kind) else "",
            weight=4.2,
        )
    ]  # fmt: skip


def _clauses(record: Record, uses: Sequence[Use]) -> list[str]:
    """Theme, group and dates: at most four, the earliest first."""
    found: dict[tuple[str, str], list[Use]] = {}
    for use in uses:
        found.setdefault((use.theme, use.group), []).append(use)
    return [
        f"{quoted(record.lexicon.theme(theme).label)} from {name(group, record.lexicon)} "
        f"{sequence(statements_of(mine))}"
        for (theme, group), mine in list(found.items())[:4]
    ]
