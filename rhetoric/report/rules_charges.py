"""Findings about charges: which are one side's alone, which both make, which are answered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rhetoric.lexicon import Lexicon
from rhetoric.model import Statement, Theme
from rhetoric.report.groups import Camp
from rhetoric.report.record import Record, dated, firm, first_day, last_day
from rhetoric.report.strength import Finding, grade
from rhetoric.report.uses import Use, statements_of
from rhetoric.report.wording import (
    count_words,
    join,
    name,
    possessive,
    quoted,
    sentence,
    some_time,
    speaker_of,
    verb_for,
    when,
)

#: Words of `sequence` that already tell how many statements there are.
_NUMBERED = re.compile(r"\b(?:once|twice|times)\b")
#: "Accusing somebody of X", "Accusing a state of X".
_ACCUSING = re.compile(r"Accusing (?:\S+ ){1,2}of (.+)")
_SPEAKING_ROLES = ("spokesman", "leader", "commander", "founder", "scholar", "official")


def deed(theme: Theme) -> tuple[str, str]:
    """What one who asserts a theme of a rival does: plain verb phrase, and what it is called.

    Reads the label the way analysts write one: "Calling somebody X", "Accusing the
    rival of X", or a noun or gerund for what the target does.
    """
    label = theme.label
    low = quoted(label)[1:-1]
    if label.startswith("Calling somebody "):
        return f"call its rival {label[17:]}", "the word"
    if charged := _ACCUSING.fullmatch(label):
        return f"accuse its rival of {charged[1]}", "the charge"
    if theme.tone == "hostile" and theme.target_role == "subject":
        return f"accuse its rival of {low}", "the charge"
    return f"assert {quoted(label)} of its rival", "it"


def third(phrase: str) -> str:
    """The phrase in the third person: `call its rival` → `calls its rival`."""
    verb, _, rest = phrase.partition(" ")
    return f"{verb}s {rest}"


def sequence(statements: Sequence[Statement]) -> str:
    """When statements were made, claiming an order only where the dates allow one.

    >>> sequence([])
    ''
    """
    ordered = dated(statements)
    loose = [s for s in statements if s not in ordered]
    if loose or len(ordered) < 2:
        precise = Counter(when(s.date) for s in ordered)
        parts = [text if n == 1 else f"{_times(n)} {text}" for text, n in precise.items()]
        vague = Counter(some_time(s.date) for s in loose)
        parts += [f"{'once' if n == 1 else _times(n)} {text}" for text, n in vague.items()]
        return join(parts)
    times: dict[str, list[Statement]] = {}
    for statement in ordered:
        times.setdefault(when(statement.date), []).append(statement)
    first, last = ordered[0], ordered[-1]
    if len(times) == 1:
        return f"{_times(len(ordered))} {when(first.date)}"
    early, late = next(iter(times.values())), list(times.values())[-1]
    clear = last_day(early[-1]) < first_day(list(times.values())[1][0])
    if len(times) == 2 and clear:
        again = "again" if len(late) == 1 else f"then {_times(len(late))}"
        return f"{_times(len(early))} {when(first.date)}, {again} {when(last.date)}"
    if len(ordered) == 2:
        return f"{when(first.date)} and {when(last.date)}"
    last = max(ordered, key=last_day)  # the latest date lies within it, whichever is the latest
    opening = "first" if clear else "beginning"
    return f"{opening} {when(first.date)}, most recently {when(last.date)}"


def _times(number: int) -> str:
    return {1: "first", 2: "twice"}.get(number, f"{count_words(number)} times")


def by_whom(statement: Statement, lexicon: Lexicon) -> str:
    """The speaker of a statement: by role, else by name, else its group."""
    actor = lexicon.actors.by_id.get(statement.speaker)
    group = name(statement.group, lexicon)
    if actor is None:
        return f"{speaker_of(statement, lexicon)} of {group}" if statement.speaker else group
    role = next((t.role for t in actor.affiliations if t.role in _SPEAKING_ROLES), "")
    if role == "spokesman":
        return f"{possessive(group)} spokesman"
    return f"{actor.label} of {group}"


def whom(camp: Camp, uses: Sequence[Use], lexicon: Lexicon) -> str:
    """The one group of a camp that speaks, or the camp's side."""
    groups = sorted({u.group for u in uses})
    if len(groups) == 1:
        return name(groups[0], lexicon)
    return f"{possessive(camp.sentence_name)} side"


