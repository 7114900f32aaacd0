"""What is known of how right a theme is: a small readable file beside the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rhetoric.aside import aside
from rhetoric.errors import LexiconError, writing
from rhetoric.validation.figures import Band
from rhetoric.validation.resample import Figure

#: Folder of the records within the lexicons.
FOLDER = "validation"
_HEAD = "# Written by `rhetoric validate`: figures with 95 % intervals [value, low, high].\n"


@dataclass(frozen=True)
class Validation:
    """How right one theme was found to be.

    Attributes:
        theme: theme id.
        n, positive, statements: labelled passages, those that hold the theme, and the
            statements they are from.
        figures: precision, recall, f1, auc, specificity, prevalence, found.
        by_language, by_group: name → (n, figures), where there is enough.
        bands: the reliability table.
        threshold: least score that counted as found.
        method: lexicon, or learnt.
        coders: who labelled.
        weighted: whether rows were weighted by the strata of a drawn sample.
        until: the latest date in the data, "" when it has none.
        made_with: hashes of what found the theme: theme, encoder, learnt.
    """

    theme: str
    n: int
    positive: int
    statements: int
    figures: Mapping[str, Figure]
    by_language: Mapping[str, tuple[int, Mapping[str, Figure]]]
    by_group: Mapping[str, tuple[int, Mapping[str, Figure]]]
    bands: tuple[Band, ...]
    threshold: float
    method: str
    languages: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    weighted: bool = False
    until: str = ""
    made_with: Mapping[str, str] = field(default_factory=dict)

    @property
    def parts(self) -> list[tuple[str, int, Mapping[str, Figure]]]:
        """(all or a language or a group, rows, figures)."""
        found: list[tuple[str, int, Mapping[str, Figure]]] = [("all", self.n, self.figures)]
        for part in (self.by_language, self.by_group):
            found += [(name, n, figures) for name, (n, figures) in part.items()]
        return found

    def as_data(self) -> dict[str, Any]:
        """The record as plain data, in the order of the file."""
        return {
            "theme": self.theme,
            "method": self.method,
            "threshold": round(self.threshold, 4),
            "n": self.n,
            "positive": self.positive,
            "statements": self.statements,
            "languages": list(self.languages),
            "coders": list(self.coders),
            "weighted": self.weighted,
            "until": self.until,
            "figures": _listed(self.figures),
            "by_language": {k: {"n": n, **_listed(f)} for k, (n, f) in self.by_language.items()},
            "by_group": {k: {"n": n, **_listed(f)} for k, (n, f) in self.by_group.items()},
            "reliability": [
                {"from": b.low, "to": b.high, "n": b.n, "predicted": round(b.predicted, 4),
                 "observed": b.observed.listed}
                for b in self.bands
            ],
            "made_with": dict(self.made_with),
        }  # fmt: skip


def _listed(figures: Mapping[str, Figure]) -> dict[str, list[float | None]]:
    return {name: figure.listed for name, figure in figures.items()}


def write_validation(folder: Path, found: Validation) -> Path:
    """Write the record of a theme; a lexicons folder keeps them in `validation/`."""
    path = folder / FOLDER / f"{found.theme}.yaml"
    write_yaml(path, _HEAD, found.as_data())
    return path


def write_yaml(path: Path, head: str, data: Mapping[str, Any]) -> None:
    """Write plain data as YAML, aside first."""
    import yaml

    text = head + yaml.safe_dump(
        dict(data), sort_keys=False, allow_unicode=True, width=100, default_flow_style=None
    )
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside(path) as new:
            new.write_text(text, "utf-8", newline="\n")


def read_validations(folder: Path) -> dict[str, dict[str, Any]]:
    """The records of a lexicons folder as plain data, by theme.

    Raises:
        LexiconError: for a file that is not one of them.
    """
    found = {}
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        data = read_yaml(path)
        missing = {"theme", "n", "figures", "made_with"} - set(data)
        if missing or not isinstance(data["figures"], dict):
            raise LexiconError(
                "this is no record of a validation", path=path,
                field=min(missing, default="figures"),
                remedy="make it again with: rhetoric validate LABELS",
            )  # fmt: skip
        found[str(data["theme"])] = data
    return found


def read_yaml(path: Path) -> dict[str, Any]:
    """A YAML file that holds a mapping.

    Raises:
        LexiconError: when it does not.
    """
    import yaml

    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise LexiconError(f"cannot be read: {problem}", path=path) from None
    if not isinstance(data, dict):
        raise LexiconError("a mapping is expected here", path=path)
    return data


def is_current(record: Mapping[str, Any], made_with: Mapping[str, str]) -> bool:
    """Whether a theme is still found the way it was when it was validated."""
    return dict(record.get("made_with") or {}) == dict(made_with)
