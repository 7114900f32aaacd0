"""Starting a project of one's own."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from rhetoric.errors import SettingsError, writing
from rhetoric.settings import SETTINGS_FILE, sample_folder

_TOML = """\
# Settings of this project. Everything here is optional.

[project]
title = {title}

# [paths]                   # seen from this folder
# texts = "texts"           # the statements
# lexicons = "lexicons"     # themes/*.yaml, actors.yaml, events.csv
# reports = "reports"       # where `rhetoric report` writes
# cache = ".rhetoric"       # vectors; may be deleted at any time

# [encoder]
# name = "embedded"         # or a sentence-transformers model, by name or folder
# query_prefix = ""         # for models that want one, e.g. "query: "
# passage_prefix = ""

# [frames]
# threshold = 0.5           # least score of a frame use that is reported

# [report]
# quotation_cap = 300       # longest quotation in a report, in characters
"""

_README = """\
# {title}

A project for `rhetoric`: who says what of whom, since when, how sure.

| folder | holds |
|---|---|
| `texts/` | the statements: Markdown files, and tables of many |
| `lexicons/themes/` | what is looked for: one YAML file a theme |
| `lexicons/actors.yaml` | who can speak or be spoken of: names and dated affiliations |
| `lexicons/events.csv` | dated events drawn under the time lines |
| `rhetoric.toml` | settings, all optional |

The lexicons are copies of those of the sample project (the Sahel, 2015–2020): keep what
fits your case, change or delete the rest.

## Adding statements

    rhetoric add interview.txt --date 2020-05-28 --group ISGS --language en --source "…"

or write a file `texts/<id>.md`:

    ---
    id: 2020-05-28-isgs-interview
    title: Interview with a spokesman
    date: 2020-05-28          # 2020-05, 2020, 2020-01/2020-04 where no day is known
    group: ISGS               # an id of lexicons/actors.yaml
    speaker: A. Spokesman     # optional: an actor id, or a plain name
    medium: interview
    language: en              # of this text
    original_language: ar     # of what was said
    form: translation         # transcript, translation, summary or excerpt
    source: "Where it was published, in full"
    ---
    The text of the statement.

## Then

    rhetoric check            # is everything in order?
    rhetoric search "talks with the government"
    rhetoric frames           # every frame use
    rhetoric report           # the report, in reports/
"""


@dataclass(frozen=True)
class NewProject:
    """A project that has been started.

    Attributes:
        root: its folder.
        created: what was put there, as seen from `root`.
        statements: how many sample statements it holds.
    """

    root: Path
    created: tuple[str, ...]
    statements: int


def init_project(
    folder: Path, *, title: str | None = None, with_sample: bool = False
) -> NewProject:
    """Start a project: lexicons to begin with, an empty texts folder, commented settings.

    Args:
        folder: made when it is not there; may hold other files.
        title: of its reports; by default the folder's name.
        with_sample: copy the sample statements too.

    Raises:
        SettingsError: when something of a project is there already. Nothing is overwritten,
            and nothing is left half made.
    """
    if folder.exists() and not folder.is_dir():
        raise SettingsError("this is a file, not a folder", path=folder)
    name = title or folder.resolve().name
    names = ["README.md", SETTINGS_FILE, "lexicons", "texts"]
    taken = [n for n in names if (folder / n).exists()]
    if taken:
        raise SettingsError(
            f"there is already: {', '.join(taken)}", path=folder,
            remedy="choose another folder, or move these away",
        )  # fmt: skip
    parent = folder if folder.exists() else folder.resolve().parent
    if not (folder / ".gitignore").exists():
        names.append(".gitignore")
    aside = parent / f".{folder.name or 'project'}.{os.getpid()}.new"
    try:
        with writing(folder, SettingsError):
            aside.mkdir(parents=True)
            _fill(aside, name, with_sample)
            if folder.exists():
                _move_in(aside, folder, names)
            else:
                aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return NewProject(folder, tuple(sorted(names)), len(list((folder / "texts").glob("*.md"))))


def _fill(folder: Path, title: str, with_sample: bool) -> None:
    sample = sample_folder()
    _copy(sample / "lexicons", folder / "lexicons")
    if with_sample:
        _copy(sample / "texts", folder / "texts")
    else:
        (folder / "texts").mkdir()
        (folder / "texts" / ".gitkeep").touch()
    # A JSON string is a TOML string, whatever it holds.
    settings = _TOML.format(title=json.dumps(title, ensure_ascii=False))
    (folder / SETTINGS_FILE).write_text(settings, encoding="utf-8")
    (folder / "README.md").write_text(_README.format(title=title), encoding="utf-8")
    (folder / ".gitignore").write_text(".rhetoric/\n", encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    """Copy a folder's visible files, with the permissions of new ones."""
    hidden = shutil.ignore_patterns(".*", "__pycache__")
    shutil.copytree(source, target, ignore=hidden, copy_function=shutil.copyfile)


def _move_in(aside: Path, folder: Path, names: list[str]) -> None:
    moved: list[str] = []
    try:
        for name in names:
            (aside / name).rename(folder / name)
            moved.append(name)
    except OSError:
        for name in moved:
            (folder / name).rename(aside / name)
        raise
