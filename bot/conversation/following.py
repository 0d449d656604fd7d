"""Whether a message that mentions nobody goes on from an answer, where that is switched on."""

import re

from bot.delivery.threads import Threads
from bot.knowledge import Scopes, Workspace
from chains.answering.questions.follow_up import asks

# A person, a user group, or everybody here.
ADDRESSED = re.compile(r"<[@!]")


class Following:
    """Looks at messages before any of them is kept: what is not expected never is."""

    def __init__(self, threads: Threads, settings: Scopes, workspace: Workspace) -> None:
        self._threads = threads
        self._settings = settings
        self._workspace = workspace

    async def expects(self, channel: str, thread: str | None, user: str | None, text: str) -> bool:
        """Whether a message in a thread is to be answered though it does not mention the app.

        It has to ask something and address nobody, in a channel where an administrator has
        switched that on, by somebody who was answered in this thread within a day.

        Raises:
            StoreUnavailable: Postgres did not answer.
        """
        if thread is None or user is None or ADDRESSED.search(text) or not asks(text):
            return False
        home = self._workspace.id
        if not (await self._settings.own_channel(home, channel)).follow_ups:
            return False
        return await self._threads.has_answered(home, channel, thread, user)
