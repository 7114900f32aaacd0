"""Dictionaries of quanteda: YAML and JSON, nested to any depth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rhetoric.errors import LexiconError
from rhetoric.fields import read_fields
from rhetoric.theming.dictionaries.model import SEPARATOR, Builder, Dictionary, Entry

_NAMELESS = Path("dictionary.yaml")
_DEEPEST = 40
#: What a JSON file says of how words are compared, beside the words.
_SETTINGS = ("_settings", "settings", "meta")


def parse_yaml(text: str) -> Dictionary:
    """Read a quanteda dictionary in YAML: categories, nested to any depth, with lists of words.

    Raises:
        LexiconError: naming the line, when it is no such file.
    """
    try:
        data = read_fields(text.lstrip("\ufeff"), _NAMELESS, LexiconError).data
    except LexiconError as problem:
        raise LexiconError(problem.problem, line=problem.line, remedy=problem.remedy) from None
    return _dictionary(data)


def parse_json(text: str) -> Dictionary:
    """Read a quanteda dictionary in JSON: objects within objects, with lists of words.

    Raises:
        LexiconError: naming the line, when it is no such file.
    """
    try:
        data = json.loads(text.lstrip("\ufeff"), object_pairs_hook=_merged)
    except json.JSONDecodeError as problem:
        raise LexiconError(
            f"this is not valid JSON: {problem.msg}", line=problem.lineno,
            remedy="write it again from the program it comes from",
        ) from None  # fmt: skip
    except (RecursionError, ValueError):
        raise LexiconError(
            "this is not a dictionary in JSON", remedy='expected: {"category": ["word"]}'
        ) from None
    if not isinstance(data, dict):
        raise LexiconError(
            "this is not a dictionary in JSON", line=1,
            remedy="expected: {\"category\": [\"word\"]}",
        )  # fmt: skip
    return _dictionary({k: v for k, v in data.items() if k not in _SETTINGS})


def _merged(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; what stands there twice under a name is put together."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            old = found[name] if isinstance(found[name], list) else [found[name]]
            value = [*old, *(value if isinstance(value, list) else [value])]
        found[name] = value
    return found


def _dictionary(data: dict[str, Any]) -> Dictionary:
    builder = Builder()
    for name, value in data.items():
        _walk(value, str(name).strip() or "unnamed", builder, 0)
    return builder.done()


def _walk(value: Any, name: str, builder: Builder, depth: int) -> None:
    if depth > _DEEPEST:
        builder.lose(name, "nested too deeply")
    elif isinstance(value, dict):
        for inner, content in value.items():
            key = str(inner).strip()
            _walk(content, f"{name}{SEPARATOR}{key}" if key else name, builder, depth + 1)
    elif isinstance(value, list):
        builder.open(name)
        for item in value:
            _walk(item, name, builder, depth + 1)
    elif isinstance(value, str):
        if value.strip():
            builder.add([name], Entry(" ".join(value.split())))
    elif value is not None:
        builder.lose(str(value), f"in {name}: not a word")


def write_yaml(dictionary: Dictionary) -> str:
    """A dictionary in quanteda's YAML."""
    import yaml

    data = _nested(dictionary)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1 << 30)


def write_json(dictionary: Dictionary) -> str:
    """A dictionary in quanteda's JSON."""
    return json.dumps(_nested(dictionary), ensure_ascii=False, indent=2) + "\n"


def _nested(dictionary: Dictionary) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for category in dictionary.categories:
        at = data
        *above, last = category.name.split(SEPARATOR)
        for name in above:
            at = at.setdefault(name, {})
        at[last] = [entry.word for entry in category.entries]
    return data
