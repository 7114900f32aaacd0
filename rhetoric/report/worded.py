"""The words that tell the sides apart: what `keyness` finds, in rows and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, exp
from typing import TYPE_CHECKING, Any

from rhetoric.corpus import Corpus
from rhetoric.errors import InputError
from rhetoric.model import Statement
from rhetoric.report.compared import Compared, Side
from rhetoric.report.differ import Told, chance
from rhetoric.report.evidence import Quotation, quote_span
from rhetoric.report.record import Record
from rhetoric.report.strength import ESTABLISHED, SUGGESTIVE, UNSAID
from rhetoric.report.wording import count, count_words, join, out_of, sentence, tongue, verb_for
from rhetoric.text import fold_text
from rhetoric.words.keyness import Keyness, keyness
from rhetoric.words.measures import p_of_z
from rhetoric.words.sides import Selection

if TYPE_CHECKING:
    import pandas as pd

#: Of more text than this (characters), every second, third … statement of each group is read.
MOST_CHARACTERS = 10_000_000
#: Words of a side in words.csv; rows of the page's table in all, and of one side.
MOST_WORDS, MOST_ROWS, MOST_OF_SIDE = 50, 48, 12
#: Rows of a side where no word is told apart: the nearest to it.
NEAREST = 4
#: Words a sentence names.
_NAMED = 3
#: A q-value up to this is found; so many statements of the side say an established word.
_FOUND, _ENOUGH = 0.05, 3
#: How words are compared (rhetoric.words.keyness).
MEASURE, PRIOR, LEAST, LEAST_STATEMENTS = "log-odds", 500.0, 3, 2
#: Characters around a word in the table.
_AROUND = 90


@dataclass(frozen=True)
class Word:
    """A word and how much more often a side says it.

    Attributes:
        row: its row of the table (rhetoric.words.ranking.COLUMNS).
        of, rest_of: statements of the side, and of all others.
        statement: the one that holds it most often.
    """

    side: Side
    row: Mapping[str, Any]
    of: int
    rest_of: int
    statement: Statement
    quote: Quotation

    @property
    def times(self) -> str:
        """How many times as often the side says it, with the 95 % interval."""
        middle, low, high = (_times(self.row[k]) for k in ("log_odds", "low", "high"))
        return f"{middle} ({low} to {high})"


def _times(log_odds: float) -> str:
    value = exp(log_odds)
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


@dataclass(frozen=True)
class Worded:
    """What words tell the sides apart.

    Attributes:
        found: the words; None where they cannot be compared.
        table: its table with a column `strength`: as many words of each side as are kept.
        every: every how many-th statement of each group was read; 1: all.
        why: where there is nothing, why.
    """

    found: Keyness | None
    table: pd.DataFrame
    compared: Compared
    record: Record
    cap: int
    every: int = 1
    why: str = ""

    @cached_property
    def rows(self) -> tuple[Word, ...]:
        """The most telling words of each side shown, or those that come nearest to it."""
        if self.found is None:
            return ()
        sizes = {row["side"]: int(row["statements"]) for row in self.found.sides.to_dict("records")}
        whole = sum(sizes.values())
        sides = [side for side in self.compared.sides if side.id in sizes]
        most = max(_NAMED, min(MOST_OF_SIDE, MOST_ROWS // max(1, len(sides))))
        chosen = []
        for side in sides:
            theirs = self.table[(self.table["side"] == side.id) & ~self.table["own_name"]]
            if self.any_found:
                theirs = theirs[theirs["strength"] != UNSAID].head(most)
            else:
                theirs = theirs.head(NEAREST)
            for row in theirs.to_dict("records"):
                of = sizes[side.id]
                chosen.append(self._word(side, {str(k): v for k, v in row.items()}, of, whole - of))
        return tuple(chosen)

    def _word(self, side: Side, row: Mapping[str, Any], of: int, rest: int) -> Word:
        corpus = self.record.corpus
        s = corpus.statement(row["most_in"])
        passage = next(p for p in corpus.passages_of(s.id) if p.index == row["passage"])
        span = int(row["start"]), int(row["end"])
        quote = quote_span(s, passage, *span, min(self.cap, _AROUND))
        return Word(side, row, of, rest, s, quote)

    @cached_property
    def any_found(self) -> bool:
        """Whether any word but a name is told apart."""
        return bool(((self.table["strength"] != UNSAID) & ~self.table["own_name"]).any())

    @property
    def language(self) -> str:
        """The language that was looked at."""
        return tongue(self.found.language) if self.found else ""

    @cached_property
    def lead(self) -> str:
        """What was compared, and what came of it."""
        if self.found is None:
            return self.why
        sizes = self.found.sides
        told = (
            f"Compared are the words of {count(int(sizes['statements'].sum()), 'statement')} in "
            f"{self.language}: each of {count_words(len(sizes), 'side')} with "
            f"{'the other' if len(sizes) == 2 else 'all others together'}"
        )
        if self.any_found:
            return (
                sentence(told)
                + " "
                + (
                    "A word is told here when a side says it more often than chance allows, beside "
                    "all other words that were looked at."
                )
            )
        return f"{sentence(told)} No word is told apart."

    @property
    def _nearest(self) -> str:
        plain = self.table[~self.table["own_name"]]
        if not len(plain):
            return "none stands often enough to be looked at"
        best = plain.sort_values("p", kind="stable").to_dict("records")[0]
        return f"the nearest is “{best['written']}”, with q {chance(best['q'])}"

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """What is established, suggestive, and cannot be said."""
        if self.found is None:
            return ()
        sizes = self.found.sides
        told: list[Told] = []
        for strength in (ESTABLISHED, SUGGESTIVE):
            for side in self.compared.sides:
                own = [w for w in self.rows if w.side == side and w.row["strength"] == strength]
                if own:
                    told.append(self._says(side, own, strength))
        speaking = set(sizes.loc[sizes["statements"] > 1, "side"])
        heard = {w.side for w in self.rows if w.row["strength"] != UNSAID}
        if none := [s for s in self.compared.sides if s.id in speaking and s not in heard]:
            words = int(sizes["words"].sum())
            nearest = "" if self.any_found else f" ({self._nearest})"
            told.append(Told(sentence(
                f"What {join([s.name for s in none], 'or')} says more often, chance may have put "
                f"there{nearest}. That is not “they speak alike”: in {words:,} words, little ones "
                "not counted, only large differences can be seen"),
                UNSAID, "word-table" if self.rows else ""))  # fmt: skip
        if few := [s for s in self.compared.sides if s.id not in speaking]:
            told.append(Told(sentence(
                f"{join([s.name for s in few])} {verb_for(len(few), 'has', 'have')} fewer than two "
                f"statements in {self.language}: no word can be called "
                f"{verb_for(len(few), 'its', 'their')} own"), UNSAID))  # fmt: skip
        return tuple(told)

    def _says(self, side: Side, words: Sequence[Word], strength: str) -> Told:
        named = words[:_NAMED]
        listed = join([
            f"“{w.row['written']}” ({_times(w.row['log_odds'])} times as often; in "
            f"{w.row['statements']} of {w.of} statements)"
            for w in named
        ])  # fmt: skip
        others = "the other side" if len(self.compared.sides) == 2 else "all others together"
        doubts = []
        if any(w.row["statements"] < _ENOUGH for w in named if strength == SUGGESTIVE):
            doubts.append("Fewer than three statements hold it.")
        if any(w.row["statements"] >= _ENOUGH for w in named if strength == SUGGESTIVE):
            doubts.append("Without the statement that holds it most, it would not be found.")
        caution = " ".join(doubts)
        return Told(
            sentence(f"{side.name} says more often than {others}: {listed}"), strength,
            "word-table", caution,
        )  # fmt: skip

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What was left out, and whose words they are."""
        if self.found is None:
            return ()
        notes = [sentence(note) for note in self.found.notes if "looked at" in note]
        if self.every > 1:
            notes.append(
                f"There is so much text that one statement of {self.every} of each group was "
                "read, in order of date."
            )
        forms = Counter(
            s.form for s in self.record.corpus.statements if s.language == self.found.language
        )
        if summaries := forms["summary"]:
            some = out_of(summaries, sum(forms.values()), "text")
            notes.append(sentence(
                f"{some} {verb_for(summaries, 'is a summary', 'are summaries')}: their words are "
                "those of whoever wrote them"))  # fmt: skip
        if bool(self.table["own_name"].any()):
            notes.append("Names of a side itself are not told here; they stand in words.csv.")
        return tuple(notes)

    @property
    def statements(self) -> frozenset[str]:
        """The statements that are linked to."""
        return frozenset(w.statement.id for w in self.rows)

    @property
    def made(self) -> dict[str, Any]:
        """What was chosen, for the manifest."""
        return {
            "by": self.compared.by, "measure": MEASURE, "prior_words": PRIOR, "least": LEAST,
            "least_statements": LEAST_STATEMENTS, "every": self.every,
            "language": self.found.language if self.found else "",
        }  # fmt: skip


