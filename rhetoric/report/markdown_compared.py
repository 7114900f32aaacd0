"""What the Markdown version tells of differences, years and answers."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import escape

from rhetoric.dates import describe
from rhetoric.model import Statement
from rhetoric.report import differ
from rhetoric.report.answered import MOST_ROWS, Link
from rhetoric.report.marks import plain, table
from rhetoric.report.told import MOST_CONTRASTS, Report


def told_differences(report: Report, charts: Mapping[str, str]) -> list[str]:
    """The section that says how sides differ."""
    compared = report.compared
    out = ["## How they differ"]
    if compared is None:
        return [*out, "Fewer than two sides speak in this corpus: there is nothing to compare."]
    out.append(plain(differ.lead(compared)))
    if "rates" in charts:
        out.append(f"![How often each side asserts each theme]({charts['rates']})")
    for strength, said in differ.sentences(compared).items():
        lines = [f"- {_told(t)}" for t in said] or ["- Nothing."]
        out += [f"### {strength.capitalize()}", "\n".join(lines)]
    rows = []
    for d in compared.differences[:MOST_CONTRASTS]:
        r = d.row
        figures = ["", "", "", ""]
        if d.tested:
            ends = f"{differ.points(r['difference_low'])} to {differ.points(r['difference_high'])}"
            figures = [f"{differ.points(r['difference'])} ({ends})", f"{r['h']:.2f}",
                       differ.chance(r["p"]), differ.chance(r["q"])]  # fmt: skip
        rows.append([
            plain(d.theme.label), f"{plain(d.a.label)} {r['with_a']} of {r['of_a']}",
            f"{plain(d.b.label) if d.b else 'all others'} {r['with_b']} of {r['of_b']}",
            *map(plain, figures), plain(d.firm),
        ])  # fmt: skip
    head = ["Theme", "Side", "Other side", "Difference, points (95 %)", "h", "p", "q", "Outcome"]
    return [*out, table(head, rows),
            f"q allows for {compared.tests} tests. All of it: [contrasts.csv](contrasts.csv), "
            "[rates.csv](rates.csv)."]  # fmt: skip


def _told(said: differ.Told) -> str:
    themes = f" {', '.join(plain(name) for name, _ in said.themes)}." if said.themes else ""
    caution = f" {plain(said.caution)}" if said.caution else ""
    uses = f" *(uses {', '.join(map(str, said.numbers))})*" if said.numbers else ""
    return f"{plain(said.text)}{themes}{caution}{uses}"


def told_years(report: Report, charts: Mapping[str, str]) -> list[str]:
    """The section on years."""
    years = report.by_year
    if years is None or not years.years or report.compared is None:
        return []
    out = ["## Over time", plain(years.lead)]
    if "years" in charts:
        out.append(f"![How often each side asserts each theme, by year]({charts['years']})")
    out.append(table(
        ["Statements", *years.years],
        [[plain(s.label), *(years.told(s, y) for y in years.years)] for s in report.compared.sides],
    ))  # fmt: skip
    return [*out, "Every rate with its interval: [years.csv](years.csv)."]


def told_answers(report: Report, charts: Mapping[str, str]) -> list[str]:
    """The section that says who answers whom."""
    found = report.answered
    if found is None:
        return []
    out = ["## Who answers whom", plain(found.lead)]
    if "answers" in charts:
        out.append(f"![Who answers whom]({charts['answers']})")
    for link in found.shown:
        out += _link(link, report)
    if found.links:
        out.append(table(
            ["Score", "Statement", "How", "Answers", "Strength"],
            [[f"{x.answer.score:.2f}", _statement(x.answer.later), x.answer.kind,
              _statement(x.answer.earlier), x.strength] for x in found.links[:MOST_ROWS]],
        ))  # fmt: skip
    if found.lags:
        out.append("### Which side follows which")
        out.append("\n".join(f"- {_told(t)} *({t.strength})*" for t in found.lags))
    return out


def _statement(statement: Statement) -> str:
    return f"{plain(statement.title or statement.id)}, {describe(statement.date)}"


def _link(link: Link, report: Report) -> list[str]:
    caution = f" {plain(link.caution)}" if link.caution else ""
    lines = [f"**{plain(link.text)}**{caution} *({link.strength}, score {link.answer.score:.2f})*"]
    actors = report.record.lexicon.actors
    for s, q in ((link.answer.earlier, link.earlier), (link.answer.later, link.later)):
        if q is None:
            continue
        mark = f"<mark>{escape(q.mark)}</mark>" if q.mark else ""
        lines.append(
            f'<blockquote lang="{q.lang}" dir="{q.dir}">{escape(q.before)}{mark}{escape(q.after)}'
            f"</blockquote>\n\n{plain(actors.label(s.group))}, {_statement(s)}."
        )
    return lines
