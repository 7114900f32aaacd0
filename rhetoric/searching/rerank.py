"""Ranking the best hits again with a model that reads question and passage together.

A cross-encoder (Nogueira & Cho 2019, arXiv:1901.04085) sees both texts at once, so it tells
better than two vectors whether one answers the other. It is slow: only the first hits are
given to it. It comes with the extra `[transformers]`; nothing needs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from rhetoric.encode import cut
from rhetoric.errors import EncoderError, InputError

if TYPE_CHECKING:
    import pandas as pd

Scores = npt.NDArray[np.float32]
#: Hits that are ranked again where nothing else is asked for.
DEPTH = 50
#: The column that holds the score of a re-ranker.
COLUMN = "reranked"
#: Places that scores are shown with.
_DIGITS = 4


class Reranker(Protocol):
    """What every re-ranker can do.

    Attributes:
        name: how the user names it.
    """

    @property
    def name(self) -> str: ...

    def score(self, query: str, texts: Sequence[str]) -> Scores:
        """How well each text answers a query, float32, shape (n,); more is better."""
        ...


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the bars and reports that loading a model draws on the terminal."""
    from transformers.utils import logging as untyped

    logging: Any = untyped
    bars, level = logging.is_progress_bar_enabled(), logging.get_verbosity()
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()


