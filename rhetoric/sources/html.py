"""Web pages: the article without menus, advertisements and scripts; nothing in a page is run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rhetoric.errors import StatementError
from rhetoric.sources.document import Document
from rhetoric.sources.encoding import decode
from rhetoric.sources.files import read_whole
from rhetoric.sources.html_article import Block, article_blocks, page_blocks, page_length

if TYPE_CHECKING:
    from lxml.etree import _Element

SUFFIXES: tuple[str, ...] = (".html", ".htm", ".xhtml")

_MOST_BYTES = 16 * 2**20
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:-]{2,30})""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:-]{2,30})""")
#: Pictures that stand in the page itself; they may be larger than the parser bears.
_PICTURE = re.compile(r"""(?<=["'(])data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=%\s]{1000,}+""")
_MOST_ATTRIBUTES = 1000
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S{1,2000}) -->")
_DATE_NAMES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.issued", "dcterms.created", "pubdate", "publishdate",
    "publish-date", "publication_date", "parsely-pub-date", "sailthru.date", "og:published_time",
    "citation_publication_date",
)  # fmt: skip
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "parsely-author", "citation_author")


def read(path: Path) -> list[Document]:
    """The article of a web page.

    Raises:
        StatementError: when the page is too large, no text, or holds no text.
    """
    data = read_whole(path, _MOST_BYTES)
    declared = _CHARSET.search(data[:4096]) or _XML_CHARSET.search(data[:200])
    found = decode(data, path, declared[1].decode("ascii") if declared else "")
    root, broken = _parse(_PICTURE.sub("data:,", found.text))
    if broken:
        raise StatementError(
            broken, path=path, remedy="open it in a browser and save its text as .txt"
        )
    blocks, names = page_blocks(root) if root is not None else ([], {})
    if root is None or not blocks:
        raise StatementError(
            "there is no text in this page", path=path,
            remedy="if a browser shows one, save the page again once it has loaded",
        )  # fmt: skip
    chosen = article_blocks(blocks, names)
    meta = _meta(root)
    linked = list(_linked_data(root))
    title = meta.get("og:title") or _heading(chosen) or _heading(blocks) or _page_title(root)
    notes = list(found.notes)
    left = page_length(root) - sum(len(b.text) for b in chosen)
    if left > 20:
        notes.append(f"{left} characters of menus and other parts of the page were left out")
    if re.search("<html", found.text[:4096], re.IGNORECASE) and not re.search(
        "</(?:html|body)", found.text, re.IGNORECASE
    ):
        notes.append("the page has no end: it may be cut short")
    return [
        Document(
            text=_text(chosen),
            title=title,
            date=_day(_first(meta, linked, _DATE_NAMES, "datePublished") or _time(root)),
            language=root.get("lang") or meta.get("og:locale", ""),
            notes=tuple(notes),
            # Whoever wrote the page need not be who speaks in it.
            meta={
                "encoding": found.encoding,
                **_address(root, meta, found.text),
                **({"byline": by} if (by := _author(meta, linked)) else {}),
            },
        )
    ]


def _parse(text: str) -> tuple[_Element | None, str]:
    """The tree of a page, and what is wrong with it that no browser writes ("" if nothing is)."""
    from lxml import etree

    data = text.encode("utf-8", "replace")
    try:
        # The tree takes ages over an element of very many attributes; the mere events do not.
        etree.fromstring(data, etree.HTMLParser(target=_AttributeCount(), encoding="utf-8"))
    except _TooManyError:
        return None, f"an element of the page has more than {_MOST_ATTRIBUTES:,} attributes"
    except (etree.LxmlError, AssertionError):
        pass
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError:
        root = None
    for entry in parser.error_log:
        if "depth" in entry.message:
            return root, "the page is nested deeper than any browser writes"
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            return root, "a value in the page is longer than any browser writes"
    return root, ""


class _TooManyError(Exception):
    """An element has more attributes than any page needs."""


class _AttributeCount:
    """Stops a parser at an element of too many attributes."""

    def start(self, _: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if len(attributes) > _MOST_ATTRIBUTES:
            raise _TooManyError

    def close(self) -> None:
        """The page ends."""


def _text(blocks: list[Block]) -> str:
    """The blocks as text: a blank line between paragraphs, none between the items of a list."""
    out: list[str] = []
    for block, before in zip(blocks, [None, *blocks], strict=False):
        if before is not None:
            lists = block.tag == before.tag == "li"
            cells = block.tag in ("td", "th") and before.tag in ("td", "th")
            same_row = cells and block.within[-2:-1] == before.within[-2:-1]
            out.append("\t" if same_row else "\n" if lists or cells else "\n\n")
        out.append(block.text)
    return "".join(out)


def _heading(blocks: list[Block]) -> str:
    return next((b.text.replace("\n", " ") for b in blocks if b.tag == "h1"), "")


def _page_title(root: _Element) -> str:
    found = root.find(".//title")
    return " ".join((found.text or "").split()) if found is not None else ""


def _meta(root: _Element) -> dict[str, str]:
    """What the head of the page says, by name in small letters; the first of a name counts."""
    said: dict[str, str] = {}
    for node in root.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        content = " ".join((node.get("content") or "").split())
        if name and content:
            said.setdefault(name.lower(), content[:1000])
    return said


def _linked_data(root: _Element) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD."""
    for node in root.iter("script"):
        if "ld+json" not in (node.get("type") or "") or len(node.text or "") > 500_000:
            continue
        try:
            waiting = [json.loads(node.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting += value[:100]
            elif isinstance(value, dict):
                yield value
                waiting += [value.get("@graph")]


def _first(
    meta: dict[str, str], linked: list[dict[str, Any]], names: tuple[str, ...], key: str
) -> str:
    for value in (*(meta.get(name) for name in names), *(one.get(key) for one in linked)):
        if isinstance(value, str) and value.strip():
            return value.strip()[:100]
    return ""


def _time(root: _Element) -> str:
    """The date of a page's first `time` element."""
    for node in root.iter("time"):
        if value := (node.get("datetime") or "".join(node.itertext())).strip():
            return str(value)[:100]
    return ""


def _day(date: str) -> str:
    """A date without the time of day.

    >>> _day("2020-05-01T09:30:00+00:00")
    '2020-05-01'
    """
    stamp = re.match(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d", date)
    return stamp[1] if stamp else date


def _author(meta: dict[str, str], linked: list[dict[str, Any]]) -> str:
    for name in _AUTHOR_NAMES:
        if (value := meta.get(name, "")) and not value.startswith("http"):
            return value
    for one in linked:
        author = one.get("author")
        author = author[0] if isinstance(author, list) and author else author
        said: Any = author.get("name") if isinstance(author, dict) else author
        if isinstance(said, str) and said.strip() and not said.startswith("http"):
            return said.strip()[:200]
    return ""


def _address(root: _Element, meta: dict[str, str], text: str) -> dict[str, str]:
    """Where the page comes from, and what it belongs to."""
    link = next((n.get("href") for n in root.iter("link") if n.get("rel") == "canonical"), None)
    saved = _SAVED_FROM.search(text[:5000])
    url = link or meta.get("og:url") or (saved[1] if saved else "")
    site = meta.get("og:site_name", "")
    return {k: v for k, v in (("url", url), ("site", site)) if v}
