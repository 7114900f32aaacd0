"""A theme of one's own: proposed from a few sentences, tried out, taken from a dictionary."""
