"""Embedding and chat models, and the files they need."""
