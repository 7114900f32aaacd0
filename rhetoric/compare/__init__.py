"""Comparing sides: rates with intervals, contrasts with tests, and whether they hold."""
