"""Exports of the read audit: for auditors alone, and each of them audited itself."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from chains.access.audience import Asker, Standing
from chains.access.principals import WorkspaceId
from chains.administration.export_lines import Form, heading, line
from chains.administration.policy import Policies
from chains.administration.read_audit import ReadAudit, ReadFilter
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import AuditRow
from chains.errors import Refused, reason

AUDITORS_ONLY = reason(
    "Only auditors of this workspace may export who was shown which document. Administrators choose"
    " them in `/footnote settings`."
)
BEGUN = "export.begin"
ENDED = "export.end"
_CHUNK = 200
"""Lines that are handed on at once."""


@dataclass(frozen=True)
class PastExport:
    """An export as the audit has it.

    ``rows``: how many lines were handed over, ``None`` while it runs or when it was cut off by the
    end of its process. ``completed``: all that were wanted.
    """

    actor: str
    at: datetime
    form: Form
    wanted: ReadFilter
    rows: int | None
    completed: bool


@dataclass
class _Count:
    rows: int = 0
    completed: bool = False


class Exports:
    """Gives the read audit away. Every method raises `StoreUnavailable`."""

    def __init__(self, sessions: Sessions, policies: Policies, read_audit: ReadAudit) -> None:
        self._sessions = sessions
        self._policies = policies
        self._read_audit = read_audit

    async def require_auditor(self, workspace: WorkspaceId, actor: Asker) -> None:
        """Refuse everybody else, administrators too.

        Raises:
            Refused: the actor was not chosen as an auditor, or is no full member any more.
        """
        policy = await self._policies.audit(workspace)
        if actor.standing is not Standing.MEMBER or actor.identity not in policy.auditors:
            raise Refused(AUDITORS_ONLY)

    @asynccontextmanager
    async def export(
        self, workspace: WorkspaceId, actor: Asker, wanted: ReadFilter, form: Form
    ) -> AsyncIterator[AsyncIterator[bytes]]:
        """The wanted lines, in UTF-8, a chunk at a time; recorded before the first is read, and
        when the block is left.

        Raises:
            Refused: the actor is no auditor.
        """
        await self.require_auditor(workspace, actor)
        subject, count = f"export:{uuid4()}", _Count()
        asked = {"form": form.value, "filter": wanted.model_dump(mode="json", exclude_none=True)}
        await self._note(workspace, actor, BEGUN, subject, asked)
        try:
            async with aclosing(self._chunks(workspace, wanted, form, count)) as chunks:
                yield chunks
        except BaseException:
            # The last chunk may have been made, and its reader gone.
            count.completed = False
            raise
        finally:
            ended = {"rows": count.rows, "completed": count.completed}
            await self._note(workspace, actor, ENDED, subject, ended)

    async def latest(
        self, workspace: WorkspaceId, actor: Asker, at_most: int = 5
    ) -> list[PastExport]:
        """The newest exports, whoever made them, newest first.

        Raises:
            Refused: the actor is no auditor.
        """
        await self.require_auditor(workspace, actor)
        ended = aliased(AuditRow)
        same = and_(
            ended.workspace == AuditRow.workspace,
            ended.subject == AuditRow.subject,
            ended.action == ENDED,
        )
        newest = (
            select(AuditRow, ended.after)
            .outerjoin(ended, same)
            .where(AuditRow.workspace == workspace, AuditRow.action == BEGUN)
            .order_by(AuditRow.at.desc(), AuditRow.id.desc())
            .limit(at_most)
        )
        with reaching_database("exports"):
            async with self._sessions() as session:
                found = (await session.execute(newest)).all()
        return [_past(begun, end or {}) for begun, end in found]

    async def _chunks(
        self, workspace: WorkspaceId, wanted: ReadFilter, form: Form, count: _Count
    ) -> AsyncGenerator[bytes, None]:
        lines = [heading(form)]
        async with aclosing(self._read_audit.rows(workspace, wanted)) as rows:
            async for row in rows:
                lines.append(line(row, form))
                count.rows += 1
                if len(lines) >= _CHUNK:
                    yield "".join(lines).encode()
                    lines = []
        if any(lines):
            yield "".join(lines).encode()
        count.completed = True

    async def _note(
        self,
        workspace: WorkspaceId,
        actor: Asker,
        action: str,
        subject: str,
        after: dict[str, Any],
    ) -> None:
        row = AuditRow(
            workspace=workspace, actor=actor.identity, action=action, subject=subject, after=after
        )
        with reaching_database("exports"):
            async with self._sessions.begin() as session:
                session.add(row)


def _past(begun: AuditRow, ended: dict[str, Any]) -> PastExport:
    asked = begun.after or {}
    return PastExport(
        actor=begun.actor,
        at=begun.at,
        form=Form(asked["form"]),
        wanted=ReadFilter.model_validate(asked["filter"]),
        rows=ended.get("rows"),
        completed=bool(ended.get("completed")),
    )
