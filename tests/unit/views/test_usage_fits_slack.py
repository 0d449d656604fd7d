"""What administrators see of usage, whatever was used."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.language.say import ENGLISH
from bot.views.limits import verdict
from bot.views.usage import CELLS, NOTHING, administrators_only, bar, money, usage_message
from chains.administration.usage import Sum, UsageReport
from chains.settings import Budget

TODAY = date(2026, 11, 27)
SINCE = TODAY - timedelta(days=29)
few = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
names = st.one_of(
    st.text(max_size=120),
    st.sampled_from(["direct", "channel:C0GENERAL", "person:U0ANA", "openai:gpt-5-mini"]),
)
amounts = st.decimals(0, 10**6, places=9)
sums = st.lists(
    st.builds(
        Sum,
        names,
        st.integers(0, 10**9),
        st.integers(0, 10**12),
        amounts,
        st.integers(0, 10**9),
    ),
    max_size=30,
).map(tuple)
days = st.lists(st.integers(0, 29), unique=True).map(
    lambda places: tuple(
        Sum((SINCE + timedelta(place)).isoformat(), 3, 10**9, Decimal(place), 0)
        for place in sorted(places)
    )
)


def report(**changes: object) -> UsageReport:
    used = Sum("openai:gpt-5-mini", 3, 1_500, Decimal("0.0123"))
    values: dict[str, object] = {
        "since": SINCE,
        "today": TODAY,
        "days": (Sum("2026-11-26", 1, 500, Decimal(1)), Sum("2026-11-27", 2, 1_000, Decimal(2))),
        "channels": (Sum("channel:C0GENERAL", 3, 1_500, Decimal(3)),),
        "models": (used,),
        "people": None,
        "budget": Budget(),
        "spent": Sum("workspace", 0, 0, Decimal(0)),
        "priced_on": TODAY,
    }
    return UsageReport(**(values | changes))  # type: ignore[arg-type]


@few
@given(by_day=days, channels=sums, models=sums, people=st.none() | sums, spent=amounts)
def test_any_usage_fits_a_message(
    by_day: tuple[Sum, ...],
    channels: tuple[Sum, ...],
    models: tuple[Sum, ...],
    people: tuple[Sum, ...] | None,
    spent: Decimal,
) -> None:
    message = usage_message(
        ENGLISH,
        "abcd-efgh",
        report(
            days=by_day,
            channels=channels,
            models=models,
            people=people,
            budget=Budget(tokens=10**12, usd=spent),
            spent=Sum("workspace", 0, 10**12, spent),
        ),
    )
    assert message.private
    assert verdict(message.blocks, "message") == []


def test_a_day_of_twice_the_cost_has_twice_the_bar_and_a_day_of_none_has_none() -> None:
    [chart] = [
        block["text"]["text"]
        for block in usage_message(ENGLISH, "abcd-efgh", report()).blocks
        if "By day" in str(block)
    ]
    bars = {line[:5]: line.count("█") for line in chart.splitlines() if "11-" in line}
    assert bars["11-25"] == 0
    assert 2 * bars["11-26"] == bars["11-27"] == CELLS


def test_people_are_named_only_where_the_report_has_them() -> None:
    ana = (Sum("person:U0ANA", 1, 10, Decimal(1)),)
    assert "<@U0ANA>" in str(usage_message(ENGLISH, "abcd-efgh", report(people=ana)).blocks)
    assert "By person" not in str(usage_message(ENGLISH, "abcd-efgh", report()).blocks)


def test_tokens_without_a_price_are_told() -> None:
    models = (Sum("openai:ours", 1, 700, Decimal(0), 700),)
    assert "700 of these tokens" in str(
        usage_message(ENGLISH, "abcd-efgh", report(models=models)).blocks
    )


def test_nothing_used_is_said_in_one_sentence() -> None:
    message = usage_message(ENGLISH, "abcd-efgh", report(days=(), channels=(), models=()))
    assert message.text == ENGLISH(NOTHING)
    assert "█" not in str(message.blocks)


def test_whoever_is_no_administrator_sees_one_sentence() -> None:
    message = administrators_only(ENGLISH, "abcd-efgh")
    assert message.private
    assert len(message.blocks) == 1


@pytest.mark.parametrize(
    ("share", "shown"), [(0, ""), (1e-9, "▏"), (0.5, "████"), (1, "████████"), (7, "████████")]
)
def test_a_bar_is_as_long_as_its_share(share: float, shown: str) -> None:
    assert bar(share, 8).rstrip() == shown
    assert len(bar(share, 8)) == 8


def test_small_money_is_not_rounded_to_nothing() -> None:
    said = [money(ENGLISH, Decimal(one)) for one in ("0", "0.0016", "1", "1234.5")]
    assert said == ["$0.00", "$0.0016", "$1.00", "$1,234.50"]
