"""The small line below an answer: what was searched, and what it took."""

from decimal import Decimal

from bot.language.say import Say
from bot.views import wording
from chains.answering.outcome import Effort


def effort_line(say: Say, effort: Effort) -> str:
    """Sources, seconds to a tenth, and dollars."""
    parts = [
        say.count(wording.SEARCHED, effort.sources),
        say(wording.TOOK, seconds=say.decimal(effort.seconds, 1)),
        _cost(say, effort),
    ]
    return " · ".join(parts)


def money(say: Say, usd: Decimal) -> str:
    """Dollars as people write them; cents are too coarse for what a question costs."""
    return say.usd(usd, 2 if usd >= 1 or not usd else 4)


def _cost(say: Say, effort: Effort) -> str:
    if not effort.by_model:
        return say(wording.NO_MODEL)
    return say(wording.NO_PRICE) if effort.usd is None else money(say, effort.usd)
