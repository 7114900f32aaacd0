"""Keeping the last ledger: with nothing changed, nothing is scored again."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rhetoric.aside import aside
from rhetoric.ledger import COLUMNS

if TYPE_CHECKING:
    import pandas as pd


@cache
def code_hash() -> str:
    """A hash of the package: a ledger made by other code is not the same ledger."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for pattern in ("*.py", "frames/**/*", "sources/*.py", "validation/*.py"):
        for path in sorted(p for p in folder.glob(pattern) if p.suffix in (".py", ".yaml")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def ledger_key(made_from: Mapping[str, Any]) -> str:
    """A key that changes whenever the ledger may.

    Args:
        made_from: hashes of its input, versions and parameters.
    """
    whole = json.dumps({"code": code_hash(), **made_from}, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def kept_ledger(path: Path, key: str, compute: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """The ledger kept in a file under this key; else it is computed and kept there.

    Args:
        path: the file; one that is damaged or cannot be written costs time, not the answer.
    """
    import pandas as pd

    try:
        kept = json.loads(path.read_text("utf-8"))
        if kept["key"] == key and kept["columns"] == list(COLUMNS):
            return pd.DataFrame(kept["rows"], columns=list(COLUMNS))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    ledger = compute()
    rows = ledger.to_numpy(dtype=object).tolist()
    whole = {"key": key, "columns": list(COLUMNS), "rows": rows}
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside(path) as new:
            new.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    return ledger
