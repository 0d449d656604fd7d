"""The offer to pass on what somebody wrote in distress: to whom, and exactly which words."""

from collections.abc import Sequence
from dataclasses import replace

from pydantic import BaseModel, Field

from bot.language.say import Say
from bot.views import ids, wording
from bot.views.blocks import Block, actions, button, context, plain, section
from bot.views.feedback import named
from bot.views.mrkdwn import cut, one_line, prose, visible
from bot.views.outcomes import Message

LONGEST = 1_000
"""Characters of what is passed on."""
_ROOM = 1_350
"""Bytes that fit a button once they are sealed: it carries 2,000 characters."""


class Confided(BaseModel, frozen=True):
    """Words that are passed on if their author says so, and to whom."""

    asker: str
    to: tuple[str, ...] = Field(min_length=1, max_length=5)
    words: str = Field(min_length=1, max_length=LONGEST)


def carried(asker: str, recipients: Sequence[str], words: str) -> Confided | None:
    """What would be passed on; ``None`` without recipients or words."""
    text = visible(words).strip()[:LONGEST]
    while text and recipients:
        passed = Confided(asker=asker, to=tuple(recipients), words=text)
        if len(passed.model_dump_json().encode("utf-8", "replace")) <= _ROOM:
            return passed
        text = text[:-25].rstrip()
    return None


def with_search(say: Say, message: Message, token: str) -> Message:
    """The help text, and below it the way to an answer for whoever asked for a rule."""
    said = say(wording.MEANT_AS_A_QUESTION)
    search = button(say(wording.SEARCH_ANYWAY), ids.SEARCH_MEANT, token)
    return replace(message, blocks=[*message.blocks, section(said), actions(search)])


def with_confidants(say: Say, message: Message, offer: tuple[Confided, str]) -> Message:
    """The help text, and below it the offer: its recipients, its words, its button."""
    confided, token = offer
    quoted = {"type": "section", "text": plain(confided.words, LONGEST)}
    said = section(say(wording.CONFIDE_TO, names=named(confided.to)))
    button = _button(say, token, len(confided.to))
    return replace(message, blocks=[*message.blocks, said, quoted, actions(button)])


def confided(say: Say, passed: Confided) -> Message:
    """What those who were chosen get: who it is from, and their words as plain text."""
    said = say(wording.CONFIDED_BY, asker=passed.asker)
    text = {"type": "section", "text": plain(passed.words, LONGEST)}
    blocks = [section(said), text, context(say(wording.HELP_REPLY))]
    return Message(f"{said} {cut(one_line(passed.words), LONGEST, prose)}", blocks)


def _button(say: Say, token: str, count: int) -> Block:
    return {
        "type": "button",
        "text": plain(say.count(wording.CONFIDE, count)),
        "action_id": ids.CONFIDE,
        "value": token,
        "confirm": {
            "title": plain(say(wording.CONFIDE_SURE), 100),
            "text": plain(say(wording.CONFIDE_ASKED), 300),
            "confirm": plain(say(wording.SEND), 30),
            "deny": plain(say(wording.DO_NOT_SEND), 30),
        },
    }
