"""The form for answers, budgets and prices: what it shows, and what of it is saved."""

from decimal import Decimal, InvalidOperation

from pydantic import ValidationError

from bot.administration import forms
from bot.language.say import Say
from bot.views import ids, wording
from bot.views.blocks import Block
from bot.views.settings_spending import MOST_PRICES, spending_view
from chains.access.audience import Asker
from chains.access.principals import WorkspaceId
from chains.administration.spending import Spending, SpendingSettings
from chains.errors import InvalidSetting, reason
from chains.settings import AnswerSettings, Budget, BudgetSettings, Price


class SpendingForm:
    """Opened and submitted by administrators only: whoever calls it has asked."""

    def __init__(self, spending: SpendingSettings, workspace: WorkspaceId) -> None:
        self._spending = spending
        self._workspace = workspace

    async def view(self, say: Say) -> Block:
        """The form, with what holds now. Raises `StoreUnavailable`."""
        return spending_view(say, await self._spending.of(self._workspace))

    async def save(self, actor: Asker, view: forms.View) -> None:
        """Let what stands in the form hold from the next call on.

        Raises:
            InvalidSetting: fields are wrong.
            Refused: the actor is no administrator.
            StoreUnavailable: Postgres did not answer.
        """
        await self._spending.save(self._workspace, actor, spending_of(view))


def spending_of(view: forms.View) -> Spending:
    """What the form says.

    Raises:
        InvalidSetting: fields are wrong; each has its own sentence.
    """
    wrong: dict[str, str] = {}
    budgets = {whose: _budget(view, whose, wrong) for whose in ids.BUDGETS}
    prices = _prices(forms.typed(view, ids.PRICES), wrong)
    if wrong:
        raise InvalidSetting(wrong)
    effort = AnswerSettings(effort=forms.is_ticked(view, ids.EFFORT))
    return Spending(effort, BudgetSettings(**budgets), prices)


def _budget(view: forms.View, whose: str, wrong: dict[str, str]) -> Budget:
    limits: dict[str, object] = {}
    for name, said in (("tokens", wording.TOKENS_WRONG), ("usd", wording.USD_WRONG)):
        field = f"{whose}.{name}"
        value = forms.typed(view, field).replace(" ", "") or None
        try:
            Budget.model_validate({name: value})
            limits[name] = value
        except ValidationError:
            wrong[field] = said.english
    return Budget.model_validate(limits)


def _prices(text: str, wrong: dict[str, str]) -> dict[str, Price]:
    """The prices by model; the first line that is wrong is named."""
    prices: dict[str, Price] = {}
    lines = [line.split() for line in text.splitlines()]
    for number, words in enumerate(lines, start=1):
        if not words:
            continue
        price = _price(words)
        if price is None or words[0] in prices:
            said = wording.PRICE_WRONG if price is None else wording.PRICE_TWICE
            wrong[ids.PRICES] = reason(said.english, line=str(number))
            break
        prices[words[0]] = price
    if len(prices) > MOST_PRICES:
        wrong[ids.PRICES] = wording.PRICES_TOO_MANY.english
    return prices


def _price(words: list[str]) -> Price | None:
    provider, _, model = words[0].partition(":")
    if len(words) != 3 or not provider or not model:
        return None
    try:
        given = [Decimal(word) for word in words[1:]]
        return Price(input=given[0], output=given[1])
    except (InvalidOperation, ValidationError):
        return None
