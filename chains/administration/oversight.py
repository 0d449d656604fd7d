"""What those need who watch over Footnote, in one place for the composition roots."""

from collections.abc import Collection
from dataclasses import dataclass

from chains.access.oddities import Oddities
from chains.access.reader import Readers
from chains.administration.exports import Exports
from chains.administration.health import Health
from chains.administration.policy import Policies
from chains.administration.read_audit import ReadAudit
from chains.administration.redaction import Redactions
from chains.administration.spending import SpendingSettings
from chains.administration.topics import Topics
from chains.administration.triage_health import TriageHealth
from chains.administration.usage import UsageReports
from chains.answering.library import Library
from chains.answering.questions.memory import Memory
from chains.answering.verified import VerifiedAnswers
from chains.database.engine import Sessions
from chains.metrics import Metrics
from chains.models.prices import Prices
from chains.settings import FootnoteSettings


@dataclass(frozen=True)
class Oversight:
    """The parts, on one Postgres."""

    metrics: Metrics
    policies: Policies
    health: Health
    redactions: Redactions
    read_audit: ReadAudit
    exports: Exports
    usage: UsageReports
    spending: SpendingSettings
    topics: Topics
    memory: Memory
    verified: VerifiedAnswers
    triage: TriageHealth

    @classmethod
    def on(
        cls,
        sessions: Sessions,
        defaults: FootnoteSettings,
        metrics: Metrics,
        models: Collection[str] = (),
        *,
        triage_refused: bool = False,
    ) -> "Oversight":
        """Put them together; ``models`` are the chat models that are configured.

        ``triage_refused``: the classifier's files were refused.
        """
        policies, read_audit = Policies(sessions, defaults), ReadAudit(sessions)
        return cls(
            metrics=metrics,
            policies=policies,
            health=Health(sessions, Oddities(sessions, metrics)),
            redactions=Redactions(sessions, Readers(sessions)),
            read_audit=read_audit,
            exports=Exports(sessions, policies, read_audit),
            usage=UsageReports(sessions, defaults, Prices.load(defaults.prices)),
            spending=SpendingSettings(sessions, defaults, models),
            topics=Topics(sessions),
            memory=Memory(sessions),
            verified=VerifiedAnswers(sessions, Readers(sessions), Library(sessions)),
            triage=TriageHealth(sessions, refused=triage_refused),
        )
