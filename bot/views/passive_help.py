"""The offer to answer what somebody asked a channel: for their eyes alone."""

from bot.language.say import Say
from bot.views import ids, wording
from bot.views.blocks import actions, button, section
from bot.views.outcomes import Message


def help_offered(say: Say, token: str) -> Message:
    """The same whatever the documents say: none was looked at."""
    said = say(wording.HELP_OFFERED)
    show = button(say(wording.HELP_ACCEPT), ids.HELP_ACCEPTED, token)
    away = button(say(wording.HELP_DECLINE), ids.HELP_DECLINED, "no")
    return Message(said, [section(said), actions(show, away)])


def help_declined(say: Say) -> Message:
    """In place of the offer."""
    said = say(wording.HELP_DECLINED)
    return Message(said, [section(said)])
