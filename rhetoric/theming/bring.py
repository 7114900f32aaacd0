"""Themes from dictionaries, and dictionaries from themes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rhetoric.errors import LexiconError, UnknownNameError
from rhetoric.lexicon import Lexicon
from rhetoric.model import PATTERN_LANGUAGES, Pattern, Theme
from rhetoric.text import fold_text, is_arabic
from rhetoric.theming.dictionaries.convert import as_pattern, as_words
from rhetoric.theming.dictionaries.model import (
    SEPARATOR,
    Category,
    Dictionary,
    Entry,
    Loss,
)
from rhetoric.theming.dictionaries.read import KINDS, read_dictionary, write_dictionary
from rhetoric.theming.near import SHORT
from rhetoric.theming.write import theme_path, write_theme

#: Formats in which `*` alone stands for any word.
_ANY_WORD = ("yaml", "json", "csv")


@dataclass(frozen=True)
class Imported:
    """Themes taken from a dictionary.

    Attributes:
        themes: as they stand in their files.
        losses: what could not be taken over, or not as it was, and why.
    """

    themes: tuple[Theme, ...]
    losses: tuple[Loss, ...]


@dataclass(frozen=True)
class Exported:
    """A dictionary made of themes.

    Attributes:
        dictionary: as it stands in the file.
        losses: what the format cannot say, and why.
    """

    dictionary: Dictionary
    losses: tuple[Loss, ...]


def slug(name: str) -> str:
    """An id made of a name; "" when it has no letters that an id may hold.

    >>> slug("Posemo (Positive emotion)"), slug("Économie.Impôts")
    ('posemo-positive-emotion', 'economie-impots')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold_text(name)).strip("-")


def as_themes(
    dictionary: Dictionary,
    *,
    categories: Sequence[str] = (),
    language: str = "",
    tone: str = "hostile",
    source: str = "",
) -> Imported:
    """The categories of a dictionary as themes, each pattern in the notation of docs/formats.md.

    A category within another one is called by both names; one called by a language (en, fr,
    ar) holds the words of that language. Where nothing tells it, words in Arabic letters are
    Arabic and the language of the others is found in all of them together.

    Args:
        categories: names of those wanted; all by default. That of an outer one takes all
            within it.
        language: ISO 639-3 code of words of which the dictionary does not tell it.
        source: where the dictionary is from, for the description.

    Raises:
        UnknownNameError: for a category that does not exist.
        LexiconError: for a language that lexicons have no patterns in.
    """
    if language and language not in SHORT:
        raise LexiconError(
            f"a theme has no patterns in '{language}'", field="language",
            remedy=f"one of: {', '.join(PATTERN_LANGUAGES)}",
        )  # fmt: skip
    wanted = list(dictionary.categories)
    if categories:
        wanted = [_named(dictionary, name) for name in categories]
    losses = [] if categories else list(dictionary.losses)
    ordinary = SHORT.get(language) or _language(wanted)
    by_id: dict[str, list[tuple[str, Pattern]]] = {}
    excluded: dict[str, list[Pattern]] = {}
    labels: dict[str, str] = {}
    for number, category in enumerate(wanted, 1):
        *above, last = category.name.split(SEPARATOR)
        own = last if above and last in PATTERN_LANGUAGES else ""
        label = SEPARATOR.join(above) if own else category.name
        name = slug(label) or f"category-{number}"
        if labels.setdefault(name, label) != label:
            losses.append(Loss(label, f"put together with '{labels[name]}': both are '{name}'"))
        patterns = by_id.setdefault(name, [])
        largest = max((abs(e.weight) for e in category.entries), default=1.0)
        if largest > 1:
            losses.append(Loss(label, f"weights run to {largest:g}: divided by that"))
        for entry in category.entries:
            code = _entry_language(entry, own, ordinary)
            if code not in PATTERN_LANGUAGES:
                losses.append(Loss(entry.word, f"no patterns in '{code}'", entry.line))
                continue
            weight = round(entry.weight / max(largest, 1.0), 6)
            if weight <= 0:
                losses.append(Loss(entry.word, f"weight {entry.weight:g} is not positive",
                                   entry.line))  # fmt: skip
                continue
            made = as_pattern(entry)
            if made.loss:
                losses.append(Loss(entry.word, made.loss, entry.line))
            if made.pattern:
                patterns.append((made.pattern, Pattern(made.pattern, code, weight)))
            if made.exclusion:
                excluded.setdefault(name, []).append(Pattern(made.exclusion, code))
    themes = [
        Theme(
            id=name,
            label=" ".join(labels[name].replace(SEPARATOR, ": ").split()),
            description=f"Category {labels[name]}{f' of {source}' if source else ''}."
            " Say here what counts, and what does not.",
            tone=tone,
            directed=False,
            target_role="none",
            patterns=_once([p for _, p in patterns]),
            exclusions=_once(excluded.get(name, [])),
        )
        for name, patterns in by_id.items()
        if patterns
    ]
    losses += [
        Loss(labels[name], "no word of this category could be taken over")
        for name, patterns in by_id.items()
        if not patterns
    ]
    return Imported(tuple(themes), tuple(losses))


def _named(dictionary: Dictionary, name: str) -> Category:
    found = dictionary.category(name)
    if found is None:
        known = [c.name for c in dictionary.categories]
        raise UnknownNameError("category", name, known)
    return found


