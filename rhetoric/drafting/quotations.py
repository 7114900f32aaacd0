"""What stands between quotation marks of any kind, or is set as a block."""

from __future__ import annotations

from dataclasses import dataclass

#: Opening mark → what may close it.
_PAIRS = {"“": '”"', "«": "»", "„": "“”", "‹": "›", '"': '"”', "‘": "’", "「": "」", "”": "“”"}
_DOUBLE = '“”"„«»「」'
#: Marks of single quotation open and close only at the edge of words, or they are apostrophes.
_SINGLE = "‘‹"
_LONGEST = 4000


@dataclass(frozen=True)
class Quotation:
    """A stretch in quotation marks.

    Attributes:
        start, end: its words, without the marks.
        mark: the opening mark; ">" for a block.
        closed: whether the closing mark is there.
    """

    start: int
    end: int
    mark: str
    closed: bool = True


def find_quotations(text: str, start: int, end: int) -> list[Quotation]:
    """The quotations of a paragraph, outer ones only, in order.

    >>> text = 'They call it “a road” and «une route».'
    >>> [text[q.start:q.end] for q in find_quotations(text, 0, len(text))]
    ['a road', 'une route']
    """
    if text[start:end].lstrip().startswith(">"):
        block = _trimmed(text, start, end, ">", True)
        return [block] if block.start < block.end else []
    found: list[Quotation] = []
    at = start
    while at < end:
        mark = text[at]
        if mark in _PAIRS and _opens(text, at, start):
            close = _closing(text, at, end)
            closed = close is not None
            if close is None:
                # A quotation of several paragraphs opens each of them and closes the last.
                rest = text[at + 1 : end]
                if mark in _SINGLE or len(rest.split()) < 8 or any(c in rest for c in _DOUBLE):
                    at += 1
                    continue
                close = end
            quotation = _trimmed(text, at + 1, close, mark, closed)
            if quotation.start < quotation.end:
                found.append(quotation)
            at = close + 1
        else:
            at += 1
    return found


def _opens(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if text[at] == "«":
        return True
    if text[at] == "”":  # in Arabic the marks are often the wrong way round
        return not before.isalnum() and "\u0600" <= after <= "\u06ff" and before not in ".،؛؟!"
    return not before.isalnum() and not after.isspace()


def _closing(text: str, at: int, end: int) -> int | None:
    """Where the quotation that opens at a place closes."""
    mark, depth = text[at], 0
    closers = _PAIRS[mark]
    for place in range(at + 1, min(end, at + _LONGEST)):
        char = text[place]
        if char == mark and mark not in closers and mark != "„":
            depth += 1
        elif char in closers:
            after = text[place + 1] if place + 1 < len(text) else " "
            if mark in _SINGLE and after.isalpha():
                continue  # an apostrophe
            if mark == '"' and (text[place - 1].isspace() and not after.isspace()):
                continue
            if depth and char != '"':
                depth -= 1
                continue
            return place
    return None


def _trimmed(text: str, start: int, end: int, mark: str, closed: bool) -> Quotation:
    while start < end and (text[start].isspace() or text[start] == ">"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quotation(start, end, mark, closed)
