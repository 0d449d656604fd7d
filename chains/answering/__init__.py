"""From a question to an outcome."""
