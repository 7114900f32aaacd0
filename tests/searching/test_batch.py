"""Queries from a file, hits to a stream."""

from __future__ import annotations

import io
import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.errors import EncoderError, InputError, UnknownNameError
from rhetoric.searching.batch import BatchQuery, hit_line, open_queries, run_batch
from rhetoric.searching.options import Options

Writer = Callable[[str, str], Path]


def read(path: Path, **options: Any) -> list[BatchQuery]:
    with open_queries(path, **options) as queries:
        return list(queries)


def mistake(path: Path, **options: Any) -> str:
    with pytest.raises(InputError) as caught:
        read(path, **options)
    return str(caught.value)


class TestReading:
    def test_a_line_is_a_query(self, write: Writer) -> None:
        path = write("q.jsonl", '{"id": 1, "query": "talks"}\n{"id": "b", "query": "الحوار"}')
        assert read(path) == [
            BatchQuery(1, "talks", path=path, line=1),
            BatchQuery("b", "الحوار", path=path, line=2),
        ]

    def test_ids_are_given_back_as_they_were(self, write: Writer) -> None:
        ids = [7, "7", "007", -1, 2.5, 10**30, "q/ü"]
        lines = [json.dumps({"id": name, "query": "talks"}) for name in ids]
        found = read(write("q.jsonl", "\n".join(lines)))
        assert [(type(q.id), q.id) for q in found] == [(type(name), name) for name in ids]

    def test_a_query_may_have_its_own_filters(self, write: Writer) -> None:
        line = {
            "id": 1, "query": "talks", "group": ["A", "B", "A"], "camp": "C", "theme": "t",
            "after": 2019, "before": "March 2020", "language": "French", "medium": "speech", "k": 3,
        }  # fmt: skip
        (query,) = read(write("q.jsonl", json.dumps(line)))
        assert query.options == Options(
            groups=("A", "B"), camps=("C",), themes=("t",), after="2019", before="March 2020",
            language="French", medium="speech", k=3,
        )  # fmt: skip
        assert query.options.filters["groups"] == ("A", "B")
        assert "k" not in query.options.filters

    def test_blank_lines_a_byte_order_mark_and_windows_line_ends_pass(self, write: Writer) -> None:
        text = '\ufeff\r\n{"id": 1, "query": "talks"}\r\n  \r\n{"id": 2, "query": "rain"}\r\n\r\n'
        assert [(q.id, q.line) for q in read(write("q.jsonl", text))] == [(1, 2), (2, 4)]

    def test_a_hyphen_is_standard_input(self) -> None:
        given = io.BytesIO(b'{"id": 1, "query": "talks"}\n')
        assert [q.id for q in read(Path("-"), standard=given)] == [1]
        told = mistake(Path("-"), standard=io.BytesIO(b"\n{}\n"))
        assert told.startswith("standard input:2, field 'id': this field is missing")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
    def test_a_pipe_with_a_name_is_read_once(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        writer = threading.Thread(target=lambda: pipe.write_bytes(b'{"id": 1, "query": "x"}'))
        writer.start()
        assert [q.id for q in read(pipe)] == [1]
        writer.join()

    def test_queries_are_read_as_they_are_needed(self, write: Writer) -> None:
        lines = (json.dumps({"id": n, "query": "talks"}) for n in range(5000))
        with open_queries(write("q.jsonl", "\n".join(lines))) as queries:
            assert not isinstance(queries, list)
            assert next(iter(queries)).id == 0

    @given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=5))
    def test_any_text_is_read_as_it_was_written(self, texts: list[str]) -> None:
        lines = [json.dumps({"id": n, "query": t}) for n, t in enumerate(texts)]
        raw = "\n".join(lines).encode()
        found = read(Path("-"), standard=io.BytesIO(raw))
        assert [q.query for q in found] == texts

    @given(st.binary(max_size=200))
    def test_whatever_the_bytes_a_mistake_is_told(self, raw: bytes) -> None:
        try:
            read(Path("-"), standard=io.BytesIO(raw))
        except InputError as problem:
            assert "standard input" in str(problem)


