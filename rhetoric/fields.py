"""Reading YAML and tables that people write: every mistake names its line.

Scalars stay strings (`no` is a word here, not false), anchors and aliases are
refused, and a key that is not known is an error that lists those that are.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import yaml

from rhetoric.dates import DateSpan
from rhetoric.errors import DateError, InputError
from rhetoric.written_dates import read_date

#: What a reader that shall go on calls with each mistake, in place of raising it.
OnError = Callable[[InputError], None]

_NOT_ALLOWED = yaml.reader.Reader.NON_PRINTABLE
#: What YAML may hold only where it is escaped.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
#: The longest line of a table, in characters: a long book, each letter of it escaped.
LONGEST_LINE = 2**26
#: No file that people write has lists within lists beyond this.
_DEEPEST = 40
#: Lines that the first row of a table may run over.
_HEAD = 1000
_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off", "")


def raise_it(problem: InputError) -> None:
    """The OnError that does not go on."""
    raise problem from None  # what a reader stumbled over is no part of the answer


def _plain(node: yaml.Node, lines: dict[tuple[Any, ...], int], at: tuple[Any, ...]) -> Any:
    lines[at] = node.start_mark.line
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in mapping:
                raise yaml.MarkedYAMLError(
                    problem=f"the key '{key}' stands here twice", problem_mark=key_node.start_mark
                )
            mapping[key] = _plain(value_node, lines, (*at, key))
            lines[(*at, key)] = key_node.start_mark.line
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, lines, (*at, i)) for i, child in enumerate(node.value)]
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return str(node.value)


@dataclass(frozen=True)
class Fields:
    """A mapping read from a file, with its lines.

    Attributes:
        data: the mapping.
        path: the file.
        error: the error class to raise.
        lines: path of keys → line of the YAML text, from 0.
        at: where this mapping stands in the whole.
        offset: lines of the file before the YAML text.
    """

    data: dict[str, Any]
    path: Path
    error: type[InputError]
    lines: dict[tuple[Any, ...], int] = field(default_factory=dict)
    at: tuple[Any, ...] = ()
    offset: int = 1

    def fail(self, problem: str, name: str | None = None, remedy: str | None = None) -> InputError:
        """The error to raise for a field of this mapping."""
        where = (*self.at, name) if name is not None else self.at
        line = self.lines.get(where, self.lines.get(self.at, 0)) + self.offset
        return self.error(problem, path=self.path, line=line, field=name, remedy=remedy)

    def only(self, known: Iterable[str]) -> None:
        """Refuse keys that nobody reads."""
        names = sorted(known)
        for name in self.data:
            if name not in names:
                raise self.fail("this field is not known", name, f"known: {', '.join(names)}")

    def text(self, name: str, default: str | None = None) -> str:
        """A string; required when there is no default."""
        value = self.data.get(name)
        if value is None or value == "":
            if default is None:
                raise self.fail("this field is required", name, f"add a line '{name}: …'")
            return default
        if not isinstance(value, str):
            raise self.fail("one value is expected here, not a list or mapping", name)
        return value.strip()

    def choice(self, name: str, known: Sequence[str], default: str | None = None) -> str:
        """One of the known values."""
        value = self.text(name, default)
        if value not in known:
            raise self.fail(f"'{value}' is not known here", name, f"one of: {', '.join(known)}")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """true or false."""
        value = self.text(name, str(default).lower()).lower()
        if value not in _TRUE + _FALSE:
            raise self.fail(f"'{value}' is neither true nor false", name, "write true or false")
        return value in _TRUE

    def number(self, name: str, default: float) -> float:
        """A number."""
        value = self.text(name, str(default))
        try:
            return float(value)
        except ValueError:
            raise self.fail(f"'{value}' is not a number", name) from None

    def date(self, name: str) -> DateSpan | None:
        """A date as sources write them, or None when the field is missing."""
        value = self.text(name, "")
        if not value:
            return None
        try:
            return read_date(value)
        except DateError as problem:
            raise self.fail(problem.problem, name, problem.remedy) from None

    def strings(self, name: str) -> tuple[str, ...]:
        """A list of strings; one string counts as a list of one."""
        value = self.data.get(name)
        if value is None:
            return ()
        items = value if isinstance(value, list) else [value]
        for item in items:
            if not isinstance(item, str):
                raise self.fail("a list of texts is expected here", name, "quote each item")
        return tuple(item.strip() for item in items if item.strip())

    def inner(self, name: str) -> Fields:
        """A mapping within; empty when missing."""
        value = self.data.get(name)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise self.fail("a mapping is expected here ('key: value' lines)", name)
        return self._child(value, (*self.at, name))

    def each(self, name: str) -> list[Fields]:
        """A list of mappings within; empty when missing."""
        value = self.data.get(name) or []
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self.fail("a list of mappings is expected here", name)
        return [self._child(v, (*self.at, name, i)) for i, v in enumerate(value)]

    def _child(self, data: dict[str, Any], at: tuple[Any, ...]) -> Fields:
        return Fields(data, self.path, self.error, self.lines, at, self.offset)


def read_fields(
    text: str, path: Path, error: type[InputError], *, offset: int = 1, listed: bool = False
) -> Fields:
    """Parse YAML text into Fields. With `listed` the text is a list, found under "items".

    Raises:
        InputError: of the class `error`, when it is not YAML or not a mapping (or list).
    """
    lines: dict[tuple[Any, ...], int] = {}
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:  # before it is composed: that takes the stack of the process
                mark = event.start_mark
                raise error(
                    "this is nested too deeply", path=path,
                    line=(mark.line if mark else 0) + offset, remedy="quote a value that begins"
                    " with [ or {",
                )  # fmt: skip
            if isinstance(event, yaml.AliasEvent):
                mark = event.start_mark
                raise error(
                    "anchors and aliases (&name, *name) are not allowed here",
                    path=path, line=(mark.line if mark else 0) + offset,
                    remedy="quote a value that begins with * or &",
                )  # fmt: skip
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = None if root is None else _plain(root, lines, ("items",) if listed else ())
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line = (mark.line if mark else 0) + offset
        raise error(
            f"this is not valid YAML: {problem.problem}", path=path, line=line,
            remedy="quote values that contain ': ' or begin with * & ? | > @ % or a quotation mark",
        ) from None  # fmt: skip
    except RecursionError:
        raise error("this is nested too deeply", path=path, line=offset) from None
    except (yaml.YAMLError, UnicodeEncodeError):
        found = _NOT_ALLOWED.search(text)
        raise error(
            "this is not valid YAML: it holds a character that does not print", path=path,
            line=text.count("\n", 0, found.start() if found else 0) + offset, remedy="delete it",
        ) from None  # fmt: skip
    if listed:
        data = {"items": [] if data is None else data}
    if not isinstance(data, dict):
        raise error("'key: value' lines are expected here", path=path, line=offset)
    return Fields(data, path, error, lines, (), offset)


def written(value: str | tuple[str, ...]) -> str:
    """A value as people write it where that is read back the same; else quoted."""
    listed = isinstance(value, tuple)
    plain = f"[{', '.join(value)}]" if listed else str(value)
    try:
        read = read_fields(f"value: {plain}", Path(), InputError).data["value"]
    except InputError:
        read = None
    if read == (list(value) if listed else value) and not _ESCAPED.search(plain):
        return plain
    # JSON, which is YAML too where signs that do not print are escaped.
    quoted = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", quoted)


def read_utf8(path: Path, error: type[InputError]) -> str:
    """The text of a UTF-8 file, with a clear error for anything else."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise error(
            f"not UTF-8 text (byte {problem.start})", path=path, remedy="save the file as UTF-8"
        ) from None
    except IsADirectoryError:
        raise error("this is a folder, not a file", path=path) from None
    except OSError as problem:
        raise error(f"cannot be read: {problem.strerror}", path=path) from None


