"""The map: near in meaning lies near, the same every time, and told how far it can be trusted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from rhetoric.corpus import Corpus
from rhetoric.encode import Encoder
from rhetoric.errors import InputError
from rhetoric.model import Statement
from rhetoric.searching import layout
from rhetoric.searching.areas import name_areas
from rhetoric.searching.layout import lay_out
from rhetoric.searching.map import FEWEST, corpus_map

Make = Callable[..., Statement]
WORDS = "well road market harvest bridge school council river rain talks".split()


def clouds(count: int = 4, each: int = 12, seed: int = 1) -> np.ndarray:
    """Rows in so many clouds, one behind the other."""
    rng = np.random.default_rng(seed)
    middles = np.repeat(rng.normal(size=(count, 32)), each, axis=0)
    rows = middles + 0.4 * rng.normal(size=middles.shape)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def named(count: int) -> list[str]:
    return [f"s{n:04d}" for n in range(count)]


def spread(places: np.ndarray, each: int) -> float:
    """How far points of a cloud lie apart, as a part of how far all do."""
    parts = places.reshape(-1, each, 2)
    inside = np.mean([part.std(axis=0).mean() for part in parts])
    return float(inside / places.std(axis=0).mean())


def test_what_is_near_lies_near() -> None:
    places = lay_out(clouds(), named(48))
    assert places.shape == (48, 2)
    assert spread(places, 12) < 0.35
    assert float(np.ptp(places, axis=0).max()) == pytest.approx(1.0)


def test_the_same_rows_give_the_same_places_to_the_last_bit() -> None:
    one, two = (lay_out(clouds(), named(48)) for _ in range(2))
    assert one.tobytes() == two.tobytes()


def test_a_last_digit_does_not_move_anything() -> None:
    rows = clouds()
    noise = np.random.default_rng(2).normal(size=rows.shape) * 1e-7
    moved = lay_out((rows + noise).astype(np.float32), named(48))
    assert np.abs(moved - lay_out(rows, named(48))).max() < 0.001


@pytest.mark.parametrize("left_out", [0, 17, 40])
def test_one_statement_more_does_not_turn_the_picture_over(left_out: int) -> None:
    rows, kept = clouds(), np.arange(48) != left_out
    whole = lay_out(rows, named(48))[kept]
    names = [name for n, name in enumerate(named(48)) if n != left_out]
    less = lay_out(rows[kept], names)
    whole, less = whole - whole.mean(axis=0), less - less.mean(axis=0)
    alike = (whole * less).sum() / np.sqrt((whole**2).sum() * (less**2).sum())
    assert alike > 0.8


def test_many_rows_are_led_by_some_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LANDMARKS", 60)
    places = lay_out(clouds(6, 40), named(240))
    assert places.shape == (240, 2)
    assert np.isfinite(places).all()
    assert spread(places, 40) < 0.5


# ---------------------------------------------------------------- statements


@pytest.fixture
def many(make: Make) -> Corpus:
    """Six statements on each of five subjects, each beside another word."""
    return Corpus.of(
        make(f"{subject}-{n}", subject, WORDS[5 + (n + m) % 5])
        for m, subject in enumerate(WORDS[:5])
        for n in range(6)
    )


def test_every_statement_lies_somewhere_and_the_same_texts_in_one_place(
    many: Corpus, encoder: Encoder
) -> None:
    found = corpus_map(many, encoder)
    assert sorted(n for p in found.points for n in p.statements) == sorted(
        s.id for s in many.statements
    )
    shared = [p.statements for p in found.points if len(p.statements) > 1]
    assert len(found.points) + sum(len(s) - 1 for s in shared) == len(many)
    assert ("well-0", "well-5") in shared
    assert found.statements == len(many)


def test_copies_lie_on_their_original_and_are_counted(
    many: Corpus, make: Make, encoder: Encoder
) -> None:
    again = replace(make("again", "well", WORDS[6]), reprint_of="well-1")
    found = corpus_map(Corpus.of([*many.statements, again]), encoder)
    point = next(p for p in found.points if "well-1" in p.statements)
    assert (point.copies, point.count) == (1, 2)
    assert all("again" not in p.statements for p in found.points)
    plain = corpus_map(many, encoder)
    assert [(p.x, p.y) for p in found.points] == [(p.x, p.y) for p in plain.points]


def test_few_statements_have_no_map(make: Make, encoder: Encoder) -> None:
    few = Corpus.of(make(word, word) for word in WORDS[: FEWEST - 1])
    with pytest.raises(InputError, match="too few for a map"):
        corpus_map(few, encoder)


def test_it_is_told_how_faithful_the_map_is(many: Corpus, encoder: Encoder) -> None:
    found = corpus_map(many, encoder)
    points = np.array([(p.x, p.y) for p in found.points])
    faith = found.faith
    assert faith.looked_at == len(points)
    assert faith.chance == pytest.approx(5 / (len(points) - 1))
    assert faith.chance < faith.kept <= faith.around <= 1


def test_a_line_leads_to_what_is_much_nearer_than_all_else(make: Make, encoder: Encoder) -> None:
    twins = [make("t1", "well", "road", "rain"), make("t2", "well", "road", "rain", "talks")]
    rest = [make(f"{a}-{b}", a, b) for a in WORDS[2:5] for b in WORDS[5:8]]
    found = corpus_map(Corpus.of([*twins, *rest]), encoder)
    at = {p.statements[0]: n for n, p in enumerate(found.points)}
    assert tuple(sorted((at["t1"], at["t2"]))) in found.lines


# ---------------------------------------------------------------- areas


def laid(each: int) -> np.ndarray:
    rng = np.random.default_rng(0)
    middles = np.repeat([(0.0, 0.0), (0.5, 0.5), (0.0, 0.5)], each, axis=0)
    return np.asarray(middles + 0.02 * rng.normal(size=middles.shape))


def test_an_area_is_told_by_the_words_that_are_its_own(make: Make) -> None:
    words = [w for w in ("bridge", "road", "market") for _ in range(10)]
    corpus = Corpus.of(make(f"s{n:02d}", word, word) for n, word in enumerate(words))
    found = name_areas(corpus, [f"s{n:02d}" for n in range(30)], laid(10))
    assert {a.words for a in found} == {("bridge",), ("road",), ("market",)}
    assert sorted(n for a in found for n in a.points) == list(range(30))
    assert name_areas(
        corpus, [f"s{n:02d}" for n in range(30)], laid(10), leave_out=["road"]
    ) == tuple(a for a in found if a.words != ("road",))


def test_where_all_say_the_same_nothing_is_written(make: Make) -> None:
    corpus = Corpus.of(make(f"s{n:02d}", "well", "road") for n in range(30))
    assert name_areas(corpus, [f"s{n:02d}" for n in range(30)], laid(10)) == ()


def test_a_word_that_one_statement_repeats_is_not_an_areas(make: Make) -> None:
    statements = [make(f"s{n:02d}", "well") for n in range(29)]
    statements.append(make("s29", *["harvest"] * 9))
    found = name_areas(Corpus.of(statements), [s.id for s in statements], laid(10))
    assert all("harvest" not in a.words for a in found)
