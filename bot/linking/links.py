"""Who has signed in, for how long that counts, and the links that wait to be used."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.directory.tables import MirroredRow
from bot.errors import reaching_postgres
from bot.linking.tables import LinkedIdentityRow, LinkTokenRow
from chains.access.principals import Principal, WorkspaceId
from chains.database.engine import Sessions
from chains.errors import Refused, reason

LINK_LASTS = timedelta(minutes=10)
_KEEP_TOKENS = timedelta(days=1)

NO_LONGER = reason(
    "This link does not work: it was used already, is older than ten minutes, or was not made"
    " here. `/footnote link` in Slack gives a new one."
)
SOMEBODY_ELSE = reason("This account is linked to another person of the workspace already.")


@dataclass(frozen=True)
class Invitation:
    """Whom a link was given to, and the question they had asked."""

    identity: str
    request: str | None


@dataclass(frozen=True)
class Proof:
    """Who signed in, as the provider names them; ``address`` as Slack and the provider agree."""

    issuer: str
    subject: str
    address: Principal


class Links:
    """The links of one workspace. Every method raises `StoreUnavailable`.

    ``issuer``: the provider whose word counts; without one nobody is linked.
    """

    def __init__(
        self,
        sessions: Sessions,
        workspace: WorkspaceId,
        clock: Callable[[], datetime],
        *,
        issuer: str | None,
        longest: timedelta,
    ) -> None:
        self._sessions = sessions
        self._workspace = workspace
        self._clock = clock
        self._issuer = issuer
        self._longest = longest

    async def holds(self, identity: str) -> bool:
        """Whether a user has signed in, not too long ago, and still has the address of then."""
        if self._issuer is None:
            return False
        wanted = select(LinkedIdentityRow.identity).where(
            LinkedIdentityRow.workspace == self._workspace,
            LinkedIdentityRow.identity == identity,
            LinkedIdentityRow.issuer == self._issuer,
            LinkedIdentityRow.linked_at > self._clock() - self._longest,
            _address_still_theirs(),
        )
        with reaching_postgres():
            async with self._sessions() as session:
                return await session.scalar(wanted) is not None

    async def prune(self) -> None:
        """Forget everybody whose address in Slack is not the one they signed in with.

        The deactivated and those who left have none.
        """
        gone = delete(LinkedIdentityRow).where(
            LinkedIdentityRow.workspace == self._workspace, ~_address_still_theirs()
        )
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(gone.execution_options(synchronize_session=False))

    async def forget(self, identity: str) -> bool:
        """Unlink a user, and void the links they were given; whether they were linked."""
        tables = (LinkTokenRow, LinkedIdentityRow)
        found: list[str] = []
        with reaching_postgres():
            async with self._sessions.begin() as session:
                for table in tables:
                    theirs = (table.workspace == self._workspace) & (table.identity == identity)
                    gone = delete(table).where(theirs).returning(table.identity)
                    found = list(await session.scalars(gone))
        return bool(found)

    async def invite(self, digest: str, invitation: Invitation) -> None:
        """Keep the hash of a link that somebody is given; old ones are swept out."""
        now = self._clock()
        row = LinkTokenRow(
            digest=digest,
            workspace=self._workspace,
            identity=invitation.identity,
            request=invitation.request,
            expires_at=now + LINK_LASTS,
        )
        with reaching_postgres():
            async with self._sessions.begin() as session:
                await session.execute(
                    delete(LinkTokenRow).where(LinkTokenRow.expires_at < now - _KEEP_TOKENS)
                )
                session.add(row)

    async def invited(self, digest: str) -> Invitation:
        """Whom an unused link was given to. Raises `Refused` for any other."""
        with reaching_postgres():
            async with self._sessions() as session:
                row = await session.scalar(select(LinkTokenRow).where(*self._usable(digest)))
        if row is None:
            raise Refused(NO_LONGER)
        return Invitation(row.identity, row.request)

    async def link(self, digest: str, proof: Proof) -> Invitation:
        """Use a link up, and link whom it was given to: of two at once, one does.

        Raises `Refused`, and the link stays as it is, when the account is somebody else's.
        """
        now = self._clock()
        use = (
            update(LinkTokenRow)
            .where(*self._usable(digest))
            .values(used_at=now)
            .returning(LinkTokenRow)
        )
        with reaching_postgres():
            async with self._sessions.begin() as session:
                row = await session.scalar(use)
                if row is None:
                    raise Refused(NO_LONGER)
                key = {"workspace": self._workspace, "identity": row.identity}
                taken = select(LinkedIdentityRow.identity).where(
                    LinkedIdentityRow.workspace == self._workspace,
                    LinkedIdentityRow.issuer == proof.issuer,
                    LinkedIdentityRow.subject == proof.subject,
                    LinkedIdentityRow.identity != row.identity,
                )
                if await session.scalar(taken) is not None:
                    raise Refused(SOMEBODY_ELSE)
                values = {
                    "issuer": proof.issuer,
                    "subject": proof.subject,
                    "address": proof.address,
                    "linked_at": now,
                }
                linked = insert(LinkedIdentityRow).values(**key, **values)
                await session.execute(
                    linked.on_conflict_do_update(index_elements=list(key), set_=values)
                )
        return Invitation(row.identity, row.request)

    def _usable(self, digest: str) -> tuple[ColumnElement[bool], ...]:
        return (
            LinkTokenRow.digest == digest,
            LinkTokenRow.workspace == self._workspace,
            LinkTokenRow.used_at.is_(None),
            LinkTokenRow.expires_at > self._clock(),
        )


def _address_still_theirs() -> ColumnElement[bool]:
    return (
        select(MirroredRow.subject)
        .where(
            MirroredRow.workspace == LinkedIdentityRow.workspace,
            MirroredRow.subject == "person:" + LinkedIdentityRow.identity,
            MirroredRow.alias == LinkedIdentityRow.address,
        )
        .exists()
    )
