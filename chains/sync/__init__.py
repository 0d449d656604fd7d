"""From a source's documents to passages in the index."""
