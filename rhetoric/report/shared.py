"""What is said twice: the passages that sides share, side by side, with what differs marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rhetoric.encode import Encoder
from rhetoric.languages import direction, html_lang
from rhetoric.model import Statement
from rhetoric.report.compared import Compared
from rhetoric.report.evidence import cut_left, cut_right
from rhetoric.report.record import Record
from rhetoric.report.strength import ESTABLISHED, SUGGESTIVE, UNSAID
from rhetoric.report.wording import count_words, name, sentence, verb_for, when
from rhetoric.reuse import Formulae, compare, find_reuse
from rhetoric.reuse.diff import SAME, SPELLING
from rhetoric.reuse.match import PARAPHRASE, SAME_WORDS, TRANSLATION
from rhetoric.reuse.same_words import LEAST_WORDS

if TYPE_CHECKING:
    import pandas as pd

#: Shared passages shown side by side.
MOST_PAIRS = 10
#: More text than this (characters) is not searched; and of more than the second, only for the
#: same words: every passage would have to be held against every other.
MOST_CHARACTERS, MOST_MEANT = 4_500_000, 1_000_000
#: Forms whose words are the speaker's own, or nearly so.
_WORDED = ("transcript", "translation", "excerpt")
_TOLD = {
    SAME_WORDS: "the same words",
    TRANSLATION: "perhaps a translation",
    PARAPHRASE: "perhaps the same in other words",
}


@dataclass(frozen=True)
class Text:
    """One of two texts that share a passage.

    Attributes:
        pieces: (words, whether only this text has them), in order.
        lang, dir: for the HTML attributes of the same names.
    """

    statement: Statement
    pieces: tuple[tuple[str, bool], ...]
    lang: str
    dir: str


@dataclass(frozen=True)
class Pair:
    """A passage that two statements share.

    Attributes:
        more: how many further pairs of statements share it, too.
    """

    kind: str
    score: float
    text: str
    caution: str
    strength: str
    first: Text
    second: Text
    more: int

    @property
    def told(self) -> str:
        """Its kind, in words."""
        return _TOLD[self.kind]


@dataclass(frozen=True)
class Shared:
    """What is said twice across the sides of a record.

    Attributes:
        found: rows of rhetoric.reuse.find_reuse; None where it was not looked for.
        across: camp or group.
        meant: whether translations and paraphrases were looked for.
    """

    found: pd.DataFrame | None
    across: str
    meant: bool
    record: Record
    cap: int

    @cached_property
    def _families(self) -> list[list[dict[str, Any]]]:
        """Rows by the passage they share: those that overlap in a statement stand together."""
        families: list[list[dict[str, Any]]] = []
        places: dict[str, list[tuple[int, int, int]]] = {}
        rows = [] if self.found is None else self.found.to_dict("records")
        for row in rows:
            spots = [(row[f"{n}_statement"], row[f"{n}_start"], row[f"{n}_end"])
                     for n in ("first", "second")]  # fmt: skip
            at = min((
                family for s, start, end in spots for low, high, family in places.get(s, ())
                if low < end and start < high
            ), default=len(families))  # fmt: skip
            if at == len(families):
                families.append([])
            families[at].append({str(k): v for k, v in row.items()})
            for s, start, end in spots:
                places.setdefault(s, []).append((start, end, at))
        return families

    @cached_property
    def shown(self) -> tuple[Pair, ...]:
        """The closest pair of each shared passage: those of the same words first."""
        return tuple(self._pair(f[0], len(f) - 1) for f in self._families[:MOST_PAIRS])

    @property
    def left(self) -> int:
        """How many shared passages are not shown."""
        return len(self._families) - len(self.shown)

    @property
    def sides(self) -> str:
        """What the two statements belong to."""
        return "camps" if self.across == "camp" else "groups"

    @property
    def lead(self) -> str:
        """What was found, and what it does not say."""
        if self.found is None:
            return (
                "Passages that sides share were not looked for here: there is more text than "
                f"{MOST_CHARACTERS / 1e6:.1f} million characters. The command “rhetoric reuse” "
                "looks for them."
            )
        also = "" if self.meant else (
            " Translations and paraphrases were not looked for here: that needs evidence by "
            "meaning, and no more text than a million characters."
        )  # fmt: skip
        worded = sum(f[0]["kind"] == SAME_WORDS for f in self._families)
        meant = len(self._families) - worded
        where = f"statements of different {self.sides}"
        told = (
            f"{count_words(worded, 'passage')} {verb_for(worded, 'is', 'are')} shared word for "
            f"word, or nearly so, by {where}"
        )
        if worded:
            told += (
                "; that does not say who took the words from whom: both may repeat a third text, "
                "or the official name of a thing"
            )
        else:
            told = f"No {count_words(LEAST_WORDS, 'word')} in the same order are shared by {where}"
        if meant:
            also = " " + sentence(
                f"{count_words(meant, 'pair')} more {verb_for(meant, 'is', 'are')} only near in "
                "meaning, and may or may not say the same"
            )
        return sentence(told) + also

    def _pair(self, row: Mapping[str, Any], more: int) -> Pair:
        one, two = (
            self.record.corpus.statement(row[f"{n}_statement"]) for n in ("first", "second")
        )
        sides = [f"{name(s.group, self.record.lexicon)} {when(s.date)}" for s in (one, two)]
        order = "either may be first" if row["earlier"] == "either" else "the former is earlier"
        texts = [s.body[row[f"{n}_start"] : row[f"{n}_end"]]
                 for s, n in ((one, "first"), (two, "second"))]  # fmt: skip
        if row["kind"] == SAME_WORDS:
            what = f"{row['words']} words in the same order"
            edits = compare(*texts)
            pieces = [
                [(part, e.kind not in (SAME, SPELLING)) for e in edits if (part := getattr(e, at))]
                for at in ("before", "after")
            ]
        else:
            what = _TOLD[row["kind"]]
            pieces = [[(text, False)] for text in texts]
        doubts = []
        if row["kind"] != SAME_WORDS:
            doubts.append("near in meaning, no more: a hint to look")
        summaries = [s for s in (one, two) if s.form not in _WORDED]
        if len(summaries) == 2:
            doubts.append("both texts are summaries: what is the same in them is the wording of "
                          "whoever wrote them")  # fmt: skip
        elif summaries:
            doubts.append("one of the two texts is a summary, not the speaker’s own words")
        if one.unconfirmed or two.unconfirmed:
            doubts.append("one of the two reports is unconfirmed")
        first, second = (self._text(s, part) for s, part in zip((one, two), pieces, strict=True))
        return Pair(
            row["kind"], float(row["score"]),
            sentence(f"{what}: {sides[0]}, {sides[1]}; {order}"),
            " ".join(map(sentence, doubts)), _strength(row["kind"], bool(doubts)),
            first, second, more,
        )  # fmt: skip

    def _text(self, statement: Statement, pieces: Sequence[tuple[str, bool]]) -> Text:
        shown = shortened(list(_trimmed(pieces)), self.cap)
        language = statement.language
        return Text(statement, shown, html_lang(language), direction(language))

    @property
    def statements(self) -> frozenset[str]:
        """The statements that are linked to."""
        return frozenset(t.statement.id for p in self.shown for t in (p.first, p.second))

    @property
    def table(self) -> pd.DataFrame | None:
        """The rows, their texts no longer than the cap."""
        if self.found is None:
            return None
        texts = {
            column: [cut_right(text, self.cap) for text in self.found[column]]
            for column in ("first_text", "second_text")
        }
        return self.found.assign(**texts)

    @property
    def made(self) -> dict[str, Any]:
        """What was chosen, for the manifest."""
        return {
            "across": self.across, "least_words": LEAST_WORDS,
            "kinds": [] if self.found is None else list(_TOLD) if self.meant else [SAME_WORDS],
        }  # fmt: skip


def _strength(kind: str, doubts: bool) -> str:
    if kind == PARAPHRASE:
        return UNSAID
    return SUGGESTIVE if doubts else ESTABLISHED


def _trimmed(pieces: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The pieces without the spaces of their layout, a mark no wider than its words."""
    for text, only in pieces:
        line = re.sub(r"\s+", " ", text)
        core = line.rstrip() if only else line
        if core:
            yield core, only
        if len(line) > len(core):
            yield " ", False


