"""Quotations and reported claims in an article, each with who, when, in what, and its doubts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rhetoric.dates import DateSpan
from rhetoric.drafting.attribution import Memory, Voice, party_of
from rhetoric.drafting.layout import Article, Sentence
from rhetoric.drafting.lexis import Words, lexis
from rhetoric.drafting.occasion import (
    Medium,
    Occasion,
    carry,
    claimed,
    find_media,
    find_occasion,
    same_voice,
)
from rhetoric.drafting.quotations import Quotation
from rhetoric.drafting.relative import relative_dates
from rhetoric.drafting.reporting import Report, find_reports
from rhetoric.drafting.subjects import Candidate, find_candidates
from rhetoric.drafting.when import WrittenDate, find_dates
from rhetoric.lexicon import Actors
from rhetoric.mentions import Mention, MentionFinder

#: A quotation of fewer words may be a mere term; of this many it is one, whoever says it.
_TERM, _LONG = 4, 7
#: How far before a short quotation, or behind any, its reporting verb stands at most, in words.
_CLOSE, _BEHIND = 14, 8
#: A quotation that is more than this part of its sentence is the sentence.
_WHOLE = 0.8


@dataclass(frozen=True)
class Saying:
    """One quotation or reported claim.

    Attributes:
        kind: quotation or claim.
        start, end: its characters in the article.
        speaker: actor id, or the name as it stands; "" if nobody is named.
        group: actor id of the party that speaks, or the name as it stands; "" if not known.
        date: when it was said, if the article tells.
        date_text: the date in the article's words.
        medium: one of rhetoric.model.MEDIA.
        sentence: (start, end) of the sentence it stands in.
        paragraph: number of its paragraph, from 0.
        doubts: what the reviewer should look at.
    """

    kind: str
    start: int
    end: int
    speaker: str
    speaker_how: str
    group: str
    date: DateSpan | None
    date_text: str
    date_how: str
    medium: str
    sentence: tuple[int, int]
    paragraph: int
    doubts: tuple[str, ...] = ()


def find_sayings(
    article: Article,
    actors: Actors,
    names: MentionFinder,
    language: str = "en",
    published: DateSpan | None = None,
) -> tuple[Saying, ...]:
    """The quotations and reported claims of an article, in order.

    Args:
        language: en, fr or ar: whose reporting words are looked for.
        published: when the article itself was published; tells who somebody stood for where
            what they said has no date.
    """
    reader = _Reader(article, actors, names, language, published)
    for sentence in article.sentences:
        reader.read(sentence)
    return tuple(sorted(reader.found, key=lambda s: (s.start, s.end)))


class _Reader:
    """Goes through an article sentence by sentence and remembers what it needs."""

    def __init__(
        self, article: Article, actors: Actors, names: MentionFinder, language: str,
        published: DateSpan | None,
    ) -> None:  # fmt: skip
        self.article, self.actors, self.published = article, actors, published
        self.words = Words(article.text, lexis(language))
        self.memory = Memory(self.words, actors)
        self.found: list[Saying] = []
        self.mentions: list[Mention] = list(names.find(article.text))
        written = [d for s, e in article.paragraphs for d in find_dates(article.text, s, e)]
        reckoned = [
            d for s, e in article.paragraphs for d in relative_dates(article.text, s, e, written)
        ]
        self.dates = sorted([*written, *reckoned], key=lambda d: d.start)
        count = len(self.words.all)
        self.quoted, self.taken = [False] * count, [False] * count
        for quotation in article.quotations:
            self._mark(self.quoted, quotation.start, quotation.end)
            self._mark(self.taken, quotation.start, quotation.end)
        for date in self.dates:
            self._mark(self.taken, date.start, date.end)
        self.paragraph = -1
        self.last: tuple[Voice, Occasion] | None = None
        self.scene: Occasion | None = None

    def _mark(self, marks: list[bool], start: int, end: int) -> None:
        first, stop = self.words.range(start, end)
        marks[first:stop] = [True] * (stop - first)

    def read(self, sentence: Sentence) -> None:
        """One sentence."""
        if sentence.paragraph != self.paragraph:
            named = self.last is not None and self.last[1].medium not in ("", "claim", "report")
            block = self.article.text[sentence.start] == ">"
            if sentence.paragraph != self.paragraph + 1 or not (named or block):
                self.last = None
            self.paragraph, self.scene = sentence.paragraph, None
        first, stop = self.words.range(sentence.start, sentence.end)
        if first >= stop:
            return
        within = [m for m in self.mentions if sentence.start <= m.start < sentence.end]
        dates = [d for d in self.dates if sentence.start <= d.start < sentence.end]
        candidates = find_candidates(self.words, first, stop, within, self.taken)
        self.memory.enter(candidates)
        reports = find_reports(self.words, first, stop, candidates, self.quoted)
        media = find_media(self.words, first, stop, dates, self.quoted)
        voices: list[Voice] = []
        used = self._quotations(sentence, first, stop, reports, dates, media, voices)
        self._claims(sentence, first, stop, reports, used, dates, media, voices)
        self.memory.leave(voices)
        dated = next((m for m in media if m.date is not None), None)
        if dated is not None:
            self.scene = Occasion(dated.date, dated.name, "beside the medium")

    # ------------------------------------------------------------ quotations

    def _quotations(
        self, sentence: Sentence, first: int, stop: int, reports: Sequence[Report],
        dates: Sequence[WrittenDate], media: Sequence[Medium], voices: list[Voice],
    ) -> set[int]:  # fmt: skip
        """Keep the quotations of a sentence; the numbers of the reports that introduce them."""
        used: set[int] = set()
        inside = [q for q in self.article.quotations if sentence.start <= q.start < sentence.end]
        for quotation in inside:
            begin, end = self.words.range(quotation.start, quotation.end)
            number = self._introduced(begin, end, stop, reports)
            report = reports[number] if number is not None else None
            voice = self._voice(report)
            if begin >= end or not self._is_said(quotation, begin, end, report, voice):
                continue
            doubts: tuple[str, ...] = () if quotation.closed else ("the closing mark is missing",)
            if voice is None:
                voice = self._silent()
            if number is not None:
                used.add(number)
            occasion = find_occasion(self.words, report, begin, end, first, stop, dates, media)
            self._add(
                "quotation", quotation.start, quotation.end, sentence, voice, occasion, doubts,
                first, stop, media,
            )  # fmt: skip
            voices.append(voice)
        return used

    def _introduced(self, begin: int, end: int, stop: int, reports: Sequence[Report]) -> int | None:
        """The report that introduces a quotation: the nearest before it, or right behind it."""
        behind = [
            n for n, r in enumerate(reports)
            if end <= r.begin < end + _BEHIND and r.cue.first < end + _BEHIND
            and not any(self.quoted[w] for w in range(end, r.cue.first))
        ]  # fmt: skip
        before = [n for n, r in enumerate(reports) if r.cue.last < begin]
        if behind and (not before or begin == self.words.range(
            self.article.sentences[self.article.sentence_at(self.words.spans[begin][0])].start,
            0)[0]):  # fmt: skip
            return behind[0]
        if before:
            near = before[-1]
            # Where the nearest names nobody, one further back may: "X said it was called".
            if reports[near].subject is None:
                near = next((n for n in reversed(before) if reports[n].subject), near)
            return near
        return behind[0] if behind else None

    def _is_said(
        self, quotation: Quotation, begin: int, end: int, report: Report | None,
        voice: Voice | None,
    ) -> bool:  # fmt: skip
        """Whether words in quotation marks are somebody's, and not a term, a title or a name."""
        count = end - begin
        if quotation.mark == ">":
            return True
        if any(self.words.of(max(0, begin - 4), begin, ("titled",))):
            return False
        mere_name = any(
            begin - found.last <= 3 for found in self.words.of(max(0, begin - 8), begin, ("named",))
        )
        capitals = all(
            self.words.capital(n) or self.words.is_(n, "before", "determiner", "clause")
            for n in range(begin, end)
        )
        latin = self.words.lexis.language != "ar"
        naming = report is not None and report.cue.kind in ("name", "charge")
        if capitals and latin and count <= 12 and not naming and count > 1:
            return False
        if mere_name and count < _LONG:
            return False
        if voice is None:
            # A sentence of nothing else goes on with the quotation before it.
            sentence = self.article.sentences[self.article.sentence_at(quotation.start)]
            whole = quotation.end - quotation.start > _WHOLE * (sentence.end - sentence.start)
            goes_on = whole and count >= _TERM and self.last is not None
            return (count >= _LONG or goes_on) and quotation.mark not in "‘‹"
        assert report is not None
        if count >= _TERM:
            return True
        distance = begin - report.cue.last if report.cue.last < begin else report.cue.first - end
        return distance <= _CLOSE and report.cue.kind != "weak"

    # ------------------------------------------------------------ claims

    def _claims(
        self, sentence: Sentence, first: int, stop: int, reports: Sequence[Report],
        used: set[int], dates: Sequence[WrittenDate], media: Sequence[Medium],
        voices: list[Voice],
    ) -> None:  # fmt: skip
        taken: list[tuple[int, int]] = []
        for number, report in enumerate(reports):
            if number in used or report.stop <= report.begin:
                continue
            if report.cue.kind == "noun" or report.subject is None:
                continue
            voice = self._voice(report)
            if voice is None:
                continue
            begin, end = report.begin, report.stop
            if begin == report.subject.first:
                begin = min([begin, *(c.first for c in self._together(report.subject))])
            if report.shared and taken and not used and self.found:
                self._lengthen(taken, end, sentence, report)
                continue
            if any(s <= report.cue.first < e for s, e in taken):
                continue
            reported = (report.cue.last + 1, end)
            if report.passive:
                reported = (begin, begin)
                following = next(
                    (r for r in reports[number + 1 :] if r.begin > report.cue.last), None
                )
                end = min(end, following.begin) if following else end
                if any(self.words.is_(n, "that") for n in range(report.cue.last, end)):
                    end = report.stop
                    reported = (report.cue.last + 1, end)
            elif report.cue.kind == "according":
                reported = (begin, end)
            elif end - report.cue.last <= 2:
                if not self._claimed(report):
                    continue
            taken.append((begin, end))
            start, finish = self._trim(begin, end, sentence)
            occasion = find_occasion(
                self.words, report, self._that(report, *reported), reported[1], first, stop,
                dates, media,
            )  # fmt: skip
            self._add("claim", start, finish, sentence, voice, occasion, (), first, stop, media)
            voices.append(voice)

    def _lengthen(
        self, taken: list[tuple[int, int]], end: int, sentence: Sentence, report: Report
    ) -> None:
        """Let the claim before go on: `X said …, adding that …`."""
        begin = taken[-1][0]
        taken[-1] = (begin, max(end, taken[-1][1]))
        finish = self._trim(*taken[-1], sentence)[1]
        medium = claimed(self.words, report) or self.found[-1].medium
        self.found[-1] = replace(self.found[-1], end=finish, medium=medium)

    def _claimed(self, report: Report) -> bool:
        return report.cue.last > report.cue.first

    def _that(self, report: Report, begin: int, end: int) -> int:
        """Where what is reported begins: behind "that", if it stands there soon."""
        for number in range(begin, min(end, begin + 12)):
            if self.words.is_(number, "that"):
                return number
        return begin

    def _trim(self, begin: int, end: int, sentence: Sentence) -> tuple[int, int]:
        """The characters of words begin..end-1, without the marks of notes at the end."""
        while end - 1 > begin and (
            (self.words.all[end - 1].isdecimal() and self._note_mark(end - 1))
            or self.words.is_(end - 1, "clause", "before", "by")
            or (len(self.words.all[end - 1]) == 1 and self._note_mark(end - 1))
        ):  # fmt: skip
            end -= 1
        return self.words.spans[begin][0], self.words.spans[end - 1][1]

    def _note_mark(self, number: int) -> bool:
        gap = self.words.between(number - 1, number)
        return (bool(gap) and gap[-1:] in '.,;:”"’»)[?!') or (
            len(self.words.all[number]) == 1 and self.words.all[number - 1].isdecimal()
        )

    # ------------------------------------------------------------ both

    def _voice(self, report: Report | None) -> Voice | None:
        if report is None or report.subject is None:
            return None
        voice = self.memory.resolve(report.subject, report.cue.first)
        others = self._together(report.subject) if voice is not None else []
        if voice is None or not others:
            return voice
        spans, text = self.words.spans, self.article.text
        stretches = [text[spans[c.first][0] : spans[c.last][1]] for c in others]
        named = ", ".join(f"“{' '.join(stretch.split())}”" for stretch in stretches)
        doubt = f"{named} speaks as well: add a draft for it"
        return replace(voice, doubts=(*voice.doubts, doubt))

    def _together(self, subject: Candidate) -> list[Candidate]:
        """Who speaks together with a subject: `both X and Y`."""
        if subject.kind not in ("actor", "name"):
            return []
        return [
            other
            for other in self.memory.here
            if other.kind in ("actor", "name")
            and (low := min(subject.last, other.last)) < (high := max(subject.first, other.first))
            and high - low <= 3
            and any(self.words.is_(n, "and") for n in range(low + 1, high))
        ]

    def _silent(self) -> Voice:
        """The voice of a quotation that no verb introduces."""
        last = self.last[0] if self.last is not None else None
        if last is None:
            return Voice("", how="", doubts=("the article does not say here who speaks",))
        return Voice(
            last.speaker, last.owner, "from a sentence before",
            ("no word says who speaks: the speaker is taken from a sentence before",), last.medium,
        )  # fmt: skip

    def _add(
        self, kind: str, start: int, end: int, sentence: Sentence, voice: Voice,
        occasion: Occasion, doubts: tuple[str, ...], first: int, stop: int,
        media: Sequence[Medium],
    ) -> None:  # fmt: skip
        before = self.last
        if before is not None and occasion.medium != "claim" and before[1].medium != "claim":
            occasion = carry(occasion, before[1], same_voice(voice, before[0]), False)
        if occasion.date is None and occasion.medium != "claim" and self.scene is not None:
            points = any(m.definite for m in media) or voice.medium or self._opens(first)
            occasion = carry(occasion, self.scene, False, points)
        self.last = (voice, occasion)
        written = occasion.date
        span = written.span if written is not None else None
        days = span or self.published
        group = party_of(
            voice, self.actors, days.first if days else None, days.last if days else None
        )
        text = self.article.text
        all_doubts = [*voice.doubts, *doubts, *occasion.doubts]
        if written is None:
            all_doubts.append("no date is given")
        elif written.reckoned == "the year":
            all_doubts.append("the year is taken from the text before")
        elif written.reckoned:
            all_doubts.append(f"the date is reckoned from {written.reckoned}")
        speaker = voice.speaker
        if speaker and not group:
            all_doubts.append("the group is not known")
        self.found.append(
            Saying(
                kind, start, end, speaker, voice.how, group, span,
                " ".join(text[written.start : written.end].split()) if written else "",
                occasion.how if written else "", occasion.medium or "other",
                (sentence.start, sentence.end), sentence.paragraph,
                tuple(dict.fromkeys(all_doubts)),
            )
        )  # fmt: skip

    def _opens(self, first: int) -> bool:
        """Whether a sentence begins with a pronoun."""
        return self.words.is_(first, "he", "it", "they")
