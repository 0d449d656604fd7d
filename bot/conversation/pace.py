"""How often Slack is called while an answer is being written."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

_MINUTE = 60.0


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


class Ration:
    """At most ``size`` calls in any minute, and none for a while after Slack said too many."""

    def __init__(self, size: int, clock: Callable[[], float] = monotonic) -> None:
        self._size = size
        self._clock = clock
        self._made: deque[float] = deque()
        self._paused_until = clock()

    def take(self) -> bool:
        """Whether a call may be made now, which is then counted."""
        now = self._clock()
        while self._made and now - self._made[0] >= _MINUTE:
            self._made.popleft()
        if now < self._paused_until or len(self._made) >= self._size:
            return False
        self._made.append(now)
        return True

    def pause(self, seconds: float) -> None:
        """Make no call for so long: somebody else has used up what we share."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)


class Allowance:
    """What this process may call; several have several, and Slack's 429 the last word."""

    def __init__(self, pace: Pace) -> None:
        self.starts = Ration(pace.starts_a_minute)
        self.appends = Ration(pace.appends_a_minute)
        self.updates = Ration(pace.updates_a_minute)
