"""Reuse: passages that statements share, in the same words, translated, or in other words."""

from rhetoric.reuse.diff import Edit, compare
from rhetoric.reuse.formulae import Formulae, read_formulae
from rhetoric.reuse.table import find_reuse

__all__ = ["Edit", "Formulae", "compare", "find_reuse", "read_formulae"]
