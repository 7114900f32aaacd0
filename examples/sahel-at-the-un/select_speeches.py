"""Take the speeches of this example out of the UN General Debate Corpus.

    python select_speeches.py ungdc.parquet speeches.parquet

The corpus is a table with a row a speech: iso3, session, year, text, country, speaker,
post. The columns `id`, `title`, `date`, `form` and `citation` are added; no text is touched.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd

FIRST, LAST = 2000, 2024
STATES = {
    "BEN": "Benin", "BFA": "Burkina Faso", "CIV": "Côte d’Ivoire", "DZA": "Algeria",
    "FRA": "France", "MLI": "Mali", "MRT": "Mauritania", "NER": "Niger", "NGA": "Nigeria",
    "SEN": "Senegal", "TCD": "Chad", "TGO": "Togo",
}  # fmt: skip
#: The table tells the year only. The debate is held in the second half of September; in
#: these years it ran, or was to run, into October; that of 2001 was put off to November.
INTO_OCTOBER = {2003, 2004, 2005, 2007, 2012, 2013, 2015, 2018}
PUT_OFF = {2001: "2001-11"}
TITLES = re.compile(r"^(?:(?:Mr|Mrs|Ms|Dr)\.\s+)+")
CITATION = (
    "Jankin, Slava, Alexander Baturo and Niheer Dasandi, United Nations General Debate Corpus "
    "1946–2024, Harvard Dataverse, doi:10.7910/DVN/0TJX8Y (CC0), {iso3}_{session}_{year}"
)


def date_of(year: int) -> str:
    """The month of a year's debate, or the two: too wide it may be, never wrong."""
    either = f"{year}-09/{year}-10" if year in INTO_OCTOBER else f"{year}-09"
    return PUT_OFF.get(year, either)


def select(corpus: pd.DataFrame) -> pd.DataFrame:
    """The rows of the example, with the columns that are added, in order of date and state."""
    chosen = corpus["iso3"].isin(list(STATES)) & corpus["year"].between(FIRST, LAST)
    rows = corpus[chosen].sort_values(["year", "iso3"]).copy()
    rows["id"] = rows["year"].astype(str) + "-" + rows["iso3"].str.lower()
    rows["title"] = [
        f"{STATES[row.iso3]}, UN General Debate {row.year} (session {row.session})"
        for row in rows.itertuples()
    ]
    rows["date"] = [date_of(year) for year in rows["year"]]
    # Nigeria speaks English; the others are given in the English of the UN's records.
    rows["form"] = ["transcript" if code == "NGA" else "translation" for code in rows["iso3"]]
    rows["citation"] = [
        CITATION.format(iso3=row.iso3, session=row.session, year=row.year)
        for row in rows.itertuples()
    ]
    rows["speaker"] = [TITLES.sub("", name.strip()).rstrip(",") for name in rows["speaker"]]
    return rows


def main() -> None:
    """Read one table, write the other."""
    source, target = map(Path, sys.argv[1:3])
    rows = select(pd.read_parquet(source))
    rows.to_parquet(target, index=False)
    sys.stdout.write(f"{len(rows)} speeches of {rows['iso3'].nunique()} states\n")


if __name__ == "__main__":
    main()
