"""Companies and what happens to them, drawn: after every step, nobody is given too much.

The directory, the administration, the folders and the index are told by the product's own
writers; some steps leave the index stale or wrong on purpose. A failure prints the smallest
history that shows it, and `@reproduce_failure` with it.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings

from tests.security.drawn.draw import History, histories
from tests.security.drawn.hunt import evidence, places, rights
from tests.security.drawn.product import Product


@pytest.mark.timeout(600)  # a failure is made as small as it can be
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=histories())
async def test_after_every_step_readers_and_searches_agree_with_the_oracle(
    history: History, opens: Callable[[], AbstractAsyncContextManager[Product]]
) -> None:
    state = deepcopy(history.start)
    looks = list(history.looks)
    async with opens() as product:
        await product.begin(state)
        for operation in (None, *history.operations):
            if operation is not None:
                await product.happens(operation, state)
            where = [looks.pop(), looks.pop()]
            assert await rights(product, state, [*places(history.together), *where]) == []
            assert await evidence(product, state, where) == []
