"""With a chat model, in the language of the question or the one that was asked for."""

import pytest

from chains.answering.drafts.drafting import Drafting
from chains.answering.outcome import Answer, Note
from chains.answering.pipeline import ModelSteps
from chains.answering.question import Conversation, Question
from chains.models.chat import ChatModel
from tests.fakes.chat_model_server import (
    ChatModelServer,
    Says,
    chat_model_server,
    drafted,
    translated,
)
from tests.integration.answering.conftest import ANA, GENERAL, Company, page

ENGLISH = "The crane of the dry dock lifts 12 tonnes and may not be used at night."
GERMAN = "Der Kran des Trockendocks hebt 12 Tonnen und darf nachts nicht benutzt werden."
ASKED = "How much does the crane of the dry dock lift?"
ASKED_IN_GERMAN = "Wie viel hebt der crane im dry dock, und wann darf man ihn nicht benutzen?"
THREAD = Conversation("C0GENERAL", "1.0")
WRITTEN = translated((ENGLISH, [1], GERMAN))


@pytest.fixture
async def dock(company: Company) -> Company:
    await company.publish("dock", {"dock.md": page("Dry dock", ENGLISH)})
    return company


async def ask(company: Company, server: ChatModelServer, text: str, request: str) -> Answer:
    model = ChatModel.named("openai:scripted", url=server.url, api_key="k", max_retries=0)
    question = Question(request, company.workspace, ANA, GENERAL, text, conversation=THREAD)
    copilot = company.copilot(steps=ModelSteps(writer=Drafting(model)))
    steps = [step async for step in copilot.ask(question)]
    assert isinstance(steps[-1], Answer)
    return steps[-1]


def said(answer: Answer) -> tuple[list[str], Note | None]:
    return [one.text for one in answer.reply.sentences], answer.note


def wanted(server: ChatModelServer) -> str:
    """The language that the model was asked for last."""
    human = server.requests[-1]["messages"][-1]["content"]
    return human.partition("<language>")[2].partition("</language>")[0].strip()


async def test_in_german_answers_the_last_question_again(dock: Company) -> None:
    async with chat_model_server(drafted((ENGLISH, [1])), WRITTEN) as server:
        first = await ask(dock, server, ASKED, "R1")
        assert wanted(server) == "English"
        again = await ask(dock, server, "auf Deutsch, bitte", "R2")
        assert wanted(server) == "German"
        assert ASKED in server.requests[-1]["messages"][-1]["content"]
    assert said(first) == ([ENGLISH], None)
    assert said(again) == ([GERMAN], None)
    assert again.reply.sources == first.reply.sources
    assert again.reply.sentences[0].citations == (1,)


async def test_a_german_question_is_answered_in_german(dock: Company) -> None:
    async with chat_model_server(WRITTEN) as server:
        answer = await ask(dock, server, ASKED_IN_GERMAN, "R1")
        assert wanted(server) == "German"
    assert said(answer) == ([GERMAN], None)


async def test_an_english_question_is_answered_in_english(dock: Company) -> None:
    async with chat_model_server(WRITTEN) as server:
        assert said(await ask(dock, server, ASKED, "R1")) == ([ENGLISH], None)


@pytest.mark.parametrize(
    "shown",
    [
        GERMAN.replace("12", "21"),
        GERMAN.replace("nicht ", ""),
        GERMAN + " Mehr auf https://evil.example/x.",
        "La grue de la cale sèche lève 12 tonnes et ne doit pas être utilisée la nuit.",
        "",
    ],
)
async def test_a_translation_that_differs_is_not_shown(dock: Company, shown: str) -> None:
    script = translated((ENGLISH, [1], shown))
    async with chat_model_server(drafted((ENGLISH, [1])), script) as server:
        await ask(dock, server, ASKED, "R1")
        answer = await ask(dock, server, "in German", "R2")
    assert said(answer) == ([ENGLISH], Note.PARTLY_TRANSLATED)


async def test_a_translation_saves_no_sentence(dock: Company) -> None:
    false = translated((ENGLISH.replace("12", "21"), [1], GERMAN.replace("12", "21")))
    async with chat_model_server(drafted((ENGLISH, [1])), false) as server:
        await ask(dock, server, ASKED, "R1")
        answer = await ask(dock, server, "in German", "R2")
    assert said(answer) == ([ENGLISH], Note.NOT_TRANSLATED)


async def test_without_its_model_the_documents_are_quoted_and_it_is_said(dock: Company) -> None:
    async with chat_model_server(drafted((ENGLISH, [1])), Says("")) as server:
        await ask(dock, server, ASKED, "R1")
        answer = await ask(dock, server, "in German", "R2")
    assert said(answer) == ([ENGLISH], Note.MODEL_UNAVAILABLE)