def tell_words(
    record: Record, compared: Compared | None, *, count_copies: bool = False, cap: int = 300
) -> Worded | None:
    """Look for the words that tell the compared sides apart.

    A word is established when it is found (q ≤ 0.05 over all words and sides), three statements
    of the side hold it, and it would be found without the statement that holds it most.

    Returns:
        None where nothing is compared.
    """
    import pandas as pd

    if compared is None:
        return None
    corpus, every = thinned(record.corpus)
    chosen = Selection(by=compared.by, count_copies=count_copies)
    try:
        found = keyness(
            corpus, chosen, actors=record.lexicon.actors, measure=MEASURE, prior_words=PRIOR,
            least=LEAST, least_statements=LEAST_STATEMENTS, top=None,
        )  # fmt: skip
    except InputError:  # a single side has texts in the language most is written in
        empty = pd.DataFrame(columns=["side", "strength", "own_name"]).astype({"own_name": bool})
        why = "No two sides have texts in one language: words are compared within a language."
        return Worded(None, empty, compared, record, cap, every, why)
    table = found.table
    seen = table["q"] <= _FOUND
    left = p_of_z(table["z_without"].to_numpy(dtype=float)) <= _bar(table)
    firm = seen & (table["z_without"] > 0) & left & (table["statements"] >= _ENOUGH)
    table = table.assign(
        strength=[ESTABLISHED if f else SUGGESTIVE if s else UNSAID
                  for f, s in zip(firm, seen, strict=True)]
    )  # fmt: skip
    table = table.groupby("side", sort=False).head(MOST_WORDS).reset_index(drop=True)
    names = _own_names(record, compared)
    own = [
        term in names.get(side, ()) for side, term in zip(table["side"], table["term"], strict=True)
    ]
    return Worded(found, table.assign(own_name=pd.Series(own, dtype=bool)), compared, record, cap,
                  every)  # fmt: skip


