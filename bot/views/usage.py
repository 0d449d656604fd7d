"""What `/footnote usage` shows administrators: sums of what the language model was used for.

Slack has no block for a chart: bars are made of block characters, eight steps to a cell.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import partial

from bot.language.phrases import Phrase, phrase
from bot.language.say import Say
from bot.views import wording
from bot.views.blocks import Block, block_id, context, section
from bot.views.effort import money
from bot.views.mrkdwn import SLACK_ID, code, cut, one_line, prose
from bot.views.outcomes import Message
from chains.administration.usage import Sum, UsageReport
from chains.settings import Budget
from chains.spending.accounts import DIRECT

MOST_LINES = 10
CELLS = 16
FOR_ADMINISTRATORS = phrase(
    "Only administrators of this workspace see this. Please ask one of them; `/footnote help` shows"
    " what you can use."
)
TITLE = phrase("What the language model was used for, {since} to {today} (UTC)")
NOTHING = phrase("The language model was not used in the last 30 days.")
TOTAL = phrase("{calls} calls · {tokens} tokens · {usd}")
BUDGET = phrase("Today {tokens} tokens and {usd} are used or set aside, of a budget of {budget}.")
UNPRICED = phrase(
    "No price is known for {tokens} of these tokens: footnote.toml can give one, under"
    ' [prices."provider:model"].'
)
PRICES = phrase(
    "Prices of {day}, in US dollars. A provider's bill can differ: it counts discounts too."
)
DIRECT_CONVERSATIONS = phrase("direct conversations")
BY_DAY = phrase("By day")
BY_CHANNEL = phrase("By channel")
BY_MODEL = phrase("By model")
BY_PERSON = phrase("By person")
TOKENS = phrase("{tokens} tokens")
AND = phrase(" and ")
_STEPS = " ▏▎▍▌▋▊▉█"


def administrators_only(say: Say, request: str) -> Message:
    """What whoever is no administrator sees."""
    said = say(FOR_ADMINISTRATORS)
    return Message(said, [section(said, name=block_id("help", request))], private=True)


def usage_message(say: Say, request: str, report: UsageReport) -> Message:
    """The sums, with bars."""
    blocks = _head(say, report, block_id("help", request))
    if report.models:
        blocks.append(section(f"*{say(BY_DAY)}*\n{_days(say, report)}"))
        blocks.append(_listed(say, BY_CHANNEL, report.channels, partial(_subject, say)))
        blocks.append(_listed(say, BY_MODEL, report.models, _plain))
    if report.people:
        blocks.append(_listed(say, BY_PERSON, report.people, partial(_subject, say)))
    unpriced = sum(one.unpriced for one in report.models)
    notes = [say(UNPRICED, tokens=say.number(unpriced))] if unpriced else []
    blocks.append(context(*notes, say(PRICES, day=say.day(report.priced_on))))
    return Message(_title(say, report) if report.models else say(NOTHING), blocks, private=True)


def bar(share: float, cells: int = CELLS) -> str:
    """A bar of so many cells, filled to a share from 0 to 1; more than nothing is always seen."""
    eighths = round(min(max(share, 0.0), 1.0) * cells * 8)
    eighths = max(eighths, 1) if share > 0 else 0
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (_STEPS[rest] if rest else "")).ljust(cells)


def _title(say: Say, report: UsageReport) -> str:
    return say(TITLE, since=say.day(report.since), today=say.day(report.today))


def _head(say: Say, report: UsageReport, name: str) -> list[Block]:
    if not report.models:
        lines = [say(NOTHING)]
    else:
        total = say(
            TOTAL,
            calls=say.number(sum(one.calls for one in report.models)),
            tokens=say.number(sum(one.tokens for one in report.models)),
            usd=money(say, sum((one.usd for one in report.models), Decimal(0))),
        )
        lines = [f"*{_title(say, report)}*", total]
    if report.budget.is_set:
        spent = report.spent
        budget = _limits(say, report.budget)
        lines.append(
            say(BUDGET, tokens=say.number(spent.tokens), usd=money(say, spent.usd), budget=budget)
        )
    return [section("\n".join(lines), name=name)]


def _limits(say: Say, budget: Budget) -> str:
    tokens = "" if budget.tokens is None else say(TOKENS, tokens=say.number(budget.tokens))
    usd = "" if budget.usd is None else money(say, budget.usd)
    return say(AND).join(part for part in (tokens, usd) if part)


def _days(say: Say, report: UsageReport) -> str:
    used = {one.name: one for one in report.days}
    size = _size(report.days)
    days = [report.since + timedelta(n) for n in range((report.today - report.since).days + 1)]
    lines = []
    for one in days:
        found = used.get(one.isoformat())
        if found is None:
            lines.append(f"{one:%m-%d} {bar(0)}")
        else:
            lines.append(f"{one:%m-%d} {bar(size(found))} {_figures(say, found)}")
    return code("\n".join(lines))


def _listed(say: Say, title: Phrase, sums: Sequence[Sum], named: Callable[[str], str]) -> Block:
    size = _size(sums)
    lines = [
        f"`{bar(size(one))}` {_figures(say, one)} · {named(one.name)}" for one in sums[:MOST_LINES]
    ]
    if len(sums) > MOST_LINES:
        lines.append(say(wording.MORE_SOURCES, count=len(sums) - MOST_LINES))
    return section("\n".join([f"*{say(title)}*", *lines]))


def _size(sums: Sequence[Sum]) -> Callable[[Sum], float]:
    """How long a bar is beside the longest: by money, by tokens where no price is known."""
    most = max((one.usd for one in sums), default=Decimal(0))
    if most > 0:
        return lambda one: float(one.usd / most)
    tokens = max((one.tokens for one in sums), default=0) or 1
    return lambda one: one.tokens / tokens


def _figures(say: Say, one: Sum) -> str:
    return f"{money(say, one.usd)} · {say(TOKENS, tokens=say.number(one.tokens))}"


def _subject(say: Say, name: str) -> str:
    if name == DIRECT:
        return say(DIRECT_CONVERSATIONS)
    kind, _, rest = name.partition(":")
    if SLACK_ID.fullmatch(rest):
        return f"<#{rest}>" if kind == "channel" else f"<@{rest}>"
    return _plain(name)


def _plain(name: str) -> str:
    return cut(one_line(name), 100, prose)
