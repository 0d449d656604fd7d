"""A greeting is greeted, thanks are welcome, and the rest is told what there is to ask."""

import pytest

from chains.triage.labels import POLICIES, Label
from chains.triage.small_talk import GREETED, THANKED, replied

ANYTHING = POLICIES[Label.SMALL_TALK].canned


@pytest.mark.parametrize(
    "text",
    ["hi", "Hello!", "hey there", ":wave:", "Good morning everyone", "Hallo zusammen", "olá"],
)
def test_a_greeting_is_returned(text: str) -> None:
    assert replied(text) == GREETED


@pytest.mark.parametrize(
    "text",
    [
        "thanks!",
        "hi, thank you",
        "ok thx",
        "thanks a lot, have a nice weekend!",
        "Danke",
        "merci !",
    ],
)
def test_thanks_are_answered_shortly(text: str) -> None:
    assert replied(text) == THANKED


@pytest.mark.parametrize(
    "text", ["lol", "bye", "no thanks", "thanks for nothing", "high five", "ok"]
)
def test_the_rest_is_neither(text: str) -> None:
    assert replied(text) == ANYTHING


def test_no_reply_is_longer_than_its_label_allows() -> None:
    longest = POLICIES[Label.SMALL_TALK].words
    assert all(len(one.split()) <= longest for one in (GREETED, THANKED, ANYTHING))
