"""The sentence above each picture that says what to see in it, and the scope line."""

from __future__ import annotations

from collections.abc import Sequence

from rhetoric.dates import describe
from rhetoric.report.axis import build_axis, silences
from rhetoric.report.exchange import Edge
from rhetoric.report.matrix import Matrix, tally
from rhetoric.report.record import Record, dated
from rhetoric.report.rules_charges import sequence
from rhetoric.report.uses import statements_of
from rhetoric.report.wording import (
    count_words,
    join,
    name,
    possessive,
    quoted,
    sentence,
    tongue,
    when,
)


def scope(record: Record) -> str:
    """What the report covers, in one line."""
    statements = record.corpus.statements
    if not statements:
        return "No statements."
    sides = [camp.label for camp in record.cast.sides if camp.statements]
    observers = len(record.statements(""))
    parts = []
    if sides:
        kinds = f"{count_words(len(sides), 'side')} ({join(sides)})"
        parts.append(f"{len(statements) - observers} by {kinds}")
    if observers:
        parts.append(f"{count_words(observers)} by observers and others")
    head = count_words(len(statements), "statement")
    parts = [f"{head}, {parts[0]}", *parts[1:]]
    years = [s.date.middle.year for s in dated(statements)]
    if years:
        parts.append(str(min(years)) if min(years) == max(years) else f"{min(years)}–{max(years)}")
    known = sorted({s.original_language for s in statements} - {"und", "mul"})
    if known:
        languages = join([tongue(code) for code in known])
        parts.append(f"with originals, as far as known, in {languages}")
    first = sentence(", ".join(parts))
    if latest := dated(statements):
        first += f" The latest dates from {describe(latest[-1].date)}."
    counts = tally(list(record.uses))
    return first + " " + sentence(
        f"{count_words(len(record.uses), 'frame use')} of "
        f"{count_words(len({u.theme for u in record.uses}), 'theme')} found, in "
        f"{count_words(counts.passages, 'passage')} of "
        f"{count_words(counts.statements, 'statement')}"
    )  # fmt: skip


def matrix_lead(record: Record, matrix: Matrix) -> str:
    """What to see in the matrix."""
    if not matrix.rows:
        return ""
    widest = max(matrix.themes, key=lambda r: (r.total("asserts").statements, r.theme.id))
    number = widest.total("asserts").statements
    rivals = [r for r in matrix.themes if r.total("asserts").statements == number]
    labels = join([quoted(r.theme.label) for r in rivals[:4]])
    text = f"{labels} {'is' if len(rivals) == 1 else 'are'} asserted in the most statements"
    text += f" ({count_words(number)}{' each' if len(rivals) > 1 else ''})"
    sides = []
    for camp in record.cast.sides:
        themes = {u.theme for u in record.uses if u.camp == camp.id and u.function == "asserts"}
        if themes:
            sides.append(
                f"{possessive(camp.sentence_name)} side asserts {count_words(len(themes), 'theme')}"
            )
    return sentence(text) + (" " + sentence(join(sides)) if sides else "")


def timeline_lead(record: Record) -> str:
    """What to see in the time lines."""
    charged = dated(statements_of(record.charges))
    axis = build_axis(record.corpus.statements, 0.0, 100.0)
    quiet = silences(record.corpus.statements, axis) if axis else []
    longest = max(quiet, key=lambda gap: gap[1] - gap[0], default=None)
    parts = []
    if len(charged) > 1:
        parts.append(
            f"The sides charge each other in {count_words(len(charged), 'dated statement')}: "
            f"{sequence(charged)}"
        )
    elif charged:
        parts.append(f"One dated statement charges the other side, {when(charged[0].date)}")
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
    top = edges[0]
    text = (
        f"Nobody speaks of another more often than {name(top.source.id, record.lexicon)} of "
        f"{name(top.target.id, record.lexicon)}: {top.tone} in "
        f"{count_words(top.statements, 'statement')}"
    )
    back = [e for e in edges if e.source == top.target and e.target == top.source]
    if back:
        other = join([f"{e.tone} in {count_words(e.statements)}" for e in back])
        text += f"; in return {name(back[0].source.id, record.lexicon)} is {other}"
    else:
        text += f"; {name(top.target.id, record.lexicon)} asserts nothing of it in return"
    return sentence(text)


def statements_lead(record: Record) -> str:
    """What to see in the list of statements."""
    total = len(record.corpus)
    mute = total - len(statements_of(record.uses))
    text = sentence(f"All {count_words(total, 'statement')}, the oldest first")
    if mute:
        held = "holds" if mute == 1 else "hold"
        text += " " + sentence(f"{count_words(mute)} of them {held} no theme that was looked for")
    return text
