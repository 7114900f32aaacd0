"""Reading a dictionary file, whatever kind it is, and writing one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rhetoric.aside import aside
from rhetoric.errors import InputError, LexiconError, StatementError, writing
from rhetoric.sources.encoding import decode
from rhetoric.sources.files import read_whole
from rhetoric.theming.dictionaries.dic import parse_dic, parse_dicx, write_dic
from rhetoric.theming.dictionaries.model import Dictionary, Loss
from rhetoric.theming.dictionaries.quanteda import parse_json, parse_yaml, write_json, write_yaml
from rhetoric.theming.dictionaries.wordlist import parse_wordlist, write_csv

#: Kinds a dictionary can be written as.
KINDS = ("dic", "yaml", "json", "csv")
_WRITERS: dict[str, Callable[[Dictionary], str]] = {
    "dic": write_dic, "yaml": write_yaml, "json": write_json, "csv": write_csv,
}  # fmt: skip
_ENDINGS = {".yml": ".yaml", ".tab": ".tsv"}


def read_dictionary(path: Path) -> Dictionary:
    """Read a dictionary: `.dic`, `.dicx`, `.yaml`, `.json`, or a word list (.csv, .tsv, .txt).

    A `.csv` that begins with DicTerm is a dictionary of LIWC-22, a `.txt` that begins with % a
    `.dic`. UTF-8, UTF-16 and the encodings of Windows are told apart by their bytes.

    Raises:
        LexiconError: naming file, line and remedy.
    """
    try:
        found = decode(read_whole(path), path)
    except StatementError as problem:
        raise LexiconError(problem.problem, path=path, remedy=problem.remedy) from None
    try:
        read = _parse(found.text, path)
    except LexiconError as problem:
        raise problem.at(path) from None
    notes = tuple(Loss("the whole file", note) for note in found.notes)
    return Dictionary(read.categories, (*notes, *read.losses))


def _parse(text: str, path: Path) -> Dictionary:
    ending = path.suffix.lower()
    ending = _ENDINGS.get(ending, ending)
    start = text.lstrip("\ufeff \t\r\n")
    if start[:7].strip("\"'").lower().startswith("dicter"):
        return parse_dicx(text)
    if ending == ".dicx":
        return parse_dicx(text)
    if ending == ".dic" or (ending in ("", ".txt") and start.startswith("%")):
        return parse_dic(text)
    if ending == ".yaml":
        return parse_yaml(text)
    if ending == ".json":
        return parse_json(text)
    if ending in (".csv", ".tsv", ".txt", ""):
        return parse_wordlist(text, name=path.stem)
    raise LexiconError(
        f"'{ending}' is no kind of dictionary that is read",
        remedy="known: .dic, .dicx, .yaml, .json, .csv, .tsv, .txt",
    )


def write_dictionary(dictionary: Dictionary, path: Path, kind: str) -> None:
    """Write a dictionary, aside first, then renamed into place.

    Args:
        kind: dic, yaml, json or csv.

    Raises:
        InputError: when it cannot be written.
    """
    with writing(path, InputError), aside(path) as new:
        new.write_text(_WRITERS[kind](dictionary), encoding="utf-8")
