"""What the steps of likeness behind `rhetoric theme new` are worth on labelled sentences.

Three prototypes of a theme, drawn at random, stand for the examples of a user; the labelled
sentences of benchmarks/frames for the corpus. All are about the themes of the lexicon, so
they hold more look-alikes than a corpus would.

    python benchmarks/theming/nearness.py
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from pathlib import Path

import rhetoric
from rhetoric.model import PATTERN_LANGUAGES, Passage
from rhetoric.theming.near import FAR, Found, rank
from rhetoric.theming.vocabulary import Vocabulary

ROOT = Path(__file__).parent.parent.parent
DRAWS = 4


def main() -> None:
    project = rhetoric.load(ROOT)
    vocabularies = {code: Vocabulary(code, project.names) for code in PATTERN_LANGUAGES}
    labels: dict[str, str] = {}
    corpus: list[Found] = []
    for code in PATTERN_LANGUAGES:
        with (ROOT / "benchmarks" / "frames" / f"dev.{code}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                labels[row["id"]] = row["theme"]
                passage = Passage(row["id"], 1, 0, len(row["text"]), row["text"])
                tokens = vocabularies[code].read(row["text"])
                corpus.append(Found(passage, code, row["text"], tokens))
    chance = random.Random(1)  # noqa: S311 - drawing sentences needs no secret
    right, all_of = defaultdict[str, int](int), defaultdict[str, int](int)
    for name, theme in sorted(project.lexicon.themes.items()):
        for _ in range(DRAWS):
            examples = chance.sample(sorted(theme.prototypes["en"]), 3)
            read = [token for text in examples for token in vocabularies["en"].read(text)]
            asked = {token.stem for token in read if token.stem}
            for one in rank(corpus, examples, project.encoder, project.lexicon.background):
                shares = any(token.stem in asked for token in one.tokens)
                steps = {
                    "all": True,
                    "near": one.near,
                    "near, shares a word": one.near and shares,
                    "sure, shares a word": one.sure and shares,
                    "same": one.same,
                    "far, shares a word": one.deviations < FAR and shares,
                }
                for step, holds in steps.items():
                    all_of[step] += holds
                    right[step] += holds and labels[one.passage.statement] == name
    for step, number in all_of.items():
        print(f"{step:22} {right[step] / max(number, 1):6.1%} of {number} are of the theme")


if __name__ == "__main__":
    main()
