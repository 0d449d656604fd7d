"""No word of a document that may not be sent is in any request to a chat model."""

import json
from collections.abc import Sequence

import pytest

from chains.access.audience import Asker, Standing, Strength
from chains.access.principals import WorkspaceId
from chains.answering.drafts.drafting import Drafting
from chains.answering.drafts.sending import Clearance, Cleared
from chains.answering.outcome import Answer
from chains.answering.passages.evidence import Evidence
from chains.models.chat import ChatModel
from chains.settings import Sends
from tests.fakes.chat_model_server import ChatModelServer, chat_model_server, drafted
from tests.integration.answering.conftest import ANA, FINN, Company, page, words

OPEN = page("Lift plan", "The harbour crane lifts 12 tonnes in calm weather.")
SECRET = "The harbour crane of the Zanzibar annex lifts 99 tonnes."
ASKED_OPEN = "How much does the harbour crane lift in calm weather?"
ASKED_SECRET = "How much does the harbour crane of the Zanzibar annex lift?"
READERS = ("person:U0ANA",)


def writer(server: ChatModelServer) -> Drafting:
    return Drafting(
        ChatModel.named("openai:scripted", url=server.url, api_key="k", max_retries=0, timeout=2.0)
    )


async def sent_for(company: Company, question: str, asker: Asker = ANA) -> tuple[str, Answer]:
    """Everything the model was sent, and the answer."""
    async with chat_model_server(drafted(("The crane lifts 12 tonnes.", [1]))) as server:
        outcome = await company.ask(question, asker, writer=writer(server))
        sent = json.dumps(server.requests)
    assert isinstance(outcome, Answer)
    return sent, outcome


async def two_sources(
    company: Company,
    sends: Sends,
    readers: tuple[str, ...] = READERS,
    front: dict[str, str] | None = None,
) -> None:
    """An open document and another one, of a source that says this of itself."""
    secret = page("Zanzibar annex", SECRET, **(front or {}))
    await company.publish("plans", {"plan.md": OPEN})
    await company.publish("annex", {"annex.md": secret}, readers, sends)


async def test_what_some_may_read_is_quoted_and_not_sent(company: Company) -> None:
    await two_sources(company, Sends.OPEN)
    sent, outcome = await sent_for(company, ASKED_SECRET)
    assert sent == "[]"
    assert "99 tonnes" in words(outcome)
    assert outcome.note is None


async def test_beside_an_open_answer_it_is_left_out(company: Company) -> None:
    await two_sources(company, Sends.OPEN)
    sent, outcome = await sent_for(company, ASKED_OPEN)
    assert "calm weather" in sent
    assert "Zanzibar" not in sent
    assert "99 tonnes" not in sent
    assert [one.text for one in outcome.reply.sentences] == ["The crane lifts 12 tonnes."]


async def test_a_source_may_let_all_of_it_be_sent(company: Company) -> None:
    await two_sources(company, Sends.ALL)
    sent, _ = await sent_for(company, ASKED_SECRET)
    assert "99 tonnes" in sent


async def test_a_source_may_let_nothing_be_sent_that_everybody_reads(company: Company) -> None:
    await two_sources(company, Sends.NOTHING, readers=("everyone",))
    assert (await sent_for(company, ASKED_SECRET))[0] == "[]"
    sent, _ = await sent_for(company, ASKED_OPEN)
    assert "Zanzibar" not in sent


@pytest.mark.parametrize(
    "front",
    [
        {"readers": "[person:U0ANA]"},
        {"denied": "[person:U0TOM]"},
        {"readers": "[guests, everyone]"},
    ],
)
async def test_a_document_that_narrows_its_readers_is_restricted(
    company: Company, front: dict[str, str]
) -> None:
    await two_sources(company, Sends.OPEN, readers=("everyone",), front=front)
    async with chat_model_server(drafted()) as server:
        await company.ask(ASKED_SECRET, writer=writer(server))
        sent = json.dumps(server.requests)
    assert ("99 tonnes" in sent) is ("everyone" in front.get("readers", ""))


async def test_a_source_that_demands_a_sign_in_is_restricted(company: Company) -> None:
    await two_sources(company, Sends.OPEN, readers=("everyone",))
    await company.administration.change_readers(
        company.workspace,
        FINN,
        company.sources["annex"],
        ["everyone"],
        requires_sign_in=True,
    )
    await company.synchroniser.sync(company.workspace, company.sources["annex"])
    signed_in = Asker("U0ANA", Standing.MEMBER, strength=Strength.LINKED)
    sent, outcome = await sent_for(company, ASKED_SECRET, signed_in)
    assert "99 tonnes" in words(outcome)
    assert sent == "[]"


async def test_a_change_of_mind_holds_for_the_next_question(company: Company) -> None:
    await two_sources(company, Sends.ALL, readers=("everyone",))
    assert "99 tonnes" in (await sent_for(company, ASKED_SECRET))[0]
    await company.administration.change_readers(
        company.workspace, FINN, company.sources["annex"], ["everyone"], sends=Sends.NOTHING
    )
    assert (await sent_for(company, ASKED_SECRET))[0] == "[]"


async def test_a_clearance_that_clears_everything_is_found_out(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: the test above would see it."""

    async def all_of_it(
        _self: Clearance, _workspace: WorkspaceId, evidence: Sequence[Evidence]
    ) -> Cleared:
        return Cleared(tuple(evidence))

    await two_sources(company, Sends.OPEN)
    monkeypatch.setattr(Clearance, "cleared", all_of_it)
    sent, _ = await sent_for(company, ASKED_OPEN)
    assert "Zanzibar" in sent
