"""The things the toolkit speaks of. Plain frozen data: no reading, no writing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rhetoric.dates import DateSpan

MEDIA = (
    "newsletter", "speech", "pamphlet", "audio", "video", "photo", "interview", "claim",
    "social-media", "letter", "report", "briefing", "other",
)  # fmt: skip
FORMS = ("transcript", "translation", "summary", "excerpt")
FUNCTIONS = ("asserts", "rejects", "mentions")
TONES = ("hostile", "conciliatory", "self")
TARGET_ROLES = ("subject", "object", "any", "none")
ACTOR_KINDS = ("organisation", "person", "state", "militia", "movement", "observer")
AFFILIATION_ROLES = (
    "branch", "affiliate", "subgroup", "member", "leader", "commander", "spokesman", "scholar",
    "founder", "fighter", "allegiance", "successor", "splinter", "official", "ally",
)  # fmt: skip
EVENT_KINDS = (
    "clash", "meeting", "merger", "split", "pledge", "attack", "joint-attack", "dual-claim",
    "death", "arrest", "release", "defection", "operation", "publication", "report",
    "coup", "agreement", "deployment", "withdrawal",
)  # fmt: skip
#: Kinds of actors that are a side where they do not say otherwise.
SIDE_KINDS = ("organisation", "movement", "militia")
PLACE_PRECISIONS = ("village", "area", "region", "country", "unknown")
PATTERN_LANGUAGES = ("en", "fr", "ar")
#: What a stretch of a transcript may be marked as, "" where it may be trusted.
TIME_MARKS = ("", "loop", "uncertain")


@dataclass(frozen=True)
class TimeSpan:
    """A stretch of a transcript and when it is heard.

    Attributes:
        start: its first character in the text.
        end: the character behind its last.
        begins: when it begins, in seconds.
        ends: when it ends, in seconds.
        mark: "loop" or "uncertain" where speech recognition is not to be trusted, else "".
    """

    start: int
    end: int
    begins: float
    ends: float
    mark: str = ""


@dataclass(frozen=True)
class Statement:
    """One document somebody put out.

    Attributes:
        id: unique in the corpus; the file name of a Markdown statement.
        body: the text, unaltered.
        date: when it was put out, as precisely as it is known.
        group: actor id of the party that speaks.
        speaker: actor id or plain name of who speaks for it; empty if unknown.
        language: ISO 639-3 code of `body`.
        original_language: ISO 639-3 code of what was said; `und` if unknown.
        form: how near `body` is to what was said (see FORMS).
        unconfirmed: the source itself doubts the report.
        reprint_of, excerpt_of, translation_of: id of the statement it gives again: whole with
            small edits, in part, or in another language.
        body_line: line of the file on which the body begins, from 1.
        times: for transcripts, when each stretch of `body` is heard, in the order of the text.
    """

    id: str
    body: str
    date: DateSpan
    group: str
    title: str = ""
    speaker: str = ""
    medium: str = "other"
    language: str = "und"
    original_language: str = "und"
    form: str = "transcript"
    source: str = ""
    date_text: str = ""
    places: tuple[str, ...] = ()
    unconfirmed: bool = False
    reliability: str = ""
    tags: tuple[str, ...] = ()
    reprint_of: str = ""
    excerpt_of: str = ""
    translation_of: str = ""
    path: Path | None = None
    body_line: int = 1
    times: tuple[TimeSpan, ...] = ()

    @property
    def copy_of(self) -> str:
        """The statement it gives again; empty if none."""
        return self.reprint_of or self.excerpt_of or self.translation_of


@dataclass(frozen=True)
class Passage:
    """A stretch of a statement small enough to cite and score.

    Attributes:
        statement: id of its statement.
        index: its number within the statement, from 1.
        start, end: character offsets in the statement's body, end excluded.
        text: exactly body[start:end].
        quoted: it stands in a block quotation: the speaker's own words.
        begins, ends: when it is heard, in seconds; None where that is not known.
        mark: "loop" or "uncertain" where speech recognition is not to be trusted.
    """

    statement: str
    index: int
    start: int
    end: int
    text: str
    quoted: bool = False
    begins: float | None = None
    ends: float | None = None
    mark: str = ""

    @property
    def id(self) -> str:
        """`statement:index`, the way a passage is cited."""
        return f"{self.statement}:{self.index}"


@dataclass(frozen=True)
class Pattern:
    """A pattern as written in a theme file, with the language and weight it has there."""

    text: str
    language: str
    weight: float = 1.0


@dataclass(frozen=True)
class Theme:
    """A claim or appeal that is looked for.

    Attributes:
        tone: hostile, conciliatory or self.
        directed: whether a use of it needs a target.
        target_role: where the target stands (docs/formats.md).
        patterns, exclusions: what its words are, and what they are not.
        prototypes, counterexamples: whole sentences by language (en, fr, ar).
    """

    id: str
    label: str
    description: str
    tone: str
    directed: bool
    target_role: str
    patterns: tuple[Pattern, ...]
    exclusions: tuple[Pattern, ...] = ()
    prototypes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counterexamples: dict[str, tuple[str, ...]] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    path: Path | None = None


@dataclass(frozen=True)
class Affiliation:
    """A dated tie from an actor to another one above it."""

    to: str
    role: str
    since: DateSpan | None = None
    until: DateSpan | None = None
    source: str = ""

    def holds(self, first: date | None, last: date | None) -> bool:
        """Whether it may hold on some day of first..last; without dates, whether it ever did."""
        started = last is None or self.since is None or (self.since.first or last) <= last
        ended = first is not None and self.until is not None and (self.until.last or first) < first
        return started and not ended


@dataclass(frozen=True)
class Actor:
    """Anybody who can speak or be spoken of.

    Attributes:
        aliases: (alias, language, whose word it is: neutral, own or hostile).
        affiliations: dated ties, in the order of the file.
        rivals: actor ids of known adversaries, nearest first.
        not_meant: longer names in which a name of the actor stands for something else.
        declared_side: whether it says of itself that it is a side, or none; None leaves it to
            its kind.
    """

    id: str
    label: str
    kind: str
    short: str = ""
    aliases: tuple[tuple[str, str, str], ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    rivals: tuple[str, ...] = ()
    note: str = ""
    not_meant: tuple[str, ...] = ()
    declared_side: bool | None = None

    @property
    def side(self) -> bool:
        """Whether it can be a camp: as it says, else as its kind is."""
        return self.kind in SIDE_KINDS if self.declared_side is None else self.declared_side


@dataclass(frozen=True)
class Event:
    """Something dated outside the texts."""

    id: str
    date: DateSpan
    kind: str
    label: str
    date_text: str = ""
    place: str = ""
    country: str = ""
    place_precision: str = "unknown"
    actors: tuple[str, ...] = ()
    description: str = ""
    source: str = ""
