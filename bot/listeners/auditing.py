"""`/footnote audit`: an export of the read audit, for auditors."""

from bot.auditing.asked import asked
from bot.auditing.exporting import Exporting
from bot.conversation.speaking import Speaking
from bot.delivery.deliveries import new_request
from bot.knowledge import Workspace
from bot.listeners.commands import Reply
from bot.listeners.payloads import Command
from bot.views.audit import export_message
from bot.views.sign_in import sentence
from chains.administration.exports import AUDITORS_ONLY
from chains.errors import Refused


class Auditing:
    """Gives auditors their links; everybody else gets one sentence, whatever they write."""

    def __init__(self, exporting: Exporting, workspace: Workspace, speaking: Speaking) -> None:
        self._exporting = exporting
        self._workspace = workspace
        self._speaking = speaking

    async def audit(self, command: Command) -> Reply:
        """`/footnote audit`, and what narrows it."""
        request, say = new_request(), await self._speaking.to(command.user_id)
        if command.team_id != self._workspace.id:
            return sentence(request, say.told(AUDITORS_ONLY))
        try:
            auditor = await self._exporting.auditor(command.user_id)
            wanted = asked(command.text)
            latest = await self._exporting.latest(auditor)
            address = await self._exporting.link(auditor, wanted)
        except Refused as refused:
            return sentence(request, say.told(refused.reason))
        return export_message(say, request, address, wanted.wanted, wanted.form, latest)
