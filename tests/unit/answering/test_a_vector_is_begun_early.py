"""A local model embeds a message while it is decided what it is; nobody hears of a failure."""

import asyncio

import pytest

from chains.answering.head_start import HeadStart
from chains.errors import ModelUnavailable


async def test_a_message_is_embedded_while_nobody_waits() -> None:
    begun: list[str] = []

    async def embed(text: str) -> list[float]:
        begun.append(text)
        await asyncio.sleep(0)
        return [1.0]

    HeadStart(embed).begin("When is payday?")
    assert begun == []
    await asyncio.sleep(0)
    assert begun == ["When is payday?"]


async def test_a_provider_is_sent_nothing() -> None:
    before = asyncio.all_tasks()
    HeadStart().begin("When is payday?")
    assert asyncio.all_tasks() == before


async def test_a_failure_is_nobodys_yet(caplog: pytest.LogCaptureFixture) -> None:
    async def embed(_text: str) -> list[float]:
        raise ModelUnavailable("embeddings")

    start = HeadStart(embed)
    start.begin("When is payday?")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del start
    assert caplog.records == []
