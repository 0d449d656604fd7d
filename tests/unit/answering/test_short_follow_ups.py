"""What is a follow-up by being short: a name, a person pointed at, a place that is asked for."""

import pytest

from chains.answering.questions.follow_up import Understood, understood
from chains.answering.questions.several import begins_anew, parts_of

EARLIER = "How many vacation days do employees get in Germany?"
ASKED = "How many vacation days do employees get"


def test_a_place_may_be_asked_for() -> None:
    assert understood("with how many cranes?", EARLIER).follows
    assert understood("for how long is it valid?", EARLIER).follows


def test_a_name_alone_stands_in_place_of_another() -> None:
    names = frozenset({"portugal", "germany"})
    meant = understood("portugal?", EARLIER, names)
    assert (meant.text, meant.brought) == (f"{ASKED} in portugal?", "portugal")
    # A word that is none may be what somebody types to search for.
    assert understood("holidays?", EARLIER, names) == Understood("holidays?")
    assert understood("thanks?", EARLIER, names) == Understood("thanks?")


def test_a_person_is_pointed_back_at_in_few_words() -> None:
    assert understood("what's her number?", "Who is the head of sales?").follows


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("who do I ask, and how early?", ("who do I ask", "how early?")),
        ("until when and who approves it?", ("until when", "who approves it?")),
        ("how long before?", ("how long before?",)),
    ],
)
def test_each_of_several_short_questions_follows(message: str, asked: tuple[str, ...]) -> None:
    assert not begins_anew(message)
    meant = understood(message, EARLIER)
    sought = [part.sought for part in parts_of(meant.text)]
    assert sought == [f"{one} ({EARLIER.rstrip('?')})" for one in asked]


def test_what_asks_of_a_thing_of_its_own_first_begins_anew() -> None:
    assert begins_anew("when is payday, and how much is it?")
