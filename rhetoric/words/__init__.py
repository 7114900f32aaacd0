"""The words themselves: which are key to a side, which stand together, where they stand."""
