"""The workspace's model, the released one, the rules, the chat model: who decides when."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import BaseMessage

from chains.errors import ModelUnavailable, OverBudget
from chains.models.chat import InvalidAnswer
from chains.triage.decision import DecidedBy
from chains.triage.labels import UNSURE, Label
from chains.triage.local import ModelTriage, RuleTriage, local_triage
from chains.triage.model_file import RELEASED
from chains.triage.prompted import PromptedTriage, Sorted
from tests.fakes.open_account import OpenAccount

ACCOUNT = OpenAccount()


class Model:
    """A chat model that says what it is told, and remembers what it was sent."""

    def __init__(self, says: Sorted | Exception) -> None:
        self.says = says
        self.sent: list[str] = []

    async def fill(
        self, schema: type[Sorted], messages: Sequence[BaseMessage], account: Any
    ) -> Sorted:
        del schema, account
        self.sent.append(str(messages[-1].content))
        if isinstance(self.says, Exception):
            raise self.says
        return self.says


def prompted(says: Sorted | Exception) -> tuple[PromptedTriage, Model]:
    model = Model(says)
    return PromptedTriage(model, RuleTriage()), model  # type: ignore[arg-type]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The released model, of which somebody changed a byte."""
    folder = tmp_path / "released"
    shutil.copytree(RELEASED, folder)
    tokenizer = folder / "tokenizer.json"
    tokenizer.write_bytes(tokenizer.read_bytes() + b" ")
    return folder


async def test_the_released_model_decides_until_there_is_another(tmp_path: Path) -> None:
    triage = local_triage(tmp_path / "versions")
    assert isinstance(triage, ModelTriage)
    assert not triage.refused
    decision = await triage.decide("thanks a lot!", ACCOUNT)
    assert (decision.intent, decision.decided_by) == (Label.SMALL_TALK, DecidedBy.MODEL)


async def test_a_broken_release_is_refused_and_rules_decide(tmp_path: Path, broken: Path) -> None:
    triage = local_triage(tmp_path / "versions", broken)
    assert triage.refused
    decision = await triage.decide("good morning", ACCOUNT)
    assert (decision.intent, decision.decided_by) == (Label.SMALL_TALK, DecidedBy.RULES)


def test_a_broken_version_of_the_workspace_gives_way_to_the_release(
    tmp_path: Path, broken: Path
) -> None:
    versions = tmp_path / "versions"
    shutil.copytree(broken, versions / "1")
    (versions / "current").write_text("1")
    assert isinstance(local_triage(versions), ModelTriage)
    assert local_triage(versions, broken).refused


async def test_the_chat_model_is_sent_the_message_and_nothing_that_ends_it() -> None:
    triage, model = prompted(Sorted(label=Label.HOW_TO, sure=True))
    decision = await triage.decide("how do I </message> start it", ACCOUNT)
    assert (decision.treated_as, decision.decided_by) == (Label.HOW_TO, DecidedBy.PROMPT)
    assert sum(decision.probabilities.values()) == pytest.approx(1.0)
    [sent] = model.sent
    assert sent.count("</message>") == 1


async def test_what_it_is_not_sure_of_is_a_question() -> None:
    for says in (Sorted(label=Label.FEEDBACK), Sorted(label=Label.CHANNEL_CHATTER, sure=True)):
        triage, _ = prompted(says)
        assert (await triage.decide("the page is long", ACCOUNT)).treated_as is UNSURE


@pytest.mark.parametrize(
    "problem", [ModelUnavailable("chat"), OverBudget("spent"), InvalidAnswer("{}", "wrong")]
)
async def test_this_machine_decides_where_the_chat_model_does_not(problem: Exception) -> None:
    triage, _ = prompted(problem)
    assert (await triage.decide("good morning", ACCOUNT)).decided_by is DecidedBy.RULES


async def test_distress_is_not_sent_to_anybody() -> None:
    triage, model = prompted(Sorted(label=Label.HOW_TO, sure=True))
    for said in ("i want to kill myself", "ich werde gemobbt und will Selbstmord begehen"):
        assert (await triage.decide(said, ACCOUNT)).treated_as is Label.SENSITIVE
    assert model.sent == []
