"""What may be wrong with themes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rhetoric.check.notes import Notes, check_unread, line_of, short
from rhetoric.errors import LexiconError
from rhetoric.lexicon import read_theme
from rhetoric.model import Theme
from rhetoric.patterns import PatternSet
from rhetoric.text import fold_text


def check_themes(folder: Path, notes: Notes) -> None:
    """Tell what is wrong with the themes."""
    check_unread(folder, (".yaml",), "rename it, or move it away", notes)
    files = sorted(folder.glob("*.yaml"))
    if not files:
        notes.add("error", folder, "no themes here", remedy="add one YAML file a theme")
    for path in files:
        try:
            theme = read_theme(path, on_error=notes.error)
        except LexiconError as problem:
            notes.error(problem)
        else:
            _check_theme(theme, path, notes)


def _check_theme(theme: Theme, path: Path, notes: Notes) -> None:
    for language, sentences in theme.prototypes.items():
        if not sentences and any(p.language == language for p in theme.patterns):
            notes.add(
                "warning", path, f"no prototypes in '{language}': there only its words are found",
                field="prototypes", line=line_of(path, "^prototypes:"),
                remedy="add some whole sentences that make the charge or appeal",
            )  # fmt: skip
    if not any(theme.counterexamples.values()):
        notes.add(
            "warning", path, "no counterexamples: look-alikes cannot be told apart",
            field="counterexamples", remedy="add sentences with the same words for something else",
        )  # fmt: skip
    for language, text in _twice((p.language, p.text) for p in theme.patterns):
        notes.add(
            "warning", path, f"the pattern {short(text)} stands in '{language}' twice",
            field="patterns", line=_place(path, text), remedy="keep one",
        )  # fmt: skip
    examples = [
        (kind, sentence)
        for kind in ("prototypes", "counterexamples")
        for sentences in getattr(theme, kind).values()
        for sentence in sentences
    ]
    for _, sentence in _twice(("", sentence) for _, sentence in examples):
        notes.add(
            "error", path, f"this sentence stands here twice: {short(sentence)}",
            field="prototypes", line=_place(path, sentence),
            remedy="a sentence is a prototype or a counterexample, and once is enough",
        )  # fmt: skip
    strong = PatternSet([p.text for p in theme.patterns if p.weight == 1])
    barred = PatternSet([p.text for p in theme.exclusions])
    for kind, sentence in examples:
        folded = fold_text(sentence)
        out = [(start, end) for _, start, end in barred.find(folded)]
        for number, start, end in strong.find(folded) if kind == "counterexamples" else ():
            if not any(start < e and s < end for s, e in out):
                notes.add(
                    "warning", path,
                    f"the pattern {short(strong.patterns[number])} finds a counterexample:"
                    f" {short(sentence)}",
                    field="patterns", line=_place(path, strong.patterns[number]),
                    remedy="make the pattern narrower, give it weight 0.5, or add an exclusion",
                )  # fmt: skip
                break


def _twice(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    seen: set[tuple[str, str]] = set()
    for language, text in pairs:
        key = (language, " ".join(text.lower().split()))
        if key in seen:
            yield language, text
        seen.add(key)


def _place(path: Path, text: str) -> int | None:
    """The last line that holds a text as a whole value, as a part, or at least its first words."""
    lines = path.read_text("utf-8-sig").splitlines()
    for part in (f'"{text}"', text, " ".join(text.split()[:4])):
        for number in range(len(lines), 0, -1):
            if part in lines[number - 1]:
                return number
    return None
