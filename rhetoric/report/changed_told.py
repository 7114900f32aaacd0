"""What changed over time, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rhetoric.dates import describe, parse_date
from rhetoric.report.changed import Changed, Direction
from rhetoric.report.differ import Told, chance
from rhetoric.report.strength import SUGGESTIVE, UNSAID
from rhetoric.report.wording import count, count_words, join, noun_for, quoted, sentence, verb_for
from rhetoric.timing.changes import WITHIN

#: No more changes, pairs and events of a change than this are told; the rest stand in a table.
MOST_CHANGES, MOST_DIRECTIONS, MOST_EVENTS = 6, 8, 3
#: Nor more of those that would count only if they were looked at alone.
MOST_ALONE = 3
_CAUTION = (
    "That is not “nothing changed”: with so few statements only a great change could be seen."
)


def day(text: str) -> str:
    """A day in words: `2020-01-05` is 5 January 2020."""
    return describe(parse_date(text))


def anchor(row: Mapping[str, Any], changed: Changed) -> str:
    """The id of a change's row in the page."""
    return f"c-{row['theme']}-{changed.sides[row['side']].css}-{row['change']}"


def change_sentences(changed: Changed) -> list[Told]:
    """What changed when; or that no change can be told, and from how much."""
    every, _, said = changed.looked_at
    found = [row for row in changed.told if row["found"]]
    alone = [row for row in changed.told if not row["found"]]
    told = [_change(row, changed) for row in found[:MOST_CHANGES]]
    if more := len(found) - len(told):
        rest = f"{count_words(more)} further {noun_for(more, 'change')} stand in the table"
        told.append(Told(sentence(rest), SUGGESTIVE, "changes"))
    if every and not found:
        told.append(Told(_none(changed), UNSAID, caution=_CAUTION if said else ""))
    told += [_change(row, changed) for row in alone[:MOST_ALONE]]
    if len(alone) > MOST_ALONE:
        sequences = len({(row["theme"], row["side"]) for row in alone})
        text = (
            f"In all {count_words(sequences, 'sequence')} would count as changed if looked at "
            f"alone, of {said}; up to {count_words(max(1, round(said * 0.05)))} would by chance"
        )
        told.append(Told(sentence(text), UNSAID, "changes"))
    if changed.long:
        who = join([f"{s.name} ({s.statements})" for s in changed.long])
        text = f"Changes of {who} were not sought here, for their many statements; `rhetoric time "
        told.append(Told(sentence(f"{text}changes` does"), UNSAID))
    return told


def _none(changed: Changed) -> str:
    """That no change can be told, and from how much."""
    every, enough, said = changed.looked_at
    least = 2 * (changed.points.choices.least if changed.points else 0)
    one = verb_for(every, "was", "were")
    had = {0: "none", every: "all"}.get(enough, str(enough))
    held = {0: "none", enough: "each"}.get(said, str(said))
    text = (
        f"No change can be told: {count_words(every, 'sequence')} (the statements of one side "
        f"in order of date, with or without one theme) {one} looked at; {had} had the "
        f"{count_words(least)} dated statements this needs"
    )
    return sentence(f"{text}, and in {held} of these the theme is said at all" if enough else text)


def _change(row: Mapping[str, Any], changed: Changed) -> Told:
    side, points = changed.sides[row["side"]], changed.points
    theme = quoted(changed.compared.record.lexicon.theme(row["theme"]).label)
    _, _, tests = changed.looked_at
    more = row["rate_after"] > row["rate_before"]
    text = (
        f"{side.name} {'came' if row['found'] else 'may have come'} to assert {theme} "
        f"{'more' if more else 'less'} often about "
        f"{day(row['day'])}: in {row['with_before'] or 'none'} of {row['of_before']} statements "
        f"before, in {row['with_after'] or 'none'} of {row['of_after']} after (95 % interval of "
        f"the day: {day(row['day_low'])} to {day(row['day_high'])}; p {chance(row['p'])}, "
        f"q {chance(row['q'])} beside {count(tests, 'sequence')})"
    )
    within = points.asked["within"] if points else WITHIN
    if row["found"]:
        caution = _near(changed.events.get((row["theme"], row["side"], row["day"]), []), within)
    else:
        caution = sentence(
            f"Looked at alone it would count as a change; among {count(tests, 'sequence')} it may "
            "well be chance"
        )
    numbers = changed.compared.uses.get((row["theme"], row["side"]), ())
    return Told(sentence(text), SUGGESTIVE, anchor(row, changed), caution, numbers)