def _replies(record: Record, theme: str, camp: Camp, charges: Sequence[Use]) -> list[Use]:
    """What a side rejects of a theme, unless it did so before it was charged with it."""
    begun = min(first_day(s) for s in statements_of(charges))
    return [
        u
        for u in record.own(theme, "rejects")
        if u.camp == camp.id and last_day(u.statement) >= begun
        if u.target_camp == camp.id or record.two_sided
    ]


def _reply_words(record: Record, replies: Sequence[Use], it: str) -> str:
    first, *more = statements_of(replies)
    text = f"{by_whom(first, record.lexicon)} rejects {it} {when(first.date)}"
    if more:
        text += f", and so {verb_for(len(more), 'does', 'do')} "
        text += f"{count_words(len(more), 'other statement')}"
    return text


def one_sided(record: Record) -> list[Finding]:
    """Charges only one side makes: each with its dates and the other side's answer.

    Where a side has too few statements to be compared, nothing is said of "only".
    """
    if record.pair is None:
        return []
    found: list[Finding] = []
    for camp, other in (record.pair, record.pair[::-1]):
        for theme in record.lexicon.themes.values():
            uses = record.asserted(camp.id, other.id, theme.id)
            if theme.tone != "hostile" or not uses or record.asserted(other.id, camp.id, theme.id):
                continue
            statements = statements_of(uses)
            replies = _replies(record, theme.id, other, uses)
            phrase, it = deed(theme)
            dates = sequence(statements)
            if len(statements) > 2 and not _NUMBERED.search(dates):
                dates = f"in {count_words(len(statements), 'statement')}, {dates}"
            who = _claimant(record, camp, uses)
            both_named = not record.two_sided and who.startswith("Of ")
            rival = "the other" if both_named else record.rival(other.id)
            text = f"{who} {third(phrase.replace('its rival', rival))}: {dates}"
            if replies:
                text += f"; {_reply_words(record, replies, it)}"
            caution, doubt = "", False
            if record.comparable:
                caution, doubt = _doubts(record, theme, camp, other)
            found.append(
                Finding(
                    kind="one-sided",
                    heading="A charge and its answer" if replies
                    else "One side’s charge" if record.comparable else "A charge",
                    text=sentence(text),
                    strength=grade(len(firm(uses)), replied=bool(firm(replies)), doubt=doubt),
                    statements=len(statements_of([*uses, *replies])),
                    uses=tuple(sorted(u.number for u in [*uses, *replies])),
                    caution=caution,
                    weight=len(statements) + 8 * bool(replies) + 3 * (len(firm(uses)) > 2),
                    theme=theme.id,
                )
            )  # fmt: skip
    return found


def _claimant(record: Record, camp: Camp, uses: Sequence[Use]) -> str:
    """Who makes a charge the other side does not make, saying "only" as far as it is true."""
    alone = whom(camp, uses, record.lexicon)
    if not record.comparable:
        return alone
    groups = {u.group for u in uses}
    elsewhere = record.pick(
        lambda u: u.theme == uses[0].theme and u.function == "asserts" and u.own,
        lambda u: u.group not in groups and u.camp != camp.id and u.target_camp != u.camp,
        lambda u: u.camp not in {c.id for c in record.pair or ()},
    )
    if elsewhere:  # a third party says it, or reports it
        return f"Of {record.both} only {alone.removesuffix(' side')}"
    return f"Only {alone}"


def _doubts(record: Record, theme: Theme, camp: Camp, other: Camp) -> tuple[str, bool]:
    """What speaks against taking the other side's silence for granted, and whether it weighs."""
    near = [u for u in record.own(theme.id, "asserts") if u.camp == other.id]
    if not near:
        return "", False
    number = count_words(len(statements_of(near)), "statement")
    unsure = any(not u.target or u.target_camp == camp.id for u in near)
    rival = record.rival(camp.id)
    whom_else = f"but not surely of {rival}" if unsure else f"but of others than {rival}"
    side = f"{possessive(other.sentence_name)} side"
    return sentence(f"{side} asserts the theme too, in {number}, {whom_else}"), unsure


