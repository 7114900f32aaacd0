"""Choosing statements by what is told of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rhetoric.dates import DateSpan
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.languages import language_code
from rhetoric.lexicon import Actors
from rhetoric.model import MEDIA, Statement
from rhetoric.written_dates import read_date


@dataclass(frozen=True)
class Filter:
    """What a statement must be like; what is left empty lets every statement pass.

    Attributes:
        groups: actor ids; only statements of these.
        camps: actor ids; only statements of groups that belonged to one of these then.
        after, before: dates, themselves included. A statement whose date is an interval passes
            when it may fall within them.
        language: ISO 639-3 code of the text.
        medium: one of rhetoric.model.MEDIA.
    """

    groups: Collection[str] = ()
    camps: Collection[str] = ()
    after: DateSpan | None = None
    before: DateSpan | None = None
    language: str | None = None
    medium: str | None = None

    @classmethod
    def of(
        cls,
        *,
        groups: Collection[str] = (),
        camps: Collection[str] = (),
        after: str | DateSpan | None = None,
        before: str | DateSpan | None = None,
        language: str | None = None,
        medium: str | None = None,
    ) -> Filter:
        """A filter as people write it: dates in any notation, languages by code or name.

        Raises:
            InputError: for a date or a language that is not understood, or dates between which
                no day lies.
            UnknownNameError: for a medium that is not known.
        """
        if medium is not None and medium not in MEDIA:
            raise UnknownNameError("medium", medium, MEDIA)
        try:
            code = None if language is None else language_code(language)
        except ValueError as problem:
            raise InputError(str(problem), field="language") from None
        first, last = _bound(after), _bound(before)
        if first and last and first.first and last.last and first.first > last.last:
            raise InputError(
                f"--after {first.text} is later than --before {last.text}", field="after",
                remedy="exchange the two",
            )  # fmt: skip
        return cls(groups, camps, first, last, code, medium)

    @property
    def record(self) -> dict[str, list[str] | str]:
        """What is asked for, as plain data; what is not asked for is left out."""
        asked: dict[str, list[str] | str] = {
            "groups": sorted(self.groups), "camps": sorted(self.camps),
            "after": self.after.text if self.after else "",
            "before": self.before.text if self.before else "",
            "language": self.language or "", "medium": self.medium or "",
        }  # fmt: skip
        return {name: value for name, value in asked.items() if value}

    def fits(self, statement: Statement, actors: Actors | None = None) -> bool:
        """Whether a statement passes.

        Args:
            actors: needed for `camps`.

        Raises:
            InputError: when camps are asked for and there are no actors.
        """
        first = self.after.first if self.after else None
        last = self.before.last if self.before else None
        return (
            (not self.groups or statement.group in self.groups)
            and (not self.camps or camp_of(statement, actors) in self.camps)
            and (self.language is None or statement.language == self.language)
            and (self.medium is None or statement.medium == self.medium)
            and statement.date.overlaps(first, last)
        )

    def pick(self, statements: Iterable[Statement], actors: Actors) -> Iterator[Statement]:
        """The statements that pass, in order."""
        return (s for s in statements if self.fits(s, actors))


def _bound(day: str | DateSpan | None) -> DateSpan | None:
    return day if day is None or isinstance(day, DateSpan) else read_date(day)


def camp_of(statement: Statement, actors: Actors | None) -> str:
    """The camp a statement's group belonged to when it was put out; "" for none.

    Raises:
        InputError: when there are no actors.
    """
    if actors is None:
        raise InputError("camps need the actors", field="camps")
    return actors.camp(statement.group, statement.date.first, statement.date.last)
