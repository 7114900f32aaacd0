"""What the Markdown version tells of changes over time."""

from __future__ import annotations

from collections.abc import Mapping

from rhetoric.report.changed_page import MOST_CHANGES
from rhetoric.report.changed_told import change_sentences, day, direction_sentences, signed
from rhetoric.report.differ import Told, chance
from rhetoric.report.marks import plain, table
from rhetoric.report.told import Report


def told_changes(report: Report, charts: Mapping[str, str]) -> list[str]:
    """What changed, and who speaks against whom more or less than before."""
    changed = report.changed
    if changed is None:
        return []
    out = ["### What changed", "\n".join(map(_told, change_sentences(changed)))]
    rows = changed.seen[:MOST_CHANGES]
    if rows:
        out.append(table(
            ["Theme", "Side", "About", "95 % interval of the day", "Before", "After", "p", "q",
             "Outcome"],
            [[plain(report.theme(r["theme"]).label), plain(changed.sides[r["side"]].label),
              day(r["day"]), f"{day(r['day_low'])} to {day(r['day_high'])}",
              f"{r['with_before']} of {r['of_before']}", f"{r['with_after']} of {r['of_after']}",
              plain(chance(r["p"])), plain(chance(r["q"])),
              "found" if r["found"] else "not found"] for r in rows],
        ))  # fmt: skip
    if changed.points is not None:
        out.append("Every sequence looked at: [changes.csv](changes.csv).")
    out.append("### Who speaks against whom, more or less than before")
    if "hostility" in charts:
        out.append(f"![How often each side speaks against each rival]({charts['hostility']})")
    out.append("\n".join(map(_told, direction_sentences(changed))))
    if changed.directions:
        out.append(table(
            ["Side", "Against", "Statements", "Direction (95 %)", "p", "q", "Outcome"],
            [[plain(d.side.label), plain(d.rival_label),
              f"{d.row['having']} of {d.row['statements']}",
              *(["", "", ""] if d.row["p"] is None else [
                  f"{signed(d.row['direction'])} ({signed(d.row['direction_low'])} to "
                  f"{signed(d.row['direction_high'])})",
                  plain(chance(d.row["p"])), plain(chance(d.row["q"]))]),
              d.row["told"]] for d in changed.directions],
        ))  # fmt: skip
        out.append("By year: [hostility.csv](hostility.csv); all pairs: "
                   "[directions.csv](directions.csv).")  # fmt: skip
    out.append(
        "What is said of change is suggestive at most: whether it survives without one of its "
        "sources is not looked at."
    )
    return [part for part in out if part]


def _told(said: Told) -> str:
    caution = f" {plain(said.caution)}" if said.caution else ""
    uses = f"; uses {', '.join(map(str, said.numbers))}" if said.numbers else ""
    return f"- {plain(said.text)}{caution} *({said.strength}{uses})*"
