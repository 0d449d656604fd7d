"""The independent checker of proofs: its own SQL, its own seal, nothing of the answer path."""
