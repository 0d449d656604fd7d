"""Tells before its use whether a pooled connection still leads to Postgres."""

import select
from collections.abc import Callable
from time import monotonic
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry

TRUSTED = 1.0
"""Seconds for which a connection is used again without asking Postgres."""
_BACK = "footnote.back"


def watch(engine: AsyncEngine, clock: Callable[[], float] = monotonic) -> None:
    """Replace the connections of this engine that Postgres has closed, before they are used.

    A server that stops closes its connections, which the socket tells without a round trip. One
    that vanished without a word is found by asking, where a connection was idle for `TRUSTED`.
    """
    dialect, pool = engine.dialect, engine.pool

    def given_back(_: object, entry: ConnectionPoolEntry) -> None:
        entry.info[_BACK] = clock()

    def taken(connection: Any, entry: ConnectionPoolEntry, _: object) -> None:
        back = entry.info.pop(_BACK, None)
        # A new one has just been answered.
        if back is None or (clock() - back < TRUSTED and not _is_heard(connection)):
            return
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error

    event.listen(pool, "checkin", given_back)
    event.listen(pool, "checkout", taken)


def _is_heard(connection: Any) -> bool:
    """Whether something came that nobody asked for: a last word, or the end."""
    driver = connection.driver_connection
    if driver.closed:
        return True
    poll = select.poll()
    poll.register(driver.pgconn.socket, select.POLLIN)
    return bool(poll.poll(0))
