"""What happens to things, and being off sick, is searched for; what people do to others is not."""

from collections.abc import Callable

import pytest

from chains.triage.acting import acted_on
from chains.triage.decision import Decision
from chains.triage.labels import UNSURE, Label
from tests.unit.triage.decided import decision


@pytest.mark.parametrize(
    "text",
    [
        "the alarm went off by mistake",
        "I clicked on a phishing link",
        "someone stole my laptop on the train",
        "my phone was stolen",
        "I had an accident at work",
        "a pack is on fire",
        "suspicious mail",
        "I locked myself out",
        "someone clicked a phishing link",
        "what happens if the robot is lost",
        "robot is lost under a ferry",
        "can the pilot stop the robot from surfacing when its lost",
        "fire in the battery room, which extinguisher",
        "my phone got nicked on the tram, who do I ring?",
        "we lost contact to a robot, first action?",
        "robot is in the water and we lost contact, whats the first step",
    ],
)
def test_what_happens_to_things_is_searched_for(
    decide: Callable[[str], Decision], text: str
) -> None:
    assert decide(text).treated_as is Label.SENSITIVE
    assert acted_on(decide(text), text) is UNSURE


@pytest.mark.parametrize(
    "text",
    [
        "I locked myself in, he is outside",
        "my husband locked me out",
        "the alarm gives me panic",
        "my wife stole my laptop",
    ],
)
def test_what_people_do_and_suffer_is_no_mishap_of_things(text: str) -> None:
    assert acted_on(decision(Label.SENSITIVE, 0.95), text) is Label.SENSITIVE


@pytest.mark.parametrize(
    ("text", "probability", "label"),
    [
        ("i am sick today, what do i have to do", 0.5, UNSURE),
        ("my child is ill, can i stay home", 0.85, UNSURE),
        ("my child is ill, can i stay home", 0.95, UNSURE),
        ("I have a cold, do I tell my boss what I have", 0.98, UNSURE),
        ("sick today, what do I have to do", 0.76, UNSURE),
        ("i hurt my hand at the winch, which form", 0.98, UNSURE),
        ("i hurt my arm when he pushed me, do i have to report it", 0.98, Label.SENSITIVE),
        ("i have the flu and nobody cares, what do i do", 0.98, Label.SENSITIVE),
        ("i cut my arm again, i cannot go on", 0.98, Label.SENSITIVE),
        ("my grandfather died, can i take some days?", 0.99, UNSURE),
        ("my mother-in-law has passed away. how much leave do i get", 0.99, UNSURE),
        ("my dad died and i cannot go on", 0.99, Label.SENSITIVE),
        ("my dad died, i have days of panic, what do i do", 0.99, Label.SENSITIVE),
        ("how many days off until my funeral", 0.99, Label.SENSITIVE),
        ("my son (8) has a fever, how many days can i stay home", 0.99, UNSURE),
        ("have flu, who do i tell", 0.93, UNSURE),
        ("got a fever", 0.86, Label.SENSITIVE),
        ("may i work alone at the bench?", 0.93, UNSURE),
        ("can i drive home alone, he waits outside?", 0.93, Label.SENSITIVE),
        ("can i be alone today?", 0.93, Label.SENSITIVE),
        ("why are people leaving", 0.53, UNSURE),
        ("my child is ill", 0.5, Label.SENSITIVE),
        ("i am sick of my boss, what do i do", 0.5, Label.SENSITIVE),
        ("i have a fever and panic attacks, what do i do", 0.5, Label.SENSITIVE),
    ],
)
def test_who_is_off_sick_and_asks_is_answered(text: str, probability: float, label: Label) -> None:
    assert acted_on(decision(Label.SENSITIVE, probability), text) is label


def test_a_mishap_is_no_opinion() -> None:
    text = "I clicked on a bad link"
    assert acted_on(decision(Label.FEEDBACK, 0.99), text) is UNSURE


def test_an_alarm_is_of_this_world() -> None:
    surely = decision(Label.OUT_OF_SCOPE, 0.99)
    assert acted_on(surely, "alarm went off in bremen") is UNSURE
    assert acted_on(surely, "set an alarm for six") is Label.OUT_OF_SCOPE
