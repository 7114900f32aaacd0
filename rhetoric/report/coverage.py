"""How sure: what the corpus holds, and what it does not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rhetoric.encode import EMBEDDED, EMBEDDED_LANGUAGES
from rhetoric.report.axis import build_axis, silences
from rhetoric.report.record import LONGEST_DATED, Record
from rhetoric.report.wording import (
    count,
    count_words,
    join,
    name,
    out_of,
    readable,
    sentence,
    tongue,
    verb_for,
)

#: Fewer statements than this are too few to say how a group speaks.
FEW = 5
#: No more copies than this are named.
_MOST_NAMED = 10
_COPIED = ("summary", "excerpt", "translation")


@dataclass(frozen=True)
class Table:
    """Counts of statements by group and something else."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[int, ...]], ...]


def _table(record: Record, heading: str, kinds: dict[str, str]) -> Table:
    """`kinds`: statement id → the column it is counted in."""
    columns = tuple(sorted(set(kinds.values()), key=lambda c: (c.startswith("u"), c)))
    rows = []
    for group in record.cast.groups:
        mine = Counter(kinds[s.id] for s in record.corpus.statements if s.group == group.id)
        if mine:
            rows.append((group.css, group.label, tuple(mine[c] for c in columns)))
    return Table(heading, columns, tuple(rows))


def build_coverage(record: Record) -> tuple[Table, ...]:
    """Statements by group and year, medium, original language and form."""
    statements = record.corpus.statements
    loose = {s.id for s in statements if s.date.days is None or s.date.days > LONGEST_DATED}
    years = {s.id: "undated" if s.id in loose else str(s.date.middle.year) for s in statements}
    return (
        _table(record, "Year", years),
        _table(record, "Medium", {s.id: readable(s.medium) for s in statements}),
        _table(record, "Original language",
               {s.id: tongue(s.original_language) for s in statements}),
        _table(record, "Form", {s.id: readable(s.form) for s in statements}),
    )  # fmt: skip


def gaps(record: Record) -> tuple[str, ...]:
    """What the corpus does not cover, in sentences."""
    statements = record.corpus.statements
    total = len(statements)
    if not total:
        return ("The corpus is empty.",)
    found = _copies(record)
    copied = [s for s in statements if s.form in _COPIED]
    if copied:
        forms = Counter(s.form for s in copied)
        what = join([count(n, f) for f, n in sorted(forms.items())])
        do = verb_for(len(copied), "does", "do")
        lead = f"{out_of(len(copied), total, 'statement')} {do} not give"
        if 1 < len(copied) == total:
            lead = f"None of the {count_words(total, 'statement')} gives"
        found.append(
            f"{lead} the words as they were said ({what}). Findings about the choice of words hold "
            "for these texts first"
        )
    sources = Counter(s.source.rsplit(",", 1)[0] for s in statements if s.source)
    if sources:
        source, most = max(sorted(sources.items()), key=lambda item: item[1])
        if most > 1 and most >= total / 2:
            found.append(
                f"{out_of(most, total, 'statement')} come by way of one source ({source}); what "
                "its authors did not report is not here"
            )
    thin = [g for g in record.cast.groups if 0 < g.statements < FEW]
    if thin:
        parts = [f"{name(g.id, record.lexicon)} ({g.statements})" for g in thin]
        found.append(f"Too few statements to say how they usually speak: {join(parts)}")
    mute = [g for camp in record.cast.sides for g in camp.groups if not g.statements]
    if mute:
        parts = [name(g.id, record.lexicon) for g in mute]
        found.append(f"Spoken of, but without a statement of their own: {join(parts)}")
    axis = build_axis(statements, 0, 100)
    if axis is not None:
        months = sum((b.year - a.year) * 12 + b.month - a.month + 1
                     for a, b in silences(statements, axis))  # fmt: skip
        span = (axis.end.year - axis.start.year) * 12 + axis.end.month - axis.start.month
        if months and total > 1:
            found.append(
                f"No statement is dated to {count_words(months)} of the {count_words(span)} months "
                "covered: no material is not the same as no hostility"
            )
    loose = [s for s in statements if s.date.days is None or s.date.days > LONGEST_DATED]
    if loose:
        found.append(
            f"{out_of(len(loose), total, 'statement')} {verb_for(len(loose), 'is', 'are')} dated "
            "too loosely (to more than half a year) to take part in what is said of time"
        )
    doubtful = sum(s.unconfirmed for s in statements)
    if doubtful:
        them = verb_for(doubtful, "it", "them")
        found.append(
            f"{out_of(doubtful, total, 'statement')} {verb_for(doubtful, 'is', 'are')} marked "
            f"unconfirmed; no finding counts {them} towards its strength"
        )
    unscored = Counter(p.statement for p in record.corpus.passages if p.mark)
    if unscored:
        found.append(
            f"{sentence(count_words(unscored.total(), 'passage'))[:-1]} of "
            f"{count_words(len(unscored), 'transcript')} {'is' if unscored.total() == 1 else 'are'}"
            " not scored: there speech recognition repeats itself or is unsure"
        )
    unknown = sum(s.original_language == "und" for s in statements)
    if unknown:
        which = out_of(unknown, total, "statement")
        found.append(f"The language of what was said is not known for {which}")
    found += _by_words(record)
    return tuple(sentence(text) for text in found)


def _copies(record: Record) -> list[str]:
    """What is counted with something else, named."""
    copies = [s for s in record.listed if s.id in record.aside]
    if not copies:
        return []
    many = len(copies) > 1
    parts = [f"“{s.title or s.id}”" for s in copies[:_MOST_NAMED]]
    more = len(copies) - len(parts)
    told = ", ".join(parts) + f" and {more} more" if more else join(parts)
    what = "copies of other statements are counted with their originals"
    one = "copy of another statement is counted with its original"
    return [f"{count_words(len(copies))} {what if many else one}: {told}"]


def _by_words(record: Record) -> list[str]:
    """What was scored by words alone, and why."""
    if record.encoder == "none":
        return [
            "Evidence by meaning was left out: themes were looked for by words alone, so what is "
            "said in other words than the lexicon's is missed"
        ]
    if record.encoder != EMBEDDED:
        return []
    languages = Counter(
        code for s in record.corpus.statements for code in record.corpus.languages_of(s.id)
    )
    total, found = languages.total(), []
    foreign = {c: n for c, n in languages.items() if c not in EMBEDDED_LANGUAGES and c != "und"}
    if foreign:
        parts = sorted(((-n, tongue(code)) for code, n in foreign.items()))
        told = join([f"{language} ({-n})" for n, language in parts])
        found.append(
            f"{sum(foreign.values())} of {count_words(total, 'passage')} "
            f"{'is' if sum(foreign.values()) == 1 else 'are'} in languages the encoder does not "
            f"cover: {told}. There themes were looked for by words alone, and what is said in "
            "other words than the lexicon's is missed"
        )
    if unknown := languages["und"]:
        found.append(
            f"The language of {unknown} of {count_words(total, 'passage')} could not be told; "
            "they were scored by meaning all the same"
        )
    return found
