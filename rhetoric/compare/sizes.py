"""How long statements are: passages and words, without what is not scored."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from rhetoric.aside import aside
from rhetoric.corpus import Corpus

#: Statement id → (passages, words).
Sizes = Mapping[str, tuple[int, int]]


def measure(corpus: Corpus, wanted: Iterable[str], known: Sizes | None = None) -> Sizes:
    """Passages and words of some statements.

    What speech recognition repeats or is unsure of is not scored, so it does not count.

    Args:
        wanted: ids.
        known: what was measured before.
    """
    found = dict(known or {})
    for name in wanted:
        if name not in found:
            scored = [p.text for p in corpus.passages_of(name) if not p.mark]
            found[name] = len(scored), sum(len(text.split()) for text in scored)
    return found


def kept_sizes(path: Path, key: str, corpus: Corpus) -> Sizes:
    """The sizes kept in a file under this key; else they are measured and kept there.

    Args:
        path: the file; one that is damaged or cannot be written costs time, not the answer.
    """
    try:
        kept = json.loads(path.read_text("utf-8"))
        if kept["key"] == key:
            return {str(name): (int(p), int(w)) for name, (p, w) in kept["sizes"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    sizes = measure(corpus, (s.id for s in corpus.statements))
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside(path) as new:
            new.write_text(json.dumps({"key": key, "sizes": sizes}, ensure_ascii=False), "utf-8")
    return sizes
