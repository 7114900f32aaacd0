"""Who is named in a text, by the names a project knows."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from rhetoric import settings
from rhetoric.lexicon import Actors, read_actors
from rhetoric.mentions import Mention, MentionFinder


@lru_cache(maxsize=4)
def _finder(path: Path, changed: int) -> MentionFinder:
    return MentionFinder(read_actors(path))


def mentions(text: str, actors: Actors | None = None) -> list[Mention]:
    """Who is named in a text, in order, with the place of each name.

    However a name is spelled, broken over a line or spoilt by a wrong encoding, it is found as
    one actor at its place in the text as it stands. A name that is part of a longer name of
    somebody else is told too, after it, with `within` set: count those without it to count
    each place once.

    Args:
        actors: whose names to look for; by default those of the project at hand.

    Returns:
        Mentions with actor id, start, end, text, whose word it is and whose name it is part of.
    """
    if actors is not None:
        return list(MentionFinder(actors).find(text, inside=True))
    path = settings.find_project().lexicons / "actors.yaml"
    changed = path.stat().st_mtime_ns if path.exists() else 0
    return list(_finder(path, changed).find(text, inside=True)) if changed else []
