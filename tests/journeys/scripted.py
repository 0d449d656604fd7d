"""What a journey's test decides: the time, the settings, and what the copilot says."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

import procrastinate

from chains.access.directory import Directory
from chains.access.principals import WorkspaceId
from chains.administration import WorkspaceStatus
from chains.answering.explaining.cited import CitedDocuments
from chains.answering.explaining.explanations import Explanations
from chains.answering.explaining.quotations import Quotations
from chains.answering.records import Records
from chains.database.engine import Sessions
from chains.settings import OwnChannelSettings
from chains.triage.gate import Gate
from chains.triage.local import released_triage
from tests.fakes.empty_index import FindsNothing
from tests.fakes.scripted_copilot import ScriptedCopilot, ScriptedTitles
from tests.journeys.database import Oversight


@dataclass
class Clock:
    """A clock that a test puts forward."""

    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class FixedSettings:
    """Settings that a test chooses."""

    scopes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    """Private channels where what each member may read counts."""
    sign_in: bool = False
    followed: set[str] = field(default_factory=set)
    """Channels where who was answered goes on without a mention."""
    helped: set[str] = field(default_factory=set)
    """Channels where whoever asks something is offered an answer."""

    async def channel_scopes(self, workspace: WorkspaceId, channel: str | None) -> tuple[str, ...]:
        del workspace
        return self.scopes.get(channel or "", ())

    async def own_channel(self, workspace: WorkspaceId, channel: str) -> OwnChannelSettings:
        del workspace
        return OwnChannelSettings(
            members_read=channel in self.opened,
            follow_ups=channel in self.followed,
            passive_help=channel in self.helped,
        )

    async def demands_sign_in(self, workspace: WorkspaceId) -> bool:
        del workspace
        return self.sign_in

    async def status(self, workspace: WorkspaceId) -> WorkspaceStatus:
        del workspace
        return WorkspaceStatus(3, 0, 40, 200, 0, None)


@cache
def released_gate() -> Gate:
    """Read once a run: its digest is computed over 23 MB."""
    return Gate(released_triage())


@dataclass
class ScriptedKnowledge:
    """The knowledge side with everything real but the copilot and the settings."""

    copilot: ScriptedCopilot
    records: Records
    titles: ScriptedTitles
    directory: Directory
    administration: FixedSettings
    oversight: Oversight
    sessions: Sessions
    jobs: procrastinate.App
    explanations: Explanations
    index: FindsNothing
    cited: CitedDocuments
    quotations: Quotations
    gate: Gate = field(default_factory=released_gate)
    secret: bytes = b"the journeys' own, of 32 letters"
