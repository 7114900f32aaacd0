"""Writing the report: each file aside first, then renamed into place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from rhetoric.aside import aside
from rhetoric.corpus import Corpus
from rhetoric.lexicon import Lexicon
from rhetoric.report.groups import build_cast
from rhetoric.report.markdown import chart_file, render_markdown
from rhetoric.report.page import Report, render_page, style_sheet
from rhetoric.report.record import Record
from rhetoric.report.uses import read_uses


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
) -> list[Path]:
    """Write index.html, report.md with its charts, frames.csv and manifest.json.

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

    Returns:
        The files written.

    Raises:
        UnknownNameError: when the ledger names a statement or theme there is not.
    """
    counted = corpus if count_copies else corpus.without_copies
    copies = [s.id for s in corpus.statements if s.id not in counted]
    uses = read_uses(frames[~frames["statement"].isin(copies)], corpus, lexicon)
    encoder = str(manifest.get("encoder", {}).get("name", ""))
    cast = build_cast(counted, uses, lexicon)
    record = Record(counted, uses, cast, lexicon, encoder, corpus)
    report = Report(title=title, record=record, made=manifest, cap=quotation_cap)
    style = style_sheet(report)
    charts = {
        name: f"{name}.svg"
        for name, picture in (("timeline", report.timeline), ("exchange", report.exchange))
        if picture
    }
    texts = {
        "index.html": render_page(report),
        "report.md": render_markdown(report, charts),
        "frames.csv": frames.to_csv(index=False, lineterminator="\n"),
    }
    for name, file in charts.items():
        texts[file] = chart_file(getattr(report, name), report, style)
    texts["manifest.json"] = _manifest(manifest, texts, title, quotation_cap, count_copies)
    folder.mkdir(parents=True, exist_ok=True)
    return [_replace(folder / name, text) for name, text in texts.items()]


def _manifest(
    given: Mapping[str, Any], texts: Mapping[str, str], title: str, cap: int, copies: bool
) -> str:
    outputs = {name: hashlib.sha256(text.encode("utf-8")).hexdigest()
               for name, text in texts.items()}  # fmt: skip
    made = {"title": title, "quotation_cap": cap, "files": outputs}
    whole = {**given, "report": made | ({"count_copies": True} if copies else {})}
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True, default=str) + "\n"


def _replace(path: Path, text: str) -> Path:
    with aside(path) as new:
        new.write_text(text, "utf-8", newline="\n")
    return path
