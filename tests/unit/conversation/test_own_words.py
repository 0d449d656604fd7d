"""Words that were sealed in a button are opened by their author alone, for their one purpose."""

import pytest

from bot.conversation.own_words import MEANT, OFFERED, OwnWords, Written

WORDS = OwnWords(b"of a test", MEANT)


@pytest.mark.parametrize("words", ["my leg hurts, what now?", "\ud83d half a pair", "ä" * 500])
def test_their_author_gets_them_back(words: str) -> None:
    token = WORDS.sealed("U0ANA", words, "abcd-efgh")
    assert token is not None
    assert words[:5] not in token
    whole = words.encode("utf-8", "replace").decode()
    assert WORDS.opened(token, "U0ANA") == Written(author="U0ANA", words=whole, request="abcd-efgh")


def test_nobody_else_does() -> None:
    token = WORDS.sealed("U0ANA", "my leg hurts")
    assert token is not None
    assert WORDS.opened(token, "U0BEN") is None
    assert OwnWords(b"of a test", OFFERED).opened(token, "U0ANA") is None
    assert OwnWords(b"of another", MEANT).opened(token, "U0ANA") is None
    assert WORDS.opened(token[:-4] + "AAAA", "U0ANA") is None


def test_what_is_too_long_has_no_button() -> None:
    assert WORDS.sealed("U0ANA", "x" * 1_500) is None
