"""Frame uses: evidence by words and by likeness, function, target, and their ledger."""
