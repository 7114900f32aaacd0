"""What the Markdown version tells of the words of the sides, and of what is said twice."""

from __future__ import annotations

from markupsafe import escape

from rhetoric.dates import describe
from rhetoric.report.differ import chance
from rhetoric.report.evidence import Quotation
from rhetoric.report.marks import plain, table
from rhetoric.report.shared import Text
from rhetoric.report.told import Report


def told_words(report: Report) -> list[str]:
    """The section on the words that tell the sides apart."""
    worded = report.worded
    if worded is None:
        return []
    out = ["## Their words", plain(worded.lead)]
    out.append("\n".join(
        f"- {plain(t.text)}{f' {plain(t.caution)}' if t.caution else ''} *({t.strength})*"
        for t in worded.told
    ))  # fmt: skip
    if worded.rows:
        out.append(table(
            ["Side", "Word", "Statements with it", "Of all others", "Times as often (95 %)", "q",
             "Strength", "A place where it stands"],
            [[plain(w.side.label), plain(w.row["written"]), f"{w.row['statements']} of {w.of}",
              f"{w.row['rest_statements']} of {w.rest_of}", w.times, plain(chance(w.row["q"])),
              w.row["strength"],
              f"{_marked(w.quote)} ({plain(w.statement.title or w.statement.id)})"]
             for w in worded.rows],
        ))  # fmt: skip
        out.append(" ".join([*map(plain, worded.notes), "More words: [words.csv](words.csv)."]))
    return out


def _marked(quote: Quotation) -> str:
    before, after = plain(quote.before), plain(quote.after)
    left = " " if quote.before.endswith(" ") else ""
    right = " " if quote.after.startswith(" ") else ""
    return f"{before}{left}**{plain(quote.mark)}**{right}{after}"


def told_twice(report: Report) -> list[str]:
    """The section on passages that sides share."""
    shared = report.shared
    if shared is None:
        return []
    out = ["## Said twice", plain(shared.lead)]
    for p in shared.shown:
        caution = f" {plain(p.caution)}" if p.caution else ""
        out.append(f"**{plain(p.text)}**{caution} *({p.strength}; {p.told}, score {p.score:.2f})*")
        out += [_text(t, report) for t in (p.first, p.second)]
    if shared.shown:
        out.append("Marked is what only that text has. All rows: [reuse.csv](reuse.csv).")
    return out


def _text(text: Text, report: Report) -> str:
    words = "".join(f"<mark>{escape(w)}</mark>" if only else escape(w) for w, only in text.pieces)
    s = text.statement
    return (
        f'<blockquote lang="{text.lang}" dir="{text.dir}">{words}</blockquote>\n\n'
        f"{plain(report.record.lexicon.actors.label(s.group))}, {plain(s.title or s.id)}, "
        f"{describe(s.date)}."
    )
