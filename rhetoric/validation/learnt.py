"""A model learnt from labelled texts: what it predicts, and how it is kept.

Parameters and figures are readable YAML; weights lie beside it as plain arrays (npz,
never a pickle).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from rhetoric.errors import LexiconError, UnknownNameError, writing
from rhetoric.validation.features import Features, Texts
from rhetoric.validation.made_with import LEARNT_FOLDER
from rhetoric.validation.record import read_yaml, write_yaml
from rhetoric.validation.resample import Floats
from rhetoric.vectors import Vectors

_HEAD = "# Written by `rhetoric learn`; its weights are in the npz file beside it.\n"
KINDS = ("binary", "classes", "several", "numbers")


@dataclass(frozen=True)
class LearntModel:
    """A linear model for each block of features, and one that weighs the blocks.

    Attributes:
        name: id of the theme, or what the user calls it.
        kind: binary, classes, several or numbers; see rhetoric.validation.labels.
        names: the classes; one name for binary labels and numbers.
        features: how texts become numbers.
        weights: block → (classes, features); `biases`: block → (classes,).
        mix: weight of each block for each class, then a constant, (classes, blocks + 1).
        cut: least log-odds that count, for each class; of classes, what is taken off before
            the greatest is chosen.
        encoder: hash of the encoder whose vectors it was learnt from.
        told: parameters and figures, for the reader of the file.
    """

    name: str
    kind: str
    names: tuple[str, ...]
    features: Features
    weights: Mapping[str, Floats]
    biases: Mapping[str, Floats]
    mix: Floats
    cut: Floats
    encoder: str
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def threshold(self) -> float:
        """Least probability that counts, of a binary model."""
        return float(1 / (1 + np.exp(-self.cut[0])))

    def decide(self, seen: Texts) -> Floats:
        """Calibrated log-odds of each class, or the number predicted, shape (n, classes)."""
        blocks = self.features.of(seen)
        by_block = {b: blocks[b] @ self.weights[b].T + self.biases[b] for b in self.features.blocks}
        return mixed(by_block, self.mix)

    def scores(
        self,
        texts: Sequence[str],
        vectors: Vectors,
        groups: Sequence[str],
        words: Floats,
        meaning: Floats,
    ) -> Floats:
        """Probability that each text holds the theme, shape (n,)."""
        evidence = np.stack([words, meaning], axis=1)
        return chances(self.decide(Texts(texts, vectors, groups, evidence)))[:, 0]


def mixed(by_block: Mapping[str, Floats], mix: Floats) -> Floats:
    """Blocks weighed against each other, shape (n, classes)."""
    total = sum(part * mix[:, n] for n, part in enumerate(by_block.values())) + mix[:, -1]
    return np.asarray(total, dtype=np.float64)


def chances(log_odds: Floats) -> Floats:
    """Log-odds as probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -30, 30))))


def save_learnt(folder: Path, model: LearntModel) -> list[Path]:
    """Write a model into a lexicons folder: learnt/<name>.yaml and .npz."""
    path = folder / LEARNT_FOLDER / f"{model.name}.npz"
    arrays: dict[str, Any] = {"mix": model.mix, "cut": model.cut}
    for block in model.features.blocks:
        arrays[f"{block}.weights"] = model.weights[block].astype(np.float32)
        arrays[f"{block}.biases"] = model.biases[block]
    for block, ngrams in model.features.ngrams.items():
        arrays[f"{block}.ngrams"] = np.frombuffer("\n".join(ngrams).encode("utf-8"), np.uint8)
        arrays[f"{block}.idf"] = model.features.idf[block]
    aside = path.with_name(f".{path.stem}.{os.getpid()}.new.npz")
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with aside.open("wb") as file:
                np.savez_compressed(file, allow_pickle=False, **arrays)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    told = path.with_suffix(".yaml")
    data = {
        "name": model.name, "kind": model.kind, "names": list(model.names),
        "encoder": model.encoder, "groups": list(model.features.groups),
        "evidence": model.features.evidence, "blocks": list(model.features.blocks), **model.told,
    }  # fmt: skip
    write_yaml(told, _HEAD, data)
    return [told, path]


def read_learnt(folder: Path, name: str) -> LearntModel:
    """Read a model of a lexicons folder.

    Raises:
        UnknownNameError: when nothing of that name was learnt.
        LexiconError: when its files are damaged.
    """
    path = folder / LEARNT_FOLDER / f"{name}.yaml"
    if not path.is_file():
        known = [p.stem for p in (folder / LEARNT_FOLDER).glob("*.yaml")]
        raise UnknownNameError("learnt model", name, known)
    data = read_yaml(path)
    try:
        with np.load(path.with_suffix(".npz"), allow_pickle=False) as arrays:
            blocks = [str(block) for block in data["blocks"]]
            ngrams = {
                block: tuple(bytes(arrays[f"{block}.ngrams"]).decode("utf-8").split("\n"))
                for block in blocks
                if f"{block}.ngrams" in arrays
            }
            return LearntModel(
                name=str(data["name"]), kind=str(data["kind"]),
                names=tuple(str(n) for n in data["names"]),
                features=Features(
                    ngrams, {block: arrays[f"{block}.idf"] for block in ngrams},
                    tuple(str(g) for g in data["groups"]), int(data["evidence"]),
                ),
                weights={b: arrays[f"{b}.weights"].astype(np.float64) for b in blocks},
                biases={b: arrays[f"{b}.biases"] for b in blocks},
                mix=arrays["mix"], cut=arrays["cut"], encoder=str(data["encoder"]), told=data,
            )  # fmt: skip
    except (OSError, KeyError, ValueError, TypeError) as problem:
        raise LexiconError(
            f"this model cannot be read: {problem}", path=path,
            remedy="learn it again with: rhetoric learn LABELS, or delete it",
        ) from None  # fmt: skip


def learnt_themes(
    folder: Path, themes: Sequence[str], encoder: Callable[[], str]
) -> dict[str, LearntModel]:
    """What was learnt of the themes of a lexicon with an encoder, by theme id.

    Args:
        encoder: tells the encoder's hash; asked only where something was learnt.
    """
    found = {}
    for path in sorted((folder / LEARNT_FOLDER).glob("*.yaml")):
        if path.stem in themes:
            model = read_learnt(folder, path.stem)
            if model.kind == "binary" and model.encoder == encoder():
                found[path.stem] = model
    return found
