"""Nearness held against replies that nobody here wrote: the General Debate of the United Nations.

    python benchmarks/exchange/sessions.py ungdc.parquet

Some speakers say whom they answer: "the representative of B said yesterday …". Such a passage is
held against the speeches that B gave in the same year and in the three years before and after,
without their dates. Where nearness tells of answers, B's speech of that session comes first more
often than by chance (one in as many speeches), and more often than for a passage of the same
speech that names B without pointing to what B said (`naming`): that one shares the year's agenda
but answers nothing. Data: Jankin, Baturo & Dasandi, doi:10.7910/DVN/0TJX8Y, CC0.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from rhetoric.encode import load_encoder
from rhetoric.passages import split_passages

AROUND = 3
RIVALS = {
    ("IND", "PAK"): ("India", "Pakistan"), ("GRC", "TUR"): ("Greece", "Turkey"),
    ("CYP", "TUR"): ("Cyprus", "Turkey"), ("ARM", "AZE"): ("Armenia", "Azerbaijan"),
    ("IRN", "ISR"): ("Iran", "Israel"), ("IRN", "IRQ"): ("Iran", "Iraq"),
    ("ETH", "SOM"): ("Ethiopia", "Somalia"), ("ETH", "ERI"): ("Ethiopia", "Eritrea"),
    ("ISR", "SYR"): ("Israel", "Syria"), ("ISR", "EGY"): ("Israel", "Egypt"),
    ("KOR", "PRK"): ("Republic of Korea", "Democratic People's Republic of Korea"),
    ("MAR", "DZA"): ("Morocco", "Algeria"), ("KHM", "VNM"): ("Kampuchea", "Viet Nam"),
    ("GUY", "VEN"): ("Guyana", "Venezuela"), ("BOL", "CHL"): ("Bolivia", "Chile"),
    ("ISR", "JOR"): ("Israel", "Jordan"), ("SDN", "SSD"): ("Sudan", "South Sudan"),
    ("RUS", "UKR"): ("Russia", "Ukraine"), ("RUS", "GEO"): ("Russia", "Georgia"),
    ("PHL", "MYS"): ("Philippines", "Malaysia"), ("CHN", "VNM"): ("China", "Viet Nam"),
}  # fmt: skip
#: Words that point to a speech just heard.
HEARD = re.compile(
    r"yesterday|this morning|from this (?:very )?(?:rostrum|podium)|days? ago|earlier today|"
    r"just (?:heard|listened)|a (?:short|few) (?:while|minutes) ago|"
    r"in (?:his|her) (?:statement|speech|address)|before th(?:is|e) (?:General )?Assembly",
    re.IGNORECASE,
)
WHO = r"(?:representative|Minister|President|delegation|leader|Ambassador)[^.]{0,60}"


def pairs(speeches: pd.DataFrame) -> list[tuple[str, str, int, str, str]]:
    """(speaker, rival, year, kind, passage) of passages that point to the rival's speech, or name
    it only.
    """
    found = []
    names = [(a, b, n[1]) for (a, b), n in RIVALS.items()]
    names += [(b, a, n[0]) for (a, b), n in RIVALS.items()]
    for speaker, rival, name in names:
        told = re.compile(WHO + re.escape(name).replace("'", "['’]"))
        years = set(speeches.loc[speeches.iso3 == rival, "year"])
        for row in speeches[speeches.iso3 == speaker].itertuples():
            if row.year not in years:
                continue
            passages = [p.text for p in split_passages(row.text, statement="s", language="eng")]
            heard = [p for p in passages if HEARD.search(p) and told.search(p)]
            plain = [p for p in passages if name in p and not HEARD.search(p)]
            if heard and plain:
                found.append((speaker, rival, int(row.year), "pointing", max(heard, key=len)))
                found.append((speaker, rival, int(row.year), "naming", max(plain, key=len)))
    return found


def main(path: str) -> None:
    speeches = pd.read_parquet(path)
    encoder = load_encoder(cache=Path(".rhetoric") / "sessions.sqlite")
    wanted = pairs(speeches)
    print(f"{sum(kind == 'pointing' for *_, kind, _ in wanted)} passages point to a rival's speech")
    texts = {(r.iso3, int(r.year)): r.text for r in speeches.itertuples()}
    vectors: dict[tuple[str, int], np.ndarray] = {}
    ranks: dict[str, list[tuple[float, int]]] = {"pointing": [], "naming": []}
    for _, rival, year, kind, passage in wanted:
        near = []
        for other in range(year - AROUND, year + AROUND + 1):
            key = rival, other
            if key not in texts:
                continue
            if key not in vectors:
                cut = split_passages(texts[key], statement="s", language="eng")
                vectors[key] = encoder.encode([p.text for p in cut])
            asked = encoder.encode([passage])[0]
            near.append((float((vectors[key] @ asked).max()), other == year))
        if len(near) > 1:
            near.sort(reverse=True)
            ranks[kind].append((1 + [same for _, same in near].index(True), len(near)))
    for kind, found in ranks.items():
        first = np.mean([rank == 1 for rank, _ in found])
        chance = np.mean([1 / n for _, n in found])
        mrr = np.mean([1 / rank for rank, _ in found])
        by_chance = np.mean([np.mean(1 / np.arange(1, n + 1)) for _, n in found])
        print(f"{kind}: first in {first:.2f} of {len(found)} (chance {chance:.2f}), "
              f"mean reciprocal rank {mrr:.2f} (chance {by_chance:.2f})")  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])
