"""How a stage is executed: in this process, or in several of this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: What a worker process does with each piece; made once, when it starts.
_work: Callable[[Any], Any] | None = None


def processors() -> int:
    """How many processes this machine can run at once."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system tells
        return os.cpu_count() or 1


def in_order(
    make: Callable[..., Callable[[T], R]],
    arguments: tuple[Any, ...],
    pieces: Sequence[T],
    *,
    processes: int = 1,
) -> Iterator[R]:
    """What becomes of each piece, in the order of the pieces, however many processes work.

    Processes are started anew, so a script that uses more than one needs the usual
    `if __name__ == "__main__":`.

    Args:
        make: gives the function that is applied; called once in every process. It, its
            arguments, the pieces and the results must be such as can be pickled.
        processes: 1 does all of it here.

    >>> list(in_order(lambda factor: lambda n: factor * n, (3,), [1, 2]))
    [3, 6]
    """
    if processes <= 1 or len(pieces) <= 1:
        work = make(*arguments)
        yield from map(work, pieces)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(
        min(processes, len(pieces)), mp_context=get_context("spawn"),
        initializer=_start, initargs=(make, arguments),
    ) as pool:  # fmt: skip
        try:
            yield from pool.map(_apply, pieces)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _start(make: Callable[..., Callable[[Any], Any]], arguments: tuple[Any, ...]) -> None:
    global _work
    _work = make(*arguments)


def _apply(piece: Any) -> Any:
    assert _work is not None
    return _work(piece)
