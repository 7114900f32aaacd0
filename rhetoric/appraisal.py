"""A project's themes held against what people say of its passages: code, validate, learn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np

from rhetoric.errors import InputError, SettingsError
from rhetoric.frames.score import FrameScorer
from rhetoric.project import Workspace
from rhetoric.validation.draw import draw_sheet
from rhetoric.validation.features import Texts
from rhetoric.validation.labels import Labels, read_labels
from rhetoric.validation.learn import Learning, measure_learnt
from rhetoric.validation.learn import learn as learn_from
from rhetoric.validation.learnt import read_learnt, save_learnt
from rhetoric.validation.made_with import made_with
from rhetoric.validation.record import Validation, write_validation
from rhetoric.validation.resample import Figure
from rhetoric.validation.sheet import key_path, write_key, write_sheet
from rhetoric.validation.validate import averages, themes_of
from rhetoric.validation.validate import validate as validate_themes

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


@dataclass(frozen=True)
class Appraisal:
    """How right themes are, or what was learnt under a name.

    Attributes:
        themes: a record for each theme.
        micro_f1, macro_f1: over all of them.
        learnt: figures of a learnt label that is no theme.
        files: the records written.
        notes: what the reader should know.
    """

    themes: tuple[Validation, ...] = ()
    micro_f1: float = 0.0
    macro_f1: float = 0.0
    learnt: Mapping[str, Figure] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()


def code(
    workspace: Workspace,
    path: Path,
    themes: Sequence[str] | None = None,
    *,
    number: int = 100,
    seed: int = 1,
    context: int = 1,
    shown: bool = False,
) -> int:
    """Draw a stratified sample of passages to code by hand; write the sheet and its key.

    Args:
        path: where the sheet goes; its key goes beside it.
        themes: ids of themes to draw for; all by default.
        number, seed, context, shown: see rhetoric.validation.draw.draw_sheet.

    Returns:
        How many rows there are to code.
    """
    items, keys = draw_sheet(
        workspace.corpus, workspace.scorer(themes),
        number=number, seed=seed, context=context, shown=shown,
    )  # fmt: skip
    write_sheet(path, items)
    write_key(key_path(path), keys)
    return len(items)


def validate(
    workspace: Workspace,
    paths: Sequence[Path],
    columns: Mapping[str, str] | None = None,
    *,
    theme: str = "",
    name: str = "",
    plain: bool = False,
    write: bool = True,
) -> Appraisal:
    """How right themes are on labelled passages; see rhetoric.validation.validate.

    Args:
        paths: coding sheets, or one labelled table.
        columns: what the table's columns are called; see rhetoric.validation.labels.read_labels.
        theme: the theme the labels are about, where they do not say it themselves.
        name: a label that was learnt, in the place of a theme.
        plain: leave out what was learnt of the themes.
        write: keep a record of each theme beside the lexicon.

    Raises:
        InputError: when the labels cannot be used.
        UnknownNameError: for a theme or name that does not exist.
    """
    labels = _settled(workspace, read_labels(paths, columns))
    split = [r for r in labels.rows if r.split == "test"]
    if any(r.split for r in labels.rows):
        if not split:
            raise InputError("no row is marked test", path=paths[0])
        labels = replace(labels, rows=tuple(split))
    notes = [f"{labels.tied} left out: coders are divided or unsure"] if labels.tied else []
    if name:
        model = read_learnt(workspace.project.lexicons, name)
        if model.encoder != workspace.encoder.hash:
            raise InputError(
                f"'{name}' was learnt with another encoder",
                remedy="learn it again, or choose that encoder with --encoder",
            )
        figures = measure_learnt(model, labels, _texts(workspace, labels, None))
        return Appraisal(learnt=figures, notes=tuple(notes))
    if theme:
        workspace.lexicon.theme(theme)
    themes = themes_of(labels, list(workspace.lexicon.themes), theme)
    scorer = workspace.scorer(themes, plain=plain)
    folder = workspace.project.lexicons
    hashes = {
        t: made_with(workspace.lexicon.theme(t), workspace.encoder.hash, folder, plain=plain)
        for t in themes
    }
    found = validate_themes(labels, scorer, themes, hashes)
    files = []
    if write:
        _refuse_sample(workspace)
        files = [write_validation(folder, one) for one in found]
        notes.append(f"recorded in {files[0].parent}: reports show it")
    micro, macro = averages(found)
    return Appraisal(tuple(found), micro, macro, {}, tuple(files), tuple(notes))


def learn(
    workspace: Workspace,
    paths: Sequence[Path],
    columns: Mapping[str, str] | None = None,
    *,
    theme: str = "",
    name: str = "",
    write: bool = True,
) -> tuple[Learning, list[Path]]:
    """Learn a theme, or a label of one's own, from labelled passages.

    A theme that was learnt is scored by it from then on, wherever there is evidence by meaning.

    Args:
        paths, columns: see `validate`.
        theme: the theme the labels are about.
        name: what a label that no theme covers is to be called.
        write: keep the model beside the lexicon, in learnt/.

    Returns:
        What was learnt with its figures, and the files written.

    Raises:
        InputError: when the labels cannot be used, or are too few.
        UnknownNameError: for a theme that does not exist.
    """
    labels = _settled(workspace, read_labels(paths, columns))
    if not theme and not name and len(labels.themes) == 1:
        theme = labels.themes[0]
    if bool(theme) == bool(name):
        raise InputError(
            "say what is learnt", remedy="--theme THEME, or --name NAME for what no theme covers"
        )
    if theme:
        workspace.lexicon.theme(theme)
        labels = labels.of_theme(theme)
    elif name in workspace.lexicon.themes:
        raise InputError(f"'{name}' is a theme", field="name", remedy=f"learn it: --theme {name}")
    elif not name or set(name.lower()) - _LETTERS:
        raise InputError(
            f"'{name}' is no name", field="name", remedy="use letters, figures, - and _"
        )
    if not labels.rows:
        raise InputError(f"nothing is labelled for the theme '{theme}'", path=paths[0])
    seen = _texts(workspace, labels, workspace.scorer([theme], plain=True) if theme else None)
    found = learn_from(labels, seen, name=theme or name, encoder=workspace.encoder.hash)
    if not write:
        return found, []
    _refuse_sample(workspace)
    return found, save_learnt(workspace.project.lexicons, found.model)


def _settled(workspace: Workspace, labels: Labels) -> Labels:
    """Groups by their actor ids, where they are known by any name."""

    @cache
    def resolve(name: str) -> str:
        return (workspace.names.resolve(name) or name) if name else ""

    return replace(labels, rows=tuple(replace(r, group=resolve(r.group)) for r in labels.rows))


def _texts(workspace: Workspace, labels: Labels, scorer: FrameScorer | None) -> Texts:
    """What a model sees of labelled texts; with a scorer, the evidence of its theme."""
    texts = [r.text for r in labels.rows]
    groups = [r.group for r in labels.rows]
    evidence = np.zeros((len(texts), 0))
    if scorer is not None:
        grid = scorer.grid(texts, [r.language for r in labels.rows], groups)
        evidence = np.nan_to_num(np.hstack([grid.words, grid.meaning]))
    return Texts(texts, workspace.encoder.encode(texts), groups, evidence)


def _refuse_sample(workspace: Workspace) -> None:
    if workspace.project.sample:
        raise SettingsError(
            "the sample project is not written to",
            remedy="add --dry-run, or start a project of your own: rhetoric init DIR",
        )