def _bar(table: pd.DataFrame) -> float:
    """The p-value up to which a word is found beside all others.

    By Benjamini and Hochberg that is 0.05 k / m for the k found of m looked at, and the last one
    found has q = p m / k.
    """
    last = table[table["q"] <= _FOUND].nlargest(1, "p")
    p, q = (float(last[name].sum()) for name in ("p", "q"))
    return _FOUND * p / q if q else 0.0


def thinned(corpus: Corpus, most: int = MOST_CHARACTERS) -> tuple[Corpus, int]:
    """A corpus of no more than about so many characters, and every how many-th is kept.

    Of each group the first statement is kept, and then every n-th, in the order of the corpus.
    """
    every = max(1, ceil(sum(len(s.body) for s in corpus.statements) / most))
    if every == 1:
        return corpus, 1
    seen: Counter[str] = Counter()
    kept = []
    for s in corpus.statements:
        if seen[s.group] % every == 0:
            kept.append(s)
        seen[s.group] += 1
    return Corpus.of(kept), every


def _own_names(record: Record, compared: Compared) -> dict[str, frozenset[str]]:
    """Side → the words of its own names, folded."""
    actors = record.lexicon.actors
    members: dict[str, set[str]] = {}
    if compared.by == "camp":
        for camp in record.cast.sides:
            members[camp.id] = {camp.id, *(g.id for g in camp.groups)}
    else:
        members = {side.id: {side.id} for side in compared.sides}
    found = {}
    for side, ids in members.items():
        known = [actors.by_id[i] for i in ids if i in actors.by_id]
        names = [n for a in known for n in (a.label, *(alias for alias, _, _ in a.aliases))]
        found[side] = frozenset(word for n in names for word in fold_text(n).split())
    return found
