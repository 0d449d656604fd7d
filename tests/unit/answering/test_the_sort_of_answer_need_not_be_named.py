"""What tells only which sort of answer is wanted is no word that the answer has to have."""

from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.questions.dimensions import measuring_words
from chains.answering.questions.expectation import Expected, expected_of
from chains.answering.quoting.extractive import Extractive
from chains.answering.quoting.scoring import Candidate, Scorer

FACTS = DocumentFacts(UUID(int=1), UUID(int=2), "berths.md", "Berths", "https://a.example", "a")


def best(question: str, text: str) -> Candidate:
    found = Extractive(Scorer()).select(question, (Evidence(FACTS, text, cosine=0.7, score=1.0),))
    assert found.best is not None
    return found.best


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how deep can a barge dive", "A barge dives to 60 metres. A barge has a deep hold."),
        ("How heavy is the crane?", "The crane has 12 tonnes. Heavy rain stops the crane."),
        ("How much money do I get for the quay?", "For the quay 60 euros are paid."),
        ("how much is it to rent a berth", "A berth is rented for 60 euros a day."),
    ],
)
def test_a_measure_or_a_price_need_not_name_what_it_measures(question: str, text: str) -> None:
    led = best(question, text)
    assert led.segment.text == text.partition(". ")[0].rstrip(".") + "."
    assert led.own == 1.0


def test_where_nothing_else_is_asked_they_are_what_is_asked() -> None:
    assert best("how much does it weigh", "It weighs 12 tonnes.").own == 1.0


def test_only_a_question_for_a_measure_has_such_words() -> None:
    assert measuring_words("How deep can a barge dive?") == "deep"
    assert measuring_words("Who cleans the deep hold?") == ""


@pytest.mark.parametrize(
    "question",
    [
        "How much money do I get?",
        "how much bonus is paid",
        "Wie viel Geld bekomme ich?",
        "Combien d'argent ?",
        "how much is it to rent a boat",
    ],
)
def test_money_is_asked_for_by_its_name(question: str) -> None:
    assert expected_of(question) is Expected.MONEY


def test_one_word_more_tells_a_way() -> None:
    text = "Rooms are booked in the calendar. A room that nobody has entered in time is free again."
    led = best("How do I book a room?", text)
    assert (led.segment.text, led.says) == ("Rooms are booked in the calendar.", True)
    # One that only bids what is asked tells none.
    assert not best("How do I ask for help?", "Ask for help!").says


def test_a_page_need_not_call_itself_a_policy() -> None:
    text = "Trips are booked in the tool. Dogs stay at home. Nobody is late."
    led = best("What is the dog policy?", text)
    assert (led.segment.text, led.own, led.unnamed) == ("Dogs stay at home.", 1.0, 0.0)
    # Where one does, that is the one that is asked for.
    policy = f"{text} The dog policy has two pages."
    assert best("What is the dog policy?", policy).segment.text == "The dog policy has two pages."
