"""Speed of scoring by words and by meaning, beside others that do a part of the same.

    python benchmarks/frames/speed.py TEXTS [--tokens N] [--passages N] [--rounds 3]
        [--processes 2] [--cache DIR] [--only words|meaning]

TEXTS is a table (Parquet, CSV, TSV, JSON lines) with a column of texts (--column), or a
plain file in which empty lines part them. All contenders get the same texts in the same run,
turn by turn; of several rounds the best counts. Ratios hold better than figures.

The others are no dependencies; one that is not installed is left out:

    pip install empath liwc spacy

A token is what lies between white space. The first run encodes every passage, some 200 a
second; the vectors are kept in DIR.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rhetoric.encode import CachedEncoder, load_encoder
from rhetoric.frames.fuse import THRESHOLD, fuse
from rhetoric.frames.grid import weigh
from rhetoric.frames.likeness import Likeness
from rhetoric.frames.score import FrameScorer
from rhetoric.frames.table import as_row
from rhetoric.frames.words import WordScorer
from rhetoric.lexicon import Lexicon, read_lexicon
from rhetoric.mentions import MentionFinder
from rhetoric.model import Statement
from rhetoric.passages import split_passages
from rhetoric.settings import find_project
from rhetoric.sources.tables import UNDATED, read_rows
from rhetoric.text import fold
from rhetoric.theming.dictionaries.convert import as_words

_WORD = re.compile(r"\w+")
_AT_ONCE = 10


@dataclass(frozen=True)
class Contender:
    """What is measured.

    Attributes:
        does: what it does and, for others, what it leaves undone.
        work: called in every round.
    """

    name: str
    does: str
    work: Callable[[], object]


def read_texts(path: Path, column: str) -> Iterator[str]:
    """The texts of a table or a plain file."""
    if path.suffix == ".txt":
        yield from filter(str.strip, re.split(r"\n\s*\n", path.read_text("utf-8")))
    else:
        yield from (row[column] for _, row in read_rows(path, columns=[column]))


def race(contenders: Sequence[Contender], rounds: int) -> dict[str, float]:
    """Best seconds of each; they take turns, so that a busy machine hinders all alike."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        for one in contenders:
            started = time.perf_counter()
            one.work()
            seconds = time.perf_counter() - started
            best[one.name] = min(seconds, best.get(one.name, seconds))
    return best


def show(contenders: Sequence[Contender], best: dict[str, float], amount: int, unit: str) -> None:
    """Print a line for each; `times`: how many times as fast as the first."""
    first = best[contenders[0].name]
    print(f"{'':28}{'seconds':>8}  {unit + '/s':>14}  {'times':>6}")
    for one in contenders:
        seconds = best[one.name]
        figures = f"{seconds:8.2f}  {amount / seconds:14,.0f}  {first / seconds:6.2f}"
        print(f"{one.name:28}{figures}  {one.does}")


# ---------------------------------------------------------------- words


def frame_rows(scorer: FrameScorer, texts: Sequence[str]) -> int:
    """Everything from the text to the rows of the ledger; how many rows."""
    rows = 0
    for text in texts:
        statement = Statement("text", text, UNDATED, "UN", language="eng", form="transcript")
        passages = split_passages(text, statement="text", language="eng")
        rows += sum(bool(as_row(use, scorer.lexicon)) for use in scorer.uses(statement, passages))
    return rows


_scorer: FrameScorer | None = None


def _start() -> None:
    global _scorer
    _scorer = FrameScorer(read_lexicon(find_project().lexicons))
    frame_rows(_scorer, ["The parties met, and talked."])


def _rows(texts: Sequence[str]) -> int:
    assert _scorer is not None
    return frame_rows(_scorer, texts)


def in_processes(pool: ProcessPoolExecutor, texts: Sequence[str]) -> int:
    """As `frame_rows`, in several processes that have been started."""
    pieces = [texts[at : at + _AT_ONCE] for at in range(0, len(texts), _AT_ONCE)]
    return sum(pool.map(_rows, pieces))


