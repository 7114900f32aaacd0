"""The page: everything put together into one offline HTML file."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from rhetoric.compare.choices import FIRM_TARGET
from rhetoric.dates import describe
from rhetoric.report import differ, leads
from rhetoric.report.answered import MOST_ROWS as MOST_LINKS
from rhetoric.report.axis import build_axis
from rhetoric.report.changed_page import change_parts
from rhetoric.report.coverage import build_coverage, gaps
from rhetoric.report.events_lane import shown_events
from rhetoric.report.exchange import draw_exchange
from rhetoric.report.groups import Cast
from rhetoric.report.made import made_pairs
from rhetoric.report.mapped import MOST_TABLED
from rhetoric.report.rates_chart import draw_rates
from rhetoric.report.strength import FURTHER_RULES, RULES
from rhetoric.report.svg import glyph, number, tag
from rhetoric.report.told import (
    MOST_CONTRASTS,
    MOST_ROWS,
    NARROW,
    TONES,
    WIDE,
    Report,
)
from rhetoric.report.uses import MODES, REPORTS, Use
from rhetoric.report.validated import (
    CORRECTED,
    EXPLAINED,
    UNVALIDATED,
)
from rhetoric.report.wording import (
    copy_kind,
    count,
    noun_for,
    out_of,
    quoted,
    readable,
    speaker_of,
    tongue,
)


def _lower_first(text: str) -> str:
    return quoted(text)[1:-1]


def _prose(text: str) -> Markup:
    """Text in which a name with its article (al-Qaida) is not broken at the hyphen."""
    kept = re.sub(r"\b([Aa]l-\w+)", r'<span class="nowrap">\1</span>', str(escape(text)))
    return Markup(kept)  # noqa: S704


def _asset(name: str) -> str:
    return (files("rhetoric.report") / "templates" / name).read_text(encoding="utf-8")


def colour_rules(cast: Cast) -> str:
    """The colours of groups, on light and on dark pages."""
    light = "".join(f".{css}{{--c:{c}}}" for css, c in cast.colours().items())
    dark = "".join(f".{css}{{--c:{c}}}" for css, c in cast.colours(dark=True).items())
    return f"{light}\n@media screen and (prefers-color-scheme:dark){{{dark}}}\n"


def style_sheet(report: Report) -> str:
    """The page's whole style."""
    return page_style() + colour_rules(report.record.cast)


def page_style() -> str:
    """The style of every page, without the colours of groups."""
    return _asset("page.css")


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
        changed=report.changed,
        change=change_parts(report.changed, report.hostility, NARROW),
        answered=report.answered,
        answer_charts={
            "wide": report.answers,
            "narrow": report.answered.draw(NARROW) if report.answered else "",
        },
        most_links=MOST_LINKS,
        worded=report.worded,
        shared=report.shared,
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
        mapped=report.mapped,
        map_charts={
            "wide": report.map,
            "narrow": report.draw_map(NARROW),
        },
        tabled=len(report.near) <= MOST_TABLED,
        near=report.near,
        listed={s.id for s in report.listed},
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
