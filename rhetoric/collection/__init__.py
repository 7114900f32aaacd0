"""The collection: adding, changing, removing and handing out statements of a project."""

from __future__ import annotations

from rhetoric.collection.add import MANY, Added, add_statement, add_statements
from rhetoric.collection.change import (
    edit_statement,
    find_statement,
    remove_statements,
    removed_statements,
    restore_statements,
    set_fields,
)
from rhetoric.collection.listing import export_statements, list_statements
from rhetoric.collection.log import Entry, read_log

__all__ = [
    "MANY",
    "Added",
    "Entry",
    "add_statement",
    "add_statements",
    "edit_statement",
    "export_statements",
    "find_statement",
    "list_statements",
    "read_log",
    "remove_statements",
    "removed_statements",
    "restore_statements",
    "set_fields",
]
