"""Copies: statements that give another one again, whole, in part or in another language."""

from rhetoric.copies.finder import CopyFinder
from rhetoric.copies.link import Link
from rhetoric.copies.links import BrokenLink, broken_links
from rhetoric.copies.table import find_copies

__all__ = ["BrokenLink", "CopyFinder", "Link", "broken_links", "find_copies"]
