"""What stands in place of an answer whose sources are gone: one sentence that tells nothing."""

from bot.language.say import Say
from bot.views.blocks import block_id, section
from bot.views.outcomes import Message
from bot.views.wording import REDACTED


def redacted(say: Say, kind: str, request: str) -> Message:
    """The message, with the outcome's mark so that it is still recognised, and no button."""
    said = say(REDACTED)
    return Message(said, [section(said, name=block_id(kind, request))])
