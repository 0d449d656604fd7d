"""Sentences that say it in other words: a chat model judges them, in one call, or they go."""

from collections.abc import Callable

import pytest

from chains.answering.drafts.draft import Draft, Heard
from chains.answering.drafts.drafting import Drafting
from chains.answering.drafts.judging import Judging
from chains.answering.drafts.sending import Cleared
from chains.answering.outcome import Answer, Note, Outcome, Stage
from chains.answering.pipeline import ModelSteps
from chains.answering.question import Question
from chains.database.answers import AnswerRow
from chains.models.chat import LIMITS, ChatModel
from chains.models.fallback import ChatModels
from chains.models.prices import Prices
from chains.models.usage import Account
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
    asks_to_judge,
    chat_model_server,
    drafted,
    judged,
)
from tests.integration.answering.conftest import ANA, PRIVATE, Act, Company, page

CRANE = page("Dry dock", "The crane of the dry dock lifts 12 tonnes and may not be used at night.")
ASKED = "How much does the crane of the dry dock lift?"
PLAIN = "The crane lifts 12 tonnes."
GREY = "It raises weights of 12 tonnes."
OTHER = "The crane manages loads of 12 tonnes daily."
FALSE = "Pizza, pasta and gelato are served daily."


@pytest.fixture
async def dock(company: Company) -> Company:
    await company.publish("dock", {"dock.md": CRANE})
    return company


def steps(server: ChatModelServer, longest_seconds: float = 5.0) -> ModelSteps:
    options = {"api_key": "k", "max_retries": 0, "timeout": 2.0}
    model = ChatModel.named("openai:scripted", url=server.url, **options)
    return ModelSteps(writer=Drafting(model), judge=Judging(model, longest_seconds))


def script(verdicts: Script, *sentences: str) -> Callable[[Request], Script]:
    draft = drafted(*[(text, [1]) for text in sentences])
    return lambda request: verdicts if asks_to_judge(request) else draft


async def ask(
    company: Company,
    model: ModelSteps,
    accounts: Accounts | None = None,
) -> Outcome:
    question = Question("R1", company.workspace, ANA, PRIVATE, ASKED)
    seen = [step async for step in company.copilot(steps=model, accounts=accounts).ask(question)]
    outcome = seen[-1]
    assert not isinstance(outcome, Stage)
    return outcome


def said(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Answer)
    return [one.text for one in outcome.reply.sentences]


def judgements(server: ChatModelServer) -> list[str]:
    return [one["messages"][-1]["content"] for one in server.requests if asks_to_judge(one)]


async def test_what_the_judge_supports_stays_and_the_rest_goes(dock: Company) -> None:
    verdicts = judged((1, True), (2, False))
    async with chat_model_server(script(verdicts, PLAIN, GREY, FALSE, OTHER)) as server:
        assert said(await ask(dock, steps(server))) == [PLAIN, GREY]
        [sent] = judgements(server)  # one call for both
    assert sent.count("<sentence number=") == 2
    assert '<sentence number="1" passages="1">' in sent
    assert "may not be used at night" in sent
    assert (PLAIN in sent, FALSE in sent) == (False, False)


async def test_where_nothing_is_grey_nobody_is_asked(dock: Company) -> None:
    async with chat_model_server(script(judged(), PLAIN, FALSE)) as server:
        assert said(await ask(dock, steps(server))) == [PLAIN]
        assert judgements(server) == []


@pytest.mark.parametrize(
    "verdicts",
    [
        pytest.param(Says(""), id="nothing"),
        pytest.param(Says("\x00\x01 ]]]{{{ …"), id="garbage"),
        pytest.param(Says('{"verdicts": [{"sentence": 1, "supp'), id="JSON that ends too early"),
        pytest.param(Says('{"verdicts": "yes"}'), id="JSON of another shape"),
        pytest.param(Says("yes " * 100_000, output_tokens=100_000), id="100,000 tokens"),
        pytest.param(judged(*[(1, True)] * 60), id="more verdicts than may be"),
        pytest.param(judged((7, True), (0, True), (-1, True)), id="sentences there are not"),
        pytest.param(judged((1, True), (1, False)), id="yes and no"),
        pytest.param(judged(), id="no verdict"),
        pytest.param(Calls("approve"), id="a tool call"),
        pytest.param(Raw("<html>502 Bad Gateway</html>"), id="a gateway's page"),
        pytest.param(Refuses(500), id="broken"),
        pytest.param(drafted((GREY, [1])), id="a draft"),
    ],
)
async def test_a_judge_that_fails_supports_nothing(dock: Company, verdicts: Script) -> None:
    async with chat_model_server(script(verdicts, PLAIN, GREY)) as server:
        outcome = await ask(dock, steps(server))
        assert len(server.requests) == 2
    assert said(outcome) == [PLAIN]
    assert isinstance(outcome, Answer)
    assert outcome.note is None


