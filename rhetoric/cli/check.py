"""`rhetoric check`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from rhetoric.cli.output import counted, format_option, note, show
from rhetoric.cli.session import Session, project_option

if TYPE_CHECKING:
    from rhetoric.check import Finding

_COLUMNS = ("level", "path", "line", "field", "message", "remedy")


@click.command()
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--fix", "fixing", is_flag=True, help="Mend what can be mended without a doubt.")
@click.option(
    "--copies/--no-copies", default=None,
    help="Look for copies that are not linked [default: in up to 2,000 statements].",
)  # fmt: skip
@format_option
@project_option
@click.pass_context
def check(ctx: click.Context, strict: bool, fixing: bool, copies: bool | None, style: str) -> None:
    """Look for mistakes in the corpus and the lexicons.

    Reads everything and reports all it finds: errors are mistakes, warnings are things to
    look at. Leaves with 1 when there are errors, with 0 otherwise.

    \b
    Examples:
      rhetoric check
      rhetoric check --strict --format json
      rhetoric check --fix
    """
    from rhetoric.check import check as find
    from rhetoric.check import mend

    session = ctx.find_object(Session) or Session()
    findings = find(session.project(), copies=copies)
    if fixing:
        mended = mend(session.project(), findings)
        note(f"mended: {f.path}: {f.message}" for f in mended)
        findings = find(session.project(), copies=copies) if mended else findings
    errors = sum(f.level == "error" for f in findings)
    if style == "table":
        for finding in findings:
            click.echo(_told(finding))
    else:
        show([_row(f) for f in findings], style, names=_COLUMNS)
    note([f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}"])
    if not fixing and (fixable := sum(f.fix is not None for f in findings)):
        note([f"{fixable:,} of them can be mended with: rhetoric check --fix"])
    if errors or (strict and findings):
        ctx.exit(1)


def _row(finding: Finding) -> dict[str, object]:
    return {name: value for name, value in asdict(finding).items() if name in _COLUMNS}


def _told(finding: Finding) -> str:
    place = finding.path if finding.line is None else f"{finding.path}:{finding.line}"
    field = f" ({finding.field})" if finding.field else ""
    remedy = f"\n  {finding.remedy}" if finding.remedy else ""
    return f"{place}: {finding.level}: {finding.message}{field}{remedy}"
