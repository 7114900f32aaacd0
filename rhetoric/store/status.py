"""What is in a store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rhetoric.encode import CachedEncoder
from rhetoric.store import schema
from rhetoric.store.anew import made_by
from rhetoric.store.contents import FileState, difference
from rhetoric.store.snapshot import Snapshot


def is_current(snapshot: Snapshot, texts: Path) -> bool:
    """Whether a store holds what the texts say now, cut as this release cuts them.

    Raises:
        StoreError: when it cannot be read.
        StatementError: when a text cannot be read.
    """
    known = [FileState(*row) for row in snapshot.files()]
    return snapshot.about["made_by"] == made_by() and not difference(texts, known)


def describe(folder: Path, texts: Path, encoder: CachedEncoder) -> dict[str, Any]:
    """What a store holds, what made it, and whether it is up to date.

    Args:
        folder: of the store.
        texts: the folder of statements.
        encoder: that of the project.

    Returns:
        Name → value, in the order in which it is told.

    Raises:
        StoreError: when there is none, or it is damaged.
    """
    snapshot = Snapshot(folder)
    try:
        about = snapshot.about
        known = [FileState(*row) for row in snapshot.files()]
        found = difference(texts, known)
        size = sum(_size(path) for path in folder.iterdir())
        current = schema.current_file(folder)
        return {
            "folder": str(folder),
            "statements": len(snapshot.statements),
            "passages": len(snapshot),
            "up_to_date": not found,
            "files_changed": len(found.changed),
            "files_gone": len(found.gone),
            "bytes": size,
            "bytes_per_passage": round(size / max(1, len(snapshot))),
            "encoder": about["encoder"],
            "encoder_hash": about["hash"],
            "dimension": int(about["dimension"]),
            "fits_the_encoder": about["space"] == encoder.space(),
            "version": schema.VERSION,
            "generation": current.stem if current else "",
            "made_by_this_release": about["made_by"] == made_by(),
        }
    finally:
        snapshot.close()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # a writer has just taken it away
