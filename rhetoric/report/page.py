"""The page: everything put together into one offline HTML file."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from rhetoric.compare.choices import FIRM_TARGET
from rhetoric.dates import describe
from rhetoric.model import Statement, Theme
from rhetoric.report import differ, leads
from rhetoric.report.answered import MOST_ROWS as MOST_LINKS
from rhetoric.report.answered import Answered
from rhetoric.report.axis import build_axis
from rhetoric.report.carpet import draw_carpet, is_crowded
from rhetoric.report.compared import Compared
from rhetoric.report.coverage import build_coverage, gaps
from rhetoric.report.events_lane import shown_events
from rhetoric.report.evidence import Citation, Quotation, cite, quote, whose
from rhetoric.report.exchange import Edge, build_edges, draw_exchange
from rhetoric.report.findings import write_findings
from rhetoric.report.made import made_pairs
from rhetoric.report.matrix import Cell, Matrix, Row, build_matrix
from rhetoric.report.rates_chart import draw_rates
from rhetoric.report.record import Record
from rhetoric.report.shown import behind, most_passages, shown_passages
from rhetoric.report.strength import FURTHER_RULES, RULES, Finding
from rhetoric.report.svg import glyph, number, tag
from rhetoric.report.timeline import draw_timeline
from rhetoric.report.uses import MODES, REPORTS, Use
from rhetoric.report.validated import (
    CORRECTED,
    EXPLAINED,
    UNVALIDATED,
    Share,
    corrected_shares,
    figures_told,
    stamp,
)
from rhetoric.report.wording import (
    copy_kind,
    count,
    noun_for,
    out_of,
    quoted,
    readable,
    sentence,
    speaker_of,
    tongue,
)
from rhetoric.report.years import Years, build_years

#: No more rows in the ledger table.
MOST_ROWS = 1200
#: No more contrasts in theirs.
MOST_CONTRASTS = 300
#: Of more statements than this, only those the page refers to are told one by one.
MOST_STATEMENTS = 600
WIDE, NARROW = 1032.0, 358.0
TONES = {
    "hostile": "Hostile: charges against somebody",
    "conciliatory": "Conciliatory: appeals and good words",
    "self": "Of itself: claims about one’s own side",
}


@dataclass(frozen=True)
class Report:
    """All that is told, computed once for the page and its Markdown twin."""

    title: str
    record: Record
    made: Mapping[str, Any]
    cap: int
    compared: Compared | None = None
    answered: Answered | None = None

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings."""
        return write_findings(self.record, self.compared)

    @cached_property
    def matrix(self) -> Matrix:
        """Themes by groups."""
        return build_matrix(self.record)

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Who asserts what tone of whom."""
        return build_edges(self.record)

    @cached_property
    def timeline(self) -> Markup:
        """The time lines at full width."""
        return self.draw_timeline(WIDE, 14)

    @cached_property
    def crowded(self) -> bool:
        """Whether the time lines are drawn by period, not by statement."""
        return is_crowded(self.matrix)

    def draw_timeline(self, width: float, event_rows: int) -> Markup:
        """The time lines at a width."""
        draw = draw_carpet if self.crowded else draw_timeline
        return draw(self.record, self.matrix, width, event_rows)

    @cached_property
    def exchange(self) -> Markup:
        """Who speaks of whom, at full width."""
        return draw_exchange(self.record, self.edges, 880.0)

    @cached_property
    def rates(self) -> Markup:
        """How often each side asserts each theme, at full width."""
        return draw_rates(self.compared, WIDE) if self.compared else Markup("")

    @cached_property
    def by_year(self) -> Years | None:
        """The same year by year."""
        return build_years(self.compared) if self.compared else None

    @cached_property
    def years(self) -> Markup:
        """Its picture at full width."""
        return self.by_year.draw(WIDE) if self.by_year else Markup("")

    @cached_property
    def answers(self) -> Markup:
        """Who answers whom, at full width."""
        return self.answered.draw(WIDE) if self.answered else Markup("")

    @cached_property
    def most_passages(self) -> int:
        """How many passages of a group are shown under a theme."""
        return most_passages(self.matrix)

    @cached_property
    def kept(self) -> frozenset[int]:
        """The uses behind the findings: their passages are shown in any case."""
        return behind(self.findings)

    def passages(self, cell: Cell) -> tuple[Use, ...]:
        """The uses of a group whose passages are shown under a theme."""
        return shown_passages(cell, self.most_passages, self.kept)

    @cached_property
    def whole_passages(self) -> frozenset[int]:
        """Numbers of the uses whose passages are shown."""
        cells = [cell for row in self.matrix.themes for cell in row.cells]
        return frozenset(u.number for cell in cells for u in self.passages(cell))

    def spot(self, number: int) -> str:
        """The anchor of a use: its passage where that is shown, else the ledger."""
        return f"u{number}" if number in self.whole_passages else "ledger"

    @cached_property
    def listed(self) -> tuple[Statement, ...]:
        """The statements told one by one: all, or of very many those the page refers to."""
        every = self.record.listed
        if len(every) <= MOST_STATEMENTS:
            return every
        shown = {u.statement.id for u in self.record.uses if u.number in self.whole_passages}
        for link in self.answered.links if self.answered else ():
            shown |= {link.answer.earlier.id, link.answer.later.id}
        shown |= {self.record.aside[name].id for name in shown if name in self.record.aside}
        return tuple(s for s in every if s.id in shown)

    def quote(self, use: Use) -> Quotation:
        """The words of a use."""
        return quote(use, self.cap)

    def cite(self, use: Use) -> Citation:
        """Its source."""
        return cite(use, self.record.lexicon)

    def whose(self, use: Use) -> str:
        """Whose claim it is, where it is not the speaker's own."""
        return whose(use, self.record.lexicon)

    def counts(self, row: Row) -> str:
        """How many statements assert a theme, reject it and so on."""
        a = row.total("asserts")
        parts: list[str] = []
        if a.statements:
            passages = count(a.passages, "passage")
            parts.append(f"Asserted in {count(a.statements, 'statement')} ({passages})")
        words = {"rejects": "rejected", "mentions": "mentioned", REPORTS: "reported by observers"}
        for mode, word in words.items():
            if number := row.total(mode).statements:
                parts.append(f"{word} in {number if parts else count(number, 'statement')}")
        return sentence(", ".join(parts))

    def theme(self, name: str) -> Theme:
        """A theme by id."""
        return self.record.lexicon.theme(name)

    @property
    def made_from(self) -> Mapping[str, Any]:
        """The manifest without the figures that stand with each theme."""
        return {k: v for k, v in self.made.items() if k != "validation"}

    def known(self, theme: str) -> Mapping[str, Any] | None:
        """The record of a theme's validation, from the manifest."""
        found = (self.made.get("validation") or {}).get(theme)
        return found if isinstance(found, Mapping) else None

    def stamp(self, theme: str) -> str:
        """Whether a theme was validated, in a word or few."""
        return stamp(self.known(theme))

    def checked(self, theme: str) -> str:
        """What is known of how well a theme is found; empty where nothing is."""
        known = self.known(theme)
        return figures_told(known) if known else ""

    def corrected(self, row: Row) -> tuple[Share, ...]:
        """How common a validated theme is in each group, corrected for known error rates."""
        return corrected_shares(self.known(row.theme.id), row, self.record)

    def together(self, row: Row) -> str:
        """The themes found in the same passages as a theme, the commonest first."""
        spots = {(u.statement.id, u.passage.index) for u in row.uses if u.passage}
        tally: dict[str, int] = {}
        for use in self.record.uses:
            index = use.passage.index if use.passage else -1
            if use.theme != row.theme.id and (use.statement.id, index) in spots:
                tally[use.theme] = tally.get(use.theme, 0) + 1
        best = sorted(tally, key=lambda t: (-tally[t], t))[:3]
        return ", ".join(f"{quoted(self.theme(t).label)} ({tally[t]})" for t in best)


