"""The jobs of this package, and the worker that runs them beside those of chains."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import procrastinate
import psycopg
import structlog
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from bot.administration.upkeep import Upkeep
from bot.conversation.answering import Answering
from bot.conversation.home import Home
from bot.delivery.inbox import ANSWER_TASK, Inbox
from bot.directory.full_pass import FullPass
from bot.directory.mirror import Mirror
from bot.errors import reaching_postgres
from chains.errors import RetryLater

SWEEP_TASK = "bot.sweep"
DIRECTORY_TASK = "bot.directory"
GROUPS_TASK = "bot.groups"
CONVERSATION_TASK = "bot.conversation"
HOME_TASK = "bot.home"
REDACT_TASK = "bot.redact"
REVOKED_TASK = "bot.revoked"
FORGET_TASK = "bot.forget"

HEARTBEAT_SECONDS = 5.0
STALLED_SECONDS = 20.0
"""A worker that was not heard of for so long is gone: its jobs are given to others."""
LEFT_OVER = timedelta(seconds=60)
KEEP_WORDS = timedelta(days=1)
KEEP_ROWS = timedelta(days=30)
"""Of questions, and of jobs that failed."""
FIRST_READING_SECONDS = 60.0
"""How long questions wait for Slack's lists when a worker starts; the clock reads them again."""
_DRAIN_SECONDS = 25.0
_RESTART_SECONDS = 1.0


class QuickRetries(BaseRetryStrategy):
    """A few retries within ten seconds: somebody is looking at the screen."""

    waits = (1, 4, 1)

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Whatever went wrong: the attempt after the last tells the person."""
        del exception
        if job.attempts >= len(self.waits):
            return None
        return RetryDecision(retry_in={"seconds": self.waits[job.attempts]})


@dataclass(frozen=True)
class Work:
    """What the jobs work with."""

    inbox: Inbox
    answering: Answering
    full_pass: FullPass
    mirror: Mirror
    home: Home
    upkeep: Upkeep


def register(jobs: procrastinate.App, work: Work) -> None:
    """Tell the queue what its jobs do, and which of them come round by the clock."""
    quick = QuickRetries()

    async def answer(delivery: str) -> None:
        await work.answering.answer(UUID(delivery))

    async def home(user: str, channel: str, tab: str) -> None:
        await work.home.opened(user, channel, tab)

    async def groups() -> None:
        await work.full_pass.groups()

    async def conversation(channel: str) -> None:
        await work.mirror.conversation(channel)

    async def directory(timestamp: int = 0) -> None:
        del timestamp
        await work.full_pass.run()

    async def sweep(timestamp: int = 0) -> None:
        del timestamp
        await sweep_up(jobs, work.inbox)

    jobs.task(name=ANSWER_TASK, retry=quick)(answer)
    jobs.task(name=HOME_TASK, retry=quick)(home)
    jobs.task(name=GROUPS_TASK, retry=quick)(groups)
    jobs.task(name=CONVERSATION_TASK, retry=quick)(conversation)
    # One at a time, and no second one waiting: a slow pass is not overtaken by the next.
    reading = jobs.task(name=DIRECTORY_TASK, lock=DIRECTORY_TASK, queueing_lock=DIRECTORY_TASK)
    jobs.periodic(cron="*/10 * * * *")(reading(directory))
    sweeping = jobs.task(name=SWEEP_TASK, queueing_lock=SWEEP_TASK)
    jobs.periodic(cron="* * * * * */15")(sweeping(sweep))
    _register_upkeep(jobs, work.upkeep)


def _register_upkeep(jobs: procrastinate.App, upkeep: Upkeep) -> None:
    async def redact(timestamp: int = 0) -> None:
        del timestamp
        await upkeep.redact()

    async def revoked(timestamp: int = 0) -> None:
        del timestamp
        await upkeep.look()

    async def forget(timestamp: int = 0) -> None:
        del timestamp
        await upkeep.forget()
        hours = int(KEEP_ROWS / timedelta(hours=1))
        await jobs.job_manager.delete_old_jobs(hours, include_failed=True)

    every: tuple[tuple[str, str, Callable[[int], Awaitable[None]]], ...] = (
        ("* * * * *", REDACT_TASK, redact),
        ("2-59/5 * * * *", REVOKED_TASK, revoked),
        ("17 3 * * *", FORGET_TASK, forget),
    )
    for cron, name, does in every:
        # One at a time, and no second one waiting.
        task = jobs.task(name=name, lock=name, queueing_lock=name)
        jobs.periodic(cron=cron)(task(does))


async def sweep_up(jobs: procrastinate.App, inbox: Inbox) -> int:
    """Give jobs of workers that are gone, and deliveries without a job, to the queue again.

    Returns how many. Raises `StoreUnavailable`.
    """
    log = structlog.get_logger()
    with reaching_postgres():
        stalled = list(
            await jobs.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS)
        )
        for job in stalled:
            await jobs.job_manager.retry_job(job)
    leftovers = [one for one in await inbox.leftovers(LEFT_OVER) if await inbox.requeue(one)]
    await inbox.forget(KEEP_WORDS, KEEP_ROWS)
    if stalled or leftovers:
        log.warning("jobs_rescued", stalled=len(stalled), leftovers=len(leftovers))
    return len(stalled) + len(leftovers)


class Errands:
    """Small things that Slack's events ask for and that need no row of their own."""

    def __init__(self, jobs: procrastinate.App) -> None:
        self._jobs = jobs

    async def home(self, user: str, channel: str, tab: str) -> None:
        """Fill a tab of the app. Raises `StoreUnavailable`."""
        await self._queue(HOME_TASK, f"{user}:{tab}", user=user, channel=channel, tab=tab)

    async def groups(self) -> None:
        """Read the user groups anew. Raises `StoreUnavailable`."""
        await self._queue(GROUPS_TASK, "all")

    async def conversation(self, channel: str) -> None:
        """Look at a conversation anew. Raises `StoreUnavailable`."""
        await self._queue(CONVERSATION_TASK, channel, channel=channel)

    async def _queue(self, task: str, key: str, **arguments: str) -> None:
        with reaching_postgres():
            try:
                await self._jobs.configure_task(task, queueing_lock=f"{task}:{key}").defer_async(
                    **arguments
                )
            except AlreadyEnqueued:
                return


async def run_worker(
    jobs: procrastinate.App,
    work: Work,
    *,
    concurrency: int = 8,
    beforehand: Callable[[], Awaitable[None]] | None = None,
    first_reading: float = FIRST_READING_SECONDS,
) -> None:
    """Work until cancelled, then finish what was begun; begin again when Postgres was away.

    Slack's lists are read first. When they cannot be, questions find out what they need.
    """
    log = structlog.get_logger()
    try:
        # Slack may ask for ten minutes of patience, and Retry-After is honoured.
        async with asyncio.timeout(first_reading):
            await (beforehand or work.full_pass.run)()
    except (RetryLater, TimeoutError) as error:
        log.warning("directory_not_read", error=type(error).__name__)
    while True:
        try:
            await sweep_up(jobs, work.inbox)
            await jobs.run_worker_async(
                concurrency=concurrency,
                install_signal_handlers=False,
                # Retries wait for no notification.
                fetch_job_polling_interval=1.0,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_SECONDS,
                shutdown_graceful_timeout=_DRAIN_SECONDS,
                delete_jobs="successful",
            )
        except (ConnectorException, psycopg.Error, RetryLater, OSError) as error:
            log.warning("worker_lost_postgres", error=type(error).__name__)
        await asyncio.sleep(_RESTART_SECONDS)
