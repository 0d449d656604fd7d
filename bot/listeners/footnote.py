"""What `/footnote` says of the app itself."""

from bot.administration.reports import Reports
from bot.conversation.speaking import Speaking
from bot.delivery.deliveries import new_request
from bot.delivery.inbox import Inbox
from bot.directory.mirror import Mirror
from bot.knowledge import Settings
from bot.listeners.commands import Reply
from bot.listeners.payloads import Command
from bot.views.status import status_message
from bot.views.topics import topics_message
from bot.views.usage import administrators_only, usage_message
from chains.errors import Refused


class Footnote:
    """The words of `/footnote` that need neither a form nor a document."""

    def __init__(
        self,
        administration: Settings,
        inbox: Inbox,
        mirror: Mirror,
        reports: Reports,
        speaking: Speaking,
    ) -> None:
        self._administration = administration
        self._inbox = inbox
        self._mirror = mirror
        self._reports = reports
        self._speaking = speaking

    async def status(self, command: Command) -> Reply:
        """Whether questions are answered; counts and ages are for administrators."""
        workspace = self._mirror.workspace
        asker = await self._mirror.asker(command.user_id)
        told = await self._administration.status(workspace)
        return status_message(
            await self._speaking.to(command.user_id),
            new_request(),
            waiting=await self._inbox.unfinished(workspace),
            ready=told.sources > told.paused,
            sources=told if asker.is_admin else None,
            report=await self._reports.report() if asker.is_admin else None,
            triage=await self._reports.triage(),
        )

    async def usage(self, command: Command) -> Reply:
        """What chat models were used for and cost, for administrators."""
        asker = await self._mirror.asker(command.user_id)
        say = await self._speaking.to(command.user_id)
        try:
            report = await self._reports.usage(asker)
        except Refused:
            return administrators_only(say, new_request())
        return usage_message(say, new_request(), report)

    async def topics(self, command: Command) -> Reply:
        """What several people asked and nothing answered, for administrators."""
        asker = await self._mirror.asker(command.user_id)
        say = await self._speaking.to(command.user_id)
        try:
            topics = await self._reports.topics(asker)
        except Refused:
            return administrators_only(say, new_request())
        return topics_message(say, new_request(), topics)
