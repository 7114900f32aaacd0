"""What is compared with what, and what counts: every choice of a comparison, in one place."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from rhetoric.errors import InputError, UnknownNameError
from rhetoric.model import FORMS, FUNCTIONS
from rhetoric.periods import PERIODS

#: What may make the sides of a comparison.
SIDES_BY = ("camp", "group", "speaker", "medium", "language", "form")
#: What a rate counts: statements with the theme, passages with it, passages per 1,000 words.
MEASURES = ("statements", "passages", "intensity")
#: Each pair of sides, or each side against all others; "" leaves it to how many there are.
AGAINST = ("each", "rest")
#: A target read with less confidence than this is no target asked for.
FIRM_TARGET = 0.5
#: Statements a side needs by default before anything is said of a difference.
LEAST = 5


@dataclass(frozen=True)
class Choices:
    """What a comparison is made of; recorded with its result.

    Attributes:
        by: what makes the sides: camp, group, speaker, medium, language or form.
        sides: those to compare; empty: all there are.
        against: each (every pair) or rest (each side against all others); empty: every pair
            of up to four sides, the rest where there are more.
        themes: ids; empty: all.
        period: month, quarter, half or year; empty: all time together.
        functions: the functions that count.
        targets: actor ids or camps; only what is surely said of one of these counts.
        forms: only statements of these forms.
        confirmed: leave out statements the source itself doubts.
        count_copies: count copies on their own; else a copy is left out, its original counts.
        measure: what the contrasts compare: statements, passages or intensity.
        least: a side with fewer statements is not compared.
        resamples: how often whole statements are resampled for an interval; as often a day is
            drawn for every uncertain date.
        permutations: how often labels are shuffled, where not all ways can be counted.
        level: of the intervals; 1 - level is the false discovery rate of what is called found.
        seed: the same seed gives the same figures.
    """

    by: str = "camp"
    sides: tuple[str, ...] = ()
    against: str = ""
    themes: tuple[str, ...] = ()
    period: str = ""
    functions: tuple[str, ...] = ("asserts",)
    targets: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    confirmed: bool = False
    count_copies: bool = False
    measure: str = "statements"
    least: int = LEAST
    resamples: int = 2000
    permutations: int = 9999
    level: float = 0.95
    seed: int = 20200301

    def __post_init__(self) -> None:
        """Check the names and numbers that need no project to be checked.

        Raises:
            UnknownNameError: for a name that is not known; it lists those that are.
            InputError: for a number out of its range.
        """
        named = (
            ("side", (self.by,), SIDES_BY),
            ("period", (self.period,) if self.period else (), PERIODS),
            ("measure", (self.measure,), MEASURES),
            ("opposite", (self.against,) if self.against else (), AGAINST),
            ("function", self.functions, FUNCTIONS),
            ("form", self.forms, FORMS),
        )
        for kind, names, known in named:
            for name in names:
                if name not in known:
                    raise UnknownNameError(kind, name, known)
        for field, fewest in (("least", 1), ("resamples", 100), ("permutations", 99)):
            if getattr(self, field) < fewest:
                raise InputError(
                    f"{getattr(self, field)} is too few", field=field,
                    remedy=f"give {fewest} or more",
                )  # fmt: skip
        if not 0.5 <= self.level < 1:
            raise InputError(
                f"{self.level} is no level of an interval", field="level", remedy="say 0.95"
            )
        if not self.functions:
            raise InputError(
                "no function counts", field="functions", remedy=f"of: {', '.join(FUNCTIONS)}"
            )

    @property
    def record(self) -> dict[str, Any]:
        """The choices as they stand in an output or a manifest."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}