def read_csv(
    text: str,
    path: Path,
    error: type[InputError],
    *,
    separators: str = ",",
    on_error: OnError = raise_it,
) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """The columns of a CSV table, and its rows with the line each begins on; see `iter_csv`."""
    columns, rows = iter_csv(
        io.StringIO(text, newline=""), path, error, separators=separators, on_error=on_error
    )
    return columns, list(rows)


def bounded_lines(file: TextIO, path: Path, error: type[InputError]) -> Iterator[str]:
    """The lines of a file, which is read no further than a line of LONGEST_LINE characters.

    Raises:
        InputError: of the class `error`, when a line is longer.
    """
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise error(
                f"this line is longer than {LONGEST_LINE:,} characters", path=path, line=number,
                remedy="check that it is the right file; end each row with a line break",
            )  # fmt: skip
        yield line


def iter_csv(
    file: TextIO,
    path: Path,
    error: type[InputError],
    *,
    separators: str = ",",
    on_error: OnError = raise_it,
) -> tuple[list[str], Iterator[tuple[int, dict[str, str]]]]:
    """The columns of a CSV table, and its rows one after the other with the line each begins on.

    Args:
        file: open at its start, with newline="".
        separators: those it may have; the one that makes most columns of its first line is
            taken, of several such the first one here.
        on_error: called with each row that is not valid; raises it by default.

    Raises:
        InputError: of the class `error`, when it is not a table.
    """
    csv.field_size_limit(LONGEST_LINE)

    def broken(problem: csv.Error, line: int) -> InputError:
        return error(
            f"not a valid table: {problem}", path=path, line=line,
            remedy="close every quotation mark, and write one inside a quoted value twice",
        )  # fmt: skip

    def width(separator: str) -> int:
        file.seek(0)
        head = islice(bounded_lines(file, path, error), _HEAD)
        return len(next(csv.reader(head, delimiter=separator), ""))

    separator = max(separators, key=width)
    file.seek(0)
    lines = csv.reader(bounded_lines(file, path, error), delimiter=separator, strict=True)
    try:
        columns: list[str] = next(lines, [])
    except csv.Error as problem:
        raise broken(problem, 1) from None

    if twice := [name for name, times in Counter(columns).items() if name and times > 1]:
        raise error(
            f"the column '{twice[0]}' stands here twice", path=path, line=1,
            remedy="give each column its own name",
        )  # fmt: skip

    def rows() -> Iterator[tuple[int, dict[str, str]]]:
        while True:
            line = lines.line_num + 1
            try:
                values = next(lines, None)
            except csv.Error as problem:
                on_error(broken(problem, line))
                continue
            if values is None:
                return
            if len(values) > len(columns):
                on_error(
                    error(
                        f"more values ({len(values)}) than columns ({len(columns)})", path=path,
                        line=line, remedy="quote values that contain the separator",
                    )
                )  # fmt: skip
            elif values:
                filled = [*values, *[""] * (len(columns) - len(values))]
                yield line, dict(zip(columns, filled, strict=True))

    return columns, rows()
