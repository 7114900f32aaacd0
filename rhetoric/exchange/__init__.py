"""Who answers whom: the earlier statements of the other side that a statement answers.

`answers` links statements, `chain` puts the links in a row (A → B → A …), `lag` asks whether one
side's statements follow the other's more often than by chance, `after` what followed one
statement. docs/exchange.md defines it all.
(`rhetoric.report.exchange` is something else: a picture of who speaks of whom.)
"""

from rhetoric.exchange.after import Aftermath, aftermath
from rhetoric.exchange.answers import COLUMNS, Exchange, find_answers
from rhetoric.exchange.chain import Step, chains
from rhetoric.exchange.lag import LAG_COLUMNS, lead_and_lag
from rhetoric.exchange.score import Answer

__all__ = [
    "COLUMNS",
    "LAG_COLUMNS",
    "Aftermath",
    "Answer",
    "Exchange",
    "Step",
    "aftermath",
    "chains",
    "find_answers",
    "lead_and_lag",
]
