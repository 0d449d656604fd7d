"""Running the stores: Postgres and Weaviate started, attached to, fetched and checked."""
