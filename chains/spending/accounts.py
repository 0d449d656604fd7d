"""Accounts: each question has one that pays for its calls of chat models."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

import structlog
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chains.access.audience import Asker, Venue, VenueKind
from chains.access.principals import WorkspaceId, channel, person
from chains.database.engine import Sessions, reaching_database
from chains.database.usage import UsageRow
from chains.errors import ConfigurationError
from chains.models.prices import Prices
from chains.models.usage import NO_TOKENS, Reservation, Tokens
from chains.settings import Budget, FootnoteSettings
from chains.spending.budgets import make_exact, set_aside
from chains.spending.terms import Terms, terms_of

WORKSPACE = "workspace"
DIRECT = "direct"
"""The subject of all direct conversations, whose ids would name people."""

Now = Callable[[], datetime]
_CHANNELS = frozenset({VenueKind.PUBLIC_CHANNEL, VenueKind.PRIVATE_CHANNEL})


@dataclass(frozen=True)
class Usage:
    """What was used for one question; ``model`` is the one asked last.

    ``usd``: ``None`` where the price of a model is not known.
    """

    model: str | None = None
    calls: int = 0
    tokens: Tokens = NO_TOKENS
    usd: Decimal | None = Decimal(0)


UNUSED = Usage()


class Accounts:
    """Opens accounts, on one Postgres and one table of prices."""

    def __init__(
        self,
        sessions: Sessions,
        settings: FootnoteSettings,
        prices: Prices,
        now: Now = lambda: datetime.now(UTC),
    ) -> None:
        self.sessions = sessions
        self.defaults = Terms(settings.budgets, prices)
        self.by_person = settings.usage.by_person
        self.now = now

    def of(self, workspace: WorkspaceId, asker: Asker, venue: Venue) -> "QuestionAccount":
        """The account of a question."""
        own = channel(venue.channel) if venue.channel and venue.kind in _CHANNELS else None
        return QuestionAccount(self, workspace, person(asker.identity), own)

    def require_prices(self, *models: str) -> None:
        """See to it that budgets in dollars can be held.

        Raises:
            ConfigurationError: there is such a budget, and a model without a known price.
        """
        unknown = [name for name in models if name not in self.defaults.prices.known]
        if unknown and self.defaults.budgets.has_money:
            raise ConfigurationError(
                f"footnote.toml sets a budget in dollars, and no price is known for {unknown[0]}.",
                f'Give it one: [prices."{unknown[0]}"] with input and output, in dollars for a'
                " million tokens; or set budgets in tokens.",
            )


class QuestionAccount:
    """Pays from the budgets of the workspace, the channel and the person who asks."""

    def __init__(
        self, accounts: Accounts, workspace: WorkspaceId, asker: str, venue: str | None
    ) -> None:
        """``asker`` and ``venue`` are principals; ``None`` for a direct conversation."""
        self._accounts = accounts
        self._workspace = workspace
        self._asker = asker
        self._venue = venue
        self._usage = UNUSED
        self._terms = accounts.defaults
        self._log = structlog.get_logger(__name__)

    @property
    def usage(self) -> Usage:
        """What was used so far."""
        return self._usage

    async def reserve(self, model: str, most: Tokens) -> Reservation:
        """Set aside what a call can use at most, of every budget there is. As `Account`."""
        reserved = Reservation(model, most, self._accounts.now().astimezone(UTC).date())
        with reaching_database("budget"):
            async with self._accounts.sessions.begin() as session:
                self._terms = await terms_of(session, self._workspace, self._accounts.defaults)
                if budgets := self._budgets():
                    usd = self._terms.prices.cost(model, most)
                    await set_aside(
                        session, self._workspace, reserved.day, budgets, most.total, usd
                    )
        return reserved

    async def settle(self, reserved: Reservation, used: Tokens) -> None:
        """Count what the call used, in place of what was set aside. As `Account`."""
        # By the terms it was reserved under: else it would take from a budget what it never gave.
        cost = self._terms.prices.cost
        usd = cost(reserved.model, used) if used.total else Decimal(0)
        before = self._usage.usd
        total = None if usd is None or before is None else before + usd
        self._usage = Usage(reserved.model, self._usage.calls + 1, self._usage.tokens + used, total)
        self._log.info("model.used", model=reserved.model, input=used.input, output=used.output)
        with reaching_database("usage"):
            async with self._accounts.sessions.begin() as session:
                await self._sum(session, reserved, used, usd)
                if budgets := self._budgets():
                    tokens = used.total - reserved.most.total
                    money = (usd or 0) - (cost(reserved.model, reserved.most) or 0)
                    await make_exact(
                        session, self._workspace, reserved.day, budgets, tokens, Decimal(money)
                    )

    def _budgets(self) -> dict[str, Budget]:
        chosen = self._terms.budgets
        budgets = {WORKSPACE: chosen.workspace, self._asker: chosen.person}
        if self._venue is not None:
            budgets[self._venue] = chosen.channel
        return {subject: budget for subject, budget in budgets.items() if budget.is_set}

    async def _sum(
        self, session: AsyncSession, reserved: Reservation, used: Tokens, usd: Decimal | None
    ) -> None:
        subjects = [self._venue or DIRECT]
        if self._accounts.by_person:
            subjects.append(self._asker)
        rows = [
            {
                "workspace": self._workspace,
                "day": reserved.day,
                "subject": subject,
                "model": reserved.model,
                "calls": 1,
                "input_tokens": used.input,
                "output_tokens": used.output,
                "usd": usd or 0,
                "unpriced": used.total if usd is None else 0,
            }
            for subject in sorted(subjects)
        ]
        new = insert(UsageRow).values(rows)
        added = ("calls", "input_tokens", "output_tokens", "usd", "unpriced")
        await session.execute(
            new.on_conflict_do_update(
                index_elements=["workspace", "day", "subject", "model"],
                set_={name: getattr(UsageRow, name) + new.excluded[name] for name in added},
            )
        )