@dataclass
class CrossEncoderReranker:
    """Any cross-encoder of sentence-transformers, by hub name or folder.

    A text longer than the model's window is cut into windows of which the best counts: what
    answers a question stands in one place, and a passage is none the worse for what else it
    says. A query that fills more than half of the window is cut too, and the mean of its parts
    counts, by their length: all of it is asked for. Nothing is silently left out.

    Pairs are read one by one, so that a score never depends on what is scored beside it.

    Args:
        name: name of a model that has been downloaded, or a folder.
        device: what torch calls the device; None takes the best there is.

    Raises:
        EncoderError: when sentence-transformers or the model is missing, or the model is none
            that scores pairs.
    """

    name: str
    device: str | None = None

    @cached_property
    def _model(self) -> Any:
        try:
            from sentence_transformers import CrossEncoder
        except ImportError:
            raise EncoderError(
                f"the re-ranker '{self.name}' needs sentence-transformers\n"
                "  install it: pip install 'rhetoric[transformers]'"
            ) from None
        try:
            with _quiet():
                model = CrossEncoder(self.name, device=self.device, local_files_only=True)
        except Exception as problem:  # noqa: BLE001 - a model may fail to load in any way
            reason = str(problem).partition("\n")[0] or type(problem).__name__
            raise EncoderError(
                f"the re-ranker '{self.name}' cannot be loaded: {reason}\n"
                "  give a folder that holds a cross-encoder of sentence-transformers, or the name"
                " of one that has been downloaded"
            ) from None
        self._check(model)
        return model

    def _check(self, model: Any) -> None:
        """Refuse what loads as a cross-encoder and is none.

        Where weights for scoring are missing the library makes them up at random.
        """
        config = model.transformers_model.config
        kinds = tuple(getattr(config, "architectures", None) or ())
        scores = any(kind.endswith("ForSequenceClassification") for kind in kinds)
        if not scores and len(model) == 1:
            raise EncoderError(
                f"'{self.name}' is no re-ranker: it holds no weights that score a pair of texts\n"
                "  give a cross-encoder; a model that encodes single texts belongs to --encoder"
            )
        if model.num_labels != 1:
            raise EncoderError(
                f"'{self.name}' is no re-ranker: it gives a pair {model.num_labels} scores,"
                " not one\n  give a cross-encoder that was trained for ranking"
            )
        if self._window(model) is not None and self._room(model) < 2:
            raise EncoderError(f"the window of the re-ranker '{self.name}' has no room for a pair")

    @staticmethod
    def _window(model: Any) -> int | None:
        """The longest pair the model reads, in tokens."""
        longest = model.max_seq_length
        return int(longest) if longest else None

    def _room(self, model: Any) -> int:
        """Tokens of the window that are left to the two texts of a pair."""
        # What the model puts around them: its own signs, or a whole prompt.
        around = int(model.preprocess([("", "")])["input_ids"].shape[-1])
        return (self._window(model) or 0) - around

    def _cut(self, text: str, room: int) -> tuple[list[str], int]:
        """Pieces of a text that have room, and how many tokens the longest may have."""
        told = self._model.tokenizer(
            text, add_special_tokens=False, return_offsets_mapping=True, verbose=False
        )
        places = told["offset_mapping"]
        if len(places) <= room:
            return [text], len(places)
        return list(cut(text, places, room)), room

    def pairs(self, query: str, text: str) -> list[list[tuple[str, str]]]:
        """What is given to the model: for each part of the query, its pair with each window."""
        if self._window(self._model) is None:
            return [[(query, text)]]
        room = self._room(self._model)
        parts, taken = self._cut(query, max(1, room // 2))
        windows, _ = self._cut(text, max(1, room - taken))
        return [[(part, window) for window in windows] for part in parts]

    def score(self, query: str, texts: Sequence[str]) -> Scores:
        """How well each text answers a query, float32, shape (n,); more is better."""
        return np.array([self._score(self.pairs(query, text)) for text in texts], dtype=np.float32)

    def _score(self, pairs: list[list[tuple[str, str]]]) -> float:
        flat = [pair for part in pairs for pair in part]
        # One pair a batch: beside others a score differs in its last digits.
        told = self._model.predict(flat, batch_size=1, show_progress_bar=False)
        best = np.asarray(told, dtype=np.float64).reshape(len(pairs), -1).max(axis=1)
        return float(np.average(best, weights=[max(1, len(part[0][0])) for part in pairs]))


def rerank(
    hits: pd.DataFrame, query: str, reranker: Reranker, *, depth: int = DEPTH
) -> pd.DataFrame:
    """The same hits, the first of them in the order of a re-ranker.

    Args:
        hits: what a search has found, best first: a table with the columns rank, score and
            text; the re-ranker reads a passage with what stands `before` and `after` it, where
            there are such columns.
        query: what was asked, in plain words.
        depth: how many of the first hits are ranked again; the others stay behind them, as
            they were.

    Returns:
        The table with new ranks and, behind the score, a column `reranked` with the score of
        the re-ranker (4 decimals; missing for those behind). Equal scores keep their order.

    Raises:
        InputError: for an empty query or a depth below one.
        EncoderError: when the re-ranker cannot be loaded, or gives what are no scores.
    """
    if not query.strip():
        raise InputError("the query is empty", remedy="say in a few words what to look for")
    if depth < 1:
        raise InputError(f"{depth} hits cannot be ranked again", remedy="give at least one")
    first = hits.iloc[:depth]
    scores = np.zeros(0, dtype=np.float32)
    if len(first):
        texts = [_in_context(row) for row in first.to_dict("records")]
        scores = np.asarray(reranker.score(query, texts), dtype=np.float32)
        if scores.shape != (len(texts),) or not np.isfinite(scores).all():
            raise EncoderError(
                f"the re-ranker '{reranker.name}' does not give each text a score\n"
                "  its files may be damaged: get a whole copy of it, or search without it"
            )
    order = np.argsort(-scores, kind="stable")
    found = hits.iloc[[*order, *range(len(first), len(hits))]].reset_index(drop=True)
    column = np.full(len(found), np.nan)
    column[: len(order)] = np.round(scores[order].astype(np.float64), _DIGITS)
    found["rank"] = np.arange(1, len(found) + 1)
    found.insert(list(found.columns).index("score") + 1, COLUMN, column)
    return found


def _in_context(row: dict[Any, Any]) -> str:
    """A passage with what stands around it."""
    parts = (row.get(name) for name in ("before", "text", "after"))
    return " ".join(part for part in parts if isinstance(part, str) and part.strip())
