"""How often Slack is called while an answer is being written."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True)
class Pace:
    """Seconds, and calls a minute: Slack's are 20, 100 and 50, with room for what else is said."""

    opens: float = 1.5
    """After the first sentence, unless the outcome is there: a moment's wait needs no stream."""
    appends: float = 0.6
    updates: float = 3.0
    looks: float = 3.0
    """Between two looks whether what is shown may still be read."""
    rotates: float = 240.0
    """Slack ends a stream after about five minutes."""
    starts_a_minute: int = 20
    appends_a_minute: int = 90
    updates_a_minute: int = 45


class Bucket:
    """At most ``size`` calls at once, and as many again each minute."""

    def __init__(self, size: int, clock: Callable[[], float] = monotonic) -> None:
        self._size = size
        self._left = float(size)
        self._clock = clock
        self._at = clock()

    def take(self) -> bool:
        """Whether a call may be made now, which is then counted."""
        now = self._clock()
        self._left = min(self._size, self._left + (now - self._at) * self._size / 60)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Allowance:
    """What this process may call; several have several, and Slack's 429 the last word."""

    def __init__(self, pace: Pace) -> None:
        self.starts = Bucket(pace.starts_a_minute)
        self.appends = Bucket(pace.appends_a_minute)
        self.updates = Bucket(pace.updates_a_minute)
