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
from rhetoric.model import Theme
from rhetoric.report import leads
from rhetoric.report.axis import build_axis
from rhetoric.report.carpet import draw_carpet, is_crowded
from rhetoric.report.coverage import build_coverage, gaps
from rhetoric.report.events_lane import shown_events
from rhetoric.report.evidence import Citation, Quotation, cite, quote, whose
from rhetoric.report.exchange import Edge, build_edges, draw_exchange
from rhetoric.report.findings import write_findings
from rhetoric.report.matrix import Cell, Matrix, Row, build_matrix
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

#: No more rows in the ledger table.
MOST_ROWS = 1500
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

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings."""
        return write_findings(self.record)

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


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{readable(str(k)).lower()} {_plain(v)}" for k, v in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_plain(v) for v in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def made_pairs(data: Mapping[str, Any], inside: bool = False) -> list[tuple[str, Any]]:
    """What the report was made from, for a reader: names of files and packages as they are.

    Values are strings, or pairs where a value is a mapping itself; empty ones are left out.
    """
    found: list[tuple[str, Any]] = []
    for key, value in data.items():
        inner = made_pairs(value, True) if isinstance(value, Mapping) else _plain(value)
        if inner:
            name = key.replace("_", " ") if key.replace("_", "").isalpha() else key
            found.append((name if inside else readable(key), inner))
    return found


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
    return environment.get_template("index.html.j2").render(
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
        statements=[(s, by_statement.get(s.id, [])) for s in record.listed],
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
