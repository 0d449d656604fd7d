"""Sharing a private answer: its button, the line below what is shared, the asker's note."""

from collections.abc import Sequence
from dataclasses import replace

from bot.language.say import Say
from bot.views import wording
from bot.views.blocks import button, context, section, with_button
from bot.views.mrkdwn import cut, one_line, prose
from bot.views.outcomes import Message

SHARE = "share_to_channel"
"""The action of the button that asks again for the whole conversation."""
_MOST_TITLES = 20


def with_share(say: Say, message: Message, request: str) -> Message:
    """A private answer with the button under it; its value is the answer's request id."""
    pressed = button(say(wording.SHARE), SHARE, request)
    return replace(message, blocks=with_button(message.blocks, pressed))


def shared_by(say: Say, message: Message, user: str) -> Message:
    """What is shared, with who shared it; ``user`` is a Slack user id."""
    said = say(wording.SHARED_BY, person=user)
    return replace(message, blocks=[*message.blocks, context(said)])


def share_note(say: Say, said: str, left_out: Sequence[str]) -> Message:
    """What became of it, for the asker alone; ``left_out`` are titles that the asker may read."""
    lines = [said]
    if left_out:
        titles = [cut(one_line(title), 150, prose) for title in left_out[:_MOST_TITLES]]
        if hidden := len(left_out) - len(titles):
            titles.append(say(wording.MORE_SOURCES, count=hidden))
        lines.append(say(wording.LEFT_OUT, titles="; ".join(titles)))
    text = " ".join(lines)
    return Message(text, [section(text)], private=True)
