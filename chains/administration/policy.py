"""How long the read audit is kept, who may export it, and which posted answers are redacted."""

from pydantic import BaseModel

from chains.access.audience import Asker
from chains.access.principals import WorkspaceId
from chains.administration.records import require_administrator, save_setting
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import SettingRow
from chains.settings import (
    AUDIT,
    CONFIDANTS,
    INTERFACE,
    REDACTION,
    AuditPolicy,
    ConfidantSettings,
    FootnoteSettings,
    InterfaceSettings,
    Language,
    RedactionSettings,
)


class Policies:
    """Reads and changes what is kept of answers. Every method raises `StoreUnavailable`."""

    def __init__(self, sessions: Sessions, defaults: FootnoteSettings) -> None:
        self._sessions = sessions
        self._defaults = defaults

    async def audit(self, workspace: WorkspaceId) -> AuditPolicy:
        """How long who read what is kept, and who may export it: nobody until one is chosen."""
        with reaching_database("policy"):
            async with self._sessions() as session:
                row = await session.get(SettingRow, (workspace, AUDIT))
        if row is None:
            return AuditPolicy(days=self._defaults.audit.days)
        return AuditPolicy.model_validate(row.value)

    async def redaction(self, workspace: WorkspaceId) -> RedactionSettings:
        """Which posted answers are redacted."""
        with reaching_database("policy"):
            async with self._sessions() as session:
                row = await session.get(SettingRow, (workspace, REDACTION))
        return self._defaults.redaction if row is None else RedactionSettings(**row.value)

    async def language(self, workspace: WorkspaceId) -> Language:
        """In which language is spoken where nothing says which one a reader uses."""
        with reaching_database("policy"):
            async with self._sessions() as session:
                row = await session.get(SettingRow, (workspace, INTERFACE))
        default = self._defaults.interface
        return (default if row is None else InterfaceSettings(**row.value)).language

    async def save_language(self, workspace: WorkspaceId, actor: Asker, language: Language) -> None:
        """Let this language hold from now on; a change is audited.

        Raises:
            Refused: the actor is no administrator.
        """
        require_administrator(actor)
        if language == await self.language(workspace):
            return
        value = InterfaceSettings(language=language).model_dump(mode="json")
        with reaching_database("policy"):
            async with self._sessions.begin() as session:
                await save_setting(session, workspace, actor, INTERFACE, value)

    def recipients(self) -> tuple[str, ...]:
        """The Slack ids of those whom a question may be handed to; none unless configured."""
        return self._defaults.help.recipients

    async def confidants(self, workspace: WorkspaceId) -> tuple[str, ...]:
        """The Slack ids of those to whom something sensitive may be passed on: nobody at first."""
        with reaching_database("policy"):
            async with self._sessions() as session:
                row = await session.get(SettingRow, (workspace, CONFIDANTS))
        return () if row is None else ConfidantSettings.model_validate(row.value).people

    async def save(
        self,
        workspace: WorkspaceId,
        actor: Asker,
        audit: AuditPolicy,
        redaction: RedactionSettings,
        confidants: tuple[str, ...] = (),
    ) -> None:
        """Let these hold from now on; what has changed is audited.

        Raises:
            Refused: the actor is no administrator.
        """
        require_administrator(actor)
        now: dict[str, BaseModel] = {
            AUDIT: await self.audit(workspace),
            REDACTION: await self.redaction(workspace),
            CONFIDANTS: ConfidantSettings(people=await self.confidants(workspace)),
        }
        then = {
            AUDIT: audit,
            REDACTION: redaction,
            CONFIDANTS: ConfidantSettings(people=confidants),
        }
        with reaching_database("policy"):
            async with self._sessions.begin() as session:
                for subject, wanted in then.items():
                    if wanted != now[subject]:
                        value = wanted.model_dump(mode="json")
                        await save_setting(session, workspace, actor, subject, value)
