"""Mending what can be mended without a doubt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rhetoric.check.notes import Finding
from rhetoric.collection import set_fields
from rhetoric.settings import Project


def mend(project: Project, findings: Iterable[Finding]) -> list[Finding]:
    """Carry out the fixes of findings; of two that set one field the first holds.

    Returns:
        The findings that were mended.

    Raises:
        SettingsError: when the project is the sample, which is not written to.
        StatementError: when a file cannot be written.
    """
    mended: list[Finding] = []
    values: dict[str, dict[str, Any]] = {}
    for finding in findings:
        if finding.fix is None:
            continue
        fields = values.setdefault(finding.fix.statement, {})
        if not fields.keys() & finding.fix.values.keys():
            fields.update(finding.fix.values)
            mended.append(finding)
    for name, changed in values.items():
        set_fields(project, name, changed, action="fix")
    return mended
