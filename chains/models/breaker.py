"""Keeps off a provider that is broken, and tries it again with one call at a time.

The libraries for it (circuitbreaker, purgatory, pybreaker) let every waiting call through once the
rest is over: with a provider that hangs, each of them would wait for it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from chains.errors import ModelUnavailable

MOST_FAILURES = 3
"""Failures in a row after which a provider is left alone."""
REST_SECONDS = 60.0


class Breaker:
    """Stands before the calls of one model, in this process."""

    def __init__(
        self,
        *,
        most_failures: int = MOST_FAILURES,
        rest_seconds: float = REST_SECONDS,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._most_failures = most_failures
        self._rest_seconds = rest_seconds
        self._clock = clock
        self._failures = 0
        self._rests_until = 0.0
        self._is_tried = False

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Around one call: that it raises `ModelUnavailable` is a failure, that it returns shows
        that the provider answers, and anything else tells nothing.

        Raises:
            ModelUnavailable: it rests, or another call tries it out at this moment.
        """
        broken = self._failures >= self._most_failures
        if broken and (self._is_tried or self._clock() < self._rests_until):
            raise ModelUnavailable("chat: left alone for a while")
        self._is_tried = broken
        try:
            yield
        except ModelUnavailable:
            self._failures += 1
            self._rests_until = self._clock() + self._rest_seconds
            raise
        else:
            self._failures = 0
        finally:
            if broken:
                self._is_tried = False
