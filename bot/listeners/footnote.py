"""What `/footnote` says of the app itself."""

from bot.delivery.deliveries import new_request
from bot.delivery.inbox import Inbox
from bot.directory.mirror import Mirror
from bot.knowledge import Settings
from bot.listeners.commands import Reply
from bot.listeners.payloads import Command
from bot.views.guide import status_message


class Footnote:
    """The words of `/footnote` that need neither a form nor a document."""

    def __init__(self, administration: Settings, inbox: Inbox, mirror: Mirror) -> None:
        self._administration = administration
        self._inbox = inbox
        self._mirror = mirror

    async def status(self, command: Command) -> Reply:
        """Whether questions are answered; how many sources there are is for administrators."""
        workspace = self._mirror.workspace
        asker = await self._mirror.asker(command.user_id)
        told = await self._administration.status(workspace)
        return status_message(
            new_request(),
            waiting=await self._inbox.unfinished(workspace),
            ready=told.sources > told.paused,
            sources=told if asker.is_admin else None,
        )