def phrases(lexicon: Lexicon) -> tuple[dict[str, set[str]], int, int]:
    """Theme → its strong patterns written out as phrases; how many cannot be, and of how many."""
    found: dict[str, set[str]] = {}
    left = total = 0
    for theme in lexicon.themes.values():
        found[theme.id] = set()
        for pattern in theme.patterns:
            if fuse(pattern.weight, None) >= THRESHOLD:
                words, lost = as_words(pattern.text, gaps=False)
                found[theme.id].update(word.lower() for word in words)
                left += bool(lost)
                total += 1
    return found, left, total


def empath(written: dict[str, set[str]], texts: Sequence[str]) -> Contender:
    from empath import Empath

    model = Empath()
    model.cats.clear()
    model.cats.update({name: [w for w in own if " " not in w] for name, own in written.items()})
    return Contender(
        "empath", "single words as they stand, no endings: counts a text",
        lambda: [model.analyze(text.lower()) for text in texts],
    )  # fmt: skip


def liwc(written: dict[str, set[str]], texts: Sequence[str]) -> Contender:
    from liwc import load_token_parser

    numbers: dict[str, list[str]] = {}
    for number, own in enumerate(written.values(), 1):
        for word in sorted(own):
            if " " not in word:
                numbers.setdefault(word, []).append(str(number))
    names = [f"{number}\t{name}" for number, name in enumerate(written, 1)]
    words = ["\t".join([word, *own]) for word, own in numbers.items()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "themes.dic"
        path.write_text("\n".join(["%", *names, "%", *words]) + "\n", sys.getdefaultencoding())
        parse, _ = load_token_parser(path)
    return Contender(
        "liwc", "single words with endings: counts a text",
        lambda: [Counter(c for w in _WORD.findall(t.lower()) for c in parse(w)) for t in texts],
    )  # fmt: skip


def spacy(written: dict[str, set[str]], texts: Sequence[str]) -> Contender:
    from spacy.lang.xx import MultiLanguage
    from spacy.matcher import PhraseMatcher

    pipeline = MultiLanguage()
    pipeline.max_length = 10**8
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    for name, own in written.items():
        matcher.add(name, [pipeline.make_doc(w.replace("*", "")) for w in sorted(own)])
    return Contender(
        "spaCy PhraseMatcher", "phrases as they stand, no endings: places of phrases",
        lambda: [matcher(pipeline.make_doc(text)) for text in texts],
    )  # fmt: skip


def words_race(lexicon: Lexicon, texts: list[str], rounds: int, processes: int) -> None:
    """Print how fast words are found."""
    written, left, total = phrases(lexicon)
    scorer = FrameScorer(lexicon)
    finder = WordScorer(
        lexicon.themes.values(), MentionFinder(lexicon.actors), least=_least(lexicon)
    )
    passages = [split_passages(text, statement="text", language="eng") for text in texts]
    contenders = [
        Contender("rhetoric, end to end", "passages, words, function, target, rows of the ledger",
                  lambda: frame_rows(scorer, texts)),
        Contender("rhetoric, words alone", "folding, words of all patterns, their place",
                  lambda: [finder.scan(fold(t), p) for t, p in zip(texts, passages, strict=True)]),
    ]  # fmt: skip
    for package, make in {"empath": empath, "liwc": liwc, "spacy": spacy}.items():
        if importlib.util.find_spec(package):
            contenders.append(make(written, texts))
        else:
            print(f"{package} is not installed: pip install {package}")
    tokens = sum(len(text.split()) for text in texts)
    counts = sum(map(len, written.values()))
    single = sum(" " not in word for own in written.values() for word in own)
    print(f"words: {tokens:,} tokens in {len(texts):,} texts, one process each; best of {rounds}")
    print(f"to the others the patterns are {counts:,} phrases, {single:,} of them single words;")
    print(f"{left:,} of {total:,} patterns have gaps: they cannot be written out and are left out")
    with ProcessPoolExecutor(processes, initializer=_start) as pool:
        in_processes(pool, texts[: _AT_ONCE * processes])
        every = Contender(
            f"rhetoric, {processes} processes", "end to end", lambda: in_processes(pool, texts)
        )
        contenders.insert(1, every)
        show(contenders, race(contenders, rounds), tokens, "tokens")


def _least(lexicon: Lexicon) -> float:
    weights = (p.weight for theme in lexicon.themes.values() for p in theme.patterns)
    return min(weight for weight in weights if fuse(weight, None) >= THRESHOLD)


# ---------------------------------------------------------------- meaning


def distinct_passages(texts: Iterator[str], number: int) -> list[str]:
    """The first distinct passages."""
    found: dict[str, None] = {}
    for text in texts:
        found.update(dict.fromkeys(p.text for p in split_passages(text)))
        if len(found) >= number:
            break
    return list(found)[:number]


def by_meaning(lexicon: Lexicon, encoder: CachedEncoder, passages: Sequence[str]) -> Any:
    """Likeness and score of every theme, with nothing but what is on disk."""
    likeness = Likeness(list(lexicon.themes.values()), encoder, lexicon.background)
    found = likeness.of(passages)
    return weigh(list(lexicon.themes), [{}] * len(passages), likeness.themes, found)


def nearest_prototype(vectors: Path, lexicon: Lexicon, encoder: CachedEncoder) -> Contender:
    """The plain way: the largest cosine to a theme's prototypes."""
    sentences, ends = [], []
    for theme in lexicon.themes.values():
        ends.append(len(sentences))
        sentences += [s for own in theme.prototypes.values() for s in own]
    prototypes = encoder.encode(sentences)

    def work() -> Any:
        passages = np.load(vectors)
        return np.vstack([
            np.maximum.reduceat(passages[at : at + 4096] @ prototypes.T, ends, axis=1)
            for at in range(0, len(passages), 4096)
        ])  # fmt: skip

    return Contender(
        "cosine to prototypes, numpy",
        f"{len(sentences):,} prototypes, vectors in one .npy; no look-alikes, no wording", work,
    )  # fmt: skip


def meaning_race(lexicon: Lexicon, passages: list[str], rounds: int, folder: Path) -> None:
    """Print how fast passages are scored by meaning."""
    encoder = load_encoder(cache=folder / "vectors.sqlite")
    encoder.progress = lambda done, of: print(f"\rencoded {done:,} of {of:,}", end="", flush=True)
    vectors = folder / "vectors.npy"
    started = time.perf_counter()
    np.save(vectors, encoder.encode(passages))
    print(f"\rvectors at hand after {time.perf_counter() - started:.0f} s")
    encoder.progress = None

    def first() -> Any:
        shutil.rmtree(folder / "likeness", ignore_errors=True)
        return by_meaning(lexicon, encoder, passages)

    contenders = [
        Contender("rhetoric, known passages", "likeness read from disk, themes compete",
                  lambda: by_meaning(lexicon, encoder, passages)),
        Contender("rhetoric, changed lexicon", "vectors read from disk; fit, likeness, wording",
                  first),
        nearest_prototype(vectors, lexicon, encoder),
    ]  # fmt: skip
    first()
    print(f"meaning: {len(passages):,} passages, {len(lexicon.themes)} themes; best of {rounds}")
    show(contenders, race(contenders, rounds), len(passages), "passages")
    vectors.unlink()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("--column", default="text")
    parser.add_argument("--tokens", type=int, default=1_000_000)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--cache", type=Path, help="folder for vectors; by default the project's")
    parser.add_argument("--only", choices=("words", "meaning"))
    options = parser.parse_args()
    project = find_project()
    lexicon = read_lexicon(project.lexicons)
    if options.only != "meaning":
        texts, tokens = [], 0
        for text in read_texts(options.texts, options.column):
            texts.append(text)
            tokens += len(text.split())
            if tokens >= options.tokens:
                break
        words_race(lexicon, texts, options.rounds, options.processes)
    if options.only != "words":
        folder = options.cache or project.cache / "speed"
        folder.mkdir(parents=True, exist_ok=True)
        passages = distinct_passages(read_texts(options.texts, options.column), options.passages)
        meaning_race(lexicon, passages, options.rounds, folder)


if __name__ == "__main__":
    main()
