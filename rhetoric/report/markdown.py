"""The Markdown twin of the page: the same story in the same order, with charts beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import escape

from rhetoric.dates import describe
from rhetoric.model import Statement
from rhetoric.report import leads
from rhetoric.report.coverage import build_coverage, gaps
from rhetoric.report.groups import Cast
from rhetoric.report.made import made_pairs
from rhetoric.report.markdown_changed import told_changes
from rhetoric.report.markdown_compared import told_answers, told_differences, told_years
from rhetoric.report.markdown_map import told_map
from rhetoric.report.markdown_words import told_twice, told_words
from rhetoric.report.marks import plain, table
from rhetoric.report.matrix import Cell, Row
from rhetoric.report.page import colour_rules
from rhetoric.report.strength import FURTHER_RULES, RULES
from rhetoric.report.told import TONES, Report
from rhetoric.report.uses import Use
from rhetoric.report.validated import CORRECTED, EXPLAINED, UNVALIDATED
from rhetoric.report.wording import copy_kind, readable, speaker_of, tongue

_KINDS = "timeline|exchange|rates|answers|hostile|conciliatory"
#: What a chart needs of the page's style when it stands alone.
_CHART_STYLE = """
:root{--paper:#fcfbf8;--sheet:#fff;--ink:#1d1f21;--soft:#575c61;--faint:#8b9096;--rule:#dedbd3;
--hair:#c9c5bb;--shade:#f1efe9;--hostile:#8f1f3f;--conciliatory:#1f6f54;--self:#77706a}
svg{background:var(--paper)}text{font-family:system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;
fill:var(--ink)}.disc,.dot{fill:currentColor}.ring{fill:#fff;stroke:currentColor;stroke-width:1.6}
"""


def chart_file(picture: str, report: Report, page_style: str) -> str:
    """A chart as a file of its own: its style travels with it."""
    return standing_alone(picture, report.record.cast, page_style)


def standing_alone(picture: str, cast: Cast, page_style: str) -> str:
    """The same for a chart without a report."""
    opening, _, rest = str(picture).partition(">")
    kinds = "map" if 'class="map' in opening else _KINDS
    lines = (line.strip() for line in page_style.splitlines())
    kept = [line for line in lines if re.match(rf"\.({kinds})", line)]
    light = colour_rules(cast).splitlines()[0]
    style = _CHART_STYLE + "\n".join(kept) + "\n" + light
    style = style.replace("&", "&amp;").replace("<", "&lt;")
    linked = re.sub(r' (data-q|href)="[^"]*"', "", rest)
    return f"{opening}><style>{style}</style>{linked}\n"


def _cell(cell: Cell) -> str:
    if not cell.uses:
        return ""
    parts = [str(cell.asserts.statements) if cell.asserts.statements else ""]
    parts += [f"({f} {t.statements})" for f, t in cell.lesser]
    return " ".join(p for p in parts if p)


def _quotation(use: Use, report: Report) -> str:
    q, c = report.quote(use), report.cite(use)
    actors = report.record.lexicon.actors
    mark = f"<mark>{escape(q.mark)}</mark>" if q.mark else ""
    target = f" of {plain(actors.label(use.target))}" if use.target else ""
    voice = f"; {plain(claim)}" if (claim := report.whose(use)) else ""
    doubt = "; *unconfirmed*" if use.unconfirmed else ""
    at = f", {c.time}" if c.time else ""
    return (
        f"{use.number}. **{plain(actors.label(use.group))}** "
        f"{use.mode}{target}{voice}{doubt}\n\n"
        f'   <blockquote lang="{q.lang}" dir="{q.dir}">{escape(q.before)}{mark}{escape(q.after)}'
        f"</blockquote>\n\n"
        f"   {plain(c.title)}, {plain(c.speaker)}, {c.date}{at}. {c.medium}, {c.form.lower()}. "
        f"Score {use.score:.2f}."
    )


def _theme(row: Row, report: Report) -> list[str]:
    heading = f"### {plain(row.theme.label)} ({row.theme.tone}, {report.stamp(row.theme.id)})"
    lines = [heading, report.counts(row),
             plain(row.theme.description)]  # fmt: skip
    if together := report.together(row):
        lines.append(f"In the same passages also: {plain(together)}.")
    lines.append(report.checked(row.theme.id))
    if shares := report.corrected(row):
        told = "; ".join(f"{plain(s.cell.group.label)} {s.told}" for s in shares)
        lines.append(f"{CORRECTED}: {told}.")
    for cell in row.cells:
        shown = report.passages(cell)
        lines += [_quotation(u, report) for u in shown]
        if left := len(cell.uses) - len(shown):
            lines.append(f"*{plain(cell.group.label)}: {left} more in frames.csv.*")
    return lines


def _made(pairs: Sequence[tuple[str, Any]], depth: int = 0) -> list[str]:
    lines = []
    for key, value in pairs:
        if isinstance(value, str):
            lines.append(f"{'  ' * depth}- {plain(key)}: {plain(value)}")
        else:
            lines += [f"{'  ' * depth}- {plain(key)}", *_made(value, depth + 1)]
    return lines


def _copied(statement: Statement, report: Report) -> str:
    original = report.record.aside.get(statement.id)
    if original is None:
        return ""
    return f" *({copy_kind(statement)} of {plain(original.title or original.id)}, not counted)*"


def render_markdown(report: Report, charts: Mapping[str, str]) -> str:
    """The report in Markdown; `charts` names the SVG files that lie beside it."""
    record, matrix = report.record, report.matrix
    actors = record.lexicon.actors
    out = [f"# {plain(report.title)}", plain(leads.scope(record)), "## Findings"]
    for n, f in enumerate(report.findings, 1):
        numbers = f"; uses {', '.join(map(str, f.uses))}" if f.uses else ""
        caution = f" {plain(f.caution)}" if f.caution else ""
        out.append(f"{n}. {plain(f.text)}{caution} *({f.strength}; statements: "
                   f"{f.statements}{numbers})*")  # fmt: skip
    out.append("\n".join(f"- *{name}*: {plain(rule)}" for name, rule in RULES + FURTHER_RULES))
    out += ["## Who says what", plain(leads.matrix_lead(record, matrix))]
    if matrix.rows:
        head = ["Theme", *(f"{plain(g.label)} (of {g.statements})" for g in matrix.groups), "All"]
        rows: list[list[str]] = []
        for tone, members in matrix.rows:
            rows.append([f"**{TONES[tone]}**", *([""] * (len(head) - 1))])
            for row in members:
                cells = [_cell(c) for c in row.cells]
                total = str(row.total("asserts").statements)
                rows.append([plain(row.theme.label), *cells, total])
        out.append(table(head, rows))
        out.append(
            "Figures count statements that assert; in brackets, those that reject or mention, and "
            "those in which observers report it of others."
        )
    out += told_differences(report, charts)
    out += told_words(report)
    out += ["## When", plain(leads.timeline_lead(record))]
    if "timeline" in charts:
        out.append(f"![When each theme is used, by group]({charts['timeline']})")
    out += [*told_years(report, charts), *told_changes(report, charts)]
    out += ["## Who of whom", plain(leads.exchange_lead(record, report.edges))]
    if "exchange" in charts:
        out.append(f"![Who speaks of whom]({charts['exchange']})")
    if report.edges:
        out.append(table(
            ["Speaks", "Of", "Tone", "Statements", "Themes"],
            [[plain(e.source.label), plain(e.target.label), e.tone, str(e.statements),
              plain(", ".join(report.theme(t).label for t in e.themes))] for e in report.edges],
        ))  # fmt: skip
    out.append("The whole ledger is in [frames.csv](frames.csv).")
    out += [*told_answers(report, charts), *told_twice(report), "## Theme by theme"]
    if any(report.stamp(row.theme.id) == UNVALIDATED for row in matrix.themes):
        out.append(EXPLAINED)
    for row in matrix.themes:
        out += _theme(row, report)
    out += ["## Statement by statement", *told_map(report, charts)]
    out.append(plain(leads.statements_lead(record)))
    found = Counter(u.statement.id for u in record.uses)
    out.append(table(
        ["Date", "Group", "Statement", "Speaker", "Medium", "Said in", "Uses"],
        [[describe(s.date), plain(actors.label(s.group)),
          plain(s.title or s.id) + (" *(unconfirmed)*" if s.unconfirmed else "")
          + _copied(s, report),
          plain(speaker_of(s, record.lexicon)), readable(s.medium),
          tongue(s.original_language), "" if s.id in record.aside else str(found[s.id])]
         for s in report.listed],
    ))  # fmt: skip
    out += ["## How sure", "\n".join(f"- {plain(g)}" for g in gaps(record))]
    for t in build_coverage(record):
        out.append(table(
            [f"Group / {t.heading.lower()}", *map(plain, t.columns)],
            [[plain(label), *map(str, counts)] for _, label, counts in t.rows],
        ))  # fmt: skip
    out += ["## How the figures were made", "\n".join(_made(made_pairs(report.made_from)))]
    return "\n\n".join(part for part in out if part) + "\n"
