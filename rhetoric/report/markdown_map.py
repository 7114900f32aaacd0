"""What the Markdown version tells of the map of the corpus and of the nearest statements."""

from __future__ import annotations

from collections.abc import Mapping

from rhetoric.dates import describe
from rhetoric.report.mapped import Near
from rhetoric.report.marks import plain, table
from rhetoric.report.told import Report


def told_map(report: Report, charts: Mapping[str, str]) -> list[str]:
    """The map and a table of the nearest statements; nothing without an encoder."""
    if report.mapped is None:
        return []
    out = ["### Map of the corpus", plain(report.mapped.lead)]
    if "map" in charts:
        out.append(f"![Statements near in meaning lie near]({charts['map']})")
        out.append(plain(report.mapped.faith))
    if report.near:
        label = report.record.lexicon.actors.label

        def told(near: Near) -> str:
            s = near.statement
            return f"{plain(s.title or s.id)} ({plain(label(s.group))}, {near.score:.2f})"

        out.append(table(
            ["Date", "Group", "Statement", "Nearest in meaning, with their scores"],
            [[describe(s.date), plain(label(s.group)), plain(s.title or s.id),
              "; ".join(map(told, report.near[s.id]))]
             for s in report.listed if s.id in report.near],
        ))  # fmt: skip
        out.append(
            "A score of 1 is the same, of 0 as near as any two statements here. The passages that "
            "bear each likeness most are in [similar.csv](similar.csv)."
        )
    return [*out, "### The statements"]
