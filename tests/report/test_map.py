"""The map in the report: every statement there, told in words, too, and small however many."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.lexicon import Lexicon
from rhetoric.model import Statement
from rhetoric.report import write_report
from rhetoric.report.groups import build_cast
from rhetoric.report.map import MOST_POINTS, draw_map
from rhetoric.report.map_file import write_map
from rhetoric.report.svg import text_width
from rhetoric.searching.areas import Area
from rhetoric.searching.map import CorpusMap, Faith, Point, corpus_map
from rhetoric.vectors import Vectors

SVG = "{http://www.w3.org/2000/svg}"
FAITH = Faith(0.5, 0.7, 0.1, 12)


class LetterEncoder:
    """Texts that use the same letters are near."""

    name = "letters"
    hash = "letters"

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        letters = "abcdefghijklmnopqrstuvwxyz"
        rows = [[t.lower().count(x) + 0.1 for x in letters] for t in texts]
        vectors = np.array(rows, dtype=np.float32).reshape(len(rows), len(letters))
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


Written = Callable[[Corpus], Path]


@pytest.fixture
def written(lexicon: Lexicon, frames: pd.DataFrame, tmp_path: Path) -> Written:
    def write(corpus: Corpus) -> Path:
        write_report(
            corpus, lexicon, frames, tmp_path, title="A", manifest={}, encoder=LetterEncoder()
        )
        return tmp_path

    return write


def drawn(
    found: CorpusMap, corpus: Corpus, lexicon: Lexicon, width: float = 1032.0,
    linked: Sequence[str] = (),
) -> ElementTree.Element:  # fmt: skip
    cast = build_cast(corpus, (), lexicon)
    return ElementTree.fromstring(str(draw_map(found, corpus, cast, width, linked)))


def test_the_page_shows_each_statement_as_a_point_that_leads_to_its_entry(
    written: Written, corpus: Corpus
) -> None:
    html = (written(corpus) / "index.html").read_text("utf-8")
    section = html.partition('<h3 id="map">')[2].partition("<h3>")[0]
    wide = section.partition('<div class="wide">')[2].partition('<div class="narrow">')[0]
    assert set(re.findall(r'href="#s-([\w-]+)"', wide)) == {s.id for s in corpus.statements}
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    assert set(re.findall(r'href="#(s-[^"]+)"', html)) <= ids
    assert "&lt;i&gt;of&lt;/i&gt;" in wide


def test_the_page_says_how_faithful_the_map_is_and_lists_the_nearest(
    written: Written, corpus: Corpus
) -> None:
    folder = written(corpus)
    html = (folder / "index.html").read_text("utf-8")
    made = json.loads((folder / "manifest.json").read_text("utf-8"))["report"]["map"]
    share = f"{100 * made['nearest_kept']:.0f} % are among the five nearest on the map"
    assert share in " ".join(html.split())
    assert "distances across the map mean little" in html
    rows = pd.read_csv(folder / "similar.csv")
    assert set(rows["statement"]) == {s.id for s in corpus.statements}
    best = rows[rows["rank"] == 1].set_index("statement")
    entry = html.partition('id="s-a6"')[2].partition("</details>")[0]
    near = entry.partition("Nearest in meaning</dt>")[2].partition("</dd>")[0]
    assert re.search(r'href="#s-([^"]+)"', near).group(1) == best.loc["a6", "other"]  # type: ignore[union-attr]
    assert f"({best.loc['a6', 'score']:.2f})" in near


def test_the_table_of_passages_holds_no_text(written: Written, corpus: Corpus) -> None:
    head = (written(corpus) / "similar.csv").read_text("utf-8").partition("\n")[0].split(",")
    assert {"passage", "other_passage", "cosine"} <= set(head)
    assert not {"text", "other_text"} & set(head)


def test_the_markdown_version_has_the_picture_and_the_table(
    written: Written, corpus: Corpus
) -> None:
    folder = written(corpus)
    text = (folder / "report.md").read_text("utf-8")
    assert "(map.svg)" in text
    assert "Nearest in meaning" in text
    assert "Map of the corpus" in text
    ElementTree.parse(folder / "map.svg")


def test_few_statements_have_no_map_and_are_told_so(
    corpus: Corpus, lexicon: Lexicon, frames: pd.DataFrame, tmp_path: Path
) -> None:
    few = Corpus(corpus.statements[:7])
    write_report(
        few, lexicon, frames.iloc[:0], tmp_path, title="A", manifest={}, encoder=LetterEncoder()
    )
    folder = tmp_path
    html = (folder / "index.html").read_text("utf-8")
    assert "too few for a map" in html
    assert "Nearest in meaning" in html
    assert not (folder / "map.svg").exists()


def test_without_an_encoder_there_is_neither(
    corpus: Corpus, lexicon: Lexicon, frames: pd.DataFrame, tmp_path: Path
) -> None:
    write_report(corpus, lexicon, frames, tmp_path, title="A", manifest={})
    html = (tmp_path / "index.html").read_text("utf-8")
    assert "Map of the corpus" not in html
    assert not (tmp_path / "similar.csv").exists()


def test_two_reports_have_the_same_map(
    corpus: Corpus, lexicon: Lexicon, frames: pd.DataFrame, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        write_report(
            corpus, lexicon, frames, tmp_path / name, title="A", manifest={},
            encoder=LetterEncoder(),
        )  # fmt: skip
    one, two = ((tmp_path / n / "map.svg").read_bytes() for n in ("one", "two"))
    assert one == two


# ---------------------------------------------------------------- the picture


def grid(corpus: Corpus, **more: int) -> CorpusMap:
    """The statements of a corpus in rows of four."""
    points = tuple(
        Point((s.id,), -0.5 + (n % 4) / 3, -0.5 + (n // 4) / 4, more.get(s.id, 0))
        for n, s in enumerate(corpus.statements)
    )
    return CorpusMap(points, ((0, 1),), (), FAITH)


def test_groups_differ_in_colour_and_camps_in_shape(corpus: Corpus, lexicon: Lexicon) -> None:
    root = drawn(grid(corpus), corpus, lexicon)
    groups = [g for g in root.iter(f"{SVG}g") if (g.get("class") or "").startswith("point g")]
    key = [g for g in groups if g.find(f"{SVG}text") is not None]
    kinds = {}
    for entry in key:
        mark = next(e for e in entry if e.tag in (f"{SVG}circle", f"{SVG}path"))
        told = entry.find(f"{SVG}text")
        assert told is not None
        shape = mark.get("class") or re.sub(r"[\d. -]+", "", mark.get("d") or "disc")
        kinds[str(told.text).rsplit(" ", 1)[0]] = (entry.get("class"), shape)
    assert len({css for css, _ in kinds.values()}) == len(kinds) == 4
    assert kinds["South-East"][1] == kinds["South Union"][1] != kinds["North League"][1]
    assert kinds["The Watch"][1] == "ring"


def test_it_has_a_title_a_description_and_a_name_for_each_point(
    corpus: Corpus, lexicon: Lexicon
) -> None:
    root = drawn(grid(corpus), corpus, lexicon, linked=["a1"])
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    links = list(root.iter(f"{SVG}a"))
    assert [a.get("href") for a in links] == ["#s-a1"]
    named = links[0].find(f"{SVG}title")
    assert named is not None
    assert named.text == "Text a1 <i>of</i> NORTH, 5 March 2018 (North League)"


def test_copies_make_a_point_larger_and_are_counted(corpus: Corpus, lexicon: Lexicon) -> None:
    root = drawn(grid(corpus, a2=3), corpus, lexicon)
    assert "×4" in [t.text for t in root.iter(f"{SVG}text")]
    assert "h19.8" in ElementTree.tostring(root, "unicode")  # a square of a disc of radius 11


@pytest.mark.parametrize("width", [1032.0, 358.0])
def test_everything_lies_within_the_picture_and_no_two_labels_overlap(
    corpus: Corpus, lexicon: Lexicon, width: float
) -> None:
    areas = tuple(
        Area(("market", "harvest", f"word{n}"), 0.1 * n - 0.2, 0.02 * n, (n,)) for n in range(6)
    )
    root = drawn(replace(grid(corpus), areas=areas), corpus, lexicon, width)
    height = float(root.get("height") or 0)
    boxes = []
    for text in root.iter(f"{SVG}text"):
        x, y = float(text.get("x") or 0), float(text.get("y") or 0)
        assert 0 <= x <= width
        assert 0 <= y <= height
        if text.get("class") == "area":
            boxes.append((x, y, text_width(str(text.text), 10.0)))
    assert 1 <= len(boxes) <= 6
    for one, other in combinations(boxes, 2):
        assert abs(one[1] - other[1]) >= 10 or abs(one[0] - other[0]) >= one[2]


def test_many_statements_are_drawn_as_cells_in_little_room(lexicon: Lexicon) -> None:
    count = MOST_POINTS + 3000
    rng = np.random.default_rng(0)
    places = rng.normal(size=(count, 2)) / 8
    statements = [
        Statement(f"s{n}", "Text.", parse_date("2020"), "NORTH" if n % 3 else "SOUTH")
        for n in range(count)
    ]
    corpus = Corpus.of(statements)
    points = tuple(Point((f"s{n}",), *map(float, places[n]), 0) for n in range(count))
    found = CorpusMap(points, (), (), FAITH)
    text = str(draw_map(found, corpus, build_cast(corpus, (), lexicon), 1032.0))
    assert len(text) < 150_000
    told = re.findall(r"<title>(.*?)</title>", text)
    counted = sum(
        int(n) for t in told for n in re.findall(r"(\d+) (?:North League|South Union)(?:,|$)", t)
    )
    assert counted == count


def test_a_map_of_its_own_needs_no_page(corpus: Corpus, lexicon: Lexicon, tmp_path: Path) -> None:
    found = corpus_map(corpus, LetterEncoder())
    text = write_map(found, corpus, lexicon, tmp_path / "new" / "m.svg").read_text("utf-8")
    root = ElementTree.fromstring(text)
    assert "--c:" in str(root.findtext(f"{SVG}style"))
    assert "href=" not in text
