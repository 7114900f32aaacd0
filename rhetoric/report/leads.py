"""The sentence above each picture that says what to see in it, and the scope line."""

from __future__ import annotations

from collections.abc import Sequence

from rhetoric.dates import describe
from rhetoric.report.axis import build_axis, silences
from rhetoric.report.exchange import REPORTED, Edge
from rhetoric.report.matrix import Matrix, tally
from rhetoric.report.record import Record, dated, last_day
from rhetoric.report.rules_charges import sequence
from rhetoric.report.uses import statements_of
from rhetoric.report.wording import (
    count_words,
    join,
    name,
    out_of,
    possessive,
    quoted,
    sentence,
    tongue,
    verb_for,
)

#: No more names than this are listed in a sentence.
_LISTED = 3
_TONE_WORDS = {
    "hostile": "hostile words",
    "conciliatory": "conciliatory words",
    "self": "claims about itself",
    REPORTED: "a report",
}


def scope(record: Record) -> str:
    """What the report covers, in one line."""
    statements = record.corpus.statements
    if not statements:
        return "No statements."
    sides = [c for c in dict.fromkeys(record.camps.values()) if c]
    sides.sort(key=lambda c: (-len(record.statements(c)), c))
    outside = len(record.statements(""))
    ours = join([name(c, record.lexicon) for c in sides])
    of_sides = f"{count_words(len(sides), 'side')} ({ours})"
    text = count_words(len(statements), "statement")
    if sides and outside:
        text += f": {count_words(len(statements) - outside)} by {of_sides}, "
        text += f"{count_words(outside)} by observers and others"
    else:
        text += f" by {of_sides}" if sides else " by observers and others"
    years = [s.date.middle.year for s in dated(statements)]
    if years:
        text += f"; {min(years)}" if min(years) == max(years) else f"; {min(years)}–{max(years)}"
    known = sorted({s.original_language for s in statements} - {"und", "mul"})
    if known:
        every = all(s.original_language != "und" for s in statements)
        languages = join([tongue(code) for code in known])
        text += f"; said in {languages}" + ("" if every else ", as far as is known")
    first = sentence(text)
    if len(statements) > 1 and (latest := dated(statements)):
        last = max(latest, key=lambda s: (last_day(s), s.id))
        first += f" The latest dates from {describe(last.date)}."
    if not record.uses:
        return first
    counts = tally(record.uses)
    return first + " " + sentence(
        f"{count_words(len(record.uses), 'frame use')} of "
        f"{count_words(len({u.theme for u in record.uses}), 'theme')} in "
        f"{count_words(counts.passages, 'passage')} of "
        f"{count_words(counts.statements, 'statement')}"
    )  # fmt: skip


def matrix_lead(record: Record, matrix: Matrix) -> str:
    """What to see in the matrix."""
    if not matrix.rows:
        return ""
    number = max(r.total("asserts").statements for r in matrix.themes)
    rivals = [r for r in matrix.themes if r.total("asserts").statements == number]
    named = [quoted(r.theme.label) for r in rivals[:_LISTED]]
    if len(rivals) > _LISTED:
        named.append(f"{count_words(len(rivals) - _LISTED)} more")
    labels = join(named)
    if number == 0:
        text = "No side asserts any of the themes"
    elif number == 1:
        text = "No theme is asserted in more than one statement"
    else:
        text = f"{labels} {verb_for(len(rivals), 'is', 'are')} asserted in the most statements"
        text += f" ({count_words(number)}{' each' if len(rivals) > 1 else ''})"
    sides: list[tuple[int, str]] = []
    for camp in record.cast.sides:
        themes = {u.theme for u in record.uses if u.camp == camp.id and u.mode == "asserts"}
        if themes:
            side = f"{possessive(camp.sentence_name)} side"
            sides.append((len(themes), f"{side} asserts {count_words(len(themes), 'theme')}"))
    told = join([words for _, words in sides])
    if len(sides) > _LISTED + 1:
        fewest, most = min(sides)[0], max(sides)[0]
        several = count_words(most, "theme")
        if fewest < most:
            several = f"between {count_words(fewest)} and {several}"
        told = f"each of {count_words(len(sides))} sides asserts {several}"
    return sentence(text) + (" " + sentence(told) if sides else "")


def timeline_lead(record: Record) -> str:
    """What to see in the time lines."""
    charged = dated(statements_of(record.charges))
    axis = build_axis(record.corpus.statements, 0.0, 100.0)
    quiet = silences(record.corpus.statements, axis) if axis else []
    longest = max(quiet, key=lambda gap: gap[1] - gap[0], default=None)
    parts = []
    makers = {record.camps[s.id] for s in charged}
    if len(makers) > 1:
        lead = f"{record.both} make charges against each other"
    elif charged:
        maker = makers.pop()
        other = next((c.id for c in record.pair or () if c.id != maker), "")
        side = f"{possessive(name(maker, record.lexicon))} side"
        lead = f"{side} charges {record.rival(other)}"
    if charged:
        parts.append(f"{lead} in {count_words(len(charged), 'dated statement')}: "
                     f"{sequence(charged)}")  # fmt: skip
    if longest is not None and (longest[1] - longest[0]).days > 180:
        months = round((longest[1] - longest[0]).days / 30.44)
        parts.append(
            f"The longest stretch without any statement lasts {months} months: what was said then "
            "is unknown here"
        )
    return " ".join(sentence(p) for p in parts)


def exchange_lead(record: Record, edges: Sequence[Edge]) -> str:
    """What to see in the picture of who speaks of whom."""
    if not edges:
        return ""
    number = edges[0].statements
    top = [e for e in edges if e.statements == number]

    def ends(edge: Edge) -> str:
        return f"{name(edge.source.id, record.lexicon)} to {name(edge.target.id, record.lexicon)}"

    if number == 1:
        if len(edges) > 1:
            return "No line stands for more than one statement."
        return sentence(
            f"One line leads from {ends(top[0])}: {_TONE_WORDS[top[0].tone]} in one statement"
        )
    if len(top) > 1:
        if len(top) > _LISTED:
            return sentence(f"No line stands for more than {count_words(number, 'statement')}; "
                            f"{count_words(len(top), 'line')} stand for that many")  # fmt: skip
        named = [f"from {ends(e)} ({_TONE_WORDS[e.tone]})" for e in top]
        return sentence(f"The thickest lines, {count_words(number)} statements each, lead "
                        f"{join(named)}")  # fmt: skip
    text = (
        f"The thickest line leads from {ends(top[0])}: {_TONE_WORDS[top[0].tone]} in "
        f"{count_words(number, 'statement')}"
    )
    back = [e for e in edges if e.source == top[0].target and e.target == top[0].source]
    if back:
        text += "; the other way, " + join(
            [f"{_TONE_WORDS[e.tone]} in {count_words(e.statements)}" for e in back]
        )
    else:
        text += "; the other way there is no line"
    return sentence(text)


def statements_lead(record: Record) -> str:
    """What to see in the list of statements."""
    total = len(record.corpus)
    mute = total - len(statements_of(record.uses))
    order = ", the oldest first" if total > 1 else ""
    text = sentence(f"{out_of(total, total, 'statement')}{order}")
    if mute:
        held = verb_for(mute, "holds", "hold")
        which = f"{count_words(mute)} of them" if total > 1 else "it"
        text += " " + sentence(f"{which} {held} no theme that was looked for")
    if copies := len(record.aside):
        stand = verb_for(copies, "copy stands", "copies stand")
        text += " " + sentence(f"{count_words(copies)} {stand} beside, not counted again")
    return text
