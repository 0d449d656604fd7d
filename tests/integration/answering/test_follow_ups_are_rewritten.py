"""Conversational: a chat model rewrites what follows a question; the rules where it fails."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from chains.access.audience import Asker, Venue
from chains.answering.drafts.drafting import Drafting
from chains.answering.outcome import Answer, Outcome
from chains.answering.pipeline import ModelSteps
from chains.answering.question import Conversation, Question
from chains.answering.questions.rewriting import Rewriting
from chains.database.answers import AnswerRow
from chains.database.memory import TurnRow
from chains.models.chat import ChatModel
from chains.models.prices import Prices
from chains.settings import Budget, BudgetSettings, FootnoteSettings
from chains.spending.accounts import Accounts
from tests.fakes.chat_model_server import (
    Calls,
    ChatModelServer,
    Hangs,
    Raw,
    Refuses,
    Request,
    Says,
    Script,
    asks_to_rewrite,
    chat_model_server,
    drafted,
    rewritten,
)
from tests.integration.answering.conftest import ANA, GENERAL, PRIVATE, Company, page, words

LEAVE = page(
    "Leave",
    "Employees get 28 vacation days a year.\n\nContractors get 12 vacation days a year.",
)
THREAD = Conversation("C0GENERAL", "1.0")
FIRST = "How many vacation days do employees get?"
NEXT = "and for contractors?"
MEANT = "How many vacation days do contractors get a year?"
BY_RULES = "How many vacation days do employees get for contractors?"
LONG = "How many vacation days do contractors get? " * 10_000


@pytest.fixture
async def leave(company: Company) -> Company:
    await company.publish("leave", {"leave.md": LEAVE})
    return company


def steps(server: ChatModelServer, longest_seconds: float = 5.0) -> ModelSteps:
    options = {"api_key": "k", "max_retries": 0, "timeout": 2.0}
    model = ChatModel.named("openai:scripted", url=server.url, **options)
    return ModelSteps(rewriter=Rewriting(model, longest_seconds), writer=Drafting(model))


def script(says: Script) -> Callable[[Request], Script]:
    """This for whoever asks for a question, and a draft of both sentences for whoever else."""
    sentences = LEAVE.splitlines()
    draft = drafted((sentences[-3], [1]), (sentences[-1], [1]))
    return lambda request: says if asks_to_rewrite(request) else draft


async def ask(
    company: Company,
    text: str,
    request: str,
    model: ModelSteps,
    asker: Asker = ANA,
    venue: Venue = GENERAL,
    place: Conversation = THREAD,
    accounts: Accounts | None = None,
) -> Outcome:
    question = Question(request, company.workspace, asker, venue, text, conversation=place)
    copilot = company.copilot(steps=model, accounts=accounts)
    seen = [step async for step in copilot.ask(question)]
    assert isinstance(seen[-1], Answer)
    return seen[-1]


async def understood(company: Company, request: str) -> str | None:
    wanted = select(TurnRow.question).where(
        TurnRow.workspace == company.workspace, TurnRow.request == request
    )
    async with company.sessions() as session:
        return await session.scalar(wanted)


def rewritings(server: ChatModelServer) -> list[str]:
    return [one["messages"][-1]["content"] for one in server.requests if asks_to_rewrite(one)]


async def test_what_depends_on_the_thread_is_rewritten_from_it(leave: Company) -> None:
    async with chat_model_server(script(rewritten(MEANT))) as server:
        await ask(leave, FIRST, "R1", steps(server))
        assert rewritings(server) == []  # nothing was asked before
        assert "12 vacation days" in words(await ask(leave, NEXT, "R2", steps(server)))
        [sent] = rewritings(server)
    assert sent == f"<earlier>\n1. {FIRST}\n</earlier>\n<message>\n{NEXT}\n</message>"
    assert await understood(leave, "R2") == MEANT


@pytest.mark.parametrize("text", ["shorter", "When is payday for employees?"])
async def test_what_does_not_depend_on_it_asks_no_model(leave: Company, text: str) -> None:
    async with chat_model_server(script(rewritten(MEANT))) as server:
        await ask(leave, FIRST, "R1", steps(server))
        question = Question("R2", leave.workspace, ANA, GENERAL, text, conversation=THREAD)
        _ = [step async for step in leave.copilot(steps=steps(server)).ask(question)]
        assert rewritings(server) == []


@pytest.mark.parametrize(
    "says",
    [
        pytest.param(Says(""), id="nothing"),
        pytest.param(Says("\x00\x01 ]]]{{{ …"), id="garbage"),
        pytest.param(Says('{"question": "How many'), id="JSON that ends too early"),
        pytest.param(Says('{"question": ["a"]}'), id="JSON of another shape"),
        pytest.param(drafted(("Employees get 28 vacation days.", [1])), id="a draft"),
        pytest.param(Says(LONG, output_tokens=100_000), id="100,000 tokens"),
        pytest.param(rewritten(LONG), id="a question without an end"),
        pytest.param(Calls("send_mail"), id="a tool call"),
        pytest.param(Raw("<html>502 Bad Gateway</html>"), id="a gateway's page"),
        pytest.param(Refuses(429), id="too many requests"),
        pytest.param(Refuses(500), id="broken"),
        pytest.param(rewritten("Who is Barbossa of the contractors?"), id="a new name"),
        pytest.param(rewritten("<b>How many contractors get vacation days?</b>"), id="HTML"),
        pytest.param(
            rewritten("Wie viele Urlaubstage haben Werkstudenten?"), id="a wrong language"
        ),
    ],
)
async def test_whatever_else_it_says_the_rules_stand_in(leave: Company, says: Script) -> None:
    async with chat_model_server(script(says)) as server:
        await ask(leave, FIRST, "R1", steps(server))
        await ask(leave, NEXT, "R2", steps(server))
        assert len(rewritings(server)) == 1
    assert await understood(leave, "R2") == BY_RULES


async def test_a_model_that_hangs_costs_seconds(leave: Company) -> None:
    async with chat_model_server(script(Hangs())) as server:
        await ask(leave, FIRST, "R1", steps(server))
        await ask(leave, NEXT, "R2", steps(server, longest_seconds=0.2))
    assert await understood(leave, "R2") == BY_RULES


async def test_what_follows_meanwhile_follows_the_rules_rewriting(leave: Company) -> None:
    asked = asyncio.Event()

    def hangs(request: Request) -> Script:
        if asks_to_rewrite(request):
            asked.set()
        return script(Hangs())(request)

    async with chat_model_server(hangs) as server:
        await ask(leave, FIRST, "R1", steps(server))
        asking = asyncio.create_task(ask(leave, NEXT, "R2", steps(server)))
        await asked.wait()
        meanwhile = await understood(leave, "R2")
        server.closing.set()
        await asking
    assert meanwhile == BY_RULES


async def test_a_model_that_is_left_alone_is_not_asked(leave: Company) -> None:
    async with chat_model_server(Refuses(500)) as server:
        model = steps(server)
        for number in range(3):  # the third failure opens the breaker
            await ask(leave, FIRST, f"R{number}", model)
        before = len(server.requests)
        await ask(leave, NEXT, "R9", model)
        assert len(server.requests) == before
    assert await understood(leave, "R9") == BY_RULES


async def test_what_others_were_answered_is_not_sent(leave: Company) -> None:
    """Private questions, other threads, other audiences: none of them reaches the model."""
    elsewhere = replace(THREAD, thread="2.0")
    guests = replace(GENERAL, has_guests=True)
    async with chat_model_server(script(rewritten(MEANT))) as server:
        model = steps(server)
        await ask(leave, f"{FIRST} Xyzzy private", "R1", model, venue=PRIVATE)
        await ask(leave, f"{FIRST} Xyzzy elsewhere", "R2", model, place=elsewhere)
        copilot = leave.copilot(steps=model)
        for_guests = Question(
            "R3", leave.workspace, ANA, guests, f"{FIRST} Xyzzy guests", conversation=THREAD
        )
        _ = [step async for step in copilot.ask(for_guests)]
        await ask(leave, FIRST, "R4", model)
        await ask(leave, NEXT, "R5", model)
        [sent] = rewritings(server)
    assert "Xyzzy" not in sent


async def test_what_a_rewriting_used_is_counted_with_its_answer(leave: Company) -> None:
    async with chat_model_server(script(rewritten(MEANT))) as server:
        await ask(leave, FIRST, "R1", steps(server))
        await ask(leave, NEXT, "R2", steps(server))
    async with leave.sessions() as session:
        kept = await session.get_one(AnswerRow, (leave.workspace, "R2"))
    assert (kept.model_calls, kept.input_tokens, kept.output_tokens) == (2, 20, 10)


async def test_over_budget_the_rules_stand_in(leave: Company) -> None:
    settings = FootnoteSettings(budgets=BudgetSettings(workspace=Budget(tokens=10)))
    paying = Accounts(leave.sessions, settings, Prices.load())
    async with chat_model_server(script(rewritten(MEANT))) as server:
        await ask(leave, FIRST, "R1", steps(server), accounts=paying)
        await ask(leave, NEXT, "R2", steps(server), accounts=paying)
        assert server.requests == []
    assert await understood(leave, "R2") == BY_RULES


async def test_of_a_thread_of_2000_messages_the_last_five_are_sent(leave: Company) -> None:
    async with chat_model_server(script(rewritten(MEANT))) as server:
        await ask(leave, FIRST, "R0", steps(server))
        async with leave.sessions.begin() as session:
            row = (
                await session.scalars(select(TurnRow).where(TurnRow.workspace == leave.workspace))
            ).one()
            kept = {column.name: getattr(row, column.name) for column in TurnRow.__table__.columns}
            asked = [f"How many vacation days are in month number {one}?" for one in range(1_999)]
            session.add_all(
                TurnRow(
                    **{
                        **kept,
                        "request": f"M{number:04}",
                        "question": text,
                        "asked_at": kept["asked_at"] + timedelta(microseconds=number + 1),
                    }
                )
                for number, text in enumerate(asked)
            )
        await ask(leave, NEXT, "R2", steps(server))
        [sent] = rewritings(server)
    lines = sent.partition("</earlier>")[0].splitlines()[1:]
    assert lines == [f"{place}. {text}" for place, text in enumerate(asked[-5:], start=1)]
