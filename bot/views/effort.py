"""The small line below an answer: what was searched, and what it took."""

from decimal import Decimal

from bot.views import wording
from chains.answering.outcome import Effort


def effort_line(effort: Effort) -> str:
    """Sources, seconds to a tenth, and dollars."""
    one = effort.sources == 1
    parts = [
        wording.SEARCHED_ONE if one else wording.SEARCHED.format(count=effort.sources),
        wording.TOOK.format(seconds=effort.seconds),
        _cost(effort),
    ]
    return " · ".join(parts)


def money(usd: Decimal) -> str:
    """Dollars as people write them; cents are too coarse for what a question costs."""
    return f"${usd:,.2f}" if usd >= 1 or not usd else f"${usd:.4f}"


def _cost(effort: Effort) -> str:
    if not effort.by_model:
        return wording.NO_MODEL
    return wording.NO_PRICE if effort.usd is None else money(effort.usd)
