"""Lines that are typed: edited, completed and kept, where Python has readline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: The file in the cache that keeps the lines that were typed, and how many of them.
FILE = "shell-history"
MOST = 1000

#: (the line so far, the word that is completed) → what it may become.
Complete = Callable[[str, str], list[str]]


@contextmanager
def editing(cache: Path, complete: Complete) -> Iterator[None]:
    """Let lines be edited, completed with Tab and found again the next time.

    Where there is no readline, or the cache cannot be written, it does without.

    Args:
        cache: the folder that keeps the lines.
    """
    try:
        import readline
    except ImportError:  # Windows has none
        yield
        return
    found: list[str] = []

    def completer(word: str, state: int) -> str | None:
        if state == 0:
            found[:] = complete(readline.get_line_buffer()[: readline.get_begidx()], word)
        return found[state] if state < len(found) else None

    readline.set_completer(completer)
    readline.set_completer_delims(" \t")
    of_bsd = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if of_bsd else "tab: complete")
    readline.set_history_length(MOST)
    path = cache / FILE
    with suppress(OSError):
        readline.read_history_file(path)
    try:
        yield
    finally:
        readline.set_completer(None)
        with suppress(OSError):  # a cache that is read-only is left as it is
            path.parent.mkdir(parents=True, exist_ok=True)
            readline.write_history_file(path)
