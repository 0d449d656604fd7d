"""A question that asks twelve things at once ends in one outcome, of what is known of them."""

import pytest

from chains.answering.drafts.drafting import MOST_SENTENCES, Drafting
from chains.answering.outcome import Answer
from chains.answering.question import LONGEST_QUESTION
from chains.models.chat import ChatModel
from tests.fakes.chat_model_server import chat_model_server, drafted
from tests.integration.answering.conftest import ANA, Company, page

THINGS = {
    "crane": "lifts 12 tonnes",
    "ferry": "leaves at 07:40",
    "gate": "closes at 21:15",
    "canteen": "opens at 11:30",
    "winch": "pulls 3 tonnes",
    "slipway": "is 80 metres long",
    "forklift": "needs a licence",
    "sauna": "is free on Fridays",
    "chapel": "seats 40 people",
    "library": "lends 5 books",
    "garage": "holds 22 cars",
    "kiosk": "sells stamps",
}
FINN_ALONE = ("person:U0FINN",)
SAID = [f"The {thing} of the yard {does}." for thing, does in THINGS.items()]
ASKED = "\n".join(
    f"{number}. What about the {thing} of the yard?" for number, thing in enumerate(THINGS, 1)
)


@pytest.fixture
async def yard(company: Company) -> Company:
    pages = zip(THINGS, SAID, strict=True)
    await company.publish(
        "yard", {f"{thing}.md": page(f"The {thing}", said) for thing, said in pages}
    )
    return company


async def test_each_part_is_answered_below_its_words_or_named(yard: Company) -> None:
    outcome = await yard.ask(ASKED)
    assert isinstance(outcome, Answer)
    answered = {one.asked: one.text for one in outcome.reply.sentences}
    assert len(answered) > 8
    for thing, said in zip(THINGS, SAID, strict=True):
        question = f"What about the {thing} of the yard?"
        assert answered.get(question, said) == said
        assert (question in answered) != (question.rstrip("?") in outcome.missing)
    assert outcome.left == 0


async def test_what_one_may_not_read_is_missing_like_what_there_is_not(yard: Company) -> None:
    await yard.publish(
        "tower", {"tower.md": page("Tower", "The tower of the yard is blue.")}, FINN_ALONE
    )
    asked = [f"What about the {thing} of the yard?" for thing in ("crane", "ferry", "gate")]
    hidden = await yard.ask("\n".join((*asked, "What about the tower of the yard?")), ANA)
    absent = await yard.ask("\n".join((*asked, "What about the quarry of the yard?")), ANA)
    assert isinstance(hidden, Answer)
    assert isinstance(absent, Answer)
    assert hidden.reply == absent.reply
    assert hidden.missing == ("What about the tower of the yard",)
    assert absent.missing == ("What about the quarry of the yard",)


async def test_a_model_may_answer_each_part_from_its_own_page(yard: Company) -> None:
    """The passages come in an order of their own: whatever is cited wrongly goes."""
    right: list[tuple[str, list[int]]] = []
    async with chat_model_server(drafted(), lambda _: drafted(*right)) as server:
        model = ChatModel.named("openai:scripted", url=server.url, api_key="k", max_retries=0)
        await yard.ask(ASKED, writer=Drafting(model))
        shown = server.requests[0]["messages"][-1]["content"]
        passages = shown.split('<passage number="')[1:]
        for said in SAID:
            places = [number for number, one in enumerate(passages, 1) if said in one]
            right.append((said, places or [1]))
        outcome = await yard.ask(ASKED, writer=Drafting(model))
    assert isinstance(outcome, Answer)
    texts = [one.text for one in outcome.reply.sentences]
    known = [said for said in SAID if said in shown]
    assert 5 < len(known) <= MOST_SENTENCES
    assert texts == known
    assert len(outcome.reply.sources) == len(known)


async def test_of_parts_without_an_end_as_much_is_read_as_of_any_question(yard: Company) -> None:
    outcome = await yard.ask(f"{ASKED}\n" * 50)
    assert len(ASKED) * 50 > 4 * LONGEST_QUESTION
    assert isinstance(outcome, Answer)
    assert outcome.left > 20
    assert len(outcome.reply.sentences) + len(outcome.missing) == len(THINGS)