async def test_a_judge_that_hangs_costs_seconds(dock: Company) -> None:
    async with chat_model_server(script(Hangs(), PLAIN, GREY)) as server:
        assert said(await ask(dock, steps(server, longest_seconds=0.2))) == [PLAIN]


async def test_without_a_judge_they_go(dock: Company) -> None:
    async with chat_model_server(script(judged((1, True)), PLAIN, GREY)) as server:
        model = ModelSteps(writer=steps(server).writer)
        assert said(await ask(dock, model)) == [PLAIN]
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "false",
    [
        "It raises weights of 13 tonnes.",
        "It raises weights of 12 tonnes in Porto.",
        "It never raises weights of 12 tonnes.",
    ],
)
async def test_no_judge_supports_what_the_passages_contradict(dock: Company, false: str) -> None:
    async with chat_model_server(script(judged((1, True)), PLAIN, false)) as server:
        assert said(await ask(dock, steps(server))) == [PLAIN]
        assert judgements(server) == []


async def test_a_mended_draft_is_not_judged(dock: Company) -> None:
    """Two calls of a model are what an answer may take."""
    mended = drafted((PLAIN, [1]), (GREY, [1]))
    async with chat_model_server(Says("{}"), mended, judged((1, True))) as server:
        assert said(await ask(dock, steps(server))) == [PLAIN]
        assert len(server.requests) == 2


async def test_two_calls_are_all_with_a_fallback_too(dock: Company) -> None:
    async with chat_model_server(Refuses(500)) as down, chat_model_server(Says("{}")) as server:
        options = {"api_key": "k", "max_retries": 0}
        urls = (down.url, server.url)
        models = ChatModels(*[ChatModel.named("openai:m", url=url, **options) for url in urls])
        model = ModelSteps(writer=Drafting(models), judge=Judging(models))
        outcome = await ask(dock, model)
        assert len(down.requests) + len(server.requests) == 2
    assert isinstance(outcome, Answer)
    assert outcome.note is Note.MODEL_UNAVAILABLE


async def test_a_judgement_is_paid_for_or_not_made(dock: Company) -> None:
    budgets = BudgetSettings(workspace=Budget(tokens=2 * LIMITS.tokens + 500))
    paying = Accounts(dock.sessions, FootnoteSettings(budgets=budgets), Prices.load())
    spending = drafted((PLAIN, [1]), (GREY, [1]))
    draft = Says(spending.text, input_tokens=1_000, output_tokens=1_000)
    async with chat_model_server(draft, judged((1, True))) as server:
        assert said(await ask(dock, steps(server), paying)) == [PLAIN]
        assert len(server.requests) == 1
    async with chat_model_server(script(judged((1, True)), PLAIN, GREY)) as server:
        assert said(await ask(dock, steps(server))) == [PLAIN, GREY]
    async with dock.sessions() as session:
        kept = await session.get_one(AnswerRow, (dock.workspace, "R1"))
    assert (kept.model_calls, kept.input_tokens, kept.output_tokens) == (2, 20, 10)


class Slow(Drafting):
    """Something happens while it writes."""

    meanwhile: Act

    async def write(
        self,
        question: str,
        cleared: Cleared,
        account: Account,
        language: str | None = None,
        heard: Heard | None = None,
    ) -> Draft:
        draft = await super().write(question, cleared, account, language, heard)
        await self.meanwhile()
        return draft


async def test_a_judge_is_not_shown_what_was_taken_away_meanwhile(dock: Company) -> None:
    async with chat_model_server(script(judged((1, True)), PLAIN, GREY)) as server:
        slow = Slow(ChatModel.named("openai:scripted", url=server.url, api_key="k"))
        slow.meanwhile = lambda: dock.take_away("dock", "dock.md")
        outcome = await ask(dock, ModelSteps(writer=slow, judge=steps(server).judge))
        assert judgements(server) == []
    assert not isinstance(outcome, Answer)
