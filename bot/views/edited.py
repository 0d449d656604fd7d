"""The small line below a reply that says how it is to the one above it in its thread."""

from dataclasses import replace

from bot.language.phrases import phrase
from bot.language.say import Say
from bot.views.blocks import context
from bot.views.outcomes import Message

EDITED = phrase("To your question as you edited it. What stands above is to its earlier words.")
SAME = phrase("Asked again: the answer is the same as before.")


def with_earlier(say: Say, message: Message) -> Message:
    """The reply to a message whose earlier words were answered as well."""
    return _with_line(message, say(EDITED))


def with_the_same(say: Say, message: Message) -> Message:
    """The reply to what was asked again, and answered as before."""
    return _with_line(message, say(SAME))


def _with_line(message: Message, said: str) -> Message:
    """The message with the line above its last row of buttons.

    Not at its top: what was streamed of a reply has to begin the message that it becomes.
    """
    body, row = message.blocks, []
    if body[-1]["type"] == "actions":
        body, row = body[:-1], body[-1:]
    return replace(message, text=f"{said}\n{message.text}", blocks=[*body, context(said), *row])
