"""Postgres: the authority for people, access lists, documents, settings and deliveries."""
