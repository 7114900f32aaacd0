"""Which passages a search may find: filters, applied before anything is ranked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, fields, replace
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from rhetoric.dates import DateSpan
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.filters import Filter
from rhetoric.languages import language_code
from rhetoric.lexicon import Actors
from rhetoric.model import FUNCTIONS, MEDIA
from rhetoric.searching.query import Query
from rhetoric.store.snapshot import Snapshot, Told
from rhetoric.text import fold_text
from rhetoric.written_dates import read_date

if TYPE_CHECKING:
    import pandas as pd

Mask = npt.NDArray[np.bool_]
Resolve = Callable[[str, str], str]


@dataclass(frozen=True)
class Without:
    """What statements and frame uses must not be; see `Wanted`."""

    groups: tuple[str, ...] = ()
    camps: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What a passage must be like to be found; what is left empty lets every one pass.

    Within a field any of the values will do; the fields must all fit.

    Attributes:
        groups, camps, speakers: actor ids, speakers also plain names; camps as on that day.
        languages: ISO 639-3 codes of the text.
        media: of rhetoric.model.MEDIA.
        after, before: dates, themselves included. A statement whose date is an interval passes
            when it may fall within them.
        titles: words of the title. ids: of statements, with wildcards.
        themes, functions, targets: a passage passes with one frame use that fits all three;
            a target is that named or its camp.
        without: what must not be.
    """

    groups: tuple[str, ...] = ()
    camps: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    after: DateSpan | None = None
    before: DateSpan | None = None
    titles: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    without: Without = field(default_factory=Without)

    @classmethod
    def from_filter(
        cls,
        keep: Filter,
        *,
        themes: Collection[str] = (),
        functions: Collection[str] = (),
        targets: Collection[str] = (),
        speakers: Collection[str] = (),
    ) -> Wanted:
        """What a filter of statements asks for, with other fields beside it."""
        return cls(
            groups=tuple(keep.groups), camps=tuple(keep.camps),
            languages=as_tuple(keep.language), media=as_tuple(keep.medium),
            after=keep.after, before=keep.before,
            themes=tuple(themes), functions=tuple(functions), targets=tuple(targets),
            speakers=tuple(speakers),
        )  # fmt: skip

    @property
    def needs_frames(self) -> bool:
        """Whether the ledger has to be asked."""
        return bool(
            self.themes or self.functions or self.targets
            or self.without.themes or self.without.targets
        )  # fmt: skip

    def mask(
        self, snapshot: Snapshot, actors: Actors | None, frames: pd.DataFrame | None = None
    ) -> Mask:
        """Which passages pass, shape (passages,).

        Args:
            actors: needed for camps.
            frames: the ledger of the corpus, where `needs_frames`.

        Raises:
            InputError: when what is needed is not given.
        """
        if (self.camps or self.without.camps) and actors is None:
            raise InputError("camps need the actors", field="camps")
        camp = cache(actors.camp) if actors is not None else str
        fits = [self._fits(told, camp) for told in snapshot.statements]
        chosen = np.array(fits, dtype=bool)[snapshot.owner] & snapshot.searchable
        if self.needs_frames:
            if frames is None:
                raise InputError("a filter by theme needs the ledger", field="themes")
            chosen &= self._told(snapshot, frames)
        return chosen

    def _fits(self, told: Told, camp: Callable[..., str]) -> bool:
        no = self.without
        for value, asked, refused in (
            (told.group, self.groups, no.groups), (told.speaker, self.speakers, no.speakers),
            (told.language, self.languages, no.languages), (told.medium, self.media, no.media),
        ):  # fmt: skip
            if (asked and value not in asked) or value in refused:
                return False
        if self.after and self.after.first and told.last_day is not None:
            if told.last_day < self.after.first.toordinal():
                return False
        if self.before and self.before.last and told.first_day is not None:
            if told.first_day > self.before.last.toordinal():
                return False
        if self.camps or no.camps:
            side = camp(told.group, *told.days)
            if (self.camps and side not in self.camps) or side in no.camps:
                return False
        if self.ids and not any(fnmatchcase(told.id, name) for name in self.ids):
            return False
        return not self.titles or _in_title(self.titles, told.title)

    def _told(self, snapshot: Snapshot, frames: pd.DataFrame) -> Mask:
        rows = np.ones(len(frames), dtype=bool)
        for column, values in (("theme", self.themes), ("function", self.functions)):
            if values:
                rows &= frames[column].isin(values).to_numpy()
        if self.targets:
            rows &= _of_target(frames, self.targets)
        found = np.ones(len(snapshot), dtype=bool)
        if self.themes or self.functions or self.targets:
            found = _places(snapshot, frames[rows])
        no = self.without
        if no.themes:
            found &= ~_places(snapshot, frames[frames["theme"].isin(no.themes).to_numpy()])
        if no.targets:
            found &= ~_places(snapshot, frames[_of_target(frames, no.targets)])
        return found


