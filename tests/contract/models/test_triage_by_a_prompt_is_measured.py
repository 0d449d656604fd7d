"""The chat model as triage: what it decides, in which time and for how much."""

import asyncio
from typing import Any

import pytest

from chains.config import ChainsConfig
from chains.evaluation.triage import Message, measure_triage
from chains.evaluation.triage_prompted import PromptedDecide
from chains.triage.labels import Label
from tests.fakes.chat_model_server import Says, chat_model_server


async def test_a_prompt_is_measured_beside_the_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    script = Says('{"label": "how_to", "sure": true}', input_tokens=300, output_tokens=10)
    rows = [
        Message(text=text, label=label, also=frozenset())
        for text, label in (("how do I start", Label.HOW_TO), ("hello", Label.SMALL_TALK))
    ]
    async with chat_model_server(script) as server:
        config = ChainsConfig(chat_model="openai:gpt-5-mini", chat_model_url=server.url)
        measured = await asyncio.to_thread(_prompted, config, rows)
    assert measured["accuracy"] == 0.5
    assert measured["decided_by_model"] == 1.0
    assert measured["input_tokens"] == 300 * 4  # two of them while caches warm up
    assert measured["usd_per_1000"] > 0


def _prompted(config: ChainsConfig, rows: list[Message]) -> dict[str, Any]:
    decide = PromptedDecide(config)
    return measure_triage(rows, "intent", decide) | decide.spent()
