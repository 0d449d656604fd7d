"""Whoever mistypes a command is told in one sentence, with the near one, and shown a short help."""

import pytest
from hypothesis import given

from bot.language.say import ENGLISH
from bot.views.guide import HOW, Whose, help_message
from bot.views.limits import verdict
from bot.views.mistaken import missing_message, unknown_message
from bot.views.outcomes import Message
from tests.unit.views.drawn import text
from tests.unit.views.test_any_outcome_fits_slack_and_can_do_nothing import assert_harmless, many

EVERYBODY = frozenset({Whose.EVERYBODY})


def first(message: Message) -> str:
    assert verdict(message.blocks, "message") == []
    assert message.blocks[0]["block_id"] == "outcome.help.abcd-efgh"
    said: str = message.blocks[0]["text"]["text"]
    assert message.text.startswith(said)
    return said


@pytest.mark.parametrize(
    ("word", "rest", "said"),
    [
        ("usgae", "", "There is no command `usgae`. Did you mean `/footnote usage`?"),
        ("whynot", "https://x", "There is no command `whynot`. Did you mean `/footnote why-not`?"),
        ("bogus", "", "There is no command `bogus`."),
        (
            "when",
            "is payday?",
            "There is no command `when`. To ask a question, type it after `/ask`.",
        ),
        ("<!here>`x`", "", "There is no command `&lt;!here&gt;'x'`."),
    ],
)
def test_the_first_sentence_says_what_was_wrong(word: str, rest: str, said: str) -> None:
    assert first(unknown_message(ENGLISH, "abcd-efgh", frozenset(Whose), (word, rest))) == said


def test_what_somebody_cannot_use_is_not_near() -> None:
    assert "usage" not in str(unknown_message(ENGLISH, "abcd-efgh", EVERYBODY, ("usgae", "")))


@pytest.mark.parametrize("finds", [True, False])
def test_what_is_missing_is_named_with_an_example(finds: bool) -> None:
    said = first(missing_message(ENGLISH, "abcd-efgh", finds=finds))
    assert "missing. For example: `/" in said
    assert ("/find" in said) is finds


def test_the_help_below_is_short() -> None:
    whole = len(str(help_message(ENGLISH, "abcd-efgh", EVERYBODY).blocks))
    for message in (
        unknown_message(ENGLISH, "abcd-efgh", EVERYBODY, ("bogus", "")),
        missing_message(ENGLISH, "abcd-efgh", finds=True),
    ):
        assert len(str(message.blocks)) < whole / 2
        assert not any(ENGLISH(one) in str(message.blocks) for one in HOW)


@many
@given(word=text, rest=text)
def test_whatever_is_typed_fits_and_does_nothing(word: str, rest: str) -> None:
    assert_harmless(first(unknown_message(ENGLISH, "abcd-efgh", EVERYBODY, (word, rest))))
