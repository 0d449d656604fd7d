"""What `/footnote usage` shows administrators: sums of what the language model was used for.

Slack has no block for a chart: bars are made of block characters, eight steps to a cell.
"""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal

from bot.views import wording
from bot.views.answer import day
from bot.views.blocks import Block, block_id, context, section
from bot.views.effort import money
from bot.views.mrkdwn import code, cut, one_line, prose
from bot.views.outcomes import Message
from chains.administration.usage import Sum, UsageReport
from chains.settings import Budget
from chains.spending.accounts import DIRECT

MOST_LINES = 10
CELLS = 16
TITLE = "What the language model was used for, {since} to {today} (UTC)"
NOTHING = "The language model was not used in the last 30 days."
TOTAL = "{calls:,} calls · {tokens:,} tokens · {usd}"
BUDGET = "Today {tokens:,} tokens and {usd} are used or set aside, of a budget of {budget}."
UNPRICED = (
    "No price is known for {tokens:,} of these tokens: footnote.toml can give one, under"
    ' [prices."provider:model"].'
)
PRICES = "Prices of {day}, in US dollars. A provider's bill can differ: it counts discounts too."
DIRECT_CONVERSATIONS = "direct conversations"
_STEPS = " ▏▎▍▌▋▊▉█"
_SLACK_ID = re.compile(r"[A-Z0-9]{2,30}")


def administrators_only(request: str) -> Message:
    """What whoever is no administrator sees."""
    said = wording.ADMINISTRATORS_ONLY
    return Message(said, [section(said, name=block_id("help", request))], private=True)


def usage_message(request: str, report: UsageReport) -> Message:
    """The sums, with bars."""
    blocks = _head(report, block_id("help", request))
    if report.models:
        blocks.append(section(f"*By day*\n{_days(report)}"))
        blocks.append(_listed("By channel", report.channels, _subject))
        blocks.append(_listed("By model", report.models, _plain))
    if report.people:
        blocks.append(_listed("By person", report.people, _subject))
    unpriced = sum(one.unpriced for one in report.models)
    notes = [UNPRICED.format(tokens=unpriced)] if unpriced else []
    blocks.append(context(*notes, PRICES.format(day=day(report.priced_on))))
    return Message(NOTHING if not report.models else _title(report), blocks, private=True)


def bar(share: float, cells: int = CELLS) -> str:
    """A bar of so many cells, filled to a share from 0 to 1; more than nothing is always seen."""
    eighths = round(min(max(share, 0.0), 1.0) * cells * 8)
    eighths = max(eighths, 1) if share > 0 else 0
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (_STEPS[rest] if rest else "")).ljust(cells)


def _title(report: UsageReport) -> str:
    return TITLE.format(since=day(report.since), today=day(report.today))


def _head(report: UsageReport, name: str) -> list[Block]:
    if not report.models:
        lines = [NOTHING]
    else:
        total = TOTAL.format(
            calls=sum(one.calls for one in report.models),
            tokens=sum(one.tokens for one in report.models),
            usd=money(sum((one.usd for one in report.models), Decimal(0))),
        )
        lines = [f"*{_title(report)}*", total]
    if report.budget.is_set:
        spent = report.spent
        budget = _limits(report.budget)
        lines.append(BUDGET.format(tokens=spent.tokens, usd=money(spent.usd), budget=budget))
    return [section("\n".join(lines), name=name)]


def _limits(budget: Budget) -> str:
    tokens = "" if budget.tokens is None else f"{budget.tokens:,} tokens"
    usd = "" if budget.usd is None else money(budget.usd)
    return " and ".join(part for part in (tokens, usd) if part)


def _days(report: UsageReport) -> str:
    used = {one.name: one for one in report.days}
    size = _size(report.days)
    days = [report.since + timedelta(n) for n in range((report.today - report.since).days + 1)]
    lines = []
    for one in days:
        found = used.get(one.isoformat())
        if found is None:
            lines.append(f"{one:%d %b} {bar(0)}")
        else:
            lines.append(f"{one:%d %b} {bar(size(found))} {_figures(found)}")
    return code("\n".join(lines))


def _listed(title: str, sums: Sequence[Sum], named: Callable[[str], str]) -> Block:
    size = _size(sums)
    lines = [f"`{bar(size(one))}` {_figures(one)} · {named(one.name)}" for one in sums[:MOST_LINES]]
    if len(sums) > MOST_LINES:
        lines.append(f"and {len(sums) - MOST_LINES} more")
    return section("\n".join([f"*{title}*", *lines]))


def _size(sums: Sequence[Sum]) -> Callable[[Sum], float]:
    """How long a bar is beside the longest: by money, by tokens where no price is known."""
    most = max((one.usd for one in sums), default=Decimal(0))
    if most > 0:
        return lambda one: float(one.usd / most)
    tokens = max((one.tokens for one in sums), default=0) or 1
    return lambda one: one.tokens / tokens


def _figures(one: Sum) -> str:
    return f"{money(one.usd)} · {one.tokens:,} tokens"


def _subject(name: str) -> str:
    if name == DIRECT:
        return DIRECT_CONVERSATIONS
    kind, _, rest = name.partition(":")
    if _SLACK_ID.fullmatch(rest):
        return f"<#{rest}>" if kind == "channel" else f"<@{rest}>"
    return _plain(name)


def _plain(name: str) -> str:
    return cut(one_line(name), 100, prose)
