"""Searching: what was asked, what fits it, and why; the store is what it looks in."""
