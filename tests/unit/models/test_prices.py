"""What a call costs, by the table that comes with Footnote and by what is said instead."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from chains.errors import ConfigurationError
from chains.models.prices import Prices
from chains.models.providers import PROVIDERS
from chains.models.usage import Tokens, estimated
from chains.settings import load_settings


def test_the_table_is_dated_and_names_providers_that_have_an_extra() -> None:
    prices = Prices.load()
    assert prices.as_of >= date(2026, 11, 27)
    assert prices.known
    assert {name.partition(":")[0] for name in prices.known} <= set(PROVIDERS)
    assert all(price.output >= price.input > 0 for price in prices.known.values())


def test_money_is_exact() -> None:
    cost = Prices.load().cost("openai:gpt-5-mini", Tokens(1, 1))
    assert cost == Decimal("0.00000225")


def test_a_model_without_a_price_has_no_cost() -> None:
    assert Prices.load().cost("openai:gpt-5-mini-of-tomorrow", Tokens(1, 1)) is None


def test_footnote_toml_replaces_and_adds_prices(tmp_path: Path) -> None:
    (tmp_path / "footnote.toml").write_text(
        '[prices."openai:gpt-5-mini"]\ninput = 0.1\noutput = 0.2\n'
        '[prices."openai:our-own"]\ninput = 0\noutput = 0\n'
        "[budgets]\nworkspace = { tokens = 2_000_000, usd = 20.5 }\nperson = { usd = 1 }\n"
        "[usage]\nby_person = true\n"
    )
    settings = load_settings(tmp_path)
    prices = Prices.load(settings.prices)
    million = Tokens(1_000_000, 1_000_000)
    assert prices.cost("openai:gpt-5-mini", million) == Decimal("0.3")
    assert prices.cost("openai:our-own", million) == 0
    assert prices.cost("openai:gpt-5", million) == Decimal("11.25")
    assert settings.budgets.workspace.usd == Decimal("20.5")
    assert settings.budgets.has_money
    assert not settings.budgets.channel.is_set
    assert settings.usage.by_person


@pytest.mark.parametrize(
    "text",
    [
        '[prices."openai:gpt-5"]\ninput = -1\noutput = 1\n',
        '[prices."openai:gpt-5"]\ninput = 1\n',
        "[budgets]\nworkspace = { tokens = -5 }\n",
        "[budgets]\nworkspace = { euros = 5 }\n",
    ],
)
def test_a_wrong_price_or_budget_stops_the_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "footnote.toml").write_text(text)
    with pytest.raises(ConfigurationError):
        load_settings(tmp_path)


def test_an_estimate_is_no_smaller_in_other_scripts() -> None:
    assert estimated("abc" * 10) == 10
    assert estimated("日本語") == 3
    assert estimated("") == 0
