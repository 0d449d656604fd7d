"""A process that answers does not look through all that it is made of again and again."""

import gc
from collections.abc import Iterator

import pytest

from chains.operations.heap import ALLOCATIONS, settle_heap


@pytest.fixture
def collector() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("collector")
def test_what_is_there_is_not_looked_through_again_and_what_comes_is() -> None:
    was_there = {"a": []}
    settle_heap()
    came = {"b": []}
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold()[0] == ALLOCATIONS
    looked_through = [id(one) for one in gc.get_objects()]
    assert id(was_there) not in looked_through
    assert id(came) in looked_through


@pytest.mark.usefixtures("collector")
def test_garbage_from_before_is_not_kept_for_ever() -> None:
    class Held:
        gone = False

        def __del__(self) -> None:
            Held.gone = True

    one = Held()
    one.itself = one  # type: ignore[attr-defined]
    del one
    settle_heap()
    assert Held.gone
