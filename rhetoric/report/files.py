"""Writing the report: each file aside first, then renamed into place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from rhetoric.aside import aside
from rhetoric.compare.sizes import Sizes
from rhetoric.corpus import Corpus
from rhetoric.encode import Encoder
from rhetoric.frames.fuse import THRESHOLD
from rhetoric.lexicon import Lexicon
from rhetoric.mentions import MentionFinder
from rhetoric.report.answered import answer_sides
from rhetoric.report.changed import find_changes
from rhetoric.report.compared import compare_sides
from rhetoric.report.groups import build_cast
from rhetoric.report.mapped import map_statements
from rhetoric.report.markdown import chart_file, render_markdown
from rhetoric.report.page import render_page, style_sheet
from rhetoric.report.record import Record
from rhetoric.report.shared import share_sides
from rhetoric.report.told import Report
from rhetoric.report.uses import read_uses
from rhetoric.report.worded import tell_words
from rhetoric.reuse import Formulae


def write_report(
    corpus: Corpus,
    lexicon: Lexicon,
    frames: pd.DataFrame,
    folder: Path,
    *,
    title: str,
    manifest: Mapping[str, Any],
    quotation_cap: int = 300,
    count_copies: bool = False,
    threshold: float = THRESHOLD,
    sizes: Sizes | None = None,
    encoder: Encoder | None = None,
    finder: MentionFinder | None = None,
    formulae: Formulae | None = None,
) -> list[Path]:
    """Write index.html, report.md with its charts, the tables as CSV and manifest.json.

    Beside frames.csv, the ledger, stand the tables the sides were compared by: rates.csv,
    contrasts.csv, robust.csv, years.csv, changes.csv, near.csv, hostility.csv,
    directions.csv, words.csv, answers.csv, lags.csv, reuse.csv, similar.csv, as
    far as there are any.

    The same input gives the same bytes. A file of that name is replaced only when the
    new one is complete.

    Args:
        corpus: the statements.
        lexicon: themes, actors and events.
        frames: the ledger (rhetoric.ledger.COLUMNS), one row a frame use.
        folder: where to write; made when it is not there.
        title: the report's title.
        manifest: what the report was made from: hashes, versions, parameters, command.
            Its `validation` (theme → figures), where given, is shown with each theme.
        quotation_cap: characters of a text shown around a piece of evidence.
        count_copies: count reprints, excerpts and translations each on its own; by default
            they count once, with their originals.
        formulae: set phrases that do not count as shared.

    Returns:
        The files written.

    Raises:
        UnknownNameError: when the ledger names a statement or theme there is not.
    """
    counted = corpus if count_copies else corpus.without_copies
    copies = [s.id for s in corpus.statements if s.id not in counted]
    ledger = _in_order(frames[~frames["statement"].isin(copies)])
    uses = read_uses(ledger, corpus, lexicon)
    by = str(manifest.get("encoder", {}).get("name", ""))
    cast = build_cast(counted, uses, lexicon)
    record = Record(counted, uses, cast, lexicon, by, corpus)
    compared = compare_sides(
        record, ledger, count_copies=count_copies, threshold=threshold, sizes=sizes
    )
    changed = find_changes(record, ledger, compared, count_copies=count_copies, sizes=sizes)
    answered = answer_sides(
        record, ledger, count_copies=count_copies, encoder=encoder, finder=finder,
        cap=quotation_cap,
    )  # fmt: skip
    worded = tell_words(record, compared, count_copies=count_copies, cap=quotation_cap)
    shared = share_sides(
        record, compared, encoder=encoder, formulae=formulae, count_copies=count_copies,
        cap=quotation_cap,
    )  # fmt: skip
    report = Report(
        title,
        record,
        manifest,
        quotation_cap,
        compared,
        answered,
        changed,
        worded,
        shared,
        map_statements(record, encoder),
    )
    style = style_sheet(report)
    charts = {
        name: f"{name}.svg"
        for name in ("timeline", "exchange", "rates", "years", "hostility", "answers", "map")
        if getattr(report, name)
    }
    texts = {
        "index.html": render_page(report),
        "report.md": render_markdown(report, charts),
        "frames.csv": _csv(frames),
        **{f"{name}.csv": _csv(found) for name, found in _tables(report).items()},
    }
    for name, file in charts.items():
        texts[file] = chart_file(getattr(report, name), report, style)
    texts["manifest.json"] = _manifest(report, texts, count_copies)
    folder.mkdir(parents=True, exist_ok=True)
    return [_replace(folder / name, text) for name, text in texts.items()]


def _in_order(frames: pd.DataFrame) -> pd.DataFrame:
    """The rows in an order of their own, so that theirs makes no difference to what is found."""
    order = ["statement", "start", "end", "theme", "function", "target"]
    told = dict.fromkeys(frames.select_dtypes(include=["str", "object"]).columns, object)
    plain = frames.astype(told)  # rows of strings are read much faster as objects
    return plain.sort_values(order, kind="stable", na_position="first").reset_index(drop=True)


def _csv(table: pd.DataFrame) -> str:
    return str(table.to_csv(index=False, lineterminator="\n"))


def _tables(report: Report) -> dict[str, pd.DataFrame]:
    """The tables behind the comparisons, those with a row."""
    found: dict[str, pd.DataFrame] = {}
    if report.compared:
        found |= report.compared.whole.tables | {"years": report.compared.yearly}
    if report.changed:
        found |= report.changed.tables
    if report.answered:
        found |= {"answers": report.answered.found.table(report.cap), "lags": report.answered.lag}
    if report.worded:
        found["words"] = report.worded.table
    if report.shared and (rows := report.shared.table) is not None:
        found["reuse"] = rows
    if report.similar is not None:
        found["similar"] = report.similar
    return {name: table for name, table in found.items() if len(table)}


def _manifest(report: Report, texts: Mapping[str, str], copies: bool) -> str:
    outputs = {name: hashlib.sha256(text.encode("utf-8")).hexdigest()
               for name, text in texts.items()}  # fmt: skip
    made: dict[str, Any] = {
        "title": report.title, "quotation_cap": report.cap, "files": outputs,
        **({"count_copies": True} if copies else {}),
    }  # fmt: skip
    if report.compared:
        made["compare"] = report.compared.made
    if report.changed:
        made["time"] = report.changed.made
    if report.answered:
        made["exchange"] = report.answered.made
    if report.worded:
        made["words"] = report.worded.made
    if report.shared:
        made["reuse"] = report.shared.made
    if report.mapped:
        made["map"] = report.mapped.made
    whole = {**report.made, "report": made}
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True, default=str) + "\n"


def _replace(path: Path, text: str) -> Path:
    with aside(path) as new:
        new.write_text(text, "utf-8", newline="\n")
    return path
