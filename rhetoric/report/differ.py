"""How sides differ, in sentences: what is established, what is suggestive, what cannot be said."""

from __future__ import annotations

from dataclasses import dataclass

from rhetoric.compare.choices import LEAST
from rhetoric.report.compared import Compared, Difference
from rhetoric.report.strength import ESTABLISHED, SUGGESTIVE, UNSAID, Finding
from rhetoric.report.wording import (
    count,
    count_words,
    join,
    noun_for,
    quoted,
    sentence,
    verb_for,
)

#: No more sentences of one strength than this; the rest stand in the table.
MOST_TOLD = 8
_PATTERN = "pattern of the lexicon"


@dataclass(frozen=True)
class Told:
    """A sentence with its strength and its way to the evidence.

    Attributes:
        anchor: id of the row behind it; "" where the whole table is.
        caution: what weakens it.
        numbers: uses behind it.
        themes: (label, anchor) of rows it speaks of together.
    """

    text: str
    strength: str
    anchor: str = ""
    caution: str = ""
    numbers: tuple[int, ...] = ()
    themes: tuple[tuple[str, str], ...] = ()


def chance(p: float) -> str:
    """A p-value as far as it is known.

    >>> chance(0.0119), chance(0.00002), chance(0.279), chance(1.0)
    ('0.012', '< 0.001', '0.28', '1')
    """
    if p < 0.001:
        return "< 0.001"
    return f"{p:.3f}" if p < 0.1 else f"{p:.2f}".removesuffix(".00")


def points(value: float) -> str:
    """Points of a hundred, with a true minus.

    >>> points(-36.36), points(0.42), points(10.0)
    ('−36', '0.4', '10')
    """
    text = f"{abs(value):.0f}" if abs(value) >= 1 or not value else f"{abs(value):.1f}"
    return f"−{text}" if value < 0 and float(text) else text


def told(difference: Difference, tests: int) -> Told:
    """A tested difference as a sentence with its numbers."""
    row, theme = difference.row, quoted(difference.theme.label)
    sides = [
        (difference.a.name, row["with_a"], row["of_a"]),
        (difference.b.name if difference.b else "all others together", row["with_b"], row["of_b"]),
    ]
    ends = [row["difference_low"], row["difference_high"]]
    less = row["difference"] < 0
    if less:
        ends = [-ends[1], -ends[0]]
    if less and difference.b:
        sides.reverse()
    (first, hits, of), (second, fewer, rest) = sides
    text = (
        f"{first} asserts {theme} in {hits or 'none'} of its {of} statements, {second} in "
        f"{fewer or 'none'} of {rest}: {points(abs(row['difference']))} points of a hundred "
        f"{'less' if less and not difference.b else 'more'} "
        f"(95 % interval {points(ends[0])} to {points(ends[1])}; "
        f"p {chance(row['p'])}, q {chance(row['q'])} beside {count(tests, 'test')})"
    )
    return Told(
        sentence(text), difference.strength, difference.anchor,
        _caution(difference, tests), (*difference.numbers[0], *difference.numbers[1]),
    )  # fmt: skip


def _caution(difference: Difference, tests: int) -> str:
    if not difference.found:
        return sentence(
            f"Looked at alone it would count as a difference; among {count(tests, 'test')} it may "
            "well be chance"
        )
    parts = []
    for kind, name, removes, others in difference.broken:
        what = _PATTERN if kind == "pattern" else kind
        more = f", and the same is true of {count_words(others)} more" if others else ""
        with_it = f"{count_words(removes)} of the statements with the theme"
        parts.append(f"it is no longer found without the {what} “{name}” ({with_it}{more})")
    for kind in difference.lone:
        parts.append(f"all the statements have the same {kind}, so none can be left out")
    if not parts:
        return "It holds when any one source, speaker, statement or pattern is left out."
    return " ".join(sentence(part) for part in parts)


def sentences(compared: Compared) -> dict[str, list[Told]]:
    """Strength → sentences; each strength is there, if only with nothing in it."""
    found: dict[str, list[Told]] = {ESTABLISHED: [], SUGGESTIVE: [], UNSAID: []}
    ranked = sorted(
        (d for d in compared.differences if d.strength != UNSAID),
        key=lambda d: (not d.found, d.row["p"], -abs(d.row["difference"]), d.theme.id),
    )
    for difference in ranked:
        found[difference.strength].append(told(difference, compared.tests))
    for strength, kept in found.items():
        if len(kept) > MOST_TOLD:
            more = len(kept) - MOST_TOLD
            what = noun_for(more, "difference")
            rest = sentence(f"{count_words(more)} further {what} of this strength "
                            f"{verb_for(more, 'stands', 'stand')} in the table")  # fmt: skip
            found[strength] = [*kept[:MOST_TOLD], Told(rest, strength, "contrasts")]
    found[UNSAID] = [*_open(compared), *_few(compared)]
    return found


