"""How often hostile themes fire where nobody charges a rival: UN General Debate speeches.

    python benchmarks/frames/false_alarms.py ungdc.parquet [--passages 1500] [--show 40]

Draws passages from speeches since 1995 (a fixed seed) and scores them as transcripts of
an observer. Prints the share of passages with a hostile, directed theme and, with
--show, the passages to read: what is flagged there is not always wrong.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from rhetoric.encode import load_encoder
from rhetoric.frames.score import FrameScorer
from rhetoric.lexicon import read_lexicon
from rhetoric.model import Passage, Statement
from rhetoric.passages import split_passages
from rhetoric.settings import find_project
from rhetoric.sources.tables import UNDATED

SEED, SINCE = 7, 1995


def sample(path: Path, size: int) -> list[str]:
    """Passages of speeches, at most four a speech."""
    import pyarrow.parquet as pq

    speeches = pq.read_table(path, columns=["text", "year"]).to_pylist()
    draw = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    draw.shuffle(speeches)
    found: list[str] = []
    for speech in speeches:
        if speech["year"] >= SINCE and len(found) < size:
            texts = [p.text for p in split_passages(speech["text"]) if len(p.text) > 40]
            found += draw.sample(texts, min(4, len(texts)))
    return found[:size]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--passages", type=int, default=1500)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    project = find_project()
    lexicon = read_lexicon(project.lexicons)
    scorer = FrameScorer(lexicon, load_encoder(cache=project.cache / "vectors.sqlite"))
    hostile = {t.id for t in lexicon.themes.values() if t.tone == "hostile" and t.directed}
    texts = sample(options.table, options.passages)
    assert scorer.encoder is not None
    scorer.encoder.encode(texts)
    themes: Counter[str] = Counter()
    flagged = []
    for number, text in enumerate(texts):
        statement = Statement(str(number), text, UNDATED, "UN", language="eng", form="")
        passage = Passage(str(number), 1, 0, len(text), text)
        uses = [u for u in scorer.uses(statement, [passage]) if u.theme.id in hostile]
        themes.update(u.theme.id for u in uses)
        flagged += [(u, text) for u in uses]
    passages = len({use.statement.id for use, _ in flagged})
    share = passages / len(texts)
    print(f"{passages} of {len(texts)} passages ({share:.1%}) have a hostile directed theme")
    print(", ".join(f"{theme} {count}" for theme, count in themes.most_common()))
    for use, text in flagged[: options.show]:
        words = text[use.start : use.end]
        print(f"- {use.theme.id} {use.function} «{words}» {use.score}\n  {text}")


if __name__ == "__main__":
    main()
