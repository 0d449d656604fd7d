"""The form of the settings for the line below answers, the budgets of a day, and prices."""

from collections.abc import Mapping
from decimal import Decimal

from bot.language.say import Say
from bot.views import ids, wording
from bot.views import settings_labels as labels
from bot.views.blocks import Block, plain, section
from bot.views.settings import modal
from chains.administration.spending import Spending
from chains.settings import Budget, Price

MOST_PRICES = 50


def spending_view(say: Say, now: Spending) -> Block:
    """The form, with what holds now."""
    budgets = {
        "workspace": now.budgets.workspace,
        "channel": now.budgets.channel,
        "person": now.budgets.person,
    }
    fields = [one for whose in ids.BUDGETS for one in _budget(say, whose, budgets[whose])]
    effort = _effort(say, on=now.answers.effort)
    prices, hint = _prices(now.prices), say(wording.PRICES_HINT)
    blocks = [
        _field(ids.EFFORT, say(labels.BELOW_ANSWERS), effort, say(wording.EFFORT_HINT)),
        section(say(wording.SPENDING_INTRO)),
        *fields,
        _field(ids.PRICES, say(labels.OWN_PRICES), prices, hint),
    ]
    title, save = say(labels.SPENDING), say(wording.SAVE)
    return modal(say, ids.SETTINGS_SPENDING, title, blocks, submit=save)


def amount(value: Decimal) -> str:
    """A number as people type it: no exponent, no zeros after it."""
    plain_ = format(value, "f")
    return plain_.rstrip("0").rstrip(".") if "." in plain_ else plain_


def _field(name: str, label: str, element: Block, hint: str = "") -> Block:
    field: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {**element, "action_id": name},
        "optional": True,
    }
    return {**field, "hint": plain(hint, 150)} if hint else field


def _effort(say: Say, *, on: bool) -> Block:
    option = {"text": plain(say(wording.EFFORT_OPTION)), "value": ids.EFFORT}
    element: Block = {"type": "checkboxes", "options": [option]}
    return {**element, "initial_options": [option]} if on else element


def _budget(say: Say, whose: str, budget: Budget) -> list[Block]:
    of_whom = say(wording.BUDGET_LABELS[whose])
    tokens = "" if budget.tokens is None else str(budget.tokens)
    usd = "" if budget.usd is None else amount(budget.usd)
    return [
        _field(f"{whose}.tokens", say(labels.TOKENS_A_DAY, of_whom=of_whom), _text(tokens)),
        _field(f"{whose}.usd", say(labels.USD_A_DAY, of_whom=of_whom), _text(usd)),
    ]


def _prices(prices: Mapping[str, Price]) -> Block:
    lines = [f"{name} {amount(one.input)} {amount(one.output)}" for name, one in prices.items()]
    element = _text("\n".join(lines), 3_000)
    return {**element, "multiline": True, "placeholder": plain(wording.PRICES_EXAMPLE)}


def _text(value: str, longest: int = 20) -> Block:
    element: Block = {"type": "plain_text_input", "max_length": longest}
    return {**element, "initial_value": value[:longest]} if value else element
