"""A worker's work: jobs, and an eye on connected folders."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.app import Bot
from bot.jobs import run_worker
from chains.assembly import Knowledge
from chains.sync.watch import watch_folders


async def work(
    bot: Bot, knowledge: Knowledge, *, beforehand: Callable[[], Awaitable[None]] | None = None
) -> None:
    """Answer, synchronise and watch until cancelled.

    ``beforehand`` replaces the first reading of Slack's lists.
    """
    async with asyncio.TaskGroup() as group:
        group.create_task(run_worker(bot.jobs, bot.work, beforehand=beforehand))
        group.create_task(watch_folders(knowledge.ledger, knowledge.requests))
