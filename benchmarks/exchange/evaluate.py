"""How far the links on the shipped corpus are those that its source tells.

    python benchmarks/exchange/evaluate.py

labels.csv holds the pairs of statements of which the text itself, or the article it sums up,
says that one answers the other (`declared`), and those of which the article says that one came
after the other and was sharpened by it (`follows`). All other pairs of the two sides, the earlier
of which may precede, count as no link, though the article does not say so: precision is a lower
bound. The labels were written from the texts, and the weights with these texts in view: the
figures describe, they do not prove. sessions.py measures on texts nobody here wrote.
"""

from __future__ import annotations

import csv
from pathlib import Path

import rhetoric
from rhetoric.exchange import find_answers

HERE = Path(__file__).parent
PARTS = {
    "all parts": lambda a: a.score,
    "without theme and reversal": lambda a: _score(a, turn=0.0),
    "without nearness": lambda a: _score(a, nearness=0.0),
    "without naming": lambda a: _score(a, naming=0.0),
    "without the weight of the gap": lambda a: a.precedes * a.evidence,
    "time alone": lambda a: a.precedes * a.order.gap,
}


def _score(answer, **without):
    from rhetoric.exchange.score import evidence

    values = {
        "turn": answer.theme * answer.reversal, "nearness": answer.nearness,
        "naming": answer.naming.value,
    } | without  # fmt: skip
    return answer.precedes * answer.order.gap * evidence(**values)


def main() -> None:
    project = rhetoric.load(HERE.parent.parent)
    with (HERE / "labels.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    declared = {(r["later"], r["earlier"]) for r in rows if r["kind"] == "declared"}
    follows = {(r["later"], r["earlier"]) for r in rows if r["kind"] == "follows"}
    made = project.corpus, project.frames(), project.lexicon
    for encoder in (project.encoder, None):
        if encoder is None:
            made = project.corpus, project.frames(words_only=True), project.lexicon
        print(f"\nnearness by {encoder.name if encoder else 'words'}")
        every = find_answers(*made, encoder, least=0.0).answers
        print(f"{len(every)} pairs that may be linked, {len(declared)} declared, "
              f"{len(follows)} told to follow")  # fmt: skip
        for told, score in PARTS.items():
            ranked = sorted(every, key=lambda a: (-score(a), a.later.id, a.earlier.id))
            keys = [(a.later.id, a.earlier.id) for a in ranked]
            line = [f"{told:31}"]
            for name, right in (("declared", declared), ("both", declared | follows)):
                hits = [n for n, key in enumerate(keys, 1) if key in right]
                average = sum(k / n for k, n in enumerate(hits, 1)) / len(right)
                line.append(f"average precision {name} {average:.2f}")
            print(", ".join(line))
        for least in (0.15, 0.25, 0.35, 0.5):
            found = {(a.later.id, a.earlier.id) for a in every if a.score >= least}
            right = found & (declared | follows)
            print(f"from {least:.2f}: {len(found)} links, {len(right)} told of "
                  f"(precision at least {len(right) / max(1, len(found)):.2f}), recall "
                  f"declared {len(found & declared)}/{len(declared)}, "
                  f"follows {len(found & follows)}/{len(follows)}")  # fmt: skip


if __name__ == "__main__":
    main()
