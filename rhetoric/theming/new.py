"""A theme from a name and a few sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rhetoric.errors import LexiconError
from rhetoric.model import PATTERN_LANGUAGES, TONES, Pattern, Theme
from rhetoric.patterns import PatternSet
from rhetoric.project import Workspace
from rhetoric.text import fold_text
from rhetoric.theming.near import collect, example_language, one_line, rank
from rhetoric.theming.propose import Proposal, propose_patterns, propose_sentences
from rhetoric.theming.vocabulary import Vocabulary
from rhetoric.theming.write import theme_path, write_theme

#: Fewer examples than this make no theme.
FEWEST = 3

#: Asked of each proposal: take it, leave it, or (None) ask no more and leave the rest.
Review = Callable[[Proposal], bool | None]


def surest(proposal: Proposal) -> bool:
    """The review where nobody is asked: it takes what is sure by the rules of `propose`."""
    return proposal.surest


@dataclass(frozen=True)
class NewTheme:
    """A theme that was made.

    Attributes:
        theme: as it stands in its file.
        path: the file.
        accepted, refused: what was proposed.
        passages: how many passages of the corpus were looked at.
    """

    theme: Theme
    path: Path
    accepted: tuple[Proposal, ...]
    refused: tuple[Proposal, ...]
    passages: int


def new_theme(
    workspace: Workspace,
    name: str,
    examples: Sequence[str],
    *,
    tone: str = "hostile",
    directed: bool = True,
    label: str = "",
    description: str = "",
    language: str = "",
    review: Review = surest,
    overwrite: bool = False,
) -> NewTheme:
    """Make a theme from a name and three sentences or more, and write its file.

    Patterns, further prototypes and counter-examples are proposed from the corpus, in every
    language of it that lexicons know (en, fr, ar); where it is empty, from the examples alone.
    The same input gives the same file.

    Args:
        workspace: the project the theme is for.
        name: its id.
        examples: whole sentences that make the charge or appeal.
        language: ISO 639-3 code of the examples; found in each by default.
        review: says of each proposal whether to take it; the surest are taken by default.
        overwrite: write over a theme of this name.

    Raises:
        LexiconError: for a name that is no id or is taken, for too few examples, or examples
            in a language that lexicons have no patterns in.
    """
    path = theme_path(workspace.project.lexicons, name, replace=overwrite)
    if tone not in TONES:
        raise LexiconError(f"'{tone}' is no tone", field="tone", remedy=f"one of: {TONES}")
    sentences = _distinct(examples)
    languages = {s: example_language(s, language) for s in sentences}
    vocabularies = {code: Vocabulary(code, workspace.names) for code in PATTERN_LANGUAGES}
    tokens = {s: vocabularies[languages[s]].read(s) for s in sentences}
    asked = {token.stem for read in tokens.values() for token in read if token.stem}
    collected = collect(workspace.corpus, vocabularies, asked)
    examined = {fold_text(s) for s in sentences}
    collected = [one for one in collected if fold_text(one.text) not in examined]
    found = rank(collected, sentences, workspace.encoder, workspace.lexicon.background)

    asking = _Asking(review)
    for code in PATTERN_LANGUAGES:
        own = [tokens[s] for s in sentences if languages[s] == code]
        here = [one for one in found if one.language == code]
        asking.ask(propose_patterns(code, own, here, vocabularies[code]))
    patterns = [Pattern(p.text, p.language, p.weight) for p in asking.accepted]
    asking.ask(propose_sentences(found, patterns, sentences, _sentences_of(workspace, name)))
    theme = Theme(
        id=name,
        label=label or name.replace("-", " ").capitalize(),
        description=description
        or f"Proposed from {len(sentences)} example sentences; say here what counts, and what not.",
        tone=tone,
        directed=directed,
        target_role="any" if directed else "none",
        patterns=_weakened(patterns, asking.of("counterexample")),
        prototypes=_by_language([(languages[s], s) for s in sentences] + asking.of("prototype")),
        counterexamples=_by_language(asking.of("counterexample")),
    )
    if not theme.patterns and not any(theme.prototypes.values()):
        raise LexiconError("nothing was accepted: a theme needs patterns or prototypes")
    origins = {p.text: p.origin for p in asking.accepted if p.origin}
    written = write_theme(theme, path, origins=origins)
    return NewTheme(written, path, tuple(asking.accepted), tuple(asking.refused), len(found))


class _Asking:
    """Proposals as they are accepted and refused."""

    def __init__(self, review: Review) -> None:
        self._review: Review | None = review
        self.accepted: list[Proposal] = []
        self.refused: list[Proposal] = []

    def ask(self, proposals: Sequence[Proposal]) -> None:
        for proposal in proposals:
            answer = self._review(proposal) if self._review is not None else None
            if answer is None:
                self._review = None
            (self.accepted if answer else self.refused).append(proposal)

    def of(self, kind: str) -> list[tuple[str, str]]:
        return [(p.language, p.text) for p in self.accepted if p.kind == kind]


def _distinct(examples: Sequence[str]) -> list[str]:
    by_key = {fold_text(one): one_line(one) for one in reversed(examples)}
    sentences = [s for key in dict.fromkeys(map(fold_text, examples)) if (s := by_key[key]) and key]
    if len(sentences) < FEWEST:
        raise LexiconError(
            f"a theme needs {FEWEST} different example sentences or more, not {len(sentences)}",
            remedy="write whole sentences that make the charge or appeal, in different words",
        )
    return sentences


def _sentences_of(workspace: Workspace, name: str) -> dict[str, str]:
    """The folded prototypes of the other themes: they belong to these."""
    return {
        fold_text(sentence): theme.id
        for theme in workspace.lexicon.themes.values()
        if theme.id != name
        for sentences in theme.prototypes.values()
        for sentence in sentences
    }


def _weakened(
    patterns: Sequence[Pattern], counterexamples: Sequence[tuple[str, str]]
) -> tuple[Pattern, ...]:
    """The patterns; one that finds a counter-example is not enough by itself."""
    folded = [fold_text(sentence) for _, sentence in counterexamples]
    return tuple(
        replace(p, weight=0.5) if any(map(PatternSet([p.text]).find, folded)) else p
        for p in patterns
    )


def _by_language(sentences: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    return {
        code: tuple(dict.fromkeys(s for language, s in sentences if language == code))
        for code in PATTERN_LANGUAGES
    }