def shortened(pieces: Sequence[tuple[str, bool]], cap: int) -> tuple[tuple[str, bool], ...]:
    """Pieces of a text, no longer than about `cap`: what is marked stays, what is not is cut.

    >>> shortened([("one two three four five six ", False), ("seven", True)], 20)
    (('one … six ', False), ('seven', True))
    """
    whole = sum(len(text) for text, _ in pieces)
    if whole <= cap:
        return tuple(pieces)
    marked = sum(len(text) for text, only in pieces if only)
    if marked > cap:
        return ((cut_right("".join(text for text, _ in pieces), cap), False),)
    room, share = cap - marked, 0
    lengths = sorted(len(text) for text, only in pieces if not only)
    for done, length in enumerate(lengths):
        share = room // (len(lengths) - done)
        if length > share:
            break
        room -= length
    return tuple(
        (text, only) if only or len(text) <= share else (_middle_out(text, share), False)
        for text, only in pieces
    )


def _middle_out(text: str, room: int) -> str:
    head, tail = cut_right(text, room // 2), cut_left(text, room - room // 2)
    return f"{head.removesuffix(' …')} … {tail.removeprefix('… ')}"


def share_sides(
    record: Record,
    compared: Compared | None,
    *,
    encoder: Encoder | None = None,
    formulae: Formulae | None = None,
    count_copies: bool = False,
    cap: int = 300,
) -> Shared | None:
    """Look for passages that statements of different sides share.

    Args:
        encoder: for translations and paraphrases, where there is not too much text.
        formulae: set phrases that do not count.

    Returns:
        None where nothing is compared.
    """
    if compared is None:
        return None
    across = compared.by
    size = sum(len(s.body) for s in record.corpus.statements)
    meant = encoder is not None and size <= MOST_MEANT
    if size > MOST_CHARACTERS:
        return Shared(None, across, False, record, cap)
    found = find_reuse(
        record.corpus, encoder if meant else None, actors=record.lexicon.actors,
        formulae=formulae, across=across, count_copies=count_copies,
    )  # fmt: skip
    return Shared(found, across, meant, record, cap)
