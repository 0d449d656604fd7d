"""Sharing a private answer: its button, the line below what is shared, the asker's note."""

from collections.abc import Sequence
from dataclasses import replace

from bot.language.phrases import phrase
from bot.language.say import Say
from bot.views import wording
from bot.views.blocks import button, plain, section, with_button
from bot.views.mrkdwn import cut, one_line, prose
from bot.views.outcomes import Message

SHARE = "share_to_channel"
"""The action of the button that asks again for the whole conversation."""
LONGEST_QUESTION = 300
ASKED = phrase("*<@{person}> asked:* {question}")
SURE = phrase("Share it with everyone here?")
SURE_TEXT = phrase("Your question is shown above what everyone here may read of the answer.")
SHARE_IT = phrase("Share")
DO_NOT_SHARE = phrase("Do not share")
_MOST_TITLES = 20


def with_share(say: Say, message: Message, request: str) -> Message:
    """A private answer with the button under it; its value is the answer's request id.

    A dialog says that the question goes with it: who asked in private may not think of that.
    """
    pressed = button(say(wording.SHARE), SHARE, request)
    pressed["confirm"] = {
        "title": plain(say(SURE), 100),
        "text": plain(say(SURE_TEXT), 300),
        "confirm": plain(say(SHARE_IT), 30),
        "deny": plain(say(DO_NOT_SHARE), 30),
    }
    return replace(message, blocks=with_button(message.blocks, pressed))


def shared_by(say: Say, message: Message, user: str, question: str) -> Message:
    """What is shared, below who shared it and what they had asked; ``user`` is a Slack user id.

    Its line of text stays the last: an owner who corrects the answer begins with that.
    """
    asked = cut(one_line(question), LONGEST_QUESTION, prose) or "…"
    said = say(ASKED, person=user, question=asked)
    return replace(message, text=f"{said}\n{message.text}", blocks=[section(said), *message.blocks])


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
