"""Deliveries to the bot: acknowledgement within three seconds, Slack's retries, the faults."""

import asyncio
from collections.abc import Sequence

from bot.playground.events import Delivery
from bot.playground.payloads import Exchange
from bot.playground.transports import NO_ANSWER, Attempt, Reply, Transport
from bot.playground.workspace import Workspace

FIRST = Attempt()


class Deliveries:
    """Sends events in the background with retries, and interactions once."""

    def __init__(self, workspace: Workspace, transports: Sequence[Transport]) -> None:
        self._workspace = workspace
        self._transports = transports
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, delivery: Delivery, *, always: bool = False) -> None:
        """Send an event in the background, again when the bot does not acknowledge it.

        Events that the manifest does not subscribe to are left out, unless `always`.
        """
        subscribed = None if always else self._workspace.rules.events
        if subscribed is not None and not subscribed.intersection(_subscriptions(delivery)):
            return
        if delivery.question is not None:
            question = self._workspace.questions.find(*delivery.question)
            if question is not None:
                question.delivered = True
        task = asyncio.create_task(self._until_acknowledged(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def ask(self, delivery: Delivery) -> Reply:
        """Send a command or an interaction once; Slack does not repeat these."""
        reply = await self._once(delivery, FIRST)
        if reply.ok and delivery.question is not None:
            self._workspace.questions.accept(*delivery.question)
        return reply

    async def close(self) -> None:
        """Give up everything under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _until_acknowledged(self, delivery: Delivery) -> None:
        faults = self._workspace.faults
        if "slow_ack" in faults:
            # As if the first acknowledgement came late: the retry overtakes it.
            retry = Attempt(1, "http_timeout")
            first, second = await asyncio.gather(
                self._once(delivery, FIRST), self._once(delivery, retry)
            )
            outcome = first if first.ok else second
        else:
            outcome = await self._with_retries(delivery)
        if not outcome.ok:
            return
        if delivery.question is not None:
            self._workspace.questions.accept(*delivery.question)
        if "redelivery" in faults:
            await self._once(delivery, Attempt(1, "http_error"))

    async def _with_retries(self, delivery: Delivery) -> Reply:
        reply = await self._once(delivery, FIRST)
        for number, delay in enumerate(self._workspace.rules.retry_delays, start=1):
            if reply.ok or reply.no_retry:
                break
            await self._workspace.clock.sleep(delay)
            reply = await self._once(delivery, Attempt(number, reply.reason))
        return reply

    async def _once(self, delivery: Delivery, attempt: Attempt) -> Reply:
        ready = [one for one in self._transports if one.ready]
        reply = Reply(NO_ANSWER, None, "connection_failed")
        if ready:
            reply = await ready[0].send(delivery, attempt)
        retried = f", retry {attempt.number} ({attempt.reason})" if attempt.number else ""
        failed = f"{reply.reason} {reply.status}" if reply.status else reply.reason
        self._workspace.payloads.record(
            Exchange(
                direction="to_bot",
                name=f"{delivery.name}{retried}",
                channel=delivery.channel,
                status=reply.status,
                verdict="ok" if reply.ok else failed,
                request=delivery.payload,
                response=reply.body if reply.status else {"error": reply.reason},
                ms=reply.ms,
            )
        )
        return reply


def _subscriptions(delivery: Delivery) -> set[str]:
    event = delivery.payload["event"]
    if event["type"] != "message":
        return {event["type"]}
    kinds = {"im": "im", "mpim": "mpim", "channel": "channels", "group": "groups"}
    return {f"message.{kinds[event['channel_type']]}"}