def _of_target(frames: pd.DataFrame, targets: Sequence[str]) -> Mask:
    found = frames["target"].isin(targets) | frames["target_camp"].isin(targets)
    return np.asarray(found, dtype=bool)


def _places(snapshot: Snapshot, frames: pd.DataFrame) -> Mask:
    """The passages that frame uses stand in."""
    found = np.zeros(len(snapshot), dtype=bool)
    for name, index in zip(frames["statement"], frames["passage"], strict=True):
        number = snapshot.number_of.get(name)
        if number is not None and 0 < index <= snapshot.counts[number]:
            found[int(snapshot.begins[number]) + int(index) - 1] = True
    return found


def _in_title(wanted: Sequence[str], title: str) -> bool:
    folded = f" {fold_text(title)} "
    return any(f" {fold_text(words)} " in folded for words in wanted)


_MEANT = {
    "group": "groups", "camp": "camps", "speaker": "speakers", "language": "languages",
    "medium": "media", "title": "titles", "id": "ids", "theme": "themes",
    "function": "functions", "target": "targets",
}  # fmt: skip


def wanted_of(query: Query, keep: Wanted, resolve: Resolve) -> Wanted:
    """What a query's own fields ask for, together with what is asked for beside it.

    Args:
        keep: what is asked for beside the query.
        resolve: (field, name) → the id of a group, camp, speaker, theme or target.

    Raises:
        InputError, UnknownNameError: for a value that is not understood, with its place.
    """
    asked: dict[str, list[str]] = {}
    refused: dict[str, list[str]] = {}
    after, before = keep.after, keep.before
    for one in query.fields:
        value = one.value
        if one.name in ("after", "before"):
            day = read_date(value)
            after, before = (day, before) if one.name == "after" else (after, day)
            continue
        if one.name == "language":
            value = _language(value)
        elif one.name == "medium" and value not in MEDIA:
            raise UnknownNameError("medium", value, MEDIA)
        elif one.name == "function" and value not in FUNCTIONS:
            raise UnknownNameError("function", value, FUNCTIONS)
        elif one.name in ("group", "camp", "speaker", "theme", "target"):
            value = resolve(one.name, value)
        (refused if one.excluded else asked).setdefault(_MEANT[one.name], []).append(value)
    Filter.of(after=after, before=before)  # dates between which no day lies are refused
    whole = {name: (*getattr(keep, name), *values) for name, values in asked.items()}
    known = {f.name for f in fields(Without)}
    no = {name: (*getattr(keep.without, name), *refused[name]) for name in known & set(refused)}
    return replace(
        keep, after=after, before=before, without=replace(keep.without, **no), **whole
    )  # fmt: skip


def _language(value: str) -> str:
    try:
        return language_code(value)
    except ValueError as problem:
        raise InputError(str(problem), field="language") from None


def as_tuple(values: Collection[str] | str | None) -> tuple[str, ...]:
    """One value, several or none, as a tuple."""
    if values is None:
        return ()
    return (values,) if isinstance(values, str) else tuple(values)
