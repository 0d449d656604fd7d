"""Sentences of a draft are told while the model still writes: verified, re-checked, recorded."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select

from chains.answering.drafts.drafting import Drafting
from chains.answering.drafts.judging import Judging
from chains.answering.outcome import Answer, Outcome, Reply, SoFar, Stage
from chains.answering.pipeline import ModelSteps
from chains.answering.question import Question
from chains.database.answers import AnswerRow, ProofRow
from chains.models.chat import ChatModel
from tests.fakes.chat_model_server import Refuses, Says, chat_model_server, drafted, judged
from tests.integration.answering.conftest import ANA, PRIVATE, Company, page

CRANE = page("Crane", "The crane of the dry dock lifts 12 tonnes.")
NIGHT = page("Night work", "The crane of the dry dock may not be used at night.")
ASKED = "How much does the crane of the dry dock lift?"
LIFTS, QUIET = "The crane lifts 12 tonnes.", "The crane may not be used at night."
UNTRUE = "The crane lifts 13 tonnes."
SENTENCE = '"form": "prose"}'
"""With which each sentence of a draft ends."""

Act = Callable[[], Awaitable[object]]


def stopping(said: Says, after: str, act: Act) -> Says:
    """The same, but it goes on after these words only when ``act`` has come back."""
    return replace(said, waits=(after, act))


class Heard:
    """What came of a question, in order, and whether the model had ended by then."""

    def __init__(self) -> None:
        self.so_far: list[Reply] = []
        self.early: list[Reply] = []
        self.outcome: Outcome | None = None
        self.shown = asyncio.Event()

    async def listen(self, company: Company, steps: ModelSteps, request: str = "R1") -> None:
        question = Question(request, company.workspace, ANA, PRIVATE, ASKED)
        whole = False
        async for step in company.copilot(steps=steps).ask(question):
            if isinstance(step, SoFar):
                self.so_far.append(step.reply)
                if not whole:
                    self.early.append(step.reply)
                self.shown.set()
            elif isinstance(step, Stage):
                whole = whole or step is Stage.CHECKING
            else:
                self.outcome = step


def steps_on(url: str, *, judges: bool = False) -> ModelSteps:
    model = ChatModel.named("openai:scripted", url=url, api_key="k", max_retries=0)
    return ModelSteps(writer=Drafting(model), judge=Judging(model) if judges else None)


def texts(reply: Reply) -> list[str]:
    return [one.text for one in reply.sentences]


async def within(event: asyncio.Event) -> bool:
    """Whether it happens while a model waits."""
    try:
        await asyncio.wait_for(event.wait(), 5)
    except TimeoutError:
        return False
    return True


@pytest.fixture
async def dock(company: Company) -> Company:
    await company.publish("dock", {"crane.md": CRANE, "night.md": NIGHT})
    return company


async def places(dock: Company) -> tuple[int, int]:
    """The numbers that the passages on lifting and on the night have in a request."""
    async with chat_model_server(drafted()) as server:
        await Heard().listen(dock, steps_on(server.url))
        human = server.requests[0]["messages"][-1]["content"]
    first = human.index("lifts 12") < human.index("at night")
    return (1, 2) if first else (2, 1)


async def test_the_first_sentence_is_there_while_the_model_writes_the_second(
    dock: Company,
) -> None:
    heard, recorded = Heard(), list[str]()
    lifts, night = await places(dock)

    async def first_is_shown() -> None:
        assert await within(heard.shown)
        assert [texts(one) for one in heard.so_far] == [[LIFTS]]
        async with dock.sessions() as session:
            outcome = select(AnswerRow.outcome).where(AnswerRow.workspace == dock.workspace)
            recorded.extend(await session.scalars(outcome.where(AnswerRow.request == "R1")))
            sealed = select(ProofRow.seal).where(ProofRow.workspace == dock.workspace)
            assert len((await session.scalars(sealed.where(ProofRow.request == "R1"))).all()) == 1

    said = drafted((LIFTS, [lifts]), (QUIET, [night]))
    async with chat_model_server(stopping(said, SENTENCE, first_is_shown)) as server:
        await heard.listen(dock, steps_on(server.url))
        assert len(server.requests) == 1
    assert recorded == ["Answer"]
    assert isinstance(heard.outcome, Answer)
    assert texts(heard.outcome.reply) == [LIFTS, QUIET]
    assert heard.outcome.note is None


async def test_what_it_used_counts_once(dock: Company) -> None:
    async with chat_model_server(drafted((LIFTS, [1]))) as server:
        await Heard().listen(dock, steps_on(server.url))
        assert server.requests[0]["stream_options"] == {"include_usage": True}
    async with dock.sessions() as session:
        counted = select(AnswerRow.model_calls, AnswerRow.input_tokens, AnswerRow.output_tokens)
        rows = await session.execute(counted.where(AnswerRow.workspace == dock.workspace))
        assert rows.all() == [(1, 10, 5)]


@pytest.mark.parametrize("judges", [False, True], ids=["dropped", "with a judge"])
async def test_an_unsupported_sentence_is_never_told(dock: Company, *, judges: bool) -> None:
    heard = Heard()
    lifts, _ = await places(dock)
    said = drafted((UNTRUE, [lifts]), (LIFTS, [lifts]), (LIFTS, [lifts]))
    waiting = stopping(
        said,
        LIFTS + '", "passages": [' + str(lifts) + "], " + SENTENCE,
        lambda: within(heard.shown),
    )
    async with chat_model_server(waiting, judged()) as server:
        await heard.listen(dock, steps_on(server.url, judges=judges))
    assert [texts(one) for one in heard.early][:1] == [[LIFTS]]
    assert all(UNTRUE not in texts(one) for one in heard.so_far)


async def test_a_document_revoked_between_sentences_is_left_out(dock: Company) -> None:
    heard = Heard()
    lifts, night = await places(dock)

    async def revoke() -> None:
        assert await within(heard.shown)
        await dock.take_away("dock", "crane.md")
        heard.shown.clear()

    said = drafted((LIFTS, [lifts]), (QUIET, [night]), (LIFTS, [lifts]))
    async with chat_model_server(stopping(said, SENTENCE, revoke)) as server:
        await heard.listen(dock, steps_on(server.url))
    assert texts(heard.so_far[0]) == [LIFTS]
    assert [texts(one) for one in heard.so_far[1:]]
    assert all(texts(one) == [QUIET] for one in heard.so_far[1:])
    assert isinstance(heard.outcome, Answer)
    assert texts(heard.outcome.reply) == [QUIET]


def unstreamed(request: dict[str, object]) -> Says | Refuses:
    """A server that does not stream."""
    return Refuses(400) if request.get("stream") else drafted((LIFTS, [1]))


def broken_off(request: dict[str, object]) -> Says:
    """A server whose stream breaks off."""
    return replace(drafted((LIFTS, [1]), (QUIET, [1])), breaks_off=bool(request.get("stream")))


async def test_a_server_that_does_not_stream_answers_whole(dock: Company) -> None:
    heard = Heard()
    async with chat_model_server(unstreamed) as server:
        steps = steps_on(server.url)
        await heard.listen(dock, steps)
        await heard.listen(dock, steps, "R2")
        streamed: Sequence[bool] = [bool(one.get("stream")) for one in server.requests]
    assert streamed == [True, False, False]
    assert not heard.early
    assert isinstance(heard.outcome, Answer)
    assert heard.outcome.note is None


async def test_a_draft_that_breaks_off_ends_as_the_quotation(dock: Company) -> None:
    heard = Heard()
    async with chat_model_server(broken_off) as server:
        await heard.listen(dock, steps_on(server.url))
    quoted = await dock.ask(ASKED)
    assert isinstance(heard.outcome, Answer)
    assert isinstance(quoted, Answer)
    assert heard.outcome.reply == quoted.reply
    assert heard.outcome.note is not None
