"""Findings about time: when hostility begins, and what it takes the place of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rhetoric.dates import month_label
from rhetoric.model import Statement
from rhetoric.report.record import Record, confirmed, dated, firm, first_day, last_day, surely_of
from rhetoric.report.rules_charges import sequence
from rhetoric.report.strength import (
    ENOUGH_TO_LOOK_IN,
    SUGGESTIVE,
    UNSAID,
    Finding,
    apart,
    grade,
)
from rhetoric.report.uses import Use, statements_of
from rhetoric.report.wording import (
    count_words,
    join,
    name,
    quoted,
    readable,
    sentence,
    verb_for,
)

#: A medium whose share of the statements changes by more than this makes two times unlike.
UNLIKE = 0.25
_OVERLAP = "The 95 % intervals of the shares before and after overlap."


def _sides(record: Record) -> list[Statement]:
    if record.pair is None:
        return []
    return dated(s for camp in record.pair for s in record.statements(camp.id))


def _rivals(record: Record) -> dict[str, str]:
    """Each side of the pair, and the other."""
    if record.pair is None:
        return {}
    one, two = record.pair
    return {one.id: two.id, two.id: one.id}


def may_be_meant(record: Record, use: Use) -> bool:
    """Whether a use that names nobody may be meant for the rival, by its theme."""
    return record.lexicon.theme(use.theme).target_role != "none"


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
    opening = dated(statements_of(record.charges))
    if not opening or record.pair is None or not record.comparable:
        return []
    cut = first_day(opening[0])
    before, after = _split(_sides(record), cut)
    hostile = {s.id for s in opening}
    hits = [s for s in after if s.id in hostile]
    if min(len(before), len(after)) < ENOUGH_TO_LOOK_IN or not hits:
        return []
    the_other = "the rival" if record.two_sided else "the other"
    text = (
        f"of the {count_words(len(before), 'statement')} {record.both} made before "
        f"{_day_words(cut)} none carries a charge against {the_other}; of the "
        f"{count_words(len(after))} from then on {count_words(len(hits))} "
        f"{verb_for(len(hits), 'does', 'do')}"
    )
    sure = firm(u for u in record.charges if u.statement.id in {s.id for s in hits})
    differ = apart((0, confirmed(before)), (len(sure), confirmed(after)))
    cautions, doubt = _turn_doubts(record, before, after)
    loose = sum(len(record.statements(camp.id)) for camp in record.pair) - len(before) - len(after)
    if loose:
        cautions.append(f"Left out: {count_words(loose, 'statement')} dated too loosely.")
    if not differ:
        text = f"Whether the charges begin at a certain time is open: {text}"
        cautions.insert(0, _OVERLAP)
    return [
        Finding(
            kind="turn",
            heading="The turn",
            text=sentence(text),
            strength=grade(len(sure), doubt=doubt) if differ else UNSAID,
            statements=len(before) + len(after),
            uses=tuple(u.number for u in record.charges if u.statement.id in {s.id for s in hits}),
            caution=" ".join(cautions),
            weight=9.0,
        )
    ]


def _turn_doubts(
    record: Record, before: Sequence[Statement], after: Sequence[Statement]
) -> tuple[list[str], bool]:
    """What speaks against a turn, and whether it weighs."""
    cautions: list[str] = []
    early = {s.id for s in before}
    rivals = _rivals(record)
    vague = record.pick(
        lambda u: u.statement.id in early and u.mode == "asserts" and u.tone == "hostile" and u.own,
        lambda u: u.target_camp == rivals[u.camp] or (not u.target and may_be_meant(record, u)),
    )
    if vague:
        number = count_words(len(statements_of(vague)), "earlier statement")
        holds = verb_for(len(statements_of(vague)), "holds", "hold")
        cautions.append(sentence(f"{number} {holds} hostile words that may be meant for the rival"))
    then = _commonest(before)
    unlike = abs(_share(before, then) - _share(after, then)) > UNLIKE
    if unlike:
        cautions.append(
            f"The commonest medium before, “{readable(then).lower()}”, is that of "
            f"{_of(before, then)} statements then and {_of(after, then)} afterwards: part of the "
            "change may be a change of material."
        )
    return cautions, bool(vague) or unlike


def _share(statements: Sequence[Statement], medium: str) -> float:
    return sum(s.medium == medium for s in statements) / max(len(statements), 1)


def _of(statements: Sequence[Statement], medium: str) -> str:
    return f"{sum(s.medium == medium for s in statements)} of {len(statements)}"


def fading(record: Record) -> list[Finding]:
    """Conciliatory words: who spoke them, and whether any are found after the last of them."""
    if record.pair is None or not record.comparable:
        return []
    rivals = _rivals(record)
    kind = record.pick(
        lambda u: u.tone == "conciliatory" and u.mode == "asserts" and u.own,
        lambda u: u.camp in rivals,
        lambda u: (
            (not u.target and record.two_sided)
            or (u.target_camp == rivals[u.camp] and surely_of(u))
        ),
    )
    spoken = dated(statements_of(kind))
    if not spoken:
        return []
    last = max(last_day(s) for s in spoken)
    everything = _sides(record)
    later = [s for s in everything if first_day(s) > last]
    charges = [u for u in record.charges if u.statement.id in {s.id for s in later}]
    charged = statements_of(charges)
    clauses = join(_clauses(record, kind))
    open_to_whom = any(not u.target for u in kind)
    caution = (
        "An appeal that names nobody may be addressed to one’s own side as well as to the rival."
        if open_to_whom else ""
    )  # fmt: skip
    enough = min(len(later), len(everything) - len(later)) >= ENOUGH_TO_LOOK_IN
    if not record.charges or (charged and not enough):
        return []
    if charged:
        text = f"Conciliatory words: {clauses}"
        strength = UNSAID
        carry = verb_for(len(charged), "carries", "carry")
        text += (
            f". In the {count_words(len(later), 'later statement')} of {record.both} there are "
            f"none, while {count_words(len(charged))} {carry} charges against the rival"
        )
        earlier = confirmed(everything) - confirmed(later)
        if apart((len(dated(firm(kind))), earlier), (0, confirmed(later))):
            strength = grade(len(firm(charges)), doubt=open_to_whom)
        else:
            text = f"Whether conciliatory words give way is open. {text}"
            caution = f"{_OVERLAP} {caution}".strip()
    else:
        text = f"Conciliatory words and charges stand side by side: {clauses}"
        strength = SUGGESTIVE if len(firm(kind)) > 1 else UNSAID
    return [
        Finding(
            kind="fading",
            heading="What gives way" if charged else "Side by side",
            text=sentence(text),
            strength=strength,
            statements=len(statements_of(kind)) + (len(later) if charged else 0),
            uses=tuple(u.number for u in [*kind, *charges]),
            caution=caution,
            weight=4.2,
        )
    ]


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
