"""When and in what a statement was made: the date and the medium a sentence gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rhetoric.drafting.attribution import Voice
from rhetoric.drafting.lexis import Words
from rhetoric.drafting.reporting import Report
from rhetoric.drafting.when import WrittenDate

#: A date this near to a medium, in words, is the date of what was put out.
_NEAR = 7


@dataclass(frozen=True)
class Occasion:
    """When something was said, and in what.

    Attributes:
        date: the date, where one is given.
        medium: one of rhetoric.model.MEDIA, "" where none is named.
        how: where the date was taken from, in words.
        doubts: what the reviewer should look at.
    """

    date: WrittenDate | None = None
    medium: str = ""
    how: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Medium:
    """A medium named in a sentence: its words, its name, and the date beside it."""

    first: int
    last: int
    name: str
    date: WrittenDate | None
    definite: bool


def find_media(
    words: Words, first: int, stop: int, dates: Sequence[WrittenDate], quoted: Sequence[bool]
) -> list[Medium]:
    """The media named among words first..stop-1, each with the date beside it."""
    kinds = [k for k in words.lexis.kinds if k.startswith("medium:")]
    found: list[Medium] = []
    for one in words.of(first, stop, kinds):
        name = one.kind.removeprefix("medium:")
        if name == "claim" or any(quoted[one.first : one.last + 1]):
            continue
        near = min(
            ((gap, d) for d in dates if (gap := _gap(words, one.first, one.last, d)) <= _NEAR),
            key=lambda pair: pair[0], default=None,
        )  # fmt: skip
        definite = words.is_(one.first - 1, "this") or words.is_(one.first - 2, "this")
        found.append(Medium(one.first, one.last, name, near[1] if near else None, definite))
    return found


def _gap(words: Words, first: int, last: int, date: WrittenDate) -> int:
    """Words between a medium and a date, many where a clause lies between them."""
    begin, end = words.range(date.start, date.end)
    low, high = (last + 1, begin) if begin > last else (end, first)
    if any(words.is_(n, "that") for n in range(low, high)):
        return 99
    stretch = words.text[words.spans[low - 1][1] : words.spans[high][0]] if low <= high else ""
    return max(0, high - low) + (99 if any(c in stretch for c in ";.:") else 0)


def find_occasion(
    words: Words, report: Report | None, begin: int, end: int, first: int, stop: int,
    dates: Sequence[WrittenDate], media: Sequence[Medium],
) -> Occasion:  # fmt: skip
    """The occasion a sentence gives what is reported in it.

    A date beside a medium comes first ("in a speech of 28 May"), then the one nearest to the
    reporting verb outside of what is reported: what was said may be about any time.

    Args:
        begin, end: the words that are reported; `end` excluded.
        first, stop: the words of the sentence.
    """
    dates = [d for d in dates if not _of_an_event(words, d, media)]
    outside = [d for d in dates if not begin <= words.range(d.start, d.end)[0] < end]
    medium = next((m for m in media if not begin <= m.first < end), None)
    dated = next((m for m in media if m.date is not None and not begin <= m.first < end), None)
    anchor = report.cue.first if report is not None else begin
    name = (dated or medium).name if (dated or medium) else ""  # type: ignore[union-attr]
    name = claimed(words, report) or name
    if dated is not None and dated.date is not None:
        return Occasion(dated.date, name, "beside the medium")
    if outside:
        near = min(outside, key=lambda d: abs(words.range(d.start, d.end)[0] - anchor))
        return Occasion(near, name, "in the sentence")
    return Occasion(None, name)


def _of_an_event(words: Words, date: WrittenDate, media: Sequence[Medium]) -> bool:
    """Whether a date only tells which event is meant: `a February 2018 attack`."""
    begin, end = words.range(date.start, date.end)
    if not words.is_(begin - 1, "determiner") or date.span.precision == "day":
        return False
    if any(end <= m.first <= end + 3 for m in media):
        return False
    return not any(c in words.between(end - 1, end) for c in ",.;:)")


def claimed(words: Words, report: Report | None) -> str:
    """The medium `claim` where the verb takes responsibility for an attack, else ""."""
    if report is None:
        return ""
    cue = report.cue
    whole = list(words.of(cue.first, cue.last + 4, ("medium:claim",)))
    if not whole:
        return ""
    near = range(max(report.begin, 0), min(len(words.all), max(report.stop, cue.last + 9)))
    if any(words.is_(n, "claim_of") for n in near):
        return "claim"
    return ""


def carry(occasion: Occasion, last: Occasion | None, same: bool, points_back: bool) -> Occasion:
    """The occasion completed by the one before it in the paragraph.

    Args:
        same: the same one speaks as there.
        points_back: the sentence says "that video", "the speech", "he".
    """
    if last is None or not (same or points_back):
        return occasion
    if occasion.medium and last.medium and occasion.medium != last.medium:
        return occasion
    if occasion.date is not None:
        return occasion if occasion.medium else Occasion(
            occasion.date, "", occasion.how, occasion.doubts
        )  # fmt: skip
    if last.date is None:
        return Occasion(None, occasion.medium or last.medium, "", occasion.doubts)
    doubt = "the date is taken from a sentence before"
    return Occasion(
        last.date, occasion.medium or last.medium, "from a sentence before",
        (*occasion.doubts, doubt),
    )  # fmt: skip


def same_voice(one: Voice | None, two: Voice | None) -> bool:
    """Whether two voices are the same one."""
    return one is not None and two is not None and one.speaker == two.speaker
