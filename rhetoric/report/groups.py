"""Who stands where in the report: camps, their groups, and one colour for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rhetoric.corpus import Corpus
from rhetoric.lexicon import Lexicon
from rhetoric.report.uses import Use, camp_of
from rhetoric.report.wording import name

#: Per camp: shades for a light page, then for a dark one. Blue, vermilion, green, purple
#: are told apart by colour-blind readers; within a camp, lightness tells groups apart.
_FAMILIES = (
    (("#0b4f8a", "#2a76b8", "#062a49", "#4a86bd", "#5a6f86"),
     ("#5aa9e6", "#8fc7f2", "#3b86c6", "#b5daf7", "#7fa9cc")),
    (("#a63c06", "#cf6a1f", "#6e2804", "#c07a45", "#8a5233"),
     ("#f08c4a", "#f7b183", "#d26a25", "#fac9a6", "#cf9670")),
    (("#1f6f54", "#3f9a7a", "#134836", "#6cb99d", "#4a7d6c"),
     ("#5cc3a0", "#8ad8bd", "#3da07f", "#b2e6d4", "#7fb5a3")),
    (("#6a3d8f", "#8f63b3", "#47265f", "#ac89c9", "#735889"),
     ("#b78ddb", "#cdaee8", "#9767c0", "#dfccf1", "#a993bd")),
)  # fmt: skip
_OBSERVERS = (("#6b6b6b", "#858585", "#4d4d4d", "#939393"),
              ("#a8a8a8", "#c2c2c2", "#8d8d8d", "#d6d6d6"))  # fmt: skip


@dataclass(frozen=True)
class Group:
    """A party that speaks or is spoken of.

    Attributes:
        css: the class that carries its colour.
        label: a name that fits in a chart.
        full: its full name.
        camp: the camp it is shown under; "" for observers.
        statements: how many statements of it the corpus holds.
    """

    id: str
    css: str
    label: str
    full: str
    camp: str
    statements: int


@dataclass(frozen=True)
class Camp:
    """A side, its groups and its name; the camp without id gathers the observers."""

    id: str
    label: str
    sentence_name: str
    groups: tuple[Group, ...]

    @property
    def statements(self) -> int:
        """Statements of all its groups."""
        return sum(g.statements for g in self.groups)


@dataclass(frozen=True)
class Cast:
    """All camps of a report, the sides first, the observers last."""

    camps: tuple[Camp, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """All groups in the order the report shows them."""
        return tuple(g for camp in self.camps for g in camp.groups)

    def group(self, name: str) -> Group | None:
        """A group by id."""
        return next((g for g in self.groups if g.id == name), None)

    def camp(self, name: str) -> Camp | None:
        """A camp by id."""
        return next((c for c in self.camps if c.id == name), None)

    @property
    def sides(self) -> tuple[Camp, ...]:
        """The camps that are somebody's side."""
        return tuple(c for c in self.camps if c.id)

    def colours(self, dark: bool = False) -> dict[str, str]:
        """Class → colour, for a light or a dark page."""
        found: dict[str, str] = {}
        family = 0
        for camp in self.camps:
            shades = _OBSERVERS if not camp.id else _FAMILIES[family % len(_FAMILIES)]
            # A camp that comes back to a family begins with a shade no camp before began with.
            begin = family // len(_FAMILIES) if camp.id else 0
            family += bool(camp.id)
            for n, group in enumerate(camp.groups):
                found[group.css] = shades[dark][(begin + n) % len(shades[dark])]
        return found


def _commonest(tally: dict[str, int]) -> str:
    return max(sorted(tally), key=lambda camp: tally[camp])


def build_cast(corpus: Corpus, uses: Iterable[Use], lexicon: Lexicon) -> Cast:
    """The camps and groups that speak in a corpus or are spoken of in its ledger.

    A group is shown under the camp most of its statements (or of the uses that target
    it) belong to, so it keeps one place and one colour.
    """
    camps: dict[str, dict[str, int]] = {}
    spoken: dict[str, int] = {}
    for statement in corpus.statements:
        tally = camps.setdefault(statement.group, {})
        camp = camp_of(statement, lexicon)
        tally[camp] = tally.get(camp, 0) + 1
        spoken[statement.group] = spoken.get(statement.group, 0) + 1
    for use in uses:
        if use.target and use.target not in spoken:
            tally = camps.setdefault(use.target, {})
            tally[use.target_camp] = tally.get(use.target_camp, 0) + 1
    home = {g: _commonest(tally) for g, tally in camps.items()}

    def size(camp: str) -> int:
        return sum(n for g, n in spoken.items() if home[g] == camp)

    order = sorted({c for c in home.values() if c}, key=lambda c: (-size(c), c))
    built: list[Camp] = []
    number = 0
    for camp in [*order, ""]:
        members = [g for g in home if home[g] == camp]
        members.sort(key=lambda g: (-spoken.get(g, 0), g))
        groups: list[Group] = []
        for member in members:
            actor = lexicon.actors.by_id.get(member)
            groups.append(
                Group(
                    id=member,
                    css=f"g{number}",
                    label=lexicon.actors.label(member),
                    full=actor.label if actor else member,
                    camp=camp,
                    statements=spoken.get(member, 0),
                )
            )
            number += 1
        if groups:
            known = lexicon.actors.by_id.get(camp)
            label = (known.label if known else camp) if camp else "Observers and others"
            built.append(Camp(camp, label, name(camp, lexicon) if camp else label, tuple(groups)))
    return Cast(tuple(built))
