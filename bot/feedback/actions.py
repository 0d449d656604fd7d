"""All that can be done with an answer, put together for the composition root."""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation.earlier import Earlier
from bot.conversation.speaking import Speaking
from bot.conversation.viewers import Viewers
from bot.delivery.inbox import Inbox
from bot.directory.mirror import Mirror
from bot.feedback.confidants import Confidants
from bot.feedback.confiding import Confiding
from bot.feedback.helping import Helping
from bot.feedback.judging import Judging
from bot.feedback.recipients import Recipients
from bot.feedback.seen import Sight
from bot.feedback.verdicts import Verdicts
from bot.feedback.vouching import Vouching
from bot.knowledge import Knowledge


@dataclass(frozen=True)
class Actions:
    """The parts, on one Slack and one Postgres."""

    judging: Judging
    helping: Helping
    vouching: Vouching
    confiding: Confiding

    @classmethod
    def on(
        cls,
        client: AsyncWebClient,
        knowledge: Knowledge,
        inbox: Inbox,
        mirror: Mirror,
        viewers: Viewers,
        speaking: Speaking,
    ) -> "Actions":
        """Put them together; ``client`` does not wait out rate limits: triggers do not wait."""
        sight = Sight(viewers, knowledge.cited)
        verdicts = Verdicts(knowledge.sessions, mirror.workspace)
        recipients, earlier = recipients_of(knowledge, mirror), Earlier(inbox, mirror)
        memory, verified = knowledge.oversight.memory, knowledge.oversight.verified
        return cls(
            judging=Judging(client, sight, verdicts, inbox, speaking),
            helping=Helping(client, sight, earlier, recipients, speaking),
            vouching=Vouching(client, sight, earlier, memory, verified, speaking),
            confiding=Confiding(client, viewers, confidants_of(knowledge, mirror), speaking),
        )


def recipients_of(knowledge: Knowledge, mirror: Mirror) -> Recipients:
    """Whom questions can be handed to."""
    configured = knowledge.oversight.policies.recipients()
    return Recipients(knowledge.directory, mirror, configured, confidants_of(knowledge, mirror))


def confidants_of(knowledge: Knowledge, mirror: Mirror) -> Confidants:
    """To whom something sensitive may be passed on."""
    return Confidants(mirror, knowledge.oversight.policies, knowledge.secret)
