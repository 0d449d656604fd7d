"""The inventory: all that is kept of one person, and what of it they may delete."""

from collections.abc import Sequence

import structlog

from bot.auditing.holdings import InExportLinks
from bot.conversation.holdings import InNotices
from bot.delivery.holdings import InInbox, InQueue
from bot.directory.holdings import InMirror
from bot.errors import reaching_postgres
from bot.feedback.holdings import InFeedback
from bot.linking.holdings import InLinks
from chains.access.holdings import InDirectory
from chains.access.principals import WorkspaceId
from chains.administration.holdings import InAnswers, InChanges, InUsage, InVerified
from chains.administration.policy import Policies
from chains.answering.holdings import InTurns, InUnanswered
from chains.database.engine import Sessions
from chains.holdings import Held, Holding, Kind


def holdings() -> tuple[Holding, ...]:
    """Everything that is about people, in the order in which they are told of it."""
    return (
        InInbox(),
        InTurns(),
        InUnanswered(),
        InAnswers(),
        InLinks(),
        InNotices(),
        InFeedback(),
        InVerified(),
        InDirectory(),
        InMirror(),
        InChanges(),
        InUsage(),
        InExportLinks(),
        InQueue(),
    )


class Inventory:
    """What one workspace keeps of a person. Every method raises `StoreUnavailable`.

    Whoever calls it says of whom: it is for the person themselves, never for another.
    """

    def __init__(self, sessions: Sessions, policies: Policies, workspace: WorkspaceId) -> None:
        self._sessions = sessions
        self._policies = policies
        self._workspace = workspace
        self._log = structlog.get_logger()

    async def of(self, identity: str) -> tuple[Held, ...]:
        """How much of each kind is kept of this Slack user; every kind is there."""
        found = []
        with reaching_postgres():
            async with self._sessions() as session:
                for one in holdings():
                    counted = one.counted(self._workspace, identity)
                    number, oldest = (await session.execute(counted)).one()
                    found.append(Held(one.kind, number, oldest))
        return tuple(found)

    async def forget(self, identity: str, kind: Kind) -> None:
        """Delete what is kept of this kind of this Slack user, as far as it may be."""
        statements = _of_kind(kind).forgotten(self._workspace, identity)
        with reaching_postgres():
            async with self._sessions.begin() as session:
                for statement in statements:
                    await session.execute(
                        statement, execution_options={"synchronize_session": False}
                    )
        self._log.info("person_forgotten", kind=kind.value, statements=len(statements))

    async def days(self) -> int:
        """For how many days records of answers are kept."""
        return (await self._policies.audit(self._workspace)).days


def _of_kind(kind: Kind) -> Holding:
    known: Sequence[Holding] = holdings()
    return next(one for one in known if one.kind is kind)


def may_be_deleted(kind: Kind) -> bool:
    """Whether anything of this kind goes when the person says so."""
    return bool(_of_kind(kind).forgotten("", ""))
