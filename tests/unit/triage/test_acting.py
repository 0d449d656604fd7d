"""A message is refused a search only where that is certain; what asks is a question."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chains.triage.acting import (
    CERTAIN_FROM,
    LISTED_FROM,
    SENSITIVE_FROM,
    acted_on,
    may_want_a_rule,
    wants_a_list,
)
from chains.triage.asking import asks
from chains.triage.decision import DecidedBy, Decision
from chains.triage.labels import POLICIES, UNSURE, Label, Pipeline
from chains.triage.rules import by_rules
from tests.unit.triage.decided import decision

QUESTIONS = Path(__file__).parents[3] / "infra" / "demo" / "questions.jsonl"


@pytest.mark.parametrize(("label", "least"), CERTAIN_FROM.items())
def test_below_its_threshold_a_label_is_a_question(label: Label, least: float) -> None:
    assert acted_on(decision(label, least), "add it") is label
    assert acted_on(decision(label, least - 0.01), "add it") is UNSURE


def test_what_asks_is_no_request_and_no_opinion() -> None:
    for label in (Label.ACTION_REQUEST, Label.FEEDBACK):
        assert acted_on(decision(label, 0.99), "how can I get a refund") is UNSURE
        assert acted_on(decision(label, 0.99), "I got no refund, what do I do") is UNSURE
        assert acted_on(decision(label, 0.99), "no refund, can you say how do I get one") is label
        assert acted_on(decision(label, 0.99), "can you get me a refund?") is label


def test_what_is_sensitive_needs_no_certainty() -> None:
    assert acted_on(decision(Label.SENSITIVE, 0.3), "I see no way out") is Label.SENSITIVE


def test_what_tells_of_nobody_is_sensitive_where_nothing_else_is_likelier() -> None:
    likelier = replace(
        decision(Label.TROUBLESHOOTING, 0.5),
        intent=Label.SENSITIVE,
        probabilities={Label.TROUBLESHOOTING: 0.5, Label.SENSITIVE: 0.4, Label.HOW_TO: 0.1},
    )
    assert acted_on(likelier, "one was lost under the old pier") is UNSURE
    assert acted_on(likelier, "lost my way") is Label.SENSITIVE
    assert acted_on(likelier, "harassment again") is Label.SENSITIVE
    assert acted_on(decision(Label.SENSITIVE, 0.4), "one was lost under the old pier") is (
        Label.SENSITIVE
    )


@pytest.mark.parametrize(
    "text",
    [
        "my back hurts, how do I call in sick?",
        "the pump is dead, who do I call",
        "there was an accident in the tank hall",
        "I cut my finger at the winch",
        "somebody fell into the dock",
        "im sick today what do i do",
        "I had an accident at work what now",
        "my kid is sick",
    ],
)
def test_what_is_taken_for_distress_may_have_been_a_question(text: str) -> None:
    assert may_want_a_rule(text)


@pytest.mark.parametrize(
    "text", ["I cannot go on", "I lost my mother", "I was groped, what are my options?"]
)
def test_what_only_tells_or_names_a_harm_wants_none(text: str) -> None:
    assert not may_want_a_rule(text)


@pytest.mark.parametrize(
    "text",
    [
        "where are the showers",
        "whats cheaper, a lease or a loan",
        "how deep is the tank",
        "i want to buy a monitor, what do i need",
        "sick note lyon vs bremen vs oslo",
        "a spare pump how fast",
        "tell the differences between both plans",
    ],
)
def test_what_asks_is_out_of_scope_only_about_the_world(text: str) -> None:
    assert acted_on(decision(Label.OUT_OF_SCOPE, 0.99), text) is UNSURE
    worldly = "what is the weather like, " + text
    assert acted_on(decision(Label.OUT_OF_SCOPE, 0.99), worldly) is Label.OUT_OF_SCOPE
    bid = "write me a poem"
    assert acted_on(decision(Label.OUT_OF_SCOPE, 0.99), bid) is Label.OUT_OF_SCOPE


def test_what_is_called_by_a_word_of_bidding_is_out_of_no_scope() -> None:
    surely = decision(Label.OUT_OF_SCOPE, 0.99)
    assert acted_on(surely, "share options exercise price") is UNSURE
    assert acted_on(surely, "share it") is Label.OUT_OF_SCOPE
    assert acted_on(decision(Label.ACTION_REQUEST, 0.99), "share options") is Label.ACTION_REQUEST


@pytest.mark.parametrize(
    "text",
    [
        "until when",
        "how long?",
        "and how many",
        "by when",
        "who",
        "what about dogs",
        "How about the lift?",
    ],
)
def test_a_word_of_asking_alone_is_a_question(text: str) -> None:
    assert acted_on(decision(Label.SMALL_TALK, 0.99), text) is UNSURE


@pytest.mark.parametrize(
    "text", ["how are you", "what", "who are you?", "so long", "how about you", "what about it?"]
)
def test_what_only_begins_with_one_may_be_small_talk(text: str) -> None:
    assert acted_on(decision(Label.SMALL_TALK, 0.99), text) is Label.SMALL_TALK


def test_a_greeting_needs_no_certainty() -> None:
    assert acted_on(decision(Label.SMALL_TALK, 0.5), "Guten Morgen!") is Label.SMALL_TALK
    assert acted_on(decision(Label.SMALL_TALK, 0.5), "morning shift") is UNSURE


@pytest.mark.parametrize(
    "text",
    [
        "WFH",
        "GDPR",
        "sick leave",
        "Elternzeit",
        "accident report",
        "Parental leave",
        "jury duty",
        "bereavement leave",
        "harassment policy",
        "can I bring my dog to the office?",
        "am I allowed to smoke on the balcony?",
        "may I have a beer at my desk?",
        "where can I park",
    ],
)
def test_keywords_and_what_asks_leave_are_searched_for(
    decide: Callable[[str], Decision], text: str
) -> None:
    decided = decide(text)
    assert POLICIES[decided.treated_as].pipeline is Pipeline.NONE
    assert acted_on(decided, text) is UNSURE


@pytest.mark.parametrize("text", ["kids in the office", "resignation", "probation in portugal"])
def test_keywords_that_name_no_trouble_are_searched_for(
    decide: Callable[[str], Decision], text: str
) -> None:
    assert decide(text).treated_as is Label.SENSITIVE
    assert acted_on(decide(text), text) is UNSURE


@pytest.mark.parametrize("text", ["burnout", "panic attack", "discrimination", "anxiety"])
def test_keywords_that_may_be_trouble_are_helped_with_and_may_be_searched_for(
    decide: Callable[[str], Decision], text: str
) -> None:
    assert acted_on(decide(text), text) is Label.SENSITIVE
    assert may_want_a_rule(text)


def test_who_asks_leave_in_distress_is_helped() -> None:
    text = "can I be fired for having epilepsy?"
    assert acted_on(decision(Label.SENSITIVE, SENSITIVE_FROM), text) is Label.SENSITIVE
    assert acted_on(decision(Label.SENSITIVE, SENSITIVE_FROM - 0.01), text) is UNSURE
    harmed = "am I allowed to leave, I am being harassed"
    assert acted_on(decision(Label.SENSITIVE, 0.3), harmed) is Label.SENSITIVE


def test_rules_refuse_little() -> None:
    assert acted_on(by_rules("good morning"), "good morning") is Label.SMALL_TALK
    for asked in ("Hi, when is payday?", "please update the list of holidays", "hey what is new"):
        assert acted_on(by_rules(asked), asked) is UNSURE


@pytest.mark.parametrize("text", ["hi! where is it", "who's that", "may I leave", "it is, right?"])
def test_a_question_is_seen(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["add me", "can you add me?", "whatever", "please say why"])
def test_a_bid_is_no_question(text: str) -> None:
    assert not asks(text)


def every_question() -> Iterator[str]:
    with QUESTIONS.open(encoding="utf-8") as file:
        yield from (json.loads(line)["question"] for line in file)


def test_all_questions_of_the_demo_company_are_searched_for(
    decide: Callable[[str], Decision],
) -> None:
    for by in (decide, by_rules):
        aside = [
            text
            for text in every_question()
            if POLICIES[acted_on(by(text), text)].pipeline is Pipeline.NONE
        ]
        assert not aside


@pytest.mark.parametrize(
    "text",
    ["where is the travel policy", "link to the expense form", "what's the link to the wiki"],
)
def test_what_names_a_document_is_listed_from_a_probability_on(text: str) -> None:
    assert wants_a_list(decision(Label.FIND_DOCUMENT, LISTED_FROM), text)
    assert not wants_a_list(decision(Label.FIND_DOCUMENT, LISTED_FROM - 0.01), text)
    assert not wants_a_list(decision(Label.KNOWLEDGE_QUESTION, 0.99), text)
    by_rule = decision(Label.FIND_DOCUMENT, 0.99, by=DecidedBy.RULES)
    assert not wants_a_list(by_rule, text)


@pytest.mark.parametrize(
    "text",
    [
        "Where are the break-glass envelopes?",
        "Summarise the rules of the leave policy and link to it.",
        "where is the travel policy, and what may a hotel cost?",
        "what does the expense form ask for",
    ],
)
def test_what_is_in_a_document_or_no_document_is_answered(text: str) -> None:
    assert not wants_a_list(decision(Label.FIND_DOCUMENT, 0.99), text)


def test_no_question_of_the_demo_company_is_listed(decide: Callable[[str], Decision]) -> None:
    asked = [json.loads(line)["question"] for line in QUESTIONS.read_text("utf-8").splitlines()]
    assert [text for text in asked if wants_a_list(decide(text), text)] == []
    assert wants_a_list(decide("where is the travel policy"), "where is the travel policy")
    assert wants_a_list(decide("link to the expense form"), "link to the expense form")


@pytest.mark.parametrize(
    "text",
    [
        "moving to a new flat day off",
        "Leaving the company notice period",
        "need a new mouse",
        "hi, I'd like a second desk",
        "we still need a visa letter please",
    ],
)
def test_what_tells_a_doing_or_a_need_is_searched_for(text: str) -> None:
    assert acted_on(decision(Label.ACTION_REQUEST, 0.99), text) is UNSURE


@pytest.mark.parametrize(
    "text",
    [
        "move it to the archive",
        "bring me a chair",
        "ping Tom about it",
        "I need you to book it",
        "something is to be moved",
        "closing the ticket would be nice of you",
        "Footnote, close it",
    ],
)
def test_what_bids_is_a_request(text: str) -> None:
    assert acted_on(decision(Label.ACTION_REQUEST, 0.99), text) is Label.ACTION_REQUEST


def test_an_errand_is_not_somebodys_trouble() -> None:
    assert acted_on(decision(Label.SENSITIVE, 0.8), "bringing my dog to the office") is UNSURE
    for text in ("taking it out on me again, this bullying", "living in my car", "being alone"):
        assert acted_on(decision(Label.SENSITIVE, 0.8), text) is Label.SENSITIVE
    surely = decision(Label.SENSITIVE, SENSITIVE_FROM)
    assert acted_on(surely, "taking too many pills") is Label.SENSITIVE
