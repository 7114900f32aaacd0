"""Many queries from a file, and their hits, one JSON line each.

A file of queries is read twice: first to find its mistakes, so that none turns up when half of
the work is done, then query by query as each is answered. Neither the queries nor the hits
are ever in memory together.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfileobj
from typing import IO, TYPE_CHECKING, Any, NoReturn

import numpy as np

from rhetoric.errors import InputError, UnknownNameError, nearest, writing
from rhetoric.fields import LONGEST_LINE, OnError, raise_it
from rhetoric.searching.options import FIELDS, Options, read_options

if TYPE_CHECKING:
    import pandas as pd

#: The name of standard input among files.
STANDARD_INPUT = "-"
#: Most mistakes told at once.
MOST_MISTAKES = 10
#: What a line of queries may hold.
KNOWN = ("id", "query", *FIELDS)
#: Keys of a hit, in order; the rest of its table follows.
FIRST = ("query_id", "rank", "statement", "passage", "score")


@dataclass(frozen=True)
class BatchQuery:
    """One line of a file of queries.

    Attributes:
        id: as it was written, a text or a number.
        query: what is asked.
        options: filters and how many hits.
        path, line: where it stands.
    """

    id: str | int | float
    query: str
    options: Options = field(default_factory=Options)
    path: Path = Path(STANDARD_INPUT)
    line: int = 1


#: Told with each query when mistakes are looked for; raises what is wrong with it.
Check = Callable[[BatchQuery], object]


@contextmanager
def open_queries(
    path: Path, *, standard: IO[bytes] | None = None, check: Check | None = None
) -> Iterator[Iterator[BatchQuery]]:
    """The queries of a file, one after the other, once all of them are found to be valid.

    Args:
        path: JSON lines `{"id": …, "query": …}`, with the fields of `KNOWN`; "-" is standard
            input, which is read to its end first.
        standard: what stands in for standard input, in bytes.
        check: raises what else is wrong with a query, such as a name that is not known.

    Raises:
        InputError: when the file cannot be read or holds mistakes, up to ten of them at once,
            with their lines.
    """
    with _opened(path, standard) as file:
        named = Path("standard input") if str(path) == STANDARD_INPUT else path
        _find_mistakes(file, named, check)
        file.seek(0)
        yield _queries(file, named, raise_it)


@contextmanager
def _opened(path: Path, standard: IO[bytes] | None) -> Iterator[IO[bytes]]:
    """The bytes of a file, to be read more than once."""
    if str(path) == STANDARD_INPUT:
        with _kept(standard or sys.stdin.buffer) as kept:
            yield kept
        return
    try:
        file = path.open("rb")
    except OSError as problem:
        raise InputError(
            f"cannot be read: {problem.strerror}", path=path,
            remedy="give a file of queries, or - for standard input",
        ) from None  # fmt: skip
    with file:
        if file.seekable():
            yield file
        else:  # a pipe that has a name
            with _kept(file) as kept:
                yield kept


@contextmanager
def _kept(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """A copy of what can be read only once."""
    with tempfile.SpooledTemporaryFile(max_size=1 << 24) as kept:
        with writing(Path(tempfile.gettempdir()), remedy="make room in this folder"):
            copyfileobj(file, kept)
        kept.seek(0)
        yield kept


def _find_mistakes(file: IO[bytes], path: Path, check: Check | None) -> None:
    """Raise the mistakes of a file, if it has any, or if it has no queries."""
    mistakes: list[InputError] = []
    seen: dict[bytes, int] = {}

    for query in _queries(file, path, mistakes.append):
        # Digests, for a million ids shall not take a gigabyte.
        key = hashlib.blake2b(json.dumps(query.id).encode(), digest_size=12).digest()
        if key in seen:
            mistakes.append(
                InputError(
                    f"the id {json.dumps(query.id, ensure_ascii=False)} stands on line"
                    f" {seen[key]} already", path=path, line=query.line, field="id",
                    remedy="give each query its own id",
                )
            )  # fmt: skip
        seen.setdefault(key, query.line)
        if check is not None:
            try:
                check(query)
            except (InputError, UnknownNameError) as problem:
                mistakes.append(_placed(problem, query))
        if len(mistakes) >= MOST_MISTAKES:
            break
    if len(mistakes) == 1:
        raise mistakes[0]
    if mistakes:
        del mistakes[MOST_MISTAKES:]
        listed = "\n".join(f"  {_one_line(problem)}" for problem in mistakes)
        first = "the first " if len(mistakes) == MOST_MISTAKES else ""
        raise InputError(
            f"{first}{len(mistakes)} mistakes in the queries:\n{listed}",
            remedy="correct these lines; nothing has been searched for yet",
        )
    if not seen:
        raise InputError(
            "there are no queries in it", path=path,
            remedy='write one a line: {"id": 1, "query": "talks with the government"}',
        )  # fmt: skip


def _one_line(problem: InputError) -> str:
    return "; ".join(line.strip() for line in str(problem).splitlines())


def _placed(problem: InputError | UnknownNameError, query: BatchQuery) -> InputError:
    """An error with the line of the query it is about."""
    if isinstance(problem, InputError):
        return problem.at(query.path, query.line)
    return InputError(str(problem), path=query.path, line=query.line)


def _lines(file: IO[bytes], path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers."""
    number = 0
    try:
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise InputError(
                    f"this line is longer than {LONGEST_LINE:,} bytes", path=path, line=number,
                    remedy="check that it is the right file; write one query a line",
                )  # fmt: skip
            line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
            if line.strip():
                yield number, line
    except OSError as problem:
        raise InputError(f"cannot be read: {problem.strerror}", path=path) from None


