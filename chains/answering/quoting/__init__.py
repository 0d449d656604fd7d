"""Answering without a model: sentences scored, picked, and judged good enough or not."""
