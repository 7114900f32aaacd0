"""The tables of a comparison as they are read on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rhetoric.compare.comparison import Comparison

Row = Mapping[str, Any]
#: Measure → what its difference is told in.


@dataclass(frozen=True)
class Shown:
    """How a table is shown.

    Attributes:
        title: what stands above it.
        names: its columns; "period" is left out where there is none.
        rows: the rows as they are told, from the comparison and its plain rows.
        wide: the column that may run over lines.
    """

    title: str
    names: tuple[str, ...]
    rows: Callable[[Comparison, Sequence[Row]], list[dict[str, Any]]]
    wide: str = ""

    def columns(self, found: Comparison) -> list[str]:
        """The columns there are."""
        return [n for n in self.names if n != "period" or found.choices.period]


def count(value: float) -> str:
    """A count; to a hundredth where uncertain dates divide statements.

    >>> count(4), count(2.5)
    ('4', '2.5')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value):,}"


def figure(value: float) -> str:
    """A number to two digits, whole from ten on.

    >>> figure(36.4), figure(-3.83), figure(0.0312), figure(0)
    ('36', '−3.8', '0.031', '0')
    """
    told = f"{value:.0f}" if abs(value) >= 9.95 else f"{value:.2g}"
    if "e" in told:
        told = f"{value:.4f}"
    return "0" if not told.strip("-0.") else told.replace("-", "−")


def share(value: float | None, low: float | None, high: float | None) -> str:
    """A share in per cent with its interval.

    >>> share(0.3636, 0.1254, 0.6702), share(0.0323, 0.005, 0.0955)
    ('36 % (13–67)', '3.2 % (0.5–9.6)')
    """
    if value is None or low is None or high is None:
        return "–"
    told = [figure(100 * x) for x in (value, low, high)]
    return f"{told[0]} % ({told[1]}–{told[2]})"


def small(value: float | None, low: float | None, high: float | None) -> str:
    """A figure that may be negative, with its interval.

    >>> small(-36.4, -66.0, -10.5), small(4.36, 0.5, 12.0), small(None, None, None)
    ('−36 (−66 to −10)', '4.4 (0.5 to 12)', '–')
    """
    if value is None or low is None or high is None:
        return "–"
    told = [figure(x) for x in (value, low, high)]
    return f"{told[0]} ({told[1]} to {told[2]})"


def chance(value: float | None) -> str:
    """A p-value.

    >>> chance(0.012042), chance(0.00004), chance(None)
    ('0.012', '<0.001', '–')
    """
    if value is None:
        return "–"
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def _rates(found: Comparison, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Themes that somebody holds or that were asked for, where there is something to hold them."""
    held = {row["theme"] for row in rows if row["hits"]} | set(found.choices.themes)
    return [
        {
            "theme": row["theme"], "side": row["side"], "period": row["period"],
            "statements": f"{count(row['having'])} of {count(row['statements'])}",
            "share": share(row["rate"], row["rate_low"], row["rate_high"]),
            "passages": f"{count(row['hits'])} of {count(row['passages'])}",
            "of them": share(
                row["passage_rate"], row["passage_rate_low"], row["passage_rate_high"]
            ),
            "per 1,000 words": small(
                row["intensity"], row["intensity_low"], row["intensity_high"]
            ),
        }
        for row in rows
        if row["theme"] in held and row["statements"]
    ]  # fmt: skip


def _contrasts(found: Comparison, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Contrasts that were tested; then, once for all themes, sides with too few statements."""
    holds = _holds(found)
    told: list[dict[str, Any]] = []
    few: dict[str, dict[str, str]] = {}
    for row in rows:
        pair = f"{row['a']} − {row['b']}" if row["b"] else row["a"]
        if row["p"] is None:
            if "not comparable" in row["note"]:
                few.setdefault(pair, {})[row["period"]] = row["note"]
            continue
        of = f"{count(row['with_a'])} of {count(row['of_a'])}"
        if row["b"]:
            of += f", {count(row['with_b'])} of {count(row['of_b'])}"
        key = (row["theme"], row["period"], row["a"], row["b"])
        told.append({
            "theme": row["theme"], "contrast": pair, "period": row["period"],
            "difference": small(row["difference"], row["difference_low"], row["difference_high"])
            if row["b"] else "",
            "p": chance(row["p"]), "q": chance(row["q"]),
            "found": holds.get(key, "yes") if row["found"] else "no",
            "with it": of,
        })  # fmt: skip
    for pair, notes in few.items():
        many = len(notes) > 1
        told.append(dict.fromkeys(("p", "q", "found", "with it"), "") | {
            "theme": "all", "contrast": pair,
            "period": f"{len(notes)} of them" if many else next(iter(notes)),
            "difference": f"a side has fewer than {found.choices.least} statements: "
            "not comparable" if many else next(iter(notes.values())),
        })  # fmt: skip
    return told


def _holds(found: Comparison) -> dict[tuple[str, ...], str]:
    """Of each difference that was left out from: how it is told whether it survives."""
    if found.robust is None:
        return {}
    told: dict[tuple[str, ...], str] = {}
    for row in found.robust.to_dict("records"):
        key = (row["theme"], row["period"], row["a"], row["b"])
        told.setdefault(key, "yes, firm")
        if row["survives"] is False:
            told[key] = "yes, not firm"
    return told


def _robust(found: Comparison, rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [
        {"theme": row["theme"], "contrast": f"{row['a']} − {row['b']}", "period": row["period"],
         "result": row["told"]}
        for row in rows
    ]  # fmt: skip


def _adjusted(found: Comparison, rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [
        {
            "theme": row["theme"], "contrast": f"{row['a']} − {row['b']}",
            "raw": "–" if row["difference"] is None else f"{row['difference']:.0f}".replace(
                "-", "−"
            ),
            "adjusted": small(row["adjusted"], row["adjusted_low"], row["adjusted_high"]),
            "p": chance(row["p"]), "for": row["for"], "note": row["note"],
        }
        for row in rows
    ]  # fmt: skip


#: Table → how it is shown.
SHOWN = {
    "rates": Shown(
        "Rates: statements and passages with a theme",
        ("theme", "side", "period", "statements", "share", "passages", "of them",
         "per 1,000 words"),
        _rates,
    ),
    "contrasts": Shown(
        "Contrasts: differences between sides",
        ("theme", "contrast", "period", "difference", "p", "q", "found", "with it"),
        _contrasts,
    ),
    "robust": Shown(
        "What is left out in turn", ("theme", "contrast", "period", "result"), _robust, "result"
    ),
    "adjusted": Shown(
        "Contrasts adjusted for medium, language and length",
        ("theme", "contrast", "raw", "adjusted", "p", "note"), _adjusted, "note",
    ),
}  # fmt: skip
