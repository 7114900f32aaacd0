"""Precision and recall of `rhetoric draft` on an article labelled by hand.

    python benchmarks/draft/evaluate.py ARTICLE LABELS [--errors] [--half 1|2]

LABELS is a CSV with the columns start, end, kind (quotation or claim), speaker, group, date,
medium, words; start and end are characters of the article. A finding and a label belong
together when they are of the same kind and cover half of the shorter of the two. Speaker,
group, date and medium are measured among those that belong together: a speaker is right when
it is the same actor or the same name (of a nameless speaker, the same group), a date when
both give none or the same days.
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import dataclass
from pathlib import Path

import rhetoric
from rhetoric.drafting.draft import read_article
from rhetoric.drafting.find import Saying
from rhetoric.errors import DateError
from rhetoric.project import Workspace
from rhetoric.text import fold_text


@dataclass(frozen=True)
class Label:
    start: int
    end: int
    kind: str
    speaker: str
    group: str
    date: str
    medium: str


def read_labels(path: Path) -> list[Label]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Label(
                int(r["start"]), int(r["end"]), r["kind"], r["speaker"], r["group"], r["date"],
                r["medium"],
            )
            for r in csv.DictReader(file)
        ]  # fmt: skip


def overlap(one: Saying | Label, two: Saying | Label) -> float:
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared / max(1, min(one.end - one.start, two.end - two.start))


def pair(found: list[Saying], labels: list[Label], strict: bool = True) -> list[tuple[int, int]]:
    """(finding, label), one to one, the best overlap first."""
    ranked = sorted(
        (
            (overlap(f, label), -abs(f.start - label.start), i, j)
            for i, f in enumerate(found)
            for j, label in enumerate(labels)
            if (f.kind == label.kind or not strict) and overlap(f, label) >= 0.5
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in ranked:
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return sorted(pairs)


def same_speaker(workspace: Workspace, found: Saying, label: Label) -> bool:
    def names(text: str) -> set[str]:
        return {workspace.names.resolve(text) or fold_text(text)}

    mine, theirs = names(found.speaker), names(label.speaker)
    if mine & theirs:
        return True
    groups = set(label.group.split(";")) - {""}
    person = any(t in workspace.lexicon.actors for t in theirs)
    known = {workspace.names.resolve(g) or g for g in groups}
    if found.group in known and not (
        person and workspace.lexicon.actors[next(iter(theirs))].kind == "person"
    ):
        return True
    one, two = set(next(iter(mine)).split()), set(next(iter(theirs)).split())
    return bool(one and two) and (one <= two or two <= one)


def same_date(found: Saying, label: Label) -> bool:
    if not label.date or found.date is None:
        return not label.date and found.date is None
    try:
        span = rhetoric.read_date(label.date)
    except DateError:
        return False
    return (span.first, span.last) == (found.date.first, found.date.last)


def told(name: str, right: int, of: int) -> str:
    return f"{name} {right}/{of} = {right / of:.2f}" if of else f"{name} –"


def measure(workspace: Workspace, title: str, found: list[Saying], labels: list[Label]) -> None:
    print(f"{title}:")
    for kind in ("quotation", "claim"):
        mine = [f for f in found if f.kind == kind]
        theirs = [label for label in labels if label.kind == kind]
        pairs = pair(mine, theirs)
        right = [(mine[i], theirs[j]) for i, j in pairs]
        print(
            f"  {kind:9}", told("precision", len(pairs), len(mine)),
            told("recall", len(pairs), len(theirs)),
            told("speaker", sum(same_speaker(workspace, f, x) for f, x in right), len(pairs)),
            told("group", sum(f.group in x.group.split(";") for f, x in right), len(pairs)),
            told("date", sum(same_date(f, x) for f, x in right), len(pairs)),
            told("medium", sum(f.medium == (x.medium or "other") for f, x in right), len(pairs)),
            sep="  ",
        )  # fmt: skip
    either = len(pair(found, labels, strict=False))
    print("  either    ", told("precision", either, len(found)),
          told("recall", either, len(labels)), sep="  ")  # fmt: skip


def errors(workspace: Workspace, text: str, found: list[Saying], labels: list[Label]) -> None:
    pairs = pair(found, labels)
    for i, f in enumerate(found):
        if i not in {a for a, _ in pairs}:
            print("EXTRA ", f.kind, f.speaker, "|", text[f.start : f.end][:110].replace("\n", "~"))
    for j, label in enumerate(labels):
        if j not in {b for _, b in pairs}:
            stretch = text[label.start : label.end][:110].replace("\n", "~")
            print("MISSED", label.kind, label.speaker, "|", stretch)
    for i, j in pairs:
        f, label = found[i], labels[j]
        wrong = [
            *(["speaker"] if not same_speaker(workspace, f, label) else []),
            *(["date"] if not same_date(f, label) else []),
            *(["group"] if f.group not in label.group.split(";") else []),
            *(["medium"] if f.medium != (label.medium or "other") else []),
        ]
        if wrong:
            print("WRONG ", wrong, (f.speaker, f.group, f.date and f.date.text, f.medium),
                  (label.speaker, label.group, label.date, label.medium), "|",
                  text[f.start : f.end][:70].replace("\n", "~"))  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("article", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--errors", action="store_true", help="print every error")
    parser.add_argument("--half", type=int, choices=(1, 2), help="only this half")
    options = parser.parse_args()
    workspace = rhetoric.load()
    article, found = read_article(workspace.project, options.article)
    labels = read_labels(options.labels)
    middle = len(article.text) // 2
    for half, title in ((1, "first half"), (2, "second half")):
        if options.half in (None, half):
            mine = [f for f in found if (f.start >= middle) == (half == 2)]
            theirs = [label for label in labels if (label.start >= middle) == (half == 2)]
            measure(workspace, title, mine, theirs)
            if options.errors:
                errors(workspace, article.text, mine, theirs)
    if options.half is None:
        measure(workspace, "whole", list(found), labels)


if __name__ == "__main__":
    main()
