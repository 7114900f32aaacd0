"""Findings about balance: who accuses more, what observers repeat, what one text cannot show."""

from __future__ import annotations

from rhetoric.report.record import Record
from rhetoric.report.strength import (
    ENOUGH_TO_LOOK_IN,
    ESTABLISHED,
    SUGGESTIVE,
    UNSAID,
    Finding,
    wilson,
)
from rhetoric.report.uses import statements_of
from rhetoric.report.wording import count_words, join, name, possessive, quoted, sentence


def balance(record: Record) -> list[Finding]:
    """Which side accuses the other in a greater share of its statements."""
    if record.pair is None or not record.charges:
        return []
    rows = []
    for camp, other in (record.pair, record.pair[::-1]):
        uses = [u for u in record.charges if u.camp == camp.id]
        hits, total = len(statements_of(uses)), len(record.statements(camp.id))
        themes = len({u.theme for u in uses})
        rows.append((hits / max(total, 1), hits, total, themes, camp, other))
    rows.sort(key=lambda r: -r[0])
    (high, hits, total, themes, camp, other), (low, fewer, rest, less, *_) = rows
    apart = wilson(hits, total)[0] > wilson(fewer, rest)[1]
    lead = (
        f"{possessive(camp.sentence_name)} side accuses the other in {hits} of its "
        f"{count_words(total, 'statement')}, with {count_words(themes, 'different charge')}; "
        f"{possessive(other.sentence_name)} side in {fewer} of {rest}, with {count_words(less)}"
    )
    ranges = [
        f"{round(100 * a)}–{round(100 * b)} %"
        for a, b in (wilson(hits, total), wilson(fewer, rest))
    ]
    many = min(total, rest) >= ENOUGH_TO_LOOK_IN
    strength = ESTABLISHED if apart and many else SUGGESTIVE if high > low and many else UNSAID
    text = lead if strength != UNSAID else f"Which side accuses more is open: {lead}"
    return [
        Finding(
            kind="balance",
            heading="Who accuses more",
            text=sentence(text),
            strength=strength,
            statements=total + rest,
            uses=tuple(u.number for u in record.charges),
            caution=f"95 % intervals of the two shares: {ranges[0]} and {ranges[1]}. A side whose "
            "statements are mostly claims of attacks has less occasion to speak of its rival.",
            weight=5.5,
        )
    ]


def observers(record: Record) -> list[Finding]:
    """What those who belong to no side say, beside what the sides say of each other."""
    statements = record.statements("")
    if not statements or not record.charges:
        return []
    charged = {u.theme for u in record.charges}
    uses = record.pick(lambda u: not u.camp)
    repeated = [u for u in uses if u.theme in charged]
    who = join(sorted({name(s.group, record.lexicon) for s in statements})[:5])
    of, number = f"Observers and others ({who})", count_words(len(statements), "statement")
    if repeated:
        labels = join([quoted(record.lexicon.theme(t).label)
                       for t in sorted({u.theme for u in repeated})])  # fmt: skip
        own = any(u.function == "asserts" and u.own for u in repeated)
        verb = "take up" if own else "report, without making it their own,"
        hits = count_words(len(statements_of(repeated)))
        text = f"{of} {verb} {labels} in {hits} of their {number}"
    else:
        text = f"{of} repeat none of the charges the sides exchange, in {number}"
        if others := sorted({u.theme for u in uses}):
            labels = join([quoted(record.lexicon.theme(t).label) for t in others[:3]])
            text += f"; they speak of {labels}"
    enough = len(statements) >= ENOUGH_TO_LOOK_IN
    return [
        Finding(
            kind="observers",
            heading="Seen from outside",
            text=sentence(text),
            strength=SUGGESTIVE if enough else UNSAID,
            statements=len(statements),
            uses=tuple(u.number for u in (repeated or uses)),
            caution="Observers’ statements are few and were chosen by others."
            if not enough
            else "Observers write for other readers and about other questions.",
            weight=2.0,
        )
    ]


def limits(record: Record) -> list[Finding]:
    """Themes that rest on a single statement: what cannot be said of them."""
    single = []
    behind: list[int] = []
    for theme in record.lexicon.themes.values():
        uses = record.own(theme.id, "asserts")
        if len(statements_of(uses)) == 1:
            single.append(quoted(theme.label))
            behind += [u.number for u in uses]
    if not single:
        return []
    rest = "rests" if len(single) == 1 else "rest"
    shown = single[:6] + ([f"{count_words(len(single) - 6)} more"] if len(single) > 6 else [])
    return [
        Finding(
            kind="limits",
            heading="What one text cannot show",
            text=sentence(
                f"{join(shown)} {rest} on a single statement each: whether anybody says "
                f"{'it' if len(single) == 1 else 'them'} regularly cannot be told from this corpus"
                if len(single) > 1
                else f"{single[0]} rests on a single statement: whether anybody says it regularly "
                "cannot be told from this corpus"
            ),
            strength=UNSAID,
            statements=len({u.statement.id for u in record.uses if u.number in set(behind)}),
            uses=tuple(sorted(behind)),
            weight=1.0,
        )
    ]