def _lower_first(text: str) -> str:
    return quoted(text)[1:-1]


def _prose(text: str) -> Markup:
    """Text in which a name with its article (al-Qaida) is not broken at the hyphen."""
    kept = re.sub(r"\b([Aa]l-\w+)", r'<span class="nowrap">\1</span>', str(escape(text)))
    return Markup(kept)  # noqa: S704


def _asset(name: str) -> str:
    return (files("rhetoric.report") / "templates" / name).read_text(encoding="utf-8")


def colour_rules(report: Report) -> str:
    """The colours of groups, on light and on dark pages."""
    cast = report.record.cast
    light = "".join(f".{css}{{--c:{c}}}" for css, c in cast.colours().items())
    dark = "".join(f".{css}{{--c:{c}}}" for css, c in cast.colours(dark=True).items())
    return f"{light}\n@media screen and (prefers-color-scheme:dark){{{dark}}}\n"


def style_sheet(report: Report) -> str:
    """The page's whole style."""
    return _asset("page.css") + colour_rules(report)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def content_policy(style: str, script: str) -> str:
    """Nothing from anywhere, but this style and this script."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _symbols() -> Markup:
    marks = [tag("symbol", glyph(f, 6.5, 6.5, 5), id=f"m-{f}", viewBox="0 0 13 13") for f in MODES]
    big = tag("symbol", glyph("asserts", 13, 11, 10), id="m-big", viewBox="0 0 26 22")
    return tag("svg", *marks, big, class_="symbols", aria_hidden="true")


def _radius(statements: int) -> str:
    return number(min(8.5 + 1.3 * (statements - 1), 14.5))


def render_page(report: Report) -> str:
    """The HTML of the report."""
    record, matrix = report.record, report.matrix
    actors = record.lexicon.actors
    environment = Environment(
        loader=PackageLoader("rhetoric.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(
        when_said=describe, readable=readable, language=tongue,
        prose=_prose, lower_first=_lower_first, capital=lambda text: text[:1].upper() + text[1:],
    )  # fmt: skip
    style, script = style_sheet(report), _asset("page.js")
    axis = build_axis(record.corpus.statements, 0.0, WIDE)
    rows = sorted(record.uses, key=lambda u: (-u.score, u.number))[:MOST_ROWS]
    by_statement: dict[str, list[Use]] = {}
    for use in record.uses:
        by_statement.setdefault(use.statement.id, []).append(use)
    return environment.get_template(
        "index.html.j2"
    ).render(
        title=report.title,
        policy=content_policy(style, script),
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        symbols=_symbols(),
        scope=leads.scope(record),
        findings=report.findings,
        strengths=RULES,
        further=FURTHER_RULES,
        matrix=matrix,
        tones=TONES,
        firsts={camp.groups[0].id for camp in matrix.camps},
        see={
            "matrix": leads.matrix_lead(record, matrix),
            "timeline": leads.timeline_lead(record),
            "exchange": leads.exchange_lead(record, report.edges),
            "statements": leads.statements_lead(record),
        },
        compared=report.compared,
        query=report.compared.query if report.compared else None,
        differ={
            "lead": differ.lead(report.compared),
            "told": differ.sentences(report.compared),
            "wide": report.rates,
            "narrow": draw_rates(report.compared, NARROW),
            "rows": report.compared.differences[:MOST_CONTRASTS],
            "left": max(0, len(report.compared.differences) - MOST_CONTRASTS),
        }
        if report.compared
        else None,
        chance=differ.chance,
        points=differ.points,
        years=report.by_year,
        year_charts={
            "wide": report.years,
            "narrow": report.by_year.draw(NARROW) if report.by_year else "",
        },
        answered=report.answered,
        answer_charts={
            "wide": report.answers,
            "narrow": report.answered.draw(NARROW) if report.answered else "",
        },
        most_links=MOST_LINKS,
        timeline={
            "wide": report.timeline,
            "narrow": report.draw_timeline(NARROW, 22),
            "crowded": report.crowded,
            "two": bool(axis and len(axis.panels) > 1),
            "cut": str(axis.panels[-1].start.year) if axis else "",
        },
        events=shown_events(record, axis) if axis else [],
        edges=report.edges,
        exchange={
            "wide": report.exchange,
            "narrow": draw_exchange(record, report.edges, NARROW),
        },
        rows=sorted(rows, key=lambda u: u.number),
        rows_left=max(0, len(record.uses) - MOST_ROWS),
        statements=[(s, by_statement.get(s.id, [])) for s in report.listed],
        statements_left=len(record.listed) - len(report.listed),
        spot=report.spot,
        original=record.aside.get,
        copies=record.copies,
        copy_kind=copy_kind,
        coverage=build_coverage(record),
        gaps=gaps(record),
        made=made_pairs(report.made_from),
        unvalidated=EXPLAINED
        if any(report.stamp(row.theme.id) == UNVALIDATED for row in matrix.themes)
        else "",
        stamp=report.stamp,
        corrected=report.corrected,
        corrected_told=CORRECTED,
        passages=report.passages,
        firm=FIRM_TARGET,
        whose=report.whose,
        counts=report.counts,
        count=count,
        noun_for=noun_for,
        out_of=out_of,
        reported=any(u.mode == REPORTS for u in record.uses),
        actor=actors.label,
        css=lambda group: g.css if (g := record.cast.group(group)) else "",
        speaker=lambda s: speaker_of(s, record.lexicon),
        theme=report.theme,
        quote=report.quote,
        cite=report.cite,
        together=report.together,
        checked=report.checked,
        radius=_radius,
    )
