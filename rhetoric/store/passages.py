"""The passages of a statement as a record array: their places, not their texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from rhetoric.model import TIME_MARKS, Passage
from rhetoric.store.stretches import stretches

Records = npt.NDArray[np.void]

#: What is kept of a passage: its place in the body, how many words it has, the number of its
#: stretch, its mark (TIME_MARKS), and when it is heard, in seconds (not a number: not known).
RECORD = np.dtype(
    [("start", "<u4"), ("end", "<u4"), ("words", "<u2"), ("stretch", "<u2"), ("mark", "u1"),
     ("quoted", "u1"), ("begins", "<f8"), ("ends", "<f8")]
)  # fmt: skip


def packed(passages: Sequence[Passage], words: Sequence[int]) -> Records:
    """The record array of a statement's passages.

    Args:
        words: how many words each has.
    """
    records = np.zeros(len(passages), dtype=RECORD)
    if not len(passages):
        return records
    records["start"] = [p.start for p in passages]
    records["end"] = [p.end for p in passages]
    records["words"] = np.minimum(words, np.iinfo("<u2").max)
    records["stretch"] = stretches(passages)
    records["mark"] = [TIME_MARKS.index(p.mark) for p in passages]
    records["quoted"] = [p.quoted for p in passages]
    records["begins"] = [_seconds(p.begins) for p in passages]
    records["ends"] = [_seconds(p.ends) for p in passages]
    return records


def _seconds(value: float | None) -> float:
    return np.nan if value is None else value


def passage_of(statement: str, index: int, record: Any, body: str) -> Passage:
    """The passage a record stands for.

    Args:
        index: its number within the statement, from 1.
        body: the text of the statement.
    """
    start, end = int(record["start"]), int(record["end"])
    begins, ends = float(record["begins"]), float(record["ends"])
    return Passage(
        statement, index, start, end, body[start:end], bool(record["quoted"]),
        None if np.isnan(begins) else begins, None if np.isnan(ends) else ends,
        TIME_MARKS[int(record["mark"])],
    )  # fmt: skip
