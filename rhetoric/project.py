"""A project opened: its corpus, lexicon, encoder and ledger, each read when first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rhetoric import settings
from rhetoric.compare.choices import Choices
from rhetoric.compare.comparison import Comparison, compare
from rhetoric.compare.sizes import Sizes, kept_sizes
from rhetoric.corpus import Corpus
from rhetoric.dates import DateSpan
from rhetoric.encode import CachedEncoder, load_encoder
from rhetoric.errors import InputError, first_of_many
from rhetoric.filters import Filter
from rhetoric.frames.learnt import Learnt
from rhetoric.frames.score import FrameScorer
from rhetoric.frames.table import find_frames
from rhetoric.ledger_cache import kept_ledger, ledger_key
from rhetoric.lexicon import Lexicon, read_lexicon
from rhetoric.manifest import build_manifest, text_hashes
from rhetoric.mentions import MentionFinder
from rhetoric.model import Event, Statement
from rhetoric.searching.desk import PATIENCE, Desk
from rhetoric.searching.options import apart
from rhetoric.searching.similar import similar
from rhetoric.searching.wanted import Wanted
from rhetoric.settings import Project
from rhetoric.sources.folder import read_texts, text_files
from rhetoric.sources.tables import read_table
from rhetoric.store.update import Updated, update
from rhetoric.timing.around import Around, around
from rhetoric.timing.changes import Changes, changes
from rhetoric.timing.hostility import Hostility, hostility
from rhetoric.timing.series import Series, series
from rhetoric.validation.learnt import learnt_themes
from rhetoric.validation.made_with import made_with
from rhetoric.validation.record import is_current, read_validations

if TYPE_CHECKING:
    import pandas as pd

    from rhetoric.searching.map import CorpusMap

#: Called with (done, to do).
Progress = Callable[[int, int], None]
#: Most names told in one warning.
_MOST_TOLD = 10


def _no_statements(texts: Path) -> InputError:
    return InputError(
        "there are no statements yet", path=texts,
        remedy="add some with: rhetoric add FILE --date DATE --group GROUP",
    )  # fmt: skip


@dataclass(frozen=True)
class Workspace:
    """An opened project.

    Attributes:
        project: where it lives and how it is set.
        progress: told how far scoring is.
        processes: how many processes may score a large corpus at once (see rhetoric.run).
    """

    project: Project
    progress: Progress | None = field(default=None, compare=False)
    processes: int = field(default=1, compare=False)

    @cached_property
    def corpus(self) -> Corpus:
        """The statements, sorted by date."""
        with first_of_many():
            return Corpus.of(read_texts(self.project.texts))

    @cached_property
    def lexicon(self) -> Lexicon:
        """Themes, actors and events."""
        with first_of_many():
            return read_lexicon(self.project.lexicons)

    @cached_property
    def encoder(self) -> CachedEncoder:
        """The encoder with its cache; no model is loaded before something new is encoded."""
        encoder = load_encoder(
            self.project.encoder,
            cache=self.project.cache / "vectors.sqlite",
            query_prefix=self.project.query_prefix,
            passage_prefix=self.project.passage_prefix,
        )
        encoder.progress = self.progress
        return encoder

    @cached_property
    def names(self) -> MentionFinder:
        """Finds actors by their names."""
        return MentionFinder(self.lexicon.actors)

    def frames(
        self,
        corpus: Corpus | None = None,
        *,
        words_only: bool = False,
        themes: Iterable[str] | None = None,
    ) -> pd.DataFrame:
        """The ledger (rhetoric.ledger.COLUMNS) of the project's corpus, or of another one.

        The ledger of the project's corpus is kept until something it is made from changes.

        Args:
            words_only: leave out evidence by meaning.
            themes: ids of the themes to look for; all by default.

        Raises:
            UnknownNameError: for a theme that does not exist.
        """
        wanted = None if themes is None else [self.lexicon.theme(name).id for name in themes]
        encoder = None if words_only else self.encoder

        def compute(corpus: Corpus, themes: Iterable[str] | None) -> pd.DataFrame:
            return find_frames(
                corpus, self.lexicon, encoder,
                themes=themes, threshold=self.project.threshold, progress=self.progress,
                learnt=None if words_only else self.learnt,
                processes=self.processes,
            )  # fmt: skip

        if corpus is not None:
            return compute(corpus, wanted)
        ledger = kept_ledger(
            self.project.cache / f"ledger-{'words' if words_only else 'full'}.json",
            ledger_key(build_manifest(self.project, encoder)),
            lambda: compute(self.corpus, None),
        )
        if wanted is None:
            return ledger
        return ledger[ledger["theme"].isin(wanted)].reset_index(drop=True)

    def scorer(
        self, themes: Iterable[str] | None = None, *, words_only: bool = False, plain: bool = False
    ) -> FrameScorer:
        """What scores passages for this project.

        Args:
            themes: ids of the themes to look for; all by default.
            plain: leave out what was learnt of themes.

        Raises:
            UnknownNameError: for a theme that does not exist.
        """
        return FrameScorer(
            self.lexicon, None if words_only else self.encoder,
            themes=themes, threshold=self.project.threshold,
            learnt=None if words_only or plain else self.learnt,
        )  # fmt: skip

    @cached_property
    def learnt(self) -> Mapping[str, Learnt]:
        """What was learnt of themes from labelled passages, by theme id."""
        return learnt_themes(
            self.project.lexicons, list(self.lexicon.themes), lambda: self.encoder.hash
        )

    def manifest(self, *, words_only: bool = False) -> dict[str, Any]:
        """What the ledger and the report are made from: hashes, versions, parameters.

        Where themes were validated, `validation` holds the record of each, and whether the theme
        is still found the way it was then (`current`).
        """
        made = build_manifest(self.project, None if words_only else self.encoder, report=True)
        folder, encoder = self.project.lexicons, "" if words_only else self.encoder.hash
        found = {
            theme: {**record, "current": is_current(record, made_with(known, encoder, folder))}
            for theme, record in read_validations(folder).items()
            if (known := self.lexicon.themes.get(theme)) is not None
        }
        return made | ({"validation": found} if found else {})

    def table(self, path: Path, columns: Mapping[str, str]) -> Corpus:
        """The rows of a CSV, TSV, JSONL or Parquet file as a corpus, in their order.

        Who speaks may be named by an id or any alias: it is given the actor id; one that is
        not known stays as it is. Where only a person is named, it speaks for its party.

        Args:
            columns: what the columns are called; see rhetoric.sources.tables.read_table.
        """
        actors = self.lexicon.actors

        @cache
        def resolve(name: str) -> str:
            return (self.names.resolve(name) or name) if name else ""

        def settle(statement: Statement) -> Statement:
            group, speaker = resolve(statement.group), resolve(statement.speaker)
            if not group and speaker in actors:
                group = actors.party(speaker, statement.date.first, statement.date.last)
            return replace(statement, group=group, speaker=speaker)

        return Corpus(tuple(settle(s) for s in read_table(path, columns)))

    @cached_property
    def index(self) -> Path:
        """The folder of the store that searches ask."""
        return self.project.cache / "search"

    def update_index(self, **asked: Any) -> Updated:
        """Bring the store up to date with the texts; see rhetoric.store.update.update."""
        with first_of_many():
            texts = self.project.texts
            waiting = {"wait": PATIENCE, "progress": self.progress}
            return update(self.index, texts, self.encoder, **(waiting | asked))

    @cached_property
    def desk(self) -> Desk:
        """Where searches are asked; it stays warm as long as the workspace lives."""
        return Desk(
            self.index, self.project.texts, self.encoder, self.lexicon.actors, self.resolve,
            self.frames, self.progress,
        )  # fmt: skip

    def search(self, query: str, *, keep: Wanted | None = None, **asked: Any) -> pd.DataFrame:
        """The passages a query is about; see rhetoric.searching.desk.Desk.search.

        Args:
            keep: filters, with ids.
            asked: filters as people write them, in place of those in `keep` (see
                rhetoric.searching.options.Options); k, way, plain, reranker, per_statement.
        """
        filters, asked = apart(asked)
        keep = self.desk.narrowed(keep or Wanted(), filters)
        return self.desk.search(query, keep=keep, **asked)

    def resolve(self, kind: str, name: str) -> str:
        """The id of a group, camp, speaker, target or theme that is named by any of its names.

        Raises:
            UnknownNameError: tells the nearest.
        """
        if kind == "theme":
            return self.lexicon.theme(name).id
        known = self.names.resolve(name)
        if known is not None:
            return known
        spoken: set[str] = set()
        for refresh in (False, True):  # it may be the name of somebody in a new text
            told = self.desk.searcher(refresh=refresh).snapshot.statements
            spoken = {one.speaker if kind == "speaker" else one.group for one in told}
            if name in spoken:
                return name
        raise self.lexicon.actors.unknown(kind, name, spoken)

    def similar(self, names: str | Iterable[str] | None = None, **asked: Any) -> pd.DataFrame:
        """The statements nearest in meaning; see rhetoric.searching.similar.similar."""
        return similar(self.corpus, self.encoder, names, actors=self.lexicon.actors, **asked)

    def write_map(self, path: Path, *, keep: Filter | None = None) -> CorpusMap:
        """Write the map of the statements that fit as SVG; see rhetoric.searching.map.

        Raises:
            InputError: when there are too few of them.
        """
        from rhetoric.report.map_file import write_map
        from rhetoric.searching.map import corpus_map

        fitting = (keep or Filter()).pick(self.corpus.statements, self.lexicon.actors)
        corpus = Corpus.of(fitting)
        found = corpus_map(corpus, self.encoder)
        write_map(found, corpus, self.lexicon, path)
        return found

    @cached_property
    def sizes(self) -> Sizes:
        """Passages and words of each statement; kept until a text changes."""
        key = ledger_key({"texts": text_hashes(self.project)})
        return kept_sizes(self.project.cache / "sizes.json", key, self.corpus)

    def compare(
        self,
        choices: Choices | None = None,
        *,
        keep: Filter | None = None,
        words_only: bool = False,
        robust: bool = True,
        adjusted: bool = False,
    ) -> Comparison:
        """Compare sides of the project's corpus; see rhetoric.compare.comparison.compare."""
        return compare(
            self.corpus, self.frames(words_only=words_only), self.lexicon, choices,
            keep=keep, robust=robust, adjusted=adjusted,
            threshold=self.project.threshold, sizes=self.sizes,
        )  # fmt: skip

    def series(
        self, choices: Choices | None = None, *, words_only: bool = False, **asked: Any
    ) -> Series:
        """Rates over time of the project's corpus; see rhetoric.timing.series.series."""
        ledger = self.frames(words_only=words_only)
        return series(self.corpus, ledger, self.lexicon, choices, sizes=self.sizes, **asked)

    def changes(
        self, choices: Choices | None = None, *, words_only: bool = False, **asked: Any
    ) -> Changes:
        """When sides changed, and what lies near; see rhetoric.timing.changes.changes."""
        ledger = self.frames(words_only=words_only)
        return changes(self.corpus, ledger, self.lexicon, choices, sizes=self.sizes, **asked)

    def around(
        self,
        when: str | DateSpan | Event,
        choices: Choices | None = None,
        *,
        words_only: bool = False,
        **asked: Any,
    ) -> Around:
        """What was said before and after an event; see rhetoric.timing.around.around."""
        ledger = self.frames(words_only=words_only)
        return around(
            self.corpus, ledger, self.lexicon, when, choices, sizes=self.sizes, **asked
        )  # fmt: skip

    def hostility(
        self, choices: Choices | None = None, *, words_only: bool = False, **asked: Any
    ) -> Hostility:
        """How hostile each side is to each rival; see rhetoric.timing.hostility.hostility."""
        ledger = self.frames(words_only=words_only)
        return hostility(self.corpus, ledger, self.lexicon, choices, sizes=self.sizes, **asked)

    def warnings(self, corpus: Corpus | None = None) -> list[str]:
        """What was accepted in the project's corpus, or another one, but wants attention."""
        actors, paths = self.lexicon.actors, defaultdict[str, list[str]](list)
        for statement in (self.corpus if corpus is None else corpus).statements:
            if statement.group and statement.group not in actors:
                paths[statement.group].append(str(statement.path))
        if not paths:
            return []
        lines = ["groups that are no known actor belong to no camp"]
        for group, places in sorted(paths.items())[:_MOST_TOLD]:
            others = len(set(places)) - 1
            place = f"{places[0]} and {others} more" if others else places[0]
            lines.append(f"{place}: {actors.unknown('group', group).told}")
        lines += [f"… and {more} more"] if (more := len(paths) - _MOST_TOLD) > 0 else []
        return ["\n  ".join(lines)]

    def require_texts(self) -> None:
        """Refuse to go on without any text, without reading them.

        Raises:
            InputError: when there are no statements.
        """
        if not text_files(self.project.texts):
            raise _no_statements(self.project.texts)

    def require_statements(self) -> None:
        """Refuse to go on with an empty corpus.

        Raises:
            InputError: when there are no statements.
        """
        if not len(self.corpus):
            raise _no_statements(self.project.texts)


def load(
    project: Project | Path | str | None = None,
    encoder_name: str | None = None,
    *,
    progress: Progress | None = None,
    processes: int = 1,
) -> Workspace:
    """Open a project.

    Args:
        project: a project or its folder; by default the nearest one upwards from the current
            folder, else the sample that ships with the package.
        encoder_name: an encoder in place of the project's own.
        progress: called with (done, to do) while scoring.
        processes: how many processes may score a large corpus at once; with more than one a
            script needs the usual `if __name__ == "__main__":`.

    Raises:
        SettingsError: when there is no such project, or rhetoric.toml is not valid.
    """
    if not isinstance(project, Project):
        project = settings.find_project(None if project is None else Path(project))
    if encoder_name is not None and encoder_name != project.encoder:
        # Prefixes belong to the encoder they were written for.
        project = replace(
            project, encoder=encoder_name, query_prefix=None, passage_prefix=None
        )  # fmt: skip
    return Workspace(project, progress, processes)
