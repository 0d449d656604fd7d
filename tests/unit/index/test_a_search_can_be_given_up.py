"""Whoever gives up a search that has hardly begun leaves nothing of it behind."""

import asyncio
import gc
import warnings
from unittest.mock import MagicMock

import pytest

from chains.index.search import PassageSearch


async def test_a_search_is_given_up_before_its_legs_begin() -> None:
    search = PassageSearch(MagicMock(), MagicMock(), MagicMock())
    reader = MagicMock(access_lists=(1,), workspace="T1")
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        asked = asyncio.create_task(search.search("When is payday?", reader))
        await asyncio.sleep(0)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        gc.collect()
    assert [str(one.message) for one in heard if "never awaited" in str(one.message)] == []