def _near(events: list[dict[str, Any]], within: int) -> str:
    """The events near a change, and how many would be near anyhow."""
    if not events:
        return f"No event of the events file lies within {within} days of it."
    parts = []
    for row in events[:MOST_EVENTS]:
        apart = int(row["apart"])
        if not apart:
            where = "between the statements before and after"
        else:
            where = f"{count(abs(apart), 'day')} {'before' if apart < 0 else 'after'}"
        parts.append(f"{row['label']} ({where})")
    more = len(events) - len(parts)
    rest = f" and {count_words(more)} more" if more else ""
    number = len(events)
    return sentence(
        f"Within {within} days of it {verb_for(number, 'lies', 'lie')} {join(parts)}{rest}; by "
        f"chance {events[0]['expected']:g} would be so near. That is no sign of a cause"
    )


def direction_sentences(changed: Changed) -> list[Told]:
    """Whether each side speaks against each rival more than it did."""
    told = [_direction(d, changed) for d in changed.directions]
    if len(told) > MOST_DIRECTIONS:
        more = len(told) - MOST_DIRECTIONS
        rest = f"{count_words(more)} further {noun_for(more, 'pair')} stand in the table"
        told = [*told[:MOST_DIRECTIONS], Told(sentence(rest), UNSAID, "hostility")]
    if not told:
        told = [Told("No side is found to speak against another of those compared here: "
                     "there is no hostility to follow.", UNSAID)]  # fmt: skip
    return told


def _direction(direction: Direction, changed: Changed) -> Told:
    row = direction.row
    tests = sum(d.row["p"] is not None for d in changed.directions)
    speak = verb_for(int(row["having"]), "speaks", "speak")
    share = (
        f"{row['having']} of its {row['statements']} statements {speak} against it "
        f"({100 * row['rate']:.0f} %"
    )
    if row["rate_low"] is not None:
        share += f", 95 % interval {100 * row['rate_low']:.0f}–{100 * row['rate_high']:.0f}"
    hostility = f"the hostility of {direction.side.name} towards {direction.rival_name}"
    if row["p"] is None:
        text = f"Whether {hostility} rises or falls cannot be told: {share}); {row['told']}"
        return Told(sentence(text), UNSAID, direction.anchor, "", direction.numbers)
    ends = f"{signed(row['direction_low'])} to {signed(row['direction_high'])}"
    figures = (
        f"direction {signed(row['direction'])}, 95 % interval {ends}; p {chance(row['p'])}, "
        f"q {chance(row['q'])} beside {count(tests, 'pair')}"
    )
    if row["found"]:
        when = "later" if row["direction"] > 0 else "earlier"
        text = (
            f"{hostility} {row['told']}: {share}), and they are mostly its {when} ones ({figures})"
        )
    else:
        text = f"For {hostility} no direction can be told: {share}; {figures})"
    few = row["having"] < 5
    caution = sentence(
        f"This rests on {count_words(int(row['having']), 'statement')}: go by q, not by the "
        "interval, which is too short for so few"
    )
    return Told(sentence(text), direction.strength, direction.anchor,
                caution if few else "", direction.numbers)  # fmt: skip


def signed(value: float) -> str:
    """A figure from −1 to 1 with a true minus.

    >>> signed(-0.0563), signed(0.9344), signed(1.0), signed(-0.001)
    ('−0.06', '0.93', '1', '0')
    """
    text = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text != "0" else text
