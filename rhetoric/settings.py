"""Where a project lives and how it is set: rhetoric.toml, the environment, options.

A project is a folder with texts/, lexicons/ and, usually, rhetoric.toml. It is
looked for in the folder asked for, then upwards from the current one; where there
is none, the sample project that ships with the package is used.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rhetoric.encode import EMBEDDED
from rhetoric.errors import SettingsError
from rhetoric.frames.fuse import THRESHOLD

SETTINGS_FILE = "rhetoric.toml"
_KNOWN: dict[str, dict[str, type]] = {
    "project": {"title": str},
    "paths": {"texts": str, "lexicons": str, "reports": str, "cache": str},
    "encoder": {"name": str, "query_prefix": str, "passage_prefix": str},
    "frames": {"threshold": float},
    "report": {"quotation_cap": int},
}
_RANGES = {"frames.threshold": (0, 1), "report.quotation_cap": (1, 100_000)}


@dataclass(frozen=True)
class Project:
    """A project and its settings.

    Attributes:
        root: its folder.
        texts, lexicons: where statements and lexicons are.
        reports: where `rhetoric report` writes.
        cache: where vectors are kept; may be deleted at any time.
        encoder: `embedded`, or a sentence-transformers model by name or folder.
        threshold: least score of a frame use that is reported.
        quotation_cap: longest quotation in a report, in characters.
        sample: this is the sample project inside the package, which is not written to.
    """

    root: Path
    title: str
    texts: Path
    lexicons: Path
    reports: Path
    cache: Path
    encoder: str = EMBEDDED
    query_prefix: str | None = None
    passage_prefix: str | None = None
    threshold: float = THRESHOLD
    quotation_cap: int = 300
    sample: bool = False

    @property
    def lock(self) -> Path:
        """The file whoever changes the corpus holds."""
        return self.cache / "texts.lock"


def sample_folder() -> Path:
    """The folder that holds the sample project: the checkout, or inside the installed package."""
    inside = Path(__file__).parent / "sample"
    return inside if inside.is_dir() else Path(__file__).parent.parent


def user_cache() -> Path:
    """A folder for what may be made again, outside any project."""
    base = os.environ.get("RHETORIC_CACHE") or os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "rhetoric"


def _is_project(folder: Path) -> bool:
    return (folder / SETTINGS_FILE).is_file() or (
        (folder / "texts").is_dir() and (folder / "lexicons").is_dir()
    )


def _read_settings(path: Path) -> dict[str, dict[str, Any]]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise SettingsError(f"this is not valid TOML: {problem}", path=path) from None
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError(f"cannot be read: {problem}", path=path) from None
    for section, values in data.items():
        if section not in _KNOWN or not isinstance(values, dict):
            raise SettingsError(
                "this section is not known", path=path, field=section,
                remedy=f"known: {', '.join(f'[{s}]' for s in _KNOWN)}",
            )  # fmt: skip
        for key, value in values.items():
            name = f"{section}.{key}"
            wanted = _KNOWN[section].get(key)
            if wanted is None:
                raise SettingsError(
                    "this setting is not known", path=path, field=name,
                    remedy=f"known in [{section}]: {', '.join(_KNOWN[section])}",
                )  # fmt: skip
            fits = isinstance(value, (int, float) if wanted is float else wanted)
            if not fits or isinstance(value, bool):
                kind = {int: "whole number", float: "number"}.get(wanted, "text")
                raise SettingsError(f"a {kind} is expected, not {value!r}", path=path, field=name)
            least, most = _RANGES.get(name, (value, value))
            if not least <= value <= most:
                raise SettingsError(
                    f"{value} is not between {least} and {most}", path=path, field=name
                )
    return data


def open_project(root: Path) -> Project:
    """The project in a folder.

    Raises:
        SettingsError: when there is none, or rhetoric.toml is not valid.
    """
    if not root.is_dir():
        raise SettingsError(
            "there is no such folder", path=root, remedy="make it with: rhetoric init DIR"
        )
    settings_file = root / SETTINGS_FILE
    data = _read_settings(settings_file) if settings_file.is_file() else {}
    paths, encoder = data.get("paths", {}), data.get("encoder", {})
    project = Project(
        root=root,
        title=data.get("project", {}).get("title", root.resolve().name),
        texts=root / paths.get("texts", "texts"),
        lexicons=root / paths.get("lexicons", "lexicons"),
        reports=root / paths.get("reports", "reports"),
        cache=root / paths.get("cache", ".rhetoric"),
        encoder=os.environ.get("RHETORIC_ENCODER") or encoder.get("name", EMBEDDED),
        query_prefix=encoder.get("query_prefix"),
        passage_prefix=encoder.get("passage_prefix"),
        threshold=float(data.get("frames", {}).get("threshold", THRESHOLD)),
        quotation_cap=data.get("report", {}).get("quotation_cap", 300),
    )
    for folder in (project.texts, project.lexicons):
        if not folder.is_dir():
            raise SettingsError(
                "this folder of the project is missing", path=folder,
                remedy="make it, name another under [paths] in rhetoric.toml,"
                " or start a project with: rhetoric init DIR",
            )  # fmt: skip
    return project


def find_project(asked: Path | None = None) -> Project:
    """The project to work on: the one asked for, the nearest upwards, or the sample.

    Raises:
        SettingsError: when the folder asked for holds no project.
    """
    named = asked or (Path(env) if (env := os.environ.get("RHETORIC_PROJECT")) else None)
    if named is not None:
        return open_project(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if _is_project(folder):
            return open_project(folder)
    sample = open_project(sample_folder())
    return replace(sample, reports=here / "reports" / "sahel", cache=user_cache(), sample=True)
