"""Measures the product on labelled sets, with the product's own parts."""
