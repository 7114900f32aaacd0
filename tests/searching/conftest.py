"""Statements of known words, encoders whose vectors can be worked out by hand, and a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.encode import CachedEncoder
from rhetoric.model import Statement
from rhetoric.project import Workspace, load
from rhetoric.searching.desk import Desk
from rhetoric.settings import Project
from rhetoric.text import fold_text
from rhetoric.vectors import Vectors

WORDS = "well road market harvest bridge school council river rain talks".split()
ABOUT = (
    "The {0} was looked at once more by all who live in that part of the valley.",
    "A meeting was held on the {0}, and nobody who was there left it before the end.",
)


class WordEncoder:
    """One dimension a word, one for Arabic letters, and a little that all texts share."""

    name = "words"
    hash = "words"

    def __init__(self) -> None:
        self.encoded = 0

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        self.encoded += len(texts)
        rows = []
        for text in texts:
            found = fold_text(text).split()
            arabic = any("؀" <= letter <= "ۿ" for letter in text)
            row = [float(any(f.startswith(w) for f in found)) for w in WORDS]
            rows.append([*row, 0.8 * arabic, 0.5])
        vectors = np.array(rows, dtype=np.float32).reshape(len(rows), len(WORDS) + 2)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


@pytest.fixture
def encoder() -> WordEncoder:
    return WordEncoder()


Make = Callable[..., Statement]


@pytest.fixture
def make() -> Make:
    """make(id, words…): a statement that speaks of each word in two passages."""

    def maker(name: str, *words: str, group: str = "NORTH", **fields: str) -> Statement:
        body = "\n\n".join(text.format(word) for word in words for text in ABOUT)
        given = {"date": "2020-01", "language": "eng", **fields}
        return Statement(
            id=name, body=given.pop("body", body), date=parse_date(given.pop("date")),
            group=group, title=f"On {name}", **given,
        )  # fmt: skip

    return maker


@pytest.fixture
def corpus(make: Make) -> Corpus:
    """Two that speak of the well and the road, two of the market, one of all three."""
    return Corpus.of([
        make("a", "well", "road"), make("b", "well", "road", "rain", group="EAST"),
        make("c", "market", "harvest"), make("d", "market", group="EAST"),
        make("e", "well", "market", "bridge", group="WEST", date="2021"),
    ])  # fmt: skip


ASKED_WORDS = (
    "groups friends rained valley northern front negotiate government market false".split()
)


class AskedEncoder:
    """One dimension a word, and one for none; counts what it is asked."""

    name = "words"
    hash = "words"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        self.asked += texts
        rows = []
        for text in texts:
            found = fold_text(text).split()
            row = [float(any(f.startswith(w) for f in found)) for w in ASKED_WORDS]
            rows.append([*row, float(not any(row))])
        vectors = np.array(rows, dtype=np.float32).reshape(len(rows), len(ASKED_WORDS) + 1)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


@pytest.fixture
def word_encoder() -> AskedEncoder:
    return AskedEncoder()


@pytest.fixture
def workspace(small_project: Project, word_encoder: AskedEncoder) -> Iterator[Workspace]:
    """The small project with the stand-in encoder."""
    opened = load(small_project)
    opened.__dict__["encoder"] = CachedEncoder(word_encoder)
    yield opened
    opened.desk.close()


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return workspace.desk
