"""The chat model as triage: what it decides, in which time and for how much."""

import pytest

from chains.config import ChainsConfig
from chains.evaluation.triage import Message
from chains.evaluation.triage_prompted import measured_by_prompt
from chains.triage.labels import Label
from tests.fakes.chat_model_server import Says, chat_model_server

SCRIPT = Says('{"label": "how_to", "sure": true}', input_tokens=300, output_tokens=10)
ROWS = [
    Message(text=text, label=label, also=frozenset())
    for text, label in (("how do I start", Label.HOW_TO), ("hello", Label.SMALL_TALK))
]


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k")


async def test_a_prompt_is_measured_beside_the_classifier() -> None:
    async with chat_model_server(SCRIPT) as server:
        config = ChainsConfig(chat_model="openai:gpt-5-mini", chat_model_url=server.url)
        measured = await measured_by_prompt(config, ROWS, "intent")
    assert measured["accuracy"] == 0.5
    assert measured["decided_by_model"] == 1.0
    assert measured["input_tokens"] == 300 * 4  # two of them while caches warm up
    assert measured["usd_per_1000"] > 0
