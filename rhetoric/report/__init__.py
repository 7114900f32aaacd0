"""The report: one offline page, its Markdown twin, the ledger and a manifest."""

from rhetoric.report.files import write_report

__all__ = ["write_report"]
