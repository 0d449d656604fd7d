"""What is asked: its words, the sort of answer wanted, and what it means in its thread."""