class TestMistakes:
    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("talks", "not valid JSON"),
            ('["talks"]', "a JSON object is expected here"),
            ('{"query": "talks"}', "field 'id': this field is missing"),
            ('{"id": true, "query": "talks"}', "field 'id': a text or a number is expected"),
            ('{"id": null, "query": "talks"}', "field 'id': a text or a number is expected"),
            ('{"id": "", "query": "talks"}', "field 'id'"),
            ('{"id": NaN, "query": "talks"}', "NaN is no number"),
            ('{"id": 1e999, "query": "talks"}', "field 'id'"),
            ('{"id": 1}', "field 'query': this field is missing"),
            ('{"id": 1, "query": "  "}', "field 'query': a text is expected here"),
            ('{"id": 1, "query": ["talks"]}', "field 'query': a text is expected here"),
            ('{"id": 1, "query": "talks", "grup": "A"}', "did you mean 'group'?"),
            ('{"id": 1, "query": "talks", "colour": "A"}', "known: id, query, group"),
            ('{"id": 1, "id": 2, "query": "talks"}', "the field 'id' stands here twice"),
            ('{"id": 1, "query": "talks", "k": 0}', "field 'k': 0 hits cannot be shown"),
            ('{"id": 1, "query": "talks", "k": 1.5}', "field 'k': a whole number"),
            ('{"id": 1, "query": "talks", "k": true}', "field 'k': a whole number"),
            ('{"id": 1, "query": "talks", "after": "soon"}', "field 'after'"),
            ('{"id": 1, "query": "talks", "after": 2021, "before": 2020}', "later than"),
            ('{"id": 1, "query": "talks", "language": "xx-q"}', "field 'language'"),
            ('{"id": 1, "query": "talks", "medium": "leter"}', "did you mean 'letter'?"),
            ('{"id": 1, "query": "talks", "medium": ["letter"]}', "field 'medium': a text is"),
            ('{"id": 1, "query": "talks", "group": {"a": 1}}', "field 'group': a text or a list"),
            ('{"id": 1, "query": "\\ud800"}', "half a sign"),
            ("[" * 200_000, "nested too deeply"),
            ('{"id": ' + "1" * 5000 + ', "query": "talks"}', "thousands of digits"),
        ],
        ids=lambda value: str(value)[:40],
    )  # fmt: skip
    def test_one_is_told_with_file_line_and_remedy(
        self, write: Writer, line: str, told: str
    ) -> None:
        path = write("q.jsonl", f'{{"id": "first", "query": "rain"}}\n\n{line}\n')
        found = mistake(path)
        assert found.startswith(f"{path}:3")
        assert told in found

    def test_several_are_told_at_once(self, write: Writer) -> None:
        path = write("q.jsonl", '{"id": 1}\n{"id": 2, "query": "rain"}\nno\n')
        found = mistake(path)
        assert found.startswith("2 mistakes in the queries:")
        assert f"{path}:1" in found
        assert f"{path}:3" in found

    def test_of_many_the_first_ten(self, write: Writer) -> None:
        path = write("q.jsonl", "no\n" * 50)
        found = mistake(path)
        assert found.startswith("the first 10 mistakes")
        assert f"{path}:10" in found
        assert f"{path}:11" not in found

    @pytest.mark.parametrize("name", ['"a"', "1"])
    def test_an_id_stands_once(self, write: Writer, name: str) -> None:
        path = write("q.jsonl", f'{{"id": {name}, "query": "x"}}\n' * 2)
        found = mistake(path)
        assert found.startswith(f"{path}:2, field 'id': the id {name} stands on line 1 already")

    def test_what_the_caller_checks_is_told_with_the_rest(self, write: Writer) -> None:
        def check(query: BatchQuery) -> None:
            if "A" in query.options.groups:
                raise UnknownNameError("group", "A", ["B"])

        path = write("q.jsonl", '{"id": 1, "query": "x", "group": "A"}\n{"id": 1}')
        found = mistake(path, check=check)
        assert f"{path}:1: unknown group 'A'" in found
        assert f"{path}:2" in found

    def test_no_queries_at_all(self, write: Writer) -> None:
        assert "there are no queries in it" in mistake(write("q.jsonl", "\n \n"))

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        assert "cannot be read" in mistake(tmp_path / "none.jsonl")
        assert "cannot be read" in mistake(tmp_path)

    def test_bytes_that_are_no_text(self, tmp_path: Path) -> None:
        path = tmp_path / "q.jsonl"
        path.write_bytes('{"id": 1, "query": "café"}'.encode("latin-1"))
        assert f"{path}:1: not UTF-8 text" in mistake(path)


