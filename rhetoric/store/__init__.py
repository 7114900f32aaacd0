"""What a search looks in: the words and the vectors of a corpus, kept beside it."""
