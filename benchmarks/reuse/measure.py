"""How well is reuse recognised, on data with known answers.

    python benchmarks/reuse/measure.py words SPEECHES.parquet [--half tune|held]
    python benchmarks/reuse/measure.py translation XQUAD.en.json XQUAD.ar.json [--half …]
    python benchmarks/reuse/measure.py paraphrase XQUAD.en.json [--half …]
    python benchmarks/reuse/measure.py speed SPEECHES.parquet [--limit 2000]

Words: excerpts of real speeches (UN General Debate, Jankin, Baturo and Dasandi) are put into
speeches of other countries, with a share of their words dropped, replaced or added (the
generator of benchmarks/copies/evaluate.py). Figures by characters as in Potthast, Stein,
Barrón-Cedeño and Rosso 2010 (An evaluation framework for plagiarism detection): recall, how
much of what was put in is found; precision, how much of what is found between the two speeches
was put in; granularity, how many pieces a found excerpt is told in.

Translation: the same paragraphs and questions in English and Arabic (XQuAD, Artetxe, Ruder and
Yogatama 2020), by passage. Parallel: each has its translation; strangers: none has.

Paraphrase: there is no table of paraphrases here. Two substitutes: a question and the sentence
that answers it; and sentences of different paragraphs, none of which is a paraphrase.

Even articles and speeches are for tuning, odd ones are held back.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from rhetoric.copies.words import word_numbers
from rhetoric.corpus import Corpus
from rhetoric.encode import CachedEncoder, load_encoder
from rhetoric.passages import split_passages
from rhetoric.reuse import find_reuse
from rhetoric.reuse.meaning import Sentence, same_meaning

sys.path.append(str(Path(__file__).parent.parent / "copies"))
from evaluate import edited, excerpt, speeches

LENGTHS, SHARES = (12, 16, 24, 40, 80), (0.0, 0.05, 0.10, 0.20)


def words(path: Path, half: str, count: int, limit: int, least: list[int]) -> None:
    """Print recall, precision and granularity by length and share of edited words."""
    every = speeches(path, None)
    every = every[:: max(1, len(every) // limit)]
    turn = 0 if half == "tune" else 1
    chance = random.Random(30)  # noqa: S311 - a fixed seed, nothing secret
    body = {s.id: s.body for s in every}
    mine = [s for n, s in enumerate(every) if n % 2 == turn and len(s.body.split()) > 400]
    cases: dict[str, tuple[str, tuple[int, int], str, tuple[int, float]]] = {}
    hosts = chance.sample(mine, count * len(LENGTHS) * len(SHARES))
    kinds = [kind for kind in product(LENGTHS, SHARES) for _ in range(count)]
    for host, (length, share) in zip(hosts, kinds, strict=True):
        donor = chance.choice([s for s in mine if s.group != host.group])
        piece = excerpt(donor.body, length / len(donor.body.split()), 1, chance)
        planted = edited(piece, share, chance)
        ends = [p.end for p in split_passages(host.body, language="eng")]
        at = chance.choice(ends)
        body[host.id] = f"{host.body[:at]} {planted} {host.body[at:]}"
        cases[host.id] = (donor.id, (at + 1, at + 1 + len(planted)), piece, (length, share))
    corpus = Corpus.of(replace(s, body=body[s.id]) for s in every)
    kept = {s.body: word_numbers(s.body) for s in corpus.statements}
    for fewest in least:
        table = find_reuse(corpus, least_words=fewest, words_of=kept.__getitem__)
        found = defaultdict(list)
        for row in table.itertuples():
            for one, other in (("first", "second"), ("second", "first")):
                host = getattr(row, f"{one}_statement")
                if host in cases and getattr(row, f"{other}_statement") == cases[host][0]:
                    found[host].append((getattr(row, f"{one}_start"), getattr(row, f"{one}_end")))
        print(f"{len(every)} speeches, {half}, at least {fewest} words; {len(table)} stretches")
        print("words  edited  found  recall  precision  granularity")
        total = _Counts()
        for kind in product(LENGTHS, SHARES):
            counts = _Counts()
            for host, (_, place, _, own) in cases.items():
                if own == kind:
                    counts.add(place, found[host])
                    total.add(place, found[host])
            print(f"{kind[0]:5}  {kind[1]:6.0%}  {counts}")
        print(f"{'all':>5}  {'':6}  {total}")


class _Counts:
    def __init__(self) -> None:
        self.cases = self.found = self.planted = self.right = self.told = self.pieces = 0

    def add(self, place: tuple[int, int], found: list[tuple[int, int]]) -> None:
        inside = [max(0, min(b, place[1]) - max(a, place[0])) for a, b in found]
        self.cases += 1
        self.planted += place[1] - place[0]
        self.right += sum(inside)
        self.told += sum(b - a for a, b in found)
        self.pieces += sum(1 for n in inside if n)
        self.found += any(inside)

    def __str__(self) -> str:
        return (
            f"{self.found / self.cases:5.3f}  {self.right / self.planted:6.3f}"
            f"  {self.right / max(1, self.told):9.3f}  {self.pieces / max(1, self.found):11.2f}"
        )


def paragraphs(path: Path, half: str) -> Iterator[tuple[int, int, dict]]:
    """(article, number, paragraph)."""
    for n, article in enumerate(json.loads(path.read_text("utf-8"))["data"]):
        if n % 2 == (0 if half == "tune" else 1):
            for number, paragraph in enumerate(article["paragraphs"]):
                yield n, number, paragraph


def passages(path: Path, language: str, half: str, what: str, first: int) -> list[tuple]:
    """(Sentence, key): sentences of paragraphs, or questions. Each paragraph is a text."""
    found = []
    for n, number, paragraph in paragraphs(path, half):
        text = first + 1000 * n + number
        if what == "sentences":
            length = len(paragraph["context"])
            pieces = [
                (p.text, (p.start / length, p.end / length))
                for p in split_passages(paragraph["context"], language=language)
            ]
        else:
            pieces = [(q["question"], (i, i + 1)) for i, q in enumerate(paragraph["qas"])]
        for i, (content, place) in enumerate(pieces, 1):
            # Numbers far apart: what is told together would not be counted one by one.
            sentence = Sentence(
                text, 10 * i, (i, i + 1), language, content, word_numbers(content)
            )  # fmt: skip
            found.append((sentence, (n, number, place)))
    return found


def translation(english: Path, arabic: Path, half: str, encoder: CachedEncoder) -> None:
    """Print precision and recall of translated passages."""
    print("what       side       passages  told  precision  recall")
    for what in ("sentences", "questions"):
        here = passages(english, "eng", half, what, 0)
        there = passages(arabic, "ara", half, what, 1_000_000)
        for side in ("parallel", "every second missing", "strangers"):
            ours = [x for x in here if side == "parallel" or x[1][1] % 2 == 0]
            theirs = [x for x in there if side != "strangers" or x[1][1] % 2]
            keys = {(s.text, s.place): key for s, key in ours + theirs}
            told = same_meaning(
                [s for s, _ in ours + theirs], encoder, _any, ["translation"]
            )  # fmt: skip
            right = sum(
                _same(keys[m.first, m.first_place], keys[m.second, m.second_place], what)
                for m in told
            )
            precision = f"{right / max(1, len(told)):9.3f}" if side != "strangers" else " " * 9
            recall = f"{right / len(ours):6.3f}" if side != "strangers" else ""
            print(f"{what:9}  {side:20} {len(ours):5} {len(told):5}  {precision}  {recall}")


def _same(one: tuple, other: tuple, what: str) -> bool:
    if one[:2] != other[:2]:
        return False
    near = min(one[2][1], other[2][1]) - max(one[2][0], other[2][0])
    return near > (-0.05 if what == "sentences" else 0)


def _any(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return np.ones(len(first), dtype=bool)


def paraphrase(path: Path, half: str, encoder: CachedEncoder) -> None:
    """Print how many questions find their sentence, and how many strangers are told."""
    language = "ara" if ".ar." in path.name else "eng"
    sentences, questions, answers = [], [], {}
    for n, number, paragraph in paragraphs(path, half):
        text = 1000 * n + number
        parts = split_passages(paragraph["context"], language=language)
        for i, p in enumerate(parts, 1):
            sentences.append(
                Sentence(text, 10 * i, (p.start, p.end), language, p.text, word_numbers(p.text))
            )
        for i, q in enumerate(paragraph["qas"], 1):
            content = q["question"]
            questions.append(
                Sentence(1_000_000 + text, 10 * i, (i, i + 1), language, content,
                         word_numbers(content))
            )  # fmt: skip
            at = q["answers"][0]["answer_start"]
            answers[1_000_000 + text, (i, i + 1)] = (
                text, next(((p.start, p.end) for p in parts if p.start <= at < p.end), None),
            )  # fmt: skip

    def apart(first: np.ndarray, second: np.ndarray) -> np.ndarray:
        return (first >= 1_000_000) != (second >= 1_000_000)

    told = same_meaning(sentences + questions, encoder, apart, ["paraphrase"])
    right = sum(answers[m.second, m.second_place] == (m.first, m.first_place) for m in told)
    print(f"{language}, {half}: {len(questions)} questions, {len(sentences)} sentences")
    print(f"questions told with a sentence {len(told)}, with theirs {right}")
    told = same_meaning(sentences, encoder, _any, ["paraphrase"])
    print(f"sentences of two paragraphs told as paraphrases: {len(told)}")
    for m in told[:40]:
        one, other = (
            next(s.content for s in sentences if (s.text, s.place) == at)
            for at in ((m.first, m.first_place), (m.second, m.second_place))
        )
        print(f"  {m.score:.2f} {one} | {other}")


def speed(path: Path, limit: int | None) -> None:
    """Print seconds and memory for the same words in all speeches."""
    every = speeches(path, None)
    if limit:
        every = every[:: max(1, len(every) // limit)]
    corpus = Corpus.of(every)
    began, busy = perf_counter(), process_time()
    table = find_reuse(corpus)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{len(corpus)} speeches: {len(table)} stretches, {perf_counter() - began:.0f} s"
        f" ({process_time() - busy:.0f} s of processor), {memory:.2f} GB at most"
    )
    print(table["words"].describe().round(1).to_string())
    print(table["relation"].value_counts().to_string())


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("words", "translation", "paraphrase", "speed"))
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--half", choices=("tune", "held"), default="held")
    parser.add_argument("--count", type=int, default=25, help="excerpts of each kind")
    parser.add_argument("--limit", type=int, help="only so many speeches")
    parser.add_argument("--least", type=int, nargs="*", default=[10], help="least words")
    parser.add_argument("--cache", type=Path, help="where vectors are kept")
    options = parser.parse_args()
    first, half = options.paths[0], options.half
    if options.what == "words":
        words(first, half, options.count, options.limit or 2000, options.least)
    elif options.what == "speed":
        speed(first, options.limit)
    else:
        encoder = load_encoder(cache=options.cache)
        if options.what == "translation":
            translation(first, options.paths[1], half, encoder)
        else:
            paraphrase(first, half, encoder)


if __name__ == "__main__":
    main()
