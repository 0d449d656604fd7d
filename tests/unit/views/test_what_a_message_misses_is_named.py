"""Questions without an answer, and the languages that were searched, are said in clear."""

import json

import pytest

from bot.language.say import ENGLISH
from bot.views.outcomes import render
from chains.access.audience import Venue, VenueKind
from chains.answering.outcome import (
    Answer,
    Listing,
    NotFound,
    Outcome,
    Reply,
    Sentence,
    Source,
    Unsure,
)

SOURCE = Source(1, "d", "Pay", "https://docs.example/pay", "hr")


def shown(outcome: Outcome) -> str:
    message = render(ENGLISH, outcome, request="r", venue=Venue(VenueKind.PRIVATE))
    assert message is not None
    return json.dumps(message.blocks, ensure_ascii=False)


def test_the_questions_without_an_answer_stand_below_the_reply() -> None:
    reply = Reply((Sentence("On the 25th.", (1,)),), (SOURCE,))
    said = shown(Answer(reply, missing=("where is <!channel>", "who is Ana")))
    assert "No answer was found to: where is &lt;!channel&gt;; who is Ana" in said
    assert "No answer was found" not in shown(Answer(reply))


@pytest.mark.parametrize("languages", [("en", "fr"), ("en", "<!channel>", "fr")])
def test_only_known_languages_are_named(languages: tuple[str, ...]) -> None:
    near = (Listing(SOURCE, "It says so."),)
    for outcome in (NotFound(languages=languages), Unsure(near, languages=languages)):
        assert "is written in English and French." in shown(outcome)
    assert "is written in" not in shown(NotFound(languages=("<!channel>",)))
