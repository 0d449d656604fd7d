"""Keywords are what one writes to a search box; whoever talks to a bot says more."""

import pytest

from chains.triage.keyword_query import is_keyword_query, names_a_rule


@pytest.mark.parametrize(
    "text",
    [
        "parental leave",
        "WFH",
        "code of conduct",
        "401k",
        "401(k)",
        "doctor's note",
        "Urlaub?",
        "morning shift",
        "expenses: taxi",
        "<@U0BOT> payslip",
        "visa sponsorship for families",
    ],
)
def test_it_is_one(text: str) -> None:
    assert is_keyword_query(text)


@pytest.mark.parametrize(
    "text",
    [
        "hi",
        "Good morning!",
        "morning :wave:",
        "ok cool thanks",
        "merci beaucoup",
        "danke",
        "ty ty",
        "sounds good",
        "happy friday 🎉",
        "tell me a joke",
        "who made you",
        "you\u2019re funny",
        "lol",
        "hey footnote",
        "I\u2019m sad",
        ":tada:",
        "<@U0BOT>",
        "42",
        "",
        "of the",
        "rules of the winch hall today and tomorrow",
    ],
)
def test_it_is_none(text: str) -> None:
    assert not is_keyword_query(text)


def test_what_names_a_rule_ends_in_one() -> None:
    assert names_a_rule("Harassment policy?")
    assert names_a_rule("accident at work")
    assert not names_a_rule("harassment")
    assert not names_a_rule("my leave")
