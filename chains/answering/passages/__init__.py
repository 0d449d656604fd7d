"""What of a passage can be quoted: read, cut into segments, and cleared of what steers."""
