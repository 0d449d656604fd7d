"""What Postgres is told."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from chains.database.engine import Sessions


@contextmanager
def statements(sessions: Sessions) -> Iterator[list[str]]:
    """What Postgres is told meanwhile."""
    told: list[str] = []
    engine = sessions.engine.sync_engine

    def heard(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        told.append(statement)

    event.listen(engine, "before_cursor_execute", heard)
    try:
        yield told
    finally:
        event.remove(engine, "before_cursor_execute", heard)
