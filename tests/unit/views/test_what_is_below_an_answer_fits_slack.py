"""What can be done with an answer fits Slack, and stands in one row."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.feedback.verdicts import LONGEST_WORDS, Reason
from bot.feedback.vouching import said_in
from bot.language.phrases import Phrase
from bot.language.say import ENGLISH
from bot.views import feedback as views
from bot.views import ids, wording
from bot.views.edited import with_earlier, with_the_same
from bot.views.limits import verdict, view_verdict
from bot.views.outcomes import render
from bot.views.sharing import shared_by, with_share
from chains.access.audience import Venue, VenueKind
from chains.answering.outcome import Answer, Outcome, Reply, Sentence, Source
from tests.unit.views.drawn import outcomes, text, venues
from tests.unit.views.test_any_outcome_fits_slack_and_can_do_nothing import assert_harmless, texts

REQUEST = "abcd-efgh"
many = settings(
    max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
drawn_choices = st.builds(views.Choices, help_=st.booleans(), vouch=st.booleans())


def answered(sources: int) -> Answer:
    each = [Source(one, f"d{one}", "Pay", "https://x.example/a", "hr") for one in (1, 2)[:sources]]
    return Answer(Reply((Sentence("On the 25th.", (1, 2)[:sources]),), tuple(each)))


def shown(choices: views.Choices, sources: int = 1) -> list[str]:
    """The labels below an answer, in order; those of the menu last."""
    outcome = answered(sources)
    message = render(ENGLISH, outcome, request=REQUEST, venue=Venue(VenueKind.PRIVATE))
    assert message is not None
    shareable = with_share(ENGLISH, message, REQUEST)
    full = views.with_choices(ENGLISH, shareable, outcome, REQUEST, choices)
    *buttons, menu = full.blocks[-1]["elements"]
    assert [block["type"] for block in full.blocks].count("actions") == 1
    beside = [block for block in full.blocks if "accessory" in block]
    assert len(beside) == (0 if sources == 1 else sources)
    options = [one["text"]["text"] for one in menu["options"]]
    return [*(one["text"]["text"] for one in buttons), *options]


def labels(*said: Phrase) -> list[str]:
    return [ENGLISH(one) for one in said]


def test_everything_is_in_one_row_and_what_is_rare_in_its_menu() -> None:
    row = labels(wording.HELPFUL, wording.NOT_HELPFUL, wording.WHY, wording.SHARE)
    rare = labels(wording.AGAIN, wording.HELP, wording.VOUCH)
    assert shown(views.Choices(help_=True, vouch=True), sources=2) == [*row, *rare]
    assert shown(views.Choices(), sources=2) == [*row, *rare[:1]]


def test_an_only_source_has_no_menu_of_its_own() -> None:
    row = labels(wording.HELPFUL, wording.NOT_HELPFUL, wording.WHY, wording.SHARE)
    of_it = labels(wording.WHY_SOURCE, wording.SHOW_PASSAGE)
    rare = labels(wording.AGAIN, wording.HELP, wording.VOUCH)
    assert shown(views.Choices(help_=True, vouch=True)) == [*row, *of_it, *rare]
    assert shown(views.Choices()) == [*row, *of_it, *rare[:1]]


@pytest.mark.parametrize("sources", [1, 2])
def test_what_is_shared_has_the_menu_of_an_only_source_where_answers_have_it(sources: int) -> None:
    venue = Venue(VenueKind.PUBLIC_CHANNEL, "C0GENERAL")
    message = render(ENGLISH, answered(sources), request=REQUEST, venue=venue)
    assert message is not None
    full = shared_by(ENGLISH, views.with_menu_below(message), "U0ANA", "When is payday?")
    assert verdict(full.blocks, "message") == []
    beside = [block["accessory"] for block in full.blocks if "accessory" in block]
    row = full.blocks[-1]["elements"]
    assert len(beside) == (0 if sources == 1 else sources)
    assert [one["type"] for one in row] == ["button"] * 3 + ["overflow"] * (2 - sources)
    menus = [*beside, *row[3:]]
    of_it = [[one["text"]["text"] for one in menu["options"]] for menu in menus]
    assert of_it == [labels(wording.WHY_SOURCE, wording.SHOW_PASSAGE)] * sources


@many
@given(outcome=outcomes, venue=venues, choices=drawn_choices)
def test_any_outcome_fits_with_its_choices(
    outcome: Outcome, venue: Venue, choices: views.Choices
) -> None:
    message = render(ENGLISH, outcome, request=REQUEST, venue=venue)
    if message is not None:
        full = views.with_choices(ENGLISH, message, outcome, REQUEST, choices)
        assert verdict(full.blocks, "message") == []
        for line in (with_earlier, with_the_same):
            assert verdict(line(ENGLISH, full).blocks, "message") == []
        assert choices.help_ or isinstance(outcome, Answer) or full == message


@many
@given(question=text, answer=text)
def test_forms_fit_whatever_was_asked_or_answered(question: str, answer: str) -> None:
    people = ["U0ANA", "U0BEN", "C0HELP"]
    others, sent = wording.HELP_OTHERS, ENGLISH(wording.HELP_SENT, names=views.named(people))
    for view in (
        views.reasons_view(ENGLISH, REQUEST),
        views.help_view(ENGLISH, f"{REQUEST} U0ANA", people, question, ENGLISH(others)),
        views.vouch_view(ENGLISH, REQUEST, question, answer),
        views.said_view(ENGLISH, ENGLISH(wording.HELP), sent),
    ):
        assert view_verdict(view) == []


@many
@given(outcome=outcomes, venue=venues, question=text)
def test_whatever_was_asked_can_be_shared_and_calls_nobody(
    outcome: Outcome, venue: Venue, question: str
) -> None:
    message = render(ENGLISH, outcome, request=REQUEST, venue=venue)
    if message is None:
        return
    for full in (
        with_share(ENGLISH, message, REQUEST),
        shared_by(ENGLISH, message, "U0ANA", question),
        shared_by(ENGLISH, views.with_menu_below(message), "U0ANA", question),
    ):
        assert verdict(full.blocks, "message") == []
    assert_harmless(full.blocks[0]["text"]["text"].replace("<@U0ANA>", ""))
    # An owner who corrects what was shared begins with what it said, without the question.
    assert said_in(full.text, [ENGLISH]) == said_in(message.text, [ENGLISH])


@many
@given(words=text.filter(str.strip))
def test_what_is_passed_on_mentions_its_asker_and_nobody_else(words: str) -> None:
    message = views.passed_on(ENGLISH, "U0ANA", words)
    assert verdict(message.blocks, "message") == []
    for said in (message.text, *texts(message.blocks)):
        assert_harmless(said.replace("<@U0ANA>", ""))


def test_the_form_has_every_reason_and_the_same_limit() -> None:
    assert wording.REASONS.keys() == set(Reason)
    assert views.LONGEST_WORDS == LONGEST_WORDS
    assert {ids.HELPFUL, ids.NOT_HELPFUL} == {"helpful", "not_helpful"}