def _queries(file: IO[bytes], path: Path, on_error: OnError) -> Iterator[BatchQuery]:
    """The queries of a file; lines that are not valid are told and left out."""
    told = 0
    for number, line in _lines(file, path):
        try:
            yield _query(_record(line), path, number)
        except InputError as problem:
            on_error(problem.at(path, number))
            told += 1
            if told >= MOST_MISTAKES:
                return


def _no_number(name: str) -> NoReturn:
    raise InputError(f"{name} is no number", remedy="write a number, or a text in quotation marks")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise InputError(f"the field '{key}' stands here twice", remedy="keep one of them")
        found[key] = value
    return found


def _record(line: bytes) -> dict[str, Any]:
    """The object on a line."""
    remedy = 'write one object a line: {"id": 1, "query": "talks with the government"}'
    try:
        text = line.decode("utf-8")
        data = json.loads(text, object_pairs_hook=_pairs, parse_constant=_no_number)
        if b"\\u" in line:  # half a sign can only be written so
            json.dumps(data, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as problem:
        raise InputError(
            f"not valid JSON: {problem.msg} (column {problem.colno})", remedy=remedy
        ) from None
    except UnicodeDecodeError as problem:
        raise InputError(
            f"not UTF-8 text (byte {problem.start} of the line)", remedy="save the file as UTF-8"
        ) from None
    except UnicodeEncodeError:
        raise InputError("half a sign (\\ud800 …) is no text", remedy="delete it") from None
    except (RecursionError, ValueError):
        raise InputError(
            "this is nested too deeply, or a number in it has thousands of digits", remedy=remedy
        ) from None
    if not isinstance(data, dict):
        raise InputError("a JSON object is expected here", remedy=remedy)
    return data


def _query(data: Mapping[str, Any], path: Path, line: int) -> BatchQuery:
    for name in data:
        if name not in KNOWN:
            near = nearest(name, KNOWN)
            raise InputError(
                "this field is not known", field=name,
                remedy=f"did you mean '{near}'?" if near else f"known: {', '.join(KNOWN)}",
            )  # fmt: skip
    given = data.get("id")
    if (
        not isinstance(given, str | int | float) or isinstance(given, bool)
        or given in ("", math.inf, -math.inf)
    ):  # fmt: skip
        problem = "a text or a number is expected here" if "id" in data else "this field is missing"
        raise InputError(problem, field="id", remedy="give each query an id of its own")
    query = data.get("query")
    if not isinstance(query, str) or not query.strip():
        problem = "a text is expected here" if "query" in data else "this field is missing"
        raise InputError(problem, field="query", remedy="say in a few words what to look for")
    return BatchQuery(given, query, read_options(data), path, line)


def run_batch(
    queries: Iterable[BatchQuery], one: Callable[[BatchQuery], pd.DataFrame]
) -> Iterator[dict[str, Any]]:
    """The hits of each query, in the order of the queries, best first.

    Args:
        queries: read as they are needed.
        one: answers a query with a table of hits, which has the columns rank, statement,
            passage and score.

    Returns:
        For each hit a record: the keys of `FIRST` in their order, then the other columns.
        What is missing is None. A query that finds nothing has none.

    Raises:
        InputError: what `one` raises, with the line of the query.
    """
    for query in queries:
        try:
            table = one(query)
        except (InputError, UnknownNameError) as problem:
            raise _placed(problem, query) from None
        columns = [name for name in FIRST if name in table.columns]
        columns += [name for name in table.columns if name not in FIRST]
        for row in table[columns].to_dict("records"):
            yield {"query_id": query.id, **{str(key): _plain(row[key]) for key in row}}


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    import pandas as pd

    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, np.ndarray | list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, str | int | bool):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return None if value is None or value is pd.NA or value is pd.NaT else str(value)


def hit_line(hit: Mapping[str, Any]) -> str:
    """A hit as a line of JSON, with its line break."""
    return json.dumps(hit, ensure_ascii=False) + "\n"
