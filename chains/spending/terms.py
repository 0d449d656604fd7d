"""What holds for calls of chat models at this moment: the budgets and the prices."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import any_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chains.access.principals import WorkspaceId
from chains.database.arrays import texts
from chains.database.tables import SettingRow
from chains.models.prices import Prices
from chains.settings import BUDGETS, PRICES, BudgetSettings, Price

PRICE_LIST: TypeAdapter[dict[str, Price]] = TypeAdapter(dict[str, Price])


@dataclass(frozen=True)
class Terms:
    """Budgets of a day, and what a model costs."""

    budgets: BudgetSettings
    prices: Prices

    def chosen(self, saved: Mapping[str, object]) -> "Terms":
        """These, with what an administrator has saved in their place, by subject."""
        budgets, listed = saved.get(BUDGETS), saved.get(PRICES)
        return Terms(
            self.budgets if budgets is None else BudgetSettings.model_validate(budgets),
            self.prices if listed is None else Prices.load(PRICE_LIST.validate_python(listed)),
        )


async def terms_of(session: AsyncSession, workspace: WorkspaceId, defaults: Terms) -> Terms:
    """What holds in a workspace now; ``defaults`` where nothing was saved."""
    wanted = select(SettingRow.subject, SettingRow.value).where(
        SettingRow.workspace == workspace, SettingRow.subject == any_(texts([BUDGETS, PRICES]))
    )
    saved = {subject: value for subject, value in await session.execute(wanted)}
    return defaults.chosen(saved) if saved else defaults
