"""What a theme is found with: when a hash changes, it was validated before it was changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from rhetoric.model import Theme

#: Folder of learnt models within the lexicons.
LEARNT_FOLDER = "learnt"


def made_with(
    theme: Theme, encoder: str, lexicons: Path, *, plain: bool = False
) -> Mapping[str, str]:
    """Hashes (sha256) of a theme's file, of the encoder and of what was learnt of the theme.

    Args:
        encoder: the encoder's hash; "" when themes are found by words alone.
        plain: without what was learnt.
    """
    found = {"encoder": encoder}
    if theme.path is not None:
        found["theme"] = _hash(theme.path)
    learnt = lexicons / LEARNT_FOLDER / f"{theme.id}.npz"
    if encoder and not plain and learnt.is_file():
        found["learnt"] = _hash(learnt)
    return found


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
