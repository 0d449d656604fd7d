"""What administrators choose of answers and of what chat models may use, and what they cost."""

from collections.abc import Collection
from dataclasses import dataclass

from pydantic import BaseModel
from sqlalchemy import any_, select

from chains.access.audience import Asker
from chains.access.principals import WorkspaceId
from chains.administration.records import require_administrator, save_setting
from chains.database.arrays import texts
from chains.database.engine import Sessions, reaching_database
from chains.database.tables import SettingRow
from chains.errors import InvalidSetting
from chains.models.prices import Prices
from chains.settings import (
    ANSWERS,
    BUDGETS,
    PRICES,
    AnswerSettings,
    BudgetSettings,
    FootnoteSettings,
    Price,
)
from chains.spending.terms import PRICE_LIST

NO_PRICE = "A budget in dollars needs the price of {model}, which is not known: add a line for it."


@dataclass(frozen=True)
class Spending:
    """``prices`` are those that replace or add to the table that comes with Footnote."""

    answers: AnswerSettings
    budgets: BudgetSettings
    prices: dict[str, Price]


class SpendingSettings:
    """Reads and changes it. Every method raises `StoreUnavailable`."""

    def __init__(
        self, sessions: Sessions, defaults: FootnoteSettings, models: Collection[str] = ()
    ) -> None:
        """``models``: those that are configured, as ``provider:model``."""
        self._sessions = sessions
        self._defaults = Spending(defaults.answers, defaults.budgets, dict(defaults.prices))
        self._models = tuple(models)

    async def of(self, workspace: WorkspaceId) -> Spending:
        """What holds now: `footnote.toml` until something was saved."""
        wanted = select(SettingRow.subject, SettingRow.value).where(
            SettingRow.workspace == workspace,
            SettingRow.subject == any_(texts([ANSWERS, BUDGETS, PRICES])),
        )
        with reaching_database("setting"):
            async with self._sessions() as session:
                saved = {subject: value for subject, value in await session.execute(wanted)}
        now = self._defaults
        answers, budgets, prices = (saved.get(one) for one in (ANSWERS, BUDGETS, PRICES))
        return Spending(
            now.answers if answers is None else AnswerSettings.model_validate(answers),
            now.budgets if budgets is None else BudgetSettings.model_validate(budgets),
            now.prices if prices is None else PRICE_LIST.validate_python(prices),
        )

    async def save(self, workspace: WorkspaceId, actor: Asker, wanted: Spending) -> None:
        """Let this hold from the next call on; what has changed is audited.

        Raises:
            Refused: the actor is no administrator.
            InvalidSetting: a budget is in dollars, and a configured model has no price.
        """
        require_administrator(actor)
        known = Prices.load(wanted.prices).known
        unknown = [one for one in self._models if one not in known]
        if unknown and wanted.budgets.has_money:
            raise InvalidSetting({PRICES: NO_PRICE.format(model=unknown[0])})
        before, after = _values(await self.of(workspace)), _values(wanted)
        with reaching_database("setting"):
            async with self._sessions.begin() as session:
                for subject, value in after.items():
                    if value != before[subject]:
                        await save_setting(session, workspace, actor, subject, value)


def _values(chosen: Spending) -> dict[str, dict[str, object]]:
    def plain(one: BaseModel) -> dict[str, object]:
        return dict(one.model_dump(mode="json"))

    return {
        ANSWERS: plain(chosen.answers),
        BUDGETS: plain(chosen.budgets),
        PRICES: {model: plain(price) for model, price in sorted(chosen.prices.items())},
    }
