"""How triage does: what messages were taken for of late, and whether that is still its field."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from chains.access.principals import WorkspaceId
from chains.database.answers import AnswerRow
from chains.database.engine import Sessions, reaching_database

LATELY = timedelta(days=7)
UNSURE_IN_TRAINING = 0.05
"""Share of messages in the manner of chat, held back from training, that no label was sure for."""
DRIFTS_FROM = 4.0
"""So many times that share, and messages are unlike what the classifier was trained on."""
FEWEST = 50
"""Messages of late, below which a share says nothing."""


@dataclass(frozen=True)
class TriageReport:
    """What messages were taken for; ``unsure`` of them for none for sure.

    ``labels`` has no `sensitive` ones: of those nothing is kept. ``refused``: the classifier's
    files were refused, and keyword rules decide.
    """

    labels: Mapping[str, int] = field(default_factory=dict)
    unsure: int = 0
    refused: bool = False

    @property
    def drifts(self) -> bool:
        """Whether messages are unlike what the classifier was trained on."""
        every = sum(self.labels.values())
        return every >= FEWEST and self.unsure > DRIFTS_FROM * UNSURE_IN_TRAINING * every


class TriageHealth:
    """Counts what is recorded of answers."""

    def __init__(self, sessions: Sessions, *, refused: bool = False) -> None:
        self._sessions = sessions
        self.refused = refused

    async def report(self, workspace: WorkspaceId) -> TriageReport:
        """The last 7 days. Raises `StoreUnavailable`."""
        wanted = (
            select(AnswerRow.intent, AnswerRow.intent_sure, func.count())
            .where(
                AnswerRow.workspace == workspace,
                AnswerRow.asked_at > datetime.now(UTC) - LATELY,
                AnswerRow.intent.is_not(None),
            )
            .group_by(AnswerRow.intent, AnswerRow.intent_sure)
        )
        with reaching_database("triage"):
            async with self._sessions() as session:
                rows = (await session.execute(wanted)).all()
        labels: Counter[str] = Counter()
        for intent, _, count in rows:
            labels[str(intent)] += count
        unsure = sum(count for _, sure, count in rows if not sure)
        return TriageReport(labels, unsure, self.refused)
