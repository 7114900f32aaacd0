"""Learning from labels: what is needed, how it is measured, how it is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rhetoric.errors import InputError, LexiconError, UnknownNameError
from rhetoric.validation.features import Texts
from rhetoric.validation.labels import Label, Labels, kind_of
from rhetoric.validation.learn import Learning, learn
from rhetoric.validation.learnt import read_learnt, save_learnt

WEATHER = ("rain", "snow", "wind", "fog")
PLACES = ("market", "school", "bridge", "well", "road", "hill")


def rows(number: int = 120, split: bool = False) -> list[Label]:
    """Flat sentences of the weather, or of none."""
    found = []
    for n in range(number):
        word = WEATHER[n % 4] if n % 3 == 0 else PLACES[n % 5]
        text = f"There was {word} near the {PLACES[n % 6]} on day {n}."
        part = ("train", "train", "test")[n // 3 % 3] if split else ""
        found.append(Label(str(n), text, "yes" if n % 3 == 0 else "no", f"s{n // 2}", split=part))
    return found


def seen(labels: Labels) -> Texts:
    """Vectors that know nothing of the texts."""
    vectors = np.random.default_rng(1).normal(size=(len(labels.rows), 8)).astype(np.float32)
    texts = [r.text for r in labels.rows]
    return Texts(texts, vectors, [""] * len(texts), np.zeros((len(texts), 0)))


def learnt(labels: Labels) -> Learning:
    return learn(labels, seen(labels), name="weather", encoder="hash")


@pytest.fixture(scope="module")
def binary() -> Learning:
    return learnt(Labels(tuple(rows(split=True)), "binary"))


def test_what_words_tell_is_learnt_and_measured_on_the_test_rows(binary: Learning) -> None:
    assert (binary.by, binary.tested, binary.trained) == ("split", 39, 81)
    value = {k: f.value or 0 for k, f in binary.figures.items()}
    assert value["f1"] > 0.95
    assert set(value) == {"precision", "recall", "f1", "auc", "micro_f1", "macro_f1"}
    assert value["f1"] >= (binary.baseline["f1"].value or 0)


def test_the_same_labels_learn_the_same(binary: Learning) -> None:
    again = learnt(Labels(tuple(rows(split=True)), "binary"))
    assert again.figures == binary.figures
    assert np.array_equal(again.model.mix, binary.model.mix)


def test_without_a_split_figures_are_cross_validated() -> None:
    found = learnt(Labels(tuple(rows(90)), "binary"))
    assert (found.by, found.tested) == ("cross-validation", 90)
    assert (found.figures["f1"].value or 0) > 0.9


def test_a_model_comes_back_as_it_was_kept(binary: Learning, tmp_path: Path) -> None:
    told, weights = save_learnt(tmp_path, binary.model)
    assert "f1:" in told.read_text("utf-8")
    with np.load(weights, allow_pickle=False) as arrays:
        assert "mix" in arrays
    labels = Labels(tuple(rows(12)), "binary")
    model = read_learnt(tmp_path, "weather")
    assert np.allclose(
        model.decide(seen(labels)), binary.model.decide(seen(labels)), atol=1e-4
    )  # fmt: skip
    assert model.threshold == binary.model.threshold


def test_a_damaged_or_missing_model_is_told(binary: Learning, tmp_path: Path) -> None:
    _, weights = save_learnt(tmp_path, binary.model)
    weights.write_bytes(b"nothing")
    with pytest.raises(LexiconError, match="this model cannot be read"):
        read_learnt(tmp_path, "weather")
    with pytest.raises(UnknownNameError, match="did you mean 'weather'"):
        read_learnt(tmp_path, "wether")


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (rows(30), "30 labelled passages are too few: 50 are needed"),
        ([replace(r, cluster="one") for r in rows()], "from 1 statements: 5 are needed"),
        ([replace(r, label="no") for r in rows()], "only 0 of 120 hold it: 15 are needed"),
        ([replace(r, split="test") for r in rows()], "no row is marked train"),
    ],
)
def test_too_few_labels_are_refused(labels: list[Label], message: str) -> None:
    with pytest.raises(InputError, match=message):
        learnt(Labels(tuple(labels), "binary"))


def test_classes_several_and_numbers_are_learnt_too() -> None:
    kinds = {
        "classes": lambda r: "weather" if r.label == "yes" else "place",
        "several": lambda r: "weather|day" if r.label == "yes" else "day",
        "numbers": lambda r: "2.5" if r.label == "yes" else str(int(r.id) % 2),
    }
    for kind, label in kinds.items():
        labels = tuple(replace(r, label=label(r)) for r in rows(split=True))
        known, names = kind_of([r.label for r in labels])
        assert known == kind
        figures = learnt(Labels(labels, kind, names)).figures
        best = "pearson" if kind == "numbers" else "micro_f1"
        assert (figures[best].value or 0) > 0.8, kind
