"""What chat models cost: a dated table, and what `footnote.toml` says instead."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Self

from chains.models.usage import Tokens
from chains.settings import Price

MILLION = 1_000_000


@dataclass(frozen=True)
class Prices:
    """Prices by ``provider:model``; those of the table were right on the day ``as_of``."""

    as_of: date
    known: Mapping[str, Price]

    @classmethod
    def load(cls, overrides: Mapping[str, Price] | None = None) -> Self:
        """The table that comes with Footnote; ``overrides`` replace and add."""
        text = files("chains.models").joinpath("prices.toml").read_text("utf-8")
        table = tomllib.loads(text, parse_float=Decimal)
        listed = {name: Price.model_validate(row) for name, row in table["prices"].items()}
        return cls(table["as_of"], {**listed, **(overrides or {})})

    def cost(self, model: str, used: Tokens) -> Decimal | None:
        """US dollars for these tokens; ``None`` where the price is not known.

        What a provider remits for cached input is not taken off.
        """
        price = self.known.get(model)
        if price is None:
            return None
        return (price.input * used.input + price.output * used.output) / MILLION
