"""Answers looked at again: why somebody was shown them, and passages shown once more."""
