"""Weaviate: schema, writer and search; the only package that imports its client."""
