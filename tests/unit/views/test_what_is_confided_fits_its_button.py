"""What may be passed on is shown whole, and fits the button that carries it sealed."""

import json

import pytest
from cryptography.fernet import Fernet

from bot.language.say import ENGLISH
from bot.views.confiding import Confided, carried, confided, with_confidants
from bot.views.outcomes import Message

PEOPLE = tuple(f"U0{'A' * 9}{number}" for number in range(5))


@pytest.mark.parametrize("words", ["word " * 900, "\n\"'\\" * 900, "😢é字" * 900, "\x00 \ud83d hi"])
def test_the_sealed_words_fit_and_are_the_ones_that_are_shown(words: str) -> None:
    offer = carried("U0ANA", PEOPLE, words)
    assert offer is not None
    token = Fernet(Fernet.generate_key()).encrypt(offer.model_dump_json().encode()).decode()
    shown = with_confidants(ENGLISH, Message("Help.", []), (offer, token)).blocks
    assert len(token) <= 2_000
    assert shown[1]["text"]["text"] == offer.words
    assert all(f"<@{one}>" in shown[0]["text"]["text"] for one in PEOPLE)
    assert shown[2]["elements"][0]["value"] == token


def test_nothing_is_offered_without_somebody_or_something() -> None:
    assert carried("U0ANA", (), "help me") is None
    assert carried("U0ANA", PEOPLE, " \n ") is None


def test_what_arrives_names_its_author_and_can_do_nothing() -> None:
    words = "<!channel> <https://evil.example|click> *now*"
    message = confided(ENGLISH, Confided(asker="U0ANA", to=("U0CARA",), words=words))
    assert message.blocks[1]["text"] == {"type": "plain_text", "text": words, "emoji": False}
    assert "<!channel>" not in message.text
    assert "<@U0ANA>" in json.dumps(message.blocks[0])
