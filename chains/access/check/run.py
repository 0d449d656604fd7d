"""One run of the checker over a database."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from chains.access.check.judgement import Judgement, judged, judged_alone
from chains.access.check.store import Store, Wanted


@dataclass(frozen=True)
class Checked:
    """A proof by its ids, and what it is worth."""

    workspace: str
    request: str
    number: int
    judgement: Judgement


async def check(database_url: str, key: bytes, wanted: Wanted) -> AsyncIterator[Checked]:
    """Each of the wanted proofs with its judgement, all against one state of the database.

    Raises:
        StoreUnavailable: Postgres did not answer.
    """
    async with Store.opened(database_url) as store:
        now = await store.now()
        async for row in store.proofs(wanted):
            claim = judged_alone(key, row, now)
            judgement = (
                claim if isinstance(claim, Judgement) else judged(claim, await store.around(claim))
            )
            yield Checked(row["workspace"], row["request"], row["number"], judgement)
