"""The sync as jobs: one at a time for each source, soon after somebody asks, and by the clock."""

from uuid import UUID

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.retry import RetryStrategy

from chains.access.principals import WorkspaceId
from chains.errors import RetryLater, StoreUnavailable
from chains.sync.ledger import Ledger
from chains.sync.run import Synchroniser

SYNC_TASK = "chains.sync"
SYNC_ALL_TASK = "chains.sync_all"
EVERY_TEN_MINUTES = "5-59/10 * * * *"


class SyncRequests:
    """Asks for syncs; from any process."""

    def __init__(self, jobs: procrastinate.App) -> None:
        self._jobs = jobs

    async def request(self, workspace: WorkspaceId, source: UUID) -> None:
        """Ask for a sync of one source; while one waits already, that one will do.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        # A queueing lock is free again once the job begins, so that an edit made while a sync
        # runs gets the next one.
        task = self._jobs.configure_task(
            SYNC_TASK, lock=f"source:{source}", queueing_lock=f"source:{source}"
        )
        try:
            await task.defer_async(workspace=workspace, source=str(source))
        except AlreadyEnqueued:
            return
        except ConnectorException as error:
            raise StoreUnavailable("queue") from error


def register(
    jobs: procrastinate.App,
    *,
    synchroniser: Synchroniser,
    ledger: Ledger,
    requests: SyncRequests,
) -> None:
    """Tell the queue what its sync jobs do."""

    async def sync(workspace: str, source: str) -> None:
        await synchroniser.sync(WorkspaceId(workspace), UUID(source))

    async def sync_all(timestamp: int = 0) -> None:
        del timestamp
        for source in await ledger.sources_with_work():
            await requests.request(source.workspace, source.id)

    retry = RetryStrategy(max_attempts=8, exponential_wait=2, retry_exceptions=[RetryLater])
    jobs.task(name=SYNC_TASK, retry=retry)(sync)
    by_the_clock = jobs.task(name=SYNC_ALL_TASK, queueing_lock=SYNC_ALL_TASK)
    jobs.periodic(cron=EVERY_TEN_MINUTES)(by_the_clock(sync_all))
