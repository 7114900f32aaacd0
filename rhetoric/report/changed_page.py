"""What the page's template needs to tell of changes over time."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from rhetoric.report.changed import Changed
from rhetoric.report.changed_told import (
    anchor,
    change_sentences,
    day,
    direction_sentences,
    signed,
)
from rhetoric.report.hostility_chart import draw_hostility

#: No more changes in their table than this.
MOST_CHANGES = 40


def change_parts(changed: Changed | None, wide: Markup, narrow: float) -> dict[str, Any]:
    """Sentences, rows and pictures; nothing where no sides are compared."""
    if changed is None:
        return {}
    return {
        "told": change_sentences(changed),
        "rows": changed.seen[:MOST_CHANGES],
        "directions": direction_sentences(changed),
        "shuffles": changed.points.choices.permutations if changed.points else 0,
        "wide": wide,
        "narrow": draw_hostility(changed, narrow),
        "anchor": anchor,
        "day": day,
        "signed": signed,
    }
