"""The ledger: the table of frame uses every comparison, search and report is made from."""

from __future__ import annotations

#: Columns of the ledger, in order.
COLUMNS = (
    "statement", "passage", "group", "camp", "speaker", "voice", "theme", "tone", "function",
    "target", "target_camp", "target_named", "target_confidence", "date_from", "date_to",
    "score", "words", "meaning", "start", "end", "evidence", "reason", "method", "form",
    "medium", "language", "unconfirmed", "time_from", "time_to",
    "copy_of",
)  # fmt: skip