def _open(compared: Compared) -> list[Told]:
    """One sentence for all that was tested and not found."""
    rows = [d for d in compared.differences if d.tested and d.strength == UNSAID]
    if not rows:
        return []
    widest = max(max(abs(d.row["difference_low"]), abs(d.row["difference_high"])) for d in rows)
    themes = dict.fromkeys(d.theme.id for d in rows)
    several = count_words(len(themes), "theme")
    if len(rows) > len(themes):
        several += f" ({count_words(len(rows), 'contrast')})"
    text = (
        f"For {several} no difference is found. That is not “no difference”: the intervals leave "
        f"room for up to {points(widest)} points of a hundred"
    )
    links = tuple(
        (quoted(next(d for d in rows if d.theme.id == t).theme.label)[1:-1],
         next(d.anchor for d in rows if d.theme.id == t))
        for t in themes
    )  # fmt: skip
    return [Told(sentence(text), UNSAID, "contrasts", themes=links)]


def _few(compared: Compared) -> list[Told]:
    few = [s for s in compared.sides if not s.enough]
    if not few:
        return []
    counts = join([f"{s.name} ({count_words(s.statements, 'statement')})" for s in few])
    text = f"Not comparable: {counts}; a comparison needs {count_words(LEAST)} of each side"
    return [Told(sentence(text), UNSAID)]


def lead(compared: Compared) -> str:
    """What to see in the picture of rates."""
    tested = [d for d in compared.differences if d.tested]
    if not tested:
        return "No two sides have enough statements to be compared: the rates stand side by side."
    found = [d for d in tested if d.found]
    firm = [d for d in found if d.strength == ESTABLISHED]
    enough = [s for s in compared.sides if s.enough]
    who = join([f"{s.name} ({s.statements})" for s in enough])
    text = f"Compared are the statements of {who}"
    first = sentence(text)
    if not found:
        return (
            f"{first} No theme is asserted so much more often by one side that chance is ruled "
            "out, once it is allowed for how many themes were looked at."
        )
    holds = {0: "none of them holds", 1: "one of them holds"}.get(
        len(firm), f"{count_words(len(firm))} of them hold"
    )
    differ = verb_for(len(found), "difference is", "differences are")
    return f"{first} " + sentence(
        f"{count_words(len(found))} {differ} found among {compared.tests} tests; {holds} when "
        "any one source, speaker, statement or pattern is left out"
    )


def contrast_findings(compared: Compared | None) -> list[Finding]:
    """Tested differences that may open the report."""
    if compared is None:
        return []
    found = []
    for difference in compared.differences:
        if not difference.found:
            continue
        said = told(difference, compared.tests)
        found.append(Finding(
            kind="contrast", heading="A tested difference", text=said.text,
            strength=said.strength, uses=said.numbers,
            statements=round(difference.row["of_a"] + difference.row["of_b"]),
            caution=said.caution, anchor=said.anchor,
            weight=(6.0 if said.strength == ESTABLISHED else 3.0) + abs(difference.row["h"] or 0),
        ))  # fmt: skip
    return found


def beside(theme: str, compared: Compared | None) -> tuple[str, str]:
    """What the tests say of a theme, for a finding that speaks of it; and the row's anchor.

    That only one side was found saying something is a fact of these texts. Whether it says so
    more often than chance is another claim, and the two must not be taken for one another.
    """
    if compared is None or len(compared.sides) != 2:
        return "", ""
    rows = compared.rows_by_theme.get(theme, [])
    if not rows or not rows[0].tested:
        return "", ""
    row = rows[0]
    if row.found:
        return "", row.anchor
    apart = row.row["difference"]
    ends = points(row.row["difference_low"]), points(row.row["difference_high"])
    which = (
        f"{row.a.name} {row.row['with_a'] or 'none'} of {row.row['of_a']} statements, "
        f"{row.b.name if row.b else 'others'} {row.row['with_b'] or 'none'} of {row.row['of_b']}"
    )
    return sentence(
        f"Whether one side says so more often than chance would have it is not established: "
        f"{which} (difference {points(apart)} points, 95 % interval {ends[0]} to {ends[1]}; "
        f"p {chance(row.row['p'])}, q {chance(row.row['q'])})"
    ), row.anchor
