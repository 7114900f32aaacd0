"""Draft statements from an analyst's article: found, attributed, dated, written for review."""
