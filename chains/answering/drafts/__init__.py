"""Answering with a chat model: what it may be sent, what it drafts, what of that stands."""
