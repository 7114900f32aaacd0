"""The tables of comparisons over time as they are read on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rhetoric.cli.compare_shown import chance, count, figure, share, small

if TYPE_CHECKING:
    from rhetoric.timing.timed import Timed

Row = Mapping[str, Any]
Table = tuple[list[dict[str, Any]], Sequence[str]]


def _rows(found: Timed, name: str) -> list[dict[str, Any]]:
    from rhetoric.compare.comparison import plain

    return plain(found.tables[name])


def _rated(row: Row, found: Timed, *names: str) -> str:
    """A rate with its interval, in what the measure chosen is told in."""
    told = [row[name] for name in names]
    return small(*told) if found.choices.measure == "intensity" else share(*told)


def _one(value: float | None, found: Timed) -> str:
    if value is None:
        return "–"
    return figure(value) if found.choices.measure == "intensity" else f"{figure(100 * value)} %"


def _of(row: Row, side: str = "") -> str:
    having, of = row[f"with{side}"], row[f"of{side}"]
    return f"{count(having or 0)} of {count(of or 0)}"


def _rates(found: Timed) -> Table:
    """Themes somebody holds or that were asked for, every side and period, material or not."""
    rows = _rows(found, "rates")
    held = {row["theme"] for row in rows if row["hits"]} | set(found.choices.themes)
    columns = ("theme", "side", "period", "statements", "share", "passages", "per 1,000 words")
    return [
        {"theme": row["theme"], "side": row["side"], "period": row["period"], **_rate(row)}
        for row in rows
        if row["theme"] in held
    ], columns


def _rate(row: Row) -> dict[str, str]:
    if not row["statements"]:
        return {"statements": row["note"], "share": "–", "passages": "–", "per 1,000 words": "–"}
    return {
        "statements": f"{count(row['having'])} of {count(row['statements'])}",
        "share": share(row["rate"], row["rate_low"], row["rate_high"]),
        "passages": share(row["passage_rate"], row["passage_rate_low"], row["passage_rate_high"]),
        "per 1,000 words": small(row["intensity"], row["intensity_low"], row["intensity_high"]),
    }


def _trend(found: Timed) -> Table:
    columns = ("theme", "side", "day", "near", "rate")
    return [
        {"theme": row["theme"], "side": row["side"], "day": row["day"],
         "near": count(row["near"]),
         "rate": "no material" if row["rate"] is None else _rated(
             row, found, "rate", "low", "high")}
        for row in _rows(found, "trend")
    ], columns  # fmt: skip


def _changes(found: Timed) -> Table:
    columns = ("theme", "side", "change", "between", "before", "after", "p", "q", "found")
    told: list[dict[str, Any]] = []
    few: dict[str, str] = {}
    still: dict[str, int] = {}
    for row in _rows(found, "changes"):
        if not row["change"]:
            if "too few" in row["note"]:
                few[row["side"]] = row["note"]
            else:
                still[row["side"]] = still.get(row["side"], 0) + 1
            continue
        told.append({
            "theme": row["theme"], "side": row["side"], "change": row["day"],
            "between": f"{row['day_low']} – {row['day_high']}",
            "before": f"{_of(row, '_before')}, {_one(row['rate_before'], found)}",
            "after": f"{_of(row, '_after')}, {_one(row['rate_after'], found)}",
            "p": chance(row["p"]), "q": chance(row["q"]), "found": "yes" if row["found"] else "no",
        })  # fmt: skip
    blank = dict.fromkeys(columns, "")
    return told + [
        blank | {"theme": f"{number} of them", "side": side, "change": "no change can be told"}
        for side, number in still.items()
    ] + [
        blank | {"theme": "all", "side": side, "change": note} for side, note in few.items()
    ], columns


def _events(found: Timed) -> Table:
    columns = ("theme", "side", "change", "days", "event date", "any day has", "as near", "event")
    return [
        {"theme": row["theme"], "side": row["side"], "change": row["day"],
         "days": f"{row['apart']:+d}".replace("-", "−") if row["apart"] else "0",
         "event date": row["event_date"], "any day has": figure(row["expected"]),
         "as near": f"{figure(100 * row['as_near'])} %", "event": row["label"]}
        for row in _rows(found, "events")
    ], columns  # fmt: skip


def _around(found: Timed) -> Table:
    columns = ("theme", "side", "before", "after", "difference", "p", "q", "found", "elsewhere")
    told: list[dict[str, Any]] = []
    few: dict[str, str] = {}
    for row in _rows(found, "around"):
        if row["p"] is None:
            if row["note"] != "said by neither":
                few[row["side"]] = row["note"]
            continue
        told.append({
            "theme": row["theme"], "side": row["side"],
            "before": _of(row, "_before"), "after": _of(row, "_after"),
            "difference": small(row["difference"], row["difference_low"], row["difference_high"]),
            "p": chance(row["p"]), "q": chance(row["q"]), "found": "yes" if row["found"] else "no",
            "elsewhere": "–" if row["elsewhere"] is None
            else f"{figure(100 * row['elsewhere'])} %",
        })  # fmt: skip
    blank = dict.fromkeys(columns, "")
    return told + [
        blank | {"theme": "all", "side": side, "before": note} for side, note in few.items()
    ], columns


def _directions(found: Timed) -> Table:
    columns = ("side", "rival", "statements", "index", "direction", "p", "q", "told")
    return [
        {"side": row["side"], "rival": row["rival"],
         "statements": f"{count(row['having'])} of {count(row['statements'])}",
         "index": share(row["rate"], row["rate_low"], row["rate_high"]),
         "direction": small(row["direction"], row["direction_low"], row["direction_high"]),
         "p": chance(row["p"]), "q": chance(row["q"]), "told": row["told"]}
        for row in _rows(found, "directions")
    ], columns  # fmt: skip


def _index(found: Timed) -> Table:
    columns = ("side", "rival", "period", "statements", "share", "passages", "per 1,000 words")
    return [
        {"side": row["side"], "rival": row["rival"], "period": row["period"], **_rate(row)}
        for row in _rows(found, "index")
    ], columns


def _towards(found: Timed) -> Table:
    rows, columns = _trend(found)
    return [{**row, "rival": row["theme"]} for row in rows], ("rival", *columns[1:])


class _Tables(dict[str, Callable[["Timed"], Table]]):
    """Tables by name: those listed are printed unasked, the others when they are asked for."""

    def __init__(self, *unasked: str, **tables: Callable[[Timed], Table]) -> None:
        super().__init__(tables)
        self.unasked = unasked


#: Command → its tables, by name; `unasked` are those printed when none is asked for.
SHOWN = {
    "series": _Tables("rates", rates=_rates, trend=_trend),
    "changes": _Tables("changes", "events", changes=_changes, events=_events),
    "around": _Tables("around", around=_around),
    "hostility": _Tables(
        "directions", "index", directions=_directions, index=_index, trend=_towards
    ),
}
