"""What a command asks, said to whoever ran it: Slack shows their words to nobody, not to them.

It is the status of a question until its reply stands below it. By a command's response_url Slack
replaces and deletes nothing that was said before (bolt-js 2287, bolt-python 1268), so it says
nothing that is wrong afterwards.
"""

from collections.abc import Sequence

from bot.language.phrases import phrase
from bot.language.say import Say
from bot.views.blocks import context
from bot.views.mrkdwn import cut, one_line, prose
from bot.views.outcomes import Message

ASKED = phrase("You asked: {question}")
LONGEST = 300
"""Characters: what is longer is known by its beginning."""


def asked(say: Say, text: str, scopes: Sequence[str]) -> Message:
    """The words that are searched for and where, in which nothing is a link, a name or a mark."""
    words = " ".join((text, *(f"in:{scope}" for scope in scopes)))
    said = say(ASKED, question=cut(one_line(words), LONGEST, prose) or "…")
    return Message(said, [context(said)], private=True)