def table(*statements: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "rank": range(1, len(statements) + 1),
            "score": [0.5] * len(statements),
            "reranked": [np.nan] * len(statements),
            "statement": statements,
            "passage": [np.int64(3)] * len(statements),
            "text": ["خبر"] * len(statements),
            "spans": [((1, np.int64(2)),)] * len(statements),
        }
    )


class TestHits:
    def test_a_hit_is_a_record_of_plain_values_in_a_fixed_order(self) -> None:
        queries = [BatchQuery(7, "talks"), BatchQuery("b", "rain")]
        found = list(run_batch(queries, lambda q: table("s1", "s2") if q.id == 7 else table("s3")))
        assert [(h["query_id"], h["rank"], h["statement"]) for h in found] == [
            (7, 1, "s1"), (7, 2, "s2"), ("b", 1, "s3"),
        ]  # fmt: skip
        assert hit_line(found[0]) == (
            '{"query_id": 7, "rank": 1, "statement": "s1", "passage": 3, "score": 0.5,'
            ' "reranked": null, "text": "خبر", "spans": [[1, 2]]}\n'
        )

    def test_what_finds_nothing_has_no_lines(self) -> None:
        assert list(run_batch([BatchQuery(1, "talks")], lambda _: table())) == []

    def test_a_query_is_answered_when_its_hits_are_asked_for(self) -> None:
        answered = []

        def queries() -> Iterator[BatchQuery]:
            number = 0
            while True:  # no end: all of them are never asked for
                number += 1
                yield BatchQuery(number, "talks")

        def one(query: BatchQuery) -> pd.DataFrame:
            answered.append(query.id)
            return table("s1")

        hits = run_batch(queries(), one)
        assert [next(hits)["query_id"], next(hits)["query_id"]] == [1, 2]
        assert answered == [1, 2]

    def test_a_mistake_found_on_the_way_names_the_line(self) -> None:
        def one(_: BatchQuery) -> pd.DataFrame:
            raise InputError("the quotation mark is not closed")

        query = BatchQuery(1, '"talks', path=Path("q.jsonl"), line=4)
        with pytest.raises(InputError, match=r"^q.jsonl:4: the quotation mark"):
            list(run_batch([query], one))

    def test_what_is_no_mistake_of_a_query_stays_what_it_is(self) -> None:
        def one(_: BatchQuery) -> pd.DataFrame:
            raise EncoderError("the encoder is not installed")

        with pytest.raises(EncoderError):
            list(run_batch([BatchQuery(1, "talks")], one))

    def test_every_kind_of_missing_value_is_null(self) -> None:
        frame = pd.DataFrame(
            {"rank": [1], "a": [None], "b": [np.nan], "c": [pd.NaT],
             "d": pd.array([None], dtype="Int64"), "e": [pd.Timestamp("2020-05-01")],
             "f": [np.bool_(True)]}
        )  # fmt: skip
        (hit,) = run_batch([BatchQuery(1, "talks")], lambda _: frame)
        assert [hit[name] for name in "abcd"] == [None] * 4
        assert hit["e"].startswith("2020-05-01")
        assert hit["f"] is True
