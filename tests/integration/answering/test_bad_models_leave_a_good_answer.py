"""Whatever a chat model does, the question ends in a quotation or in a verified draft."""

import time

import pytest

from chains.answering.drafts.drafting import Drafting
from chains.answering.outcome import Answer, Note
from chains.models.chat import ChatModel
from tests.fakes.chat_model_server import (
    Calls,
    ChatModelServer,
    Hangs,
    Raw,
    Refuses,
    Says,
    Script,
    chat_model_server,
    drafted,
)
from tests.integration.answering.conftest import Company, page, words

CRANE = page("Dry dock", "The crane of the dry dock lifts 12 tonnes and may not be used at night.")
ASKED = "How much does the crane of the dry dock lift?"
QUOTED = "lifts 12 tonnes and may not be used at night"
LONG = " ".join(["The crane of the dry dock lifts 12 tonnes."] * 30_000)


def writer(server: ChatModelServer, longest_seconds: float = 60.0) -> Drafting:
    options = {"api_key": "k", "max_retries": 0, "timeout": 2.0}
    model = ChatModel.named("openai:scripted", url=server.url, **options)
    return Drafting(model, longest_seconds)


@pytest.fixture
async def dock(company: Company) -> Company:
    await company.publish("dock", {"dock.md": CRANE})
    return company


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(Says(""), id="nothing"),
        pytest.param(Says("\x00\x01 ]]]{{{ …"), id="garbage"),
        pytest.param(Says('{"sentences": [{"text": "The crane'), id="JSON that ends too early"),
        pytest.param(Says('{"sentences": {"text": 1}}'), id="JSON of another shape"),
        pytest.param(Says(LONG, output_tokens=400_000), id="a book"),
        pytest.param(Says("{" * 300_000, output_tokens=100_000), id="100,000 brackets"),
        pytest.param(Says('{"sentences": [', finish="length"), id="cut at its limit"),
        pytest.param(Calls("send_mail"), id="a tool call"),
        pytest.param(Raw("<html>502 Bad Gateway</html>"), id="a gateway's page"),
        pytest.param(Refuses(429), id="too many requests"),
        pytest.param(Refuses(500), id="broken"),
        pytest.param(Refuses(401), id="a key that is no key"),
    ],
)
async def test_no_draft_leaves_the_quotation_and_says_why(dock: Company, script: Script) -> None:
    async with chat_model_server(script) as server:
        outcome = await dock.ask(ASKED, writer=writer(server))
        assert len(server.requests) <= 2
    assert isinstance(outcome, Answer)
    assert QUOTED in words(outcome)
    assert outcome.note is Note.MODEL_UNAVAILABLE


async def test_a_model_that_hangs_costs_seconds_and_leaves_the_quotation(dock: Company) -> None:
    async with chat_model_server(Hangs()) as server:
        started = time.monotonic()
        outcome = await dock.ask(ASKED, writer=writer(server, longest_seconds=0.3))
    assert time.monotonic() - started < 10
    assert isinstance(outcome, Answer)
    assert (QUOTED in words(outcome), outcome.note) == (True, Note.MODEL_UNAVAILABLE)


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(
            drafted(("Der Kran im Trockendock hebt heute leider gar nichts.", [1])),
            id="a wrong language, and wrong",
        ),
        pytest.param(drafted(("The crane lifts 12 tonnes.", [7])), id="a passage there is not"),
        pytest.param(drafted(("The crane lifts 12 tonnes.", [])), id="no passage at all"),
        pytest.param(drafted(("The crane lifts 40 tonnes.", [1])), id="another number"),
        pytest.param(drafted(*[("x" * 1_900, [1])] * 8), id="sentences of one word"),
    ],
)
async def test_a_draft_that_does_not_hold_leaves_the_quotation(
    dock: Company, script: Script
) -> None:
    async with chat_model_server(script) as server:
        outcome = await dock.ask(ASKED, writer=writer(server))
    assert isinstance(outcome, Answer)
    assert QUOTED in words(outcome)
    # The model was there: nothing is to be said of it.
    assert outcome.note is None


async def test_markup_of_a_model_never_gets_through(dock: Company) -> None:
    html = (
        "<script>alert(1)</script><b>The crane lifts 12 tonnes.</b>"
        '<img src="https://evil.example/x.png"> <!channel> <a href="https://evil.example">x</a>'
    )
    async with chat_model_server(drafted((html, [1]))) as server:
        outcome = await dock.ask(ASKED, writer=writer(server))
    assert isinstance(outcome, Answer)
    assert "12 tonnes" in words(outcome)
    assert not [word for word in ("evil", "<b>", "script", "<!", "img") if word in words(outcome)]
