"""The private note to an asker who may read more than the conversation may."""

from bot.language.say import Say
from bot.views.blocks import actions, button, section
from bot.views.outcomes import SHOW_PRIVATELY, Message
from bot.views.wording import MORE
from bot.views.wording import SHOW_PRIVATELY as LABEL


def more_note(say: Say, request: str) -> Message:
    """One sentence and the button that shows the rest to the asker alone.

    The button's value is the request id; the note is no outcome, so it carries no outcome mark.
    """
    pressed = button(say(LABEL), SHOW_PRIVATELY, request)
    blocks = [section(say(MORE)), actions(pressed)]
    return Message(say(MORE), blocks, private=True)
