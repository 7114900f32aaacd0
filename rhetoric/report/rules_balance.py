"""Findings about balance: who accuses more, what observers report, what cannot be compared."""

from __future__ import annotations

from rhetoric.report.groups import Camp
from rhetoric.report.record import Record, confirmed, firm
from rhetoric.report.strength import (
    ENOUGH_TO_LOOK_IN,
    ESTABLISHED,
    SUGGESTIVE,
    UNSAID,
    Finding,
    apart,
    percent_range,
)
from rhetoric.report.uses import statements_of
from rhetoric.report.wording import (
    count_words,
    join,
    name,
    noun_for,
    possessive,
    quoted,
    sentence,
    verb_for,
)

#: No more themes or names than this are listed in a sentence.
_LISTED = 6


def _listed(parts: list[str]) -> str:
    more = len(parts) - _LISTED
    return join(parts if more <= 0 else [*parts[:_LISTED], f"{count_words(more)} more"])


def balance(record: Record) -> list[Finding]:
    """Which side accuses the other in a greater share of its confirmed statements."""
    if record.pair is None or not record.comparable or not record.charges:
        return []
    rows: list[tuple[float, int, int, int, Camp]] = []
    for camp in record.pair:
        uses = [u for u in record.charges if u.camp == camp.id and not u.unconfirmed]
        hits, total = len(firm(uses)), confirmed(record.statements(camp.id))
        if total < ENOUGH_TO_LOOK_IN:
            return []
        rows.append((hits / total, hits, total, len({u.theme for u in uses}), camp))
    rows.sort(key=lambda r: -r[0])
    (_, hits, total, themes, camp), (_, fewer, rest, less, other) = rows
    differ = apart((hits, total), (fewer, rest))
    text = (
        f"{possessive(camp.sentence_name)} side accuses {record.rival(other.id)} in {hits} "
        f"of its {total} confirmed statements, with {count_words(themes, 'different charge')}; "
        f"{possessive(other.sentence_name)} side in {fewer or 'none'} of its {rest}"
        + (f", with {count_words(less)}" if less else "")
    )
    ranges = f"{percent_range(hits, total)} and {percent_range(fewer, rest)}"
    return [
        Finding(
            kind="balance",
            heading="Who accuses more",
            text=sentence(text if differ else f"Which side accuses more is open: {text}"),
            strength=ESTABLISHED if differ else UNSAID,
            statements=total + rest,
            uses=tuple(u.number for u in record.charges if not u.unconfirmed),
            caution=f"The 95 % intervals of the two shares are {ranges}"
            + (". " if differ else ": they overlap. ")
            + _occasion(record),
            weight=5.5,
        )
    ]


def _occasion(record: Record) -> str:
    """A caution where one side puts out claims of attacks: they seldom speak of the rival."""
    sides = [s for camp in record.pair or () for s in record.statements(camp.id)]
    if not any(s.medium == "claim" for s in sides):
        return ""
    return (
        "A side whose statements are mostly claims of attacks has less occasion to speak of "
        "its rival."
    )


def observers(record: Record) -> list[Finding]:
    """What those who belong to no side report, beside what the sides say of each other."""
    statements = record.statements("")
    if len(statements) < ENOUGH_TO_LOOK_IN or not record.charges:
        return []
    charged = {u.theme for u in record.charges}
    uses = record.pick(lambda u: not u.camp)
    repeated = [u for u in uses if u.theme in charged]
    who = _listed(sorted({name(s.group, record.lexicon) for s in statements}))
    lead = f"Observers and others ({who})"
    number = count_words(len(statements), "statement")

    def themes(found: set[str]) -> str:
        return _listed([quoted(record.lexicon.theme(t).label) for t in sorted(found)])

    if repeated:
        hits = count_words(len(statements_of(repeated)))
        text = f"{lead} report {themes({u.theme for u in repeated})} in {hits} of their {number}"
    else:
        text = f"{lead} report none of the charges {record.both} make, in {number}"
        if uses:
            hits = count_words(len(statements_of(uses)))
            text += f"; they speak of {themes({u.theme for u in uses})}, in {hits}"
    behind = repeated or uses
    sure = not repeated or len(firm(repeated)) > 1
    return [
        Finding(
            kind="observers",
            heading="Seen from outside",
            text=sentence(text),
            strength=SUGGESTIVE if sure else UNSAID,
            statements=len(statements),
            uses=tuple(u.number for u in behind),
            caution="Observers write for other readers and about other questions.",
            weight=2.0,
        )
    ]


def limits(record: Record) -> list[Finding]:
    """Themes asserted in a single statement: what cannot be said of them."""
    single: list[str] = []
    behind: list[int] = []
    for theme in record.lexicon.themes.values():
        uses = record.own(theme.id, "asserts")
        if len(statements_of(uses)) == 1:
            single.append(quoted(theme.label))
            behind += [u.number for u in uses]
    if not single:
        return []
    them = "it" if len(single) == 1 else "them"
    if len(record.corpus) == 1:
        text = (
            f"The one statement of this corpus asserts {_listed(single)}: whether anybody says "
            f"{them} again, or in answer, cannot be told from it"
        )
    else:
        each = " each" if len(single) > 1 else ""
        text = (
            f"{_listed(single)} {verb_for(len(single), 'is', 'are')}{each} asserted in a single "
            f"statement: whether anybody says {them} regularly cannot be told from this corpus"
        )
    return [
        Finding(
            kind="limits",
            heading="What one text cannot show",
            text=sentence(text),
            strength=UNSAID,
            statements=len({u.statement.id for u in record.uses if u.number in set(behind)}),
            uses=tuple(sorted(behind)),
            weight=1.0,
        )
    ]


def too_few(record: Record) -> list[Finding]:
    """That the sides are not compared, when one of them has too few statements for it."""
    if record.pair is None or record.comparable:
        return []
    counts = [(len(record.statements(camp.id)), camp) for camp in record.pair]
    counts.sort(key=lambda row: -row[0])
    held = [
        f"{count_words(n) if n else 'none'} of {possessive(camp.sentence_name)}"
        for n, camp in counts
    ]
    most = counts[0][0]
    first, second = held
    first = first.replace(" of ", f" {noun_for(most, 'statement')} of ", 1) + " side"
    return [
        Finding(
            kind="too-few",
            heading="Not compared",
            text=sentence(
                f"How the two sides differ cannot be said: the corpus holds {first} and {second}; "
                f"a comparison needs {count_words(ENOUGH_TO_LOOK_IN)} of each"
            ),
            strength=UNSAID,
            statements=sum(n for n, _ in counts),
            weight=1.5,
        )
    ]
