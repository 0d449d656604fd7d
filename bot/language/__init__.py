"""The interface texts in the languages people read them in."""
