"""The demo company, alive."""

from collections.abc import Collection
from typing import Any

import pytest

from chains.index.passages import Hit
from chains.index.search import PassageSearch
from tests.journeys.demo.living import hands

__all__ = ["hands"]


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the index is searched for."""
    asked: list[str] = []
    real = PassageSearch.search

    async def search(
        self: PassageSearch,
        query: str,
        reader: Any,
        *,
        scopes: Collection[str] = (),
        limit: int = 10,
    ) -> list[Hit]:
        asked.append(query)
        return await real(self, query, reader, scopes=scopes, limit=limit)

    monkeypatch.setattr(PassageSearch, "search", search)
    return asked
