"""Writing a theme file (docs/formats.md)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from rhetoric.errors import LexiconError, writing
from rhetoric.lexicon import read_theme
from rhetoric.model import PATTERN_LANGUAGES, Pattern, Theme

#: What an id may be.
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WIDE = 1 << 30
#: Text that YAML reads as it stands.
_PLAIN = re.compile(r"[^\W_](?:[\w*|.-]| (?=[\w.]))*")
_NULL = ("null", "Null", "NULL")


def _quoted(text: str) -> str:
    return yaml.dump(text, default_style='"', allow_unicode=True, width=_WIDE).strip()


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and text not in _NULL else _quoted(text)


def _entry(pattern: Pattern) -> str:
    if pattern.weight == 1:
        return _scalar(pattern.text)
    return f"{{pattern: {_quoted(pattern.text)}, weight: {pattern.weight:g}}}"


def _by_language(name: str, patterns: tuple[Pattern, ...]) -> Iterator[str]:
    if not patterns:
        return
    yield f"{name}:"
    for language in PATTERN_LANGUAGES:
        own = [p for p in patterns if p.language == language]
        if own:
            yield f"  {language}:"
            yield from (f"    - {_entry(p)}" for p in own)


def _sentences(
    name: str, sentences: Mapping[str, tuple[str, ...]], origins: Mapping[str, str]
) -> Iterator[str]:
    if not any(sentences.values()):
        return
    yield f"{name}:"
    for language in PATTERN_LANGUAGES:
        if sentences.get(language):
            yield f"  {language}:"
            for sentence in sentences[language]:
                origin = f"  # {origins[sentence]}" if sentence in origins else ""
                yield f"    - {_quoted(sentence)}{origin}"


def theme_yaml(theme: Theme, *, origins: Mapping[str, str] | None = None) -> str:
    """A theme as the text of its file; reading it gives the theme back.

    Args:
        origins: sentence → the passage it was taken from, written behind it as a comment.
    """
    lines = [
        f"id: {_quoted(theme.id)}" if theme.id in _NULL else f"id: {theme.id}",
        f"label: {_scalar(theme.label)}",
        f"description: {_quoted(theme.description)}",
        f"tone: {theme.tone}",
        f"directed: {str(theme.directed).lower()}",
        f"target_role: {theme.target_role}",
        *_by_language("patterns", theme.patterns),
        *_by_language("exclusions", theme.exclusions),
        *_sentences("prototypes", theme.prototypes, origins or {}),
        *_sentences("counterexamples", theme.counterexamples, origins or {}),
    ]
    if theme.references:
        lines += ["references:", *(f"  - {_quoted(work)}" for work in theme.references)]
    return "\n".join(lines) + "\n"


def theme_path(lexicons: Path, name: str, *, replace: bool) -> Path:
    """Where a new theme is written.

    Raises:
        LexiconError: when the name is no id, or the file is there and may not be replaced.
    """
    if not ID.fullmatch(name):
        raise LexiconError(
            f"'{name}' is no id of a theme", field="id",
            remedy="write it in lower-case letters a-z and digits, words joined by hyphens",
        )  # fmt: skip
    path = lexicons / "themes" / f"{name}.yaml"
    if path.exists() and not replace:
        raise LexiconError(
            "there is already a theme of this name", path=path,
            remedy="choose another name, or write over it with --replace",
        )  # fmt: skip
    return path


def write_theme(theme: Theme, path: Path, *, origins: Mapping[str, str] | None = None) -> Theme:
    """Write a theme file, read back before it takes its place.

    Raises:
        LexiconError: when it cannot be written, or could not be read.
    """
    with writing(path, LexiconError):
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.parent / f".{path.stem}.{os.getpid()}.new" / path.name
        aside.parent.mkdir(exist_ok=True)
        try:
            aside.write_text(theme_yaml(theme, origins=origins), encoding="utf-8")
            read_theme(aside)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
            aside.parent.rmdir()
    return read_theme(path)