def _once(patterns: Sequence[Pattern]) -> tuple[Pattern, ...]:
    """Each pattern of a language once, with its largest weight."""
    best: dict[tuple[str, str], Pattern] = {}
    for p in patterns:
        old = best.get((p.language, p.text))
        if old is None or p.weight > old.weight:
            best[p.language, p.text] = p
    order = {code: n for n, code in enumerate(PATTERN_LANGUAGES)}
    return tuple(sorted(best.values(), key=lambda p: order[p.language]))


def _language(categories: Sequence[Category]) -> str:
    """The language of the words that are not in Arabic letters, taken together."""
    from rhetoric.detect import detect_language

    words = [e.word for c in categories for e in c.entries if not is_arabic(fold_text(e.word))]
    return SHORT.get(detect_language(" ".join(words[:500]).replace("*", "")).language, "en")


def _entry_language(entry: Entry, own: str, ordinary: str) -> str:
    from rhetoric.languages import language_code

    if entry.language:
        try:
            code = language_code(entry.language)
        except ValueError:
            return entry.language
        return SHORT.get(code, code)
    if own:
        return own
    return "ar" if is_arabic(fold_text(entry.word)) else ordinary if ordinary != "ar" else "en"


def import_themes(
    path: Path,
    lexicons: Path,
    *,
    categories: Sequence[str] = (),
    language: str = "",
    tone: str = "hostile",
    overwrite: bool = False,
) -> Imported:
    """Read a dictionary and write its categories as theme files; none where one is taken.

    Args:
        path: see rhetoric.theming.dictionaries.read.read_dictionary.
        lexicons: the folder that holds themes/.

    Raises:
        LexiconError: when the file cannot be read, holds nothing to take over, or a theme of
            the same name is there and may not be replaced.
        UnknownNameError: for a category that does not exist.
    """
    read = read_dictionary(path)
    made = as_themes(
        read, categories=categories, language=language, tone=tone, source=path.name
    )  # fmt: skip
    if not made.themes:
        why = "; ".join(f"{loss.what}: {loss.why}" for loss in made.losses[:3])
        raise LexiconError(f"nothing could be taken over ({why})", path=path)
    places = [theme_path(lexicons, theme.id, replace=overwrite) for theme in made.themes]
    written = [write_theme(t, p) for t, p in zip(made.themes, places, strict=True)]
    return replace(made, themes=tuple(written))


def as_dictionary(themes: Sequence[Theme], kind: str) -> Exported:
    """Themes as a dictionary: a category a theme and language, `negotiation.en`.

    Args:
        kind: dic, yaml, json or csv; csv keeps the patterns themselves beside the words.
    """
    losses: list[Loss] = []
    categories: list[Category] = []
    for theme in themes:
        kinds = [n for n in ("exclusions", "prototypes", "counterexamples") if _holds(theme, n)]
        losses += [Loss(theme.id, f"{name} are not exported") for name in kinds]
        if kind != "csv" and (weak := sum(p.weight != 1 for p in theme.patterns)):
            losses.append(Loss(theme.id, f"weights of {weak} patterns: this format has none"))
        for code in PATTERN_LANGUAGES:
            entries: list[Entry] = []
            for pattern in theme.patterns:
                if pattern.language != code:
                    continue
                words, loss = as_words(pattern.text, gaps=kind in _ANY_WORD)
                kept = pattern.text if kind == "csv" else ""
                if kind == "dic" and any("*" in word[:-1] for word in words):
                    words = tuple(w for w in words if "*" not in w[:-1])
                    loss = loss or "in a .dic, * stands at the end of a word only"
                if loss and kind != "csv":
                    losses.append(Loss(f"{theme.id}: {pattern.text}", loss))
                if kind == "csv":
                    words = words or (pattern.text,)
                entries += [Entry(w, pattern.weight, code, kept) for w in words]
            if entries:
                name = f"{theme.id}{SEPARATOR}{code}" if kind != "csv" else theme.id
                categories.append(Category(name, tuple(dict.fromkeys(entries))))
    return Exported(Dictionary(tuple(categories)), tuple(losses))


def _holds(theme: Theme, name: str) -> bool:
    value = getattr(theme, name)
    return any(value.values()) if isinstance(value, dict) else bool(value)


def export_themes(lexicon: Lexicon, names: Sequence[str], path: Path, kind: str = "") -> Exported:
    """Write the patterns of themes as a dictionary for other programs.

    Args:
        names: ids of the themes.
        kind: dic, yaml, json or csv; by default what the file's name ends with.

    Raises:
        UnknownNameError: for a theme or a kind that does not exist.
        LexiconError: when there is no pattern to write.
    """
    chosen = kind or {"yml": "yaml"}.get(path.suffix[1:].lower(), path.suffix[1:].lower())
    if chosen not in KINDS:
        raise UnknownNameError("kind of dictionary", chosen, KINDS)
    made = as_dictionary([lexicon.theme(name) for name in dict.fromkeys(names)], chosen)
    if not made.dictionary.categories:
        raise LexiconError(
            "these themes have no pattern that this format can say", path=path,
            remedy="write them as csv, which keeps every pattern",
        )  # fmt: skip
    write_dictionary(made.dictionary, path, chosen)
    return made
