"""Dictionaries of other programs: LIWC, quanteda and word lists, read and written."""
