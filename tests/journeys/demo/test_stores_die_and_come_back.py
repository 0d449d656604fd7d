"""The index stops or dies under a question: it still ends once, and the next one is answered."""

import json
import os
import signal

import pytest

from bot.demo import alone
from chains.errors import ConfigurationError
from tests.journeys.demo.living import Hands, until

QUESTION = "When is payday?"


def weaviate(hands: Hands) -> int:
    """The process that this run's own keeper has written down."""
    pids = json.loads((hands.documents.parent / "home" / "run" / "pids.json").read_text())
    return int(pids["Weaviate"])


async def answered(hands: Hands) -> bool:
    outcome, _ = await hands.ask("U0ANA", "D0ANA", QUESTION)
    return outcome == "answer"


async def test_an_index_that_pauses_costs_a_moment(hands: Hands) -> None:
    process = weaviate(hands)
    os.kill(process, signal.SIGSTOP)
    try:
        ts = await hands.say("U0ANA", "D0ANA", QUESTION)
        seen = len(hands.payloads())

        async def at_work() -> bool:
            return len(hands.payloads()) > seen

        await until(at_work, 10)
    finally:
        os.kill(process, signal.SIGCONT)
    assert (await hands.settled("D0ANA", ts))["outcome"] == "answer"


async def test_an_index_that_dies_fails_a_question_once_and_answers_the_next(hands: Hands) -> None:
    dead = weaviate(hands)
    os.kill(dead, signal.SIGKILL)
    ts = await hands.say("U0ANA", "D0ANA", QUESTION)
    outcome, message = await hands.answer("U0ANA", "D0ANA", ts)
    assert outcome in {"answer", "failed"}
    assert message is not None
    request = message["blocks"][0]["block_id"].split(".")[2]
    assert outcome == "answer" or request in message["text"]
    assert len([one for one in await hands.seen("U0ANA", "D0ANA") if one["ts"] > ts]) == 1
    await until(lambda: answered(hands), 60)
    assert weaviate(hands) != dead


def test_a_second_demo_says_where_the_first_one_is(hands: Hands) -> None:
    home = hands.documents.parent / "home"
    with (
        alone(home, 8123),
        pytest.raises(ConfigurationError, match=r"runs already, at http://127.0.0.1:8123"),
        alone(home, 8124),
    ):
        raise AssertionError("two demos at once")
    with alone(home, 8125):
        """The first one has gone."""
