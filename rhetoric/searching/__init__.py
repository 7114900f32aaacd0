"""Finding: which passages a query is about and why, which statements are alike."""