def repertoire(record: Record) -> list[Finding]:
    """The charges found, more than once, only on one side, as one list."""
    if record.pair is None or not record.comparable:
        return []
    clauses: list[str] = []
    behind: list[Use] = []
    fewest, doubt = 99, False
    for camp, other in (record.pair, record.pair[::-1]):
        items: list[tuple[int, str]] = []
        for theme in record.lexicon.themes.values():
            uses = record.asserted(camp.id, other.id, theme.id)
            count = len(statements_of(uses))
            if theme.tone == "hostile" and count > 1:
                if record.asserted(other.id, camp.id, theme.id):
                    continue
                items.append((-count, f"{quoted(theme.label)} ({count_words(count)})"))
                behind += uses
                fewest = min(fewest, len(firm(uses)))
                doubt = doubt or _doubts(record, theme, camp, other)[1]
        if items:
            ordered = [text for _, text in sorted(items)]
            clauses.append(f"only on {possessive(camp.sentence_name)} side, {join(ordered)}")
    if len(behind) < 3 or sum(c.count("(") for c in clauses) < 2:
        return []
    text = "Charges made in more than one statement: " + "; ".join(clauses)
    return [
        Finding(
            kind="repertoire",
            heading="Two vocabularies",
            text=sentence(text),
            strength=grade(fewest, doubt=doubt),
            statements=len(statements_of(behind)),
            uses=tuple(sorted(u.number for u in behind)),
            caution="Numbers in brackets count statements; the list is as strong as its least "
            "attested member."
            + (" The other side asserts one too, not surely of its rival." if doubt else ""),
            weight=3.5,
        )
    ]


def shared(record: Record) -> list[Finding]:
    """Themes each side asserts of the other."""
    if record.pair is None or not record.comparable:
        return []
    one, two = record.pair
    clauses: list[tuple[int, str]] = []
    behind: list[Use] = []
    weakest = 99
    for theme in record.lexicon.themes.values():
        left = record.asserted(one.id, two.id, theme.id)
        right = record.asserted(two.id, one.id, theme.id)
        if not left or not right or theme.tone == "conciliatory":
            continue
        pieces = [
            f"{whom(camp, uses, record.lexicon)} {sequence(statements_of(uses))}"
            for camp, uses in ((one, left), (two, right))
        ]
        fewer = min(len(statements_of(left)), len(statements_of(right)))
        clauses.append((-fewer, f"{quoted(theme.label)} ({'; '.join(pieces)})"))
        behind += left + right
        weakest = min(weakest, len(firm(left)), len(firm(right)))
    if not clauses:
        return []
    statements = statements_of(behind)
    named = [text for _, text in sorted(clauses)[:2]]
    if len(clauses) > 2:
        named.append(f"{count_words(len(clauses) - 2)} more")
    return [
        Finding(
            kind="shared",
            heading="Said by both",
            text=sentence(f"Both sides assert of each other {join(named)}"),
            strength=grade(len(firm(behind)), doubt=weakest < 2),
            statements=len(statements),
            uses=tuple(sorted(u.number for u in behind)),
            caution=f"On one side only {count_words(weakest)} confirmed statement "
            f"{verb_for(weakest, 'bears', 'bear')} {'it' if len(clauses) == 1 else 'one'} out."
            if weakest < 2 else "",
            weight=3.0 + min(len(clauses), 2),
        )
    ]  # fmt: skip


def _refuses(record: Record, group: str, theme: Theme) -> bool:
    """Whether a group rejects a theme in as many statements as it asserts it, or more."""
    mine = [[u for u in record.own(theme.id, mode) if u.group == group]
            for mode in ("rejects", "asserts")]  # fmt: skip
    rejected, asserted = (len(statements_of(uses)) for uses in mine)
    return rejected >= asserted


def _meet(record: Record, made: Use, rejected: Use) -> bool:
    """Whether an appeal and a refusal are about the same.

    One that names nobody meets any where two sides speak; where more do, "settle it by
    talks" and "no talks" may be about two conflicts.
    """
    if made.target:
        return made.target == rejected.target
    return record.two_sided


def contested(record: Record) -> list[Finding]:
    """Appeals and claims, charges apart, that one group asserts and another rejects."""
    found: list[Finding] = []
    for theme in record.lexicon.themes.values():
        rejected = record.own(theme.id, "rejects")
        if theme.tone == "hostile" or not rejected:
            continue
        rejected = [u for u in rejected if _refuses(record, u.group, theme)]
        refusers = {u.group for u in rejected}
        made = [u for u in record.own(theme.id, "asserts") if u.group not in refusers]
        near = [u for u in made if any(_meet(record, u, r) for r in rejected)]
        rejected = [r for r in rejected if any(_meet(record, u, r) for u in near)]
        if not near:
            continue
        asserting = statements_of(near)
        text = (
            f"{quoted(theme.label)} is contested: {by_whom(asserting[0], record.lexicon)} asserts "
            f"it {when(asserting[0].date)}, "
            f"{_reply_words(record, rejected, 'it')}"
        )
        uses = [*near, *rejected]
        found.append(
            Finding(
                kind="contested",
                heading="Claimed and refused",
                text=sentence(text),
                strength=grade(len(firm(uses))),
                statements=len(statements_of(uses)),
                uses=tuple(sorted(u.number for u in uses)),
                weight=2.5,
            )
        )
    return found
