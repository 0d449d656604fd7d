"""Questions without an answer, and the languages that were searched, are said in clear."""

import json

import pytest

from bot.language.say import ENGLISH
from bot.views.markdown import reply_markdown
from bot.views.outcomes import render
from chains.access.audience import Venue, VenueKind
from chains.answering.outcome import (
    Answer,
    Emptiness,
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


def test_questions_that_were_not_looked_up_are_counted() -> None:
    reply = Reply((Sentence("On the 25th.", (1,)),), (SOURCE,))
    assert "One more question of this message was not" in shown(Answer(reply, left=1))
    assert "4 more questions of this message were not" in shown(Answer(reply, left=4))
    assert "not looked up" not in shown(Answer(reply))


def test_each_of_many_questions_stands_over_its_answer() -> None:
    asked = ("When is <!here> *payday*?", "Who is Ana?")
    reply = Reply(
        (
            Sentence("On the 25th.", (1,), asked=asked[0]),
            Sentence("In May on the 24th.", (1,), asked=asked[0]),
            Sentence("A pilot.", (1,), asked=asked[1]),
        ),
        (SOURCE,),
    )
    [first, *_] = json.loads(shown(Answer(reply)))
    text = first["text"]["text"].replace("<https://docs.example/pay|[1]>", "[1]")
    assert text == (
        "*When is &lt;!here&gt; ∗payday∗?*\n\nOn the 25th. [1] In May on the 24th. [1]"
        "\n\n*Who is Ana?*\n\nA pilot. [1]"
    )
    streamed = reply_markdown(ENGLISH, reply)
    assert streamed.startswith("**When is &lt;!here&gt; ∗payday∗?**\n\nOn the 25th.")
    assert "\n\n**Who is Ana?**\n\nA pilot." in streamed
    assert streamed.count("payday") == 1


@pytest.mark.parametrize("languages", [("en", "fr"), ("en", "<!channel>", "fr")])
def test_only_known_languages_are_named(languages: tuple[str, ...]) -> None:
    near = (Listing(SOURCE, "It says so."),)
    for outcome in (NotFound(languages=languages), Unsure(near, languages=languages)):
        assert "is written in English and French." in shown(outcome)
    assert "is written in" not in shown(NotFound(languages=("<!channel>",)))


def test_the_languages_stand_below_what_is_near() -> None:
    said = shown(Unsure((Listing(SOURCE, "It says so."),), languages=("en", "fr")))
    assert said.index("come closest") < said.index("It says so.") < said.index("is written in")


def test_why_nothing_was_found_is_told_in_its_own_words() -> None:
    told = {why: shown(NotFound(why)) for why in Emptiness}
    assert len(set(told.values())) == len(Emptiness)
    assert "reply before this one" in told[Emptiness.NO_SOURCES]
    assert not any("source is connected" in text for text in told.values())
