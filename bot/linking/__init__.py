"""Linking: people sign in with the company's provider, and are known for sure."""
