"""What administrators read: how old what decides over readers is, also as metrics, and usage."""

import math
from datetime import datetime

from bot.directory.full_pass import CHANNELS_FRESH, GROUPS_FRESH
from bot.directory.ledger import Ledger, Listing
from bot.directory.mirror import LISTED, Clock
from bot.feedback.verdicts import Verdicts
from bot.views.status import Age, Kind, Report
from chains.access.audience import Asker
from chains.access.directory import SOURCE_CONFIRMED
from chains.access.oddities import Oddity
from chains.access.principals import WorkspaceId
from chains.administration.health import WorkspaceHealth
from chains.administration.oversight import Oversight
from chains.administration.topics import Topic
from chains.administration.triage_health import TriageReport
from chains.administration.usage import UsageReport
from chains.errors import StoreUnavailable

_LISTS = {
    Kind.PEOPLE: (Listing.PEOPLE, LISTED),
    Kind.GROUPS: (Listing.GROUPS, GROUPS_FRESH),
    Kind.CHANNELS: (Listing.CHANNELS, CHANNELS_FRESH),
}


class Reports:
    """Reports on one workspace."""

    def __init__(
        self,
        workspace: WorkspaceId,
        ledger: Ledger,
        oversight: Oversight,
        verdicts: Verdicts,
        clock: Clock,
    ) -> None:
        self._workspace = workspace
        self._ledger = ledger
        self._health = oversight.health
        self._metrics = oversight.metrics
        self._usage = oversight.usage
        self._topics = oversight.topics
        self._triage = oversight.triage
        self._verdicts = verdicts
        self._clock = clock

    async def report(self) -> Report:
        """How things are now. Raises `StoreUnavailable`."""
        health = await self._health.of(self._workspace)
        return Report(
            now=self._clock(),
            ages=(*[await self._listed(kind) for kind in _LISTS], *_documents(health)),
            unknown=tuple((one.scope, one.unknown) for one in health.sources if one.unknown),
            dropped=health.oddities[Oddity.DROPPED],
            unproved=health.oddities[Oddity.UNPROVED],
            said={
                reason or verdict: count
                for (verdict, reason), count in (await self._verdicts.counts()).items()
            },
        )

    async def triage(self) -> TriageReport:
        """How triage does. Raises `StoreUnavailable`."""
        return await self._triage.report(self._workspace)

    async def usage(self, asker: Asker) -> UsageReport:
        """What chat models were used for. Raises `StoreUnavailable`, and `Refused` for whoever is
        no administrator."""
        return await self._usage.report(self._workspace, asker)

    async def topics(self, asker: Asker) -> tuple[Topic, ...]:
        """What several people asked in vain. Raises `StoreUnavailable`, and `Refused` for whoever
        is no administrator."""
        return await self._topics.report(self._workspace, asker)

    async def metrics(self) -> bytes:
        """This process' metrics in Prometheus' text format, with what Postgres tells now.

        Without Postgres the gauges that come from it are missing, and the rest is there.
        """
        self._metrics.age.clear()
        try:
            report = await self.report()
        except StoreUnavailable:
            self._metrics.unknown_permissions.set(math.nan)
            return self._metrics.text()
        for one in report.ages:
            self._metrics.age_limit.labels(one.kind).set(one.limit.total_seconds())
            if not one.paused:
                self._metrics.age.labels(one.kind, one.origin).set(_age(one, report.now))
        self._metrics.unknown_permissions.set(sum(count for _, count in report.unknown))
        return self._metrics.text()

    async def _listed(self, kind: Kind) -> Age:
        listing, limit = _LISTS[kind]
        return Age(kind, await self._ledger.confirmed_at(listing), limit)


def _documents(health: WorkspaceHealth) -> list[Age]:
    return [
        Age(
            Kind.DOCUMENTS,
            one.confirmed_at,
            SOURCE_CONFIRMED,
            scope=one.scope,
            origin=str(one.id),
            paused=one.paused,
        )
        for one in health.sources
    ]


def _age(one: Age, now: datetime) -> float:
    return math.inf if one.confirmed_at is None else (now - one.confirmed_at).total_seconds()
