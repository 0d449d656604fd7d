"""From a question in a channel to a stream in Slack, while the chat model still writes."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from chains.answering.drafts.drafting import Drafting
from chains.answering.pipeline import ModelSteps
from chains.answering.records import Records
from chains.answering_path import copilot_on
from chains.database.engine import Sessions
from chains.index.connection import IndexClient
from chains.index.retriever import Search
from chains.index.schema import PassageCollection
from chains.models.chat import ChatModel
from chains.operations.services import Services
from tests.fakes.chat_model_server import Request, Says, chat_model_server, drafted
from tests.fakes.word_vectors import WordVectors
from tests.journeys.demo.living import until
from tests.security.matrix.company import FEW, PUBLIC
from tests.security.matrix.opening import SEAL, CopilotOf, open_world
from tests.security.matrix.world import World
from tests.unit.demo.company_rules import Page

LIFTS, NIGHT = "The crane of the dock lifts 12 tonnes.", "The crane is not used at night."
CRANE = Page(
    "open/crane.md", {"title": "Crane"}, f"# Crane\n\n{LIFTS} The crane of the dock is red.\n"
)
HOURS = Page("open/hours.md", {"title": "Hours"}, f"# Hours of the crane\n\n{NIGHT}\n")
ENDS = '"form": "prose"}'
"""With which each sentence of a draft ends."""

Meanwhile = list[Callable[[], Awaitable[object]]]


def writing(meanwhile: Meanwhile) -> Callable[[Request], Says]:
    """A model that stops after its first sentence until what is to happen meanwhile has."""

    def says(request: Request) -> Says:
        sent = str(request["messages"][-1]["content"])
        parts = re.split(r'<passage number="(\d+)">', sent)
        places = {
            sentence: [int(number)]
            for number, passage in zip(parts[1::2], parts[2::2], strict=True)
            for sentence in (LIFTS, NIGHT)
            if sentence in passage
        }
        said = drafted((LIFTS, places[LIFTS]), (NIGHT, places[NIGHT]))
        return replace(said, waits=(ENDS, meanwhile[0]))

    return says


def drafting_on(url: str) -> CopilotOf:
    """The product's path of a question, with a chat model that drafts."""
    model = ChatModel.named("openai:scripted", url=url, api_key="k", max_retries=0)

    def copilot(search: Search, sessions: Sessions) -> object:
        steps = ModelSteps(writer=Drafting(model))
        return copilot_on(sessions, search, WordVectors(), Records(sessions, SEAL), steps)

    return copilot


@pytest.fixture
def meanwhile() -> Meanwhile:
    return []


@pytest.fixture
async def world(
    services: Services,
    weaviate: IndexClient,
    collection: PassageCollection,
    tmp_path: Path,
    meanwhile: Meanwhile,
) -> AsyncIterator[World]:
    async with (
        chat_model_server(writing(meanwhile)) as server,
        open_world(
            services.database_url,
            weaviate,
            collection,
            tmp_path,
            copilot_of=drafting_on(server.url),
        ) as opened,
    ):
        for one in (CRANE, HOURS):
            await opened.put(one)
        yield opened


async def shown(world: World) -> str:
    return str([one for one in await world.get("messages", FEW, channel=PUBLIC)][1:])


async def test_the_first_sentence_is_read_while_the_second_is_written(
    world: World, meanwhile: Meanwhile
) -> None:
    early: list[str] = []

    async def first_is_read() -> None:
        async def read() -> bool:
            return LIFTS in await shown(world)

        await until(read, 10)
        early.append(await shown(world))

    meanwhile.append(first_is_read)
    await world.say(FEW, PUBLIC, "How much does the crane of the dock lift, and when is it used?")
    (read,) = early
    assert NIGHT not in read
    called = [one["name"] for one in world.payloads() if one["direction"] == "to_slack"]
    assert called.count("chat.startStream") == called.count("chat.stopStream") == 1
    assert "chat.postMessage" not in called
    (message,) = (await world.get("messages", FEW, channel=PUBLIC))[1:]
    whole = str(message["blocks"])
    assert whole.count(LIFTS) == whole.count(NIGHT) == 1


async def test_what_is_revoked_while_the_model_writes_is_gone(
    world: World, meanwhile: Meanwhile
) -> None:
    async def revoked() -> None:
        async def read() -> bool:
            return LIFTS in await shown(world)

        async def gone() -> bool:
            return not await read()

        await until(read, 10)
        await world.put(replace(CRANE, matter={**CRANE.matter, "readers": ["group:people-team"]}))
        await until(gone, 10)

    meanwhile.append(revoked)
    await world.say(FEW, PUBLIC, "How much does the crane of the dock lift, and when is it used?")
    whole = await shown(world)
    assert LIFTS not in whole
    assert "crane.md" not in whole
    assert NIGHT in whole
