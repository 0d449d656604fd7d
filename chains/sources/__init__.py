"""Connectors: one file a source, all behind one protocol."""
