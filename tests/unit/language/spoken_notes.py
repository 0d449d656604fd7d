"""What is said to commands and presses, with data that brings out each of its sentences."""

from collections.abc import Iterator

from bot.language.say import Say
from bot.views import feedback, guide, mistaken, sharing, wording
from bot.views.edited import with_earlier
from bot.views.outcomes import Message

REQUEST = "abcd-efgh"


def of_notes(say: Say) -> Iterator[Message]:
    """Help, what cannot be done as it was typed, and what became of what was pressed."""
    yield guide.help_message(say, REQUEST, frozenset(guide.Whose))
    for typed in (("usgae", ""), ("when", "is payday?"), ("bogus", "")):
        yield mistaken.unknown_message(say, REQUEST, frozenset(guide.Whose), typed)
    yield from (mistaken.missing_message(say, REQUEST, finds=one) for one in (True, False))
    yield feedback.passed_on(say, "U0ANA", "When is payday?")
    yield feedback.note(feedback.noted(say, helpful=True))
    yield with_earlier(say, feedback.note("…"))
    yield sharing.share_note(say, say(wording.SHARED), ["Pay"] * 30)
