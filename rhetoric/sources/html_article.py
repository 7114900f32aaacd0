"""Which part of a web page is the article: the one where whole sentences stand together.

The page is cut into blocks of running text. Blocks of sentences vote for what holds
them, links vote against; what holds most is the article (after Kohlschütter et al.
2010, and the readability programs of browsers).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = frozenset(
    "script style noscript template nav footer button input select textarea label iframe"
    " frame object embed applet svg math canvas audio video map dialog menu head title meta link"
    " rp rt datalist progress option legend fieldset".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q ruby s samp"
    " small span strike strong sub sup time tt u var wbr -text center blink nobr".split()
)
_ROLES = frozenset(
    "navigation banner contentinfo complementary search menu menubar dialog alert toolbar".split()
)
_UNLIKELY = re.compile(
    r"(?:^|[-_ ])(?:comments?|disqus|share|sharing|social|related|recommend\w*|newsletter|promo"
    r"|cookies?|breadcrumbs?|side-?bar|menu|nav|navbar|navigation|footer|subscri\w+|sponsor\w*"
    r"|advert\w*|ads?|banner|popup|modal|pagination|pager|widgets?|tags|tag-?list|trending|popular"
    r"|most-?read|read-?more|more-?stories|outbrain|taboola|skip|login|signup|print-only|byline"
    r"|author-?(?:bio|box|info)|meta|caption|credits?|toolbar|utility|masthead|site-?header"
    r"|copyright|hidden|sr-only|screen-reader-text|visually-?hidden)(?:$|[-_ ])",
    re.IGNORECASE,
)
_LIKELY = re.compile(r"article|body|content|entry|main|post|story|text", re.IGNORECASE)
#: The share of a page's prose with which an element is kept whatever its name and style say.
_ENOUGH = 0.6
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass
class Block:
    """A stretch of running text.

    Attributes:
        text: the text, with one space between words; lines where the page breaks them.
        linked: how many of its characters are links.
        tag: what it is: p, li, h2, td, …
        within: the numbers of what holds it, the outermost first.
    """

    text: str
    linked: int
    tag: str
    within: tuple[int, ...]

    @property
    def link_share(self) -> float:
        """The share of its characters that are links."""
        return self.linked / max(1, len(self.text))


def article_blocks(blocks: list[Block], names: dict[int, str]) -> list[Block]:
    """The blocks of the article; all of them when none stands out.

    Args:
        names: number of a holder → its tag.
    """
    votes: dict[int, float] = defaultdict(float)
    for block in blocks:
        weight = _weight(block)
        for level, holder in enumerate(reversed(block.within[1:])):
            votes[holder] += weight * (1.0, 0.5, 0.25, 0.1)[min(level, 3)]
    if not votes or max(votes.values()) <= 0:
        return blocks
    linked: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for block in blocks:
        for holder in block.within:
            linked[holder][0] += block.linked
            linked[holder][1] += len(block.text)
    for holder in votes:
        here = linked[holder]
        votes[holder] *= 1 - here[0] / max(1, here[1])
        if names[holder] in ("article", "main"):
            votes[holder] *= 1.3
    best = max(votes, key=lambda h: (votes[h], -h))
    path = next(b.within for b in blocks if best in b.within)
    path = path[: path.index(best) + 1]
    total = sum(map(_weight, blocks))
    # As long as a holder further out has clearly more sentences and few links, it is the article.
    for holder in reversed(path[1:-1]):
        mine = sum(_weight(b) for b in blocks if best in b.within)
        theirs = sum(_weight(b) for b in blocks if holder in b.within)
        here = linked[holder]
        if theirs > 1.2 * mine and here[0] < 0.25 * here[1] and theirs <= total:
            best = holder
    chosen = [b for b in blocks if best in b.within]
    return _trimmed([b for b in chosen if not _is_menu(b)]) or blocks


def _weight(block: Block) -> float:
    """How much a block looks like sentences."""
    if block.link_share > 0.4 or len(block.text) < 40 or block.tag in ("h1", "h2", "h3", "h4"):
        return 0.0
    commas = len(re.findall("[,،;؛、，]", block.text))
    weight = 1 + min(commas, 10) + min(len(block.text) / 100, 5)
    return weight if block.tag != "li" else weight / 2


def _is_menu(block: Block) -> bool:
    return block.link_share > 0.6 and (
        block.tag in ("li", "td", "div", "ul") or len(block.text) < 80
    )


def _trimmed(blocks: list[Block]) -> list[Block]:
    """Without headings that nothing follows."""
    end = len(blocks)
    while end and re.fullmatch(r"h[2-6]", blocks[end - 1].tag):
        end -= 1
    return blocks[:end]


def page_blocks(root: _Element) -> tuple[list[Block], dict[int, str]]:
    """The blocks of a page in order, and the tags of what holds them.

    What its name or style calls secondary or hidden is left out, unless much of the prose
    of the page is in it: then its name means something else.
    """
    return _Walk(_ENOUGH * _prose(root)).run(root)


def page_length(root: _Element) -> int:
    """How many characters of text a page holds, menus and all."""
    silent = ("script", "style", "noscript", "template", "title", "svg", "math")
    return sum(
        len(" ".join((node.text or "").split())) * (node.tag not in silent)
        + len(" ".join((node.tail or "").split()))
        for node in root.iter("*")
    )


def _prose(node: _Element) -> int:
    """How many characters of longer stretches of text an element holds, links apart."""
    count = len(text) if len(text := (node.text or "").strip()) >= 40 else 0
    for one in node.iterdescendants():
        inside = one.tag not in _DROPPED and one.tag != "a" and isinstance(one.tag, str)
        for text in (one.text if inside else "", one.tail):
            length = len((text or "").strip())
            count += length if length >= 40 else 0
    return count


class _Walk:
    """Goes through a page from its first word to its last."""

    def __init__(self, much: float) -> None:
        self._much = much
        self.blocks: list[Block] = []
        self.names: dict[int, str] = {}
        self._pieces: list[str] = []
        self._linked = 0
        self._within: list[int] = []
        self._tags: list[str] = []
        self._links = self._kept = 0

    def run(self, root: _Element) -> tuple[list[Block], dict[int, str]]:
        """Walk; the first holder is the root."""
        from lxml import etree

        steps = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        left_out: list[_Element] = []
        for event, node in steps:
            if event == "start":
                if _looked_at(node) or self._holds_much(node):
                    self._enter(node.tag)
                    self._write(node.text)
                else:
                    left_out.append(node)
                    steps.skip_subtree()
                continue
            if left_out and left_out[-1] is node:
                left_out.pop()
                if node.tag not in _INLINE:
                    self._flush()
            elif event == "end":
                self._leave(node.tag)
            if node is not root:
                self._write(node.tail)
        self._flush()
        return self.blocks, self.names

    def _holds_much(self, node: _Element) -> bool:
        return node.tag not in _DROPPED and _prose(node) > self._much

    def _enter(self, tag: str) -> None:
        self._links += tag == "a"
        self._kept += tag == "pre"
        if tag == "br":
            self._pieces.append("\n")
        elif tag not in _INLINE:
            self._flush()
            self.names[len(self.names) + 1] = tag
            self._within.append(len(self.names))
            self._tags.append(tag)

    def _leave(self, tag: str) -> None:
        if tag not in _INLINE and tag != "br":
            self._flush()
            self._within.pop()
            self._tags.pop()
        self._links -= tag == "a"
        self._kept -= tag == "pre"

    def _write(self, text: str | None) -> None:
        if text:
            self._pieces.append(text if self._kept else re.sub(r"[ \t\n\r\f]+", " ", text))
            self._linked += len(text.strip()) if self._links else 0

    def _flush(self) -> None:
        text = re.sub(r" {2,}", " ", "".join(self._pieces))
        text = re.sub(r" *\n *", "\n", text).strip()
        share = self._linked / max(1, len(text))
        own = self._tags[-1] if self._tags else ""
        # A block votes for what holds it; text loose in a holder votes for that.
        loose = own in ("div", "td", "section", "article", "main", "body")
        within = tuple(self._within) if loose else tuple(self._within[:-1])
        for part in re.split(r"\n{2,}", text):
            if part.strip():
                self.blocks.append(Block(part.strip(), round(share * len(part)), own, within))
        self._pieces, self._linked = [], 0


def _looked_at(node: _Element) -> bool:
    """Whether an element may be part of what people came to read."""
    tag, marks = str(node.tag), node.attrib
    if tag in _DROPPED or _hidden(node):
        return False
    if tag in ("html", "body", "article", "main", "p", "br") or tag in _INLINE:
        return True
    if tag == "aside" or marks.get("role", "").lower() in _ROLES:
        return False
    name = f"{marks.get('class', '')} {marks.get('id', '')}"
    return not _UNLIKELY.search(name) or bool(_LIKELY.search(name))


def _hidden(node: _Element) -> bool:
    marks = node.attrib
    return bool(
        "hidden" in marks
        or marks.get("aria-hidden") == "true"
        or _HIDING.search(marks.get("style", ""))
    )
