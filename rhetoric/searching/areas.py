"""Parts of a map that have words of their own.

Points that lie together are put together (Ward 1963, on the map itself), in as many areas as are
best apart by their silhouettes (Rousseeuw 1987). An area is told only by words that its statements
say twice as often as all others and beyond chance, that half of them say, and that do not hang on
one of them (rhetoric.words.ranking): many have none, and then nothing is written there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rhetoric.corpus import Corpus
from rhetoric.model import Statement
from rhetoric.text import fold_text
from rhetoric.words.keyness import cut_with
from rhetoric.words.measures import p_of_z
from rhetoric.words.ranking import key_terms
from rhetoric.words.tokens import read_tokens

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
#: Words of an area that are told; areas, the fewest and the most that are tried.
WORDS, _FEWEST, MOST = 3, 3, 8
#: So many statements say a word, and this share of the area's, or it is not told.
_SAY, _SHARE = 3, 0.5
#: Shorter words are pieces of names (Côte d'Ivoire), or say nothing alone.
_SHORTEST = 3
#: And at least twice as often as elsewhere (log odds).
_TWICE = 0.69
_FOUND = 0.05
#: Points that are put together themselves; others go to the nearest middle.
_PUT_TOGETHER = 800
#: Of more text than this (characters), every second, third … statement is read.
_READ = 2_000_000


@dataclass(frozen=True)
class Area:
    """A part of a map.

    Attributes:
        words: the most telling first, in their commonest spelling.
        x, y: the middle of its points.
        points: places of its points.
    """

    words: tuple[str, ...]
    x: float
    y: float
    points: tuple[int, ...]


def name_areas(
    corpus: Corpus, names: Sequence[str], laid: Floats, *, leave_out: Iterable[str] = ()
) -> tuple[Area, ...]:
    """The areas of a map that have words of their own, the largest first.

    Args:
        names: of each point, the id of its statement.
        laid: of each point, its place, shape (n, 2).
        leave_out: words that are not told, folded.
    """
    if len(names) < _SAY * _FEWEST:
        return ()
    of = _put_together(laid)
    told = _words(corpus, names, of, frozenset(leave_out))
    areas = []
    for number, words in told.items():
        points = np.flatnonzero(of == number)
        x, y = np.round(laid[points].mean(axis=0), 4)
        areas.append(Area(words, float(x), float(y), tuple(points.tolist())))
    return tuple(sorted(areas, key=lambda a: (-len(a.points), a.points)))


def _put_together(laid: Floats) -> Ints:
    """The number of its area for each point."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from sklearn.metrics import silhouette_score

    chosen = np.unique(np.linspace(0, len(laid) - 1, min(len(laid), _PUT_TOGETHER)).round())
    some = laid[chosen.astype(np.int64)]
    tree = linkage(some, method="ward")
    best, found = -2.0, np.ones(len(some), dtype=np.int64)
    for many in range(_FEWEST, min(MOST, len(some) // _SAY) + 1):
        tried = fcluster(tree, many, criterion="maxclust")
        if len(set(tried)) > 1:
            apart = round(float(silhouette_score(some, tried)), 4)
            if apart > best:
                best, found = apart, tried
    middles = np.array([some[found == n].mean(axis=0) for n in sorted(set(found))])
    if len(some) == len(laid):
        return np.asarray(found - 1, dtype=np.int64)
    squares = ((laid[:, None, :] - middles[None, :, :]) ** 2).sum(axis=2)
    return np.asarray(squares.argmin(axis=1), dtype=np.int64)


def _words(
    corpus: Corpus, names: Sequence[str], of: Ints, leave_out: frozenset[str]
) -> dict[int, tuple[str, ...]]:
    """Area → the words that are its own; nothing for an area that has none."""
    statements = [corpus.statement(name) for name in names]
    language = _commonest(statements)
    read = [(s, int(n)) for s, n in zip(statements, of, strict=True) if s.language == language]
    every = -(-sum(len(s.body) for s, _ in read) // _READ)
    read = read[:: max(1, every)]
    sides = np.array([n for _, n in read], dtype=np.int64)
    labels = [str(n) for n in range(int(of.max()) + 1)]
    if len(set(sides.tolist())) < 2:
        return {}
    tokens = read_tokens([s for s, _ in read], cut_with(corpus), passages=False).stemmed()
    table, _ = key_terms(tokens, sides, labels, least_statements=_SAY, top=None)
    spoken = {n: int((sides == n).sum()) for n in range(len(labels))}
    # An area that is mostly in other languages is not told by the words of this one.
    mostly = {n for n, many in spoken.items() if 2 * many * max(1, every) >= int((of == n).sum())}
    alone = p_of_z(table["z_without"].to_numpy(dtype=float))
    kept = table[(table["q"] <= _FOUND) & (table["z_without"] > 0) & (alone <= _FOUND)
                 & (table["log_odds"] >= _TWICE)]  # fmt: skip
    found: dict[int, list[str]] = {}
    for row in kept.to_dict("records"):
        number = int(row["side"])
        if (
            number in mostly
            and row["term"] not in leave_out
            and len(str(row["term"])) >= _SHORTEST
            and row["statements"] >= max(_SAY, _SHARE * spoken[number])
            and len(found.setdefault(number, [])) < WORDS
            and not any(_akin(str(row["term"]), fold_text(other)) for other in found[number])
        ):
            found[number].append(str(row["written"]))
    return {number: tuple(words) for number, words in found.items() if words}


def _akin(one: str, other: str) -> bool:
    """Whether one word is the beginning of the other: `mali`, `malian`."""
    return one.startswith(other) or other.startswith(one)


def _commonest(statements: Sequence[Statement]) -> str:
    """The language most statements are in."""
    spoken = [s.language for s in statements]
    return max(sorted(set(spoken)), key=spoken.count)
