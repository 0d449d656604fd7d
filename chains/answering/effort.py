"""What an answer took, where an administrator wants that to be said below it."""

from collections.abc import Collection
from dataclasses import replace

from chains.access.reader import Reader
from chains.answering.library import Library
from chains.answering.outcome import Answer, Effort, Outcome
from chains.spending.accounts import Usage


class Efforts:
    """Says it."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def told(
        self,
        outcome: Outcome,
        reader: Reader,
        scopes: Collection[str],
        milliseconds: float,
        usage: Usage,
    ) -> Outcome:
        """The outcome, with what it took if it is an answer.

        Sources count in which this reader may read anything. ``milliseconds`` may not depend on
        what it may not read.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        if not isinstance(outcome, Answer):
            return outcome
        seen = await self._library.scopes(reader)
        searched = seen & set(scopes) if scopes else seen
        took = Effort(len(searched), milliseconds / 1000, by_model=usage.calls > 0, usd=usage.usd)
        return replace(outcome, effort=took)
