"""What each process of a deployment runs."""

import asyncio
import sys

from bot.app import build
from bot.config import BotConfig
from bot.jobs import register
from bot.serving import serving, serving_metrics
from bot.working import work
from chains.assembly import open_knowledge
from chains.config import ChainsConfig
from chains.database.migrate import migrate
from chains.errors import ConfigurationError
from chains.operations.heap import settle_heap


async def run_web(config: BotConfig) -> None:
    """Receive what Slack sends; a worker answers.

    Raises:
        ConfigurationError: something is missing, wrong or unreachable.
    """
    config.transport()
    async with open_knowledge(ChainsConfig()) as knowledge:
        bot = await build(config, knowledge=knowledge)
        async with (
            serving_metrics(bot, config),
            serving(bot, config, knowledge.sessions) as how,
        ):
            _say(how)
            await asyncio.Event().wait()


async def run_both(config: BotConfig) -> None:
    """Receive and answer in one process: enough for one machine.

    Raises:
        ConfigurationError: something is missing, wrong or unreachable.
    """
    config.transport()
    async with open_knowledge(ChainsConfig()) as knowledge:
        bot = await build(config, knowledge=knowledge)
        register(bot.jobs, bot.work)
        async with (
            serving_metrics(bot, config),
            serving(bot, config, knowledge.sessions) as how,
        ):
            _say(how)
            settle_heap()
            await work(bot, knowledge)


async def run_worker_process(config: BotConfig) -> None:
    """Answer questions, synchronise sources, read Slack's lists.

    Raises:
        ConfigurationError: something is missing, wrong or unreachable.
    """
    async with open_knowledge(ChainsConfig()) as knowledge:
        bot = await build(config, knowledge=knowledge)
        register(bot.jobs, bot.work)
        async with serving_metrics(bot, config):
            _say("Working on what Slack has sent")
            settle_heap()
            await work(bot, knowledge)


def run_migrate() -> None:
    """Bring the database of DATABASE_URL to the newest schema.

    Raises:
        ConfigurationError: no database is named, or it cannot be reached.
    """
    url = ChainsConfig().database_url
    if url is None:
        raise ConfigurationError(
            "DATABASE_URL is not set, so there is nothing to migrate.",
            "The embedded Postgres is migrated whenever it starts; set DATABASE_URL for your own.",
        )
    migrate(url.get_secret_value())
    sys.stdout.write("The database has the newest schema.\n")


def _say(what: str) -> None:
    sys.stdout.write(f"{what}. Ctrl-C stops it.\n")
    sys.stdout.flush()
