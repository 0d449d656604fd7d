"""What is said to a command that cannot be done as it was typed: why, then a short help."""

import re
from collections.abc import Collection
from difflib import get_close_matches

from bot.language.phrases import phrase
from bot.language.say import Say
from bot.views.blocks import block_id, context, section
from bot.views.guide import COMMANDS, EXAMPLES, Whose, commands_of, examples
from bot.views.mrkdwn import cut, one_line, prose
from bot.views.outcomes import Message

UNKNOWN = phrase("There is no command {word}.")
NEAR = phrase("There is no command {word}. Did you mean `/footnote {near}`?")
ASK_INSTEAD = phrase("There is no command {word}. To ask a question, type it after `/ask`.")
NO_QUESTION = phrase("Your question is missing. For example: {example}")
NO_WORDS = phrase("The words to look for are missing. For example: {example}")
WORDS = phrase("travel expenses")
MORE = phrase("`/footnote help` says how else to ask, and what there is besides.")
_WORD = re.compile(r"`/footnote ([a-z-]+)")
_LONGEST = 40
_NEAR = 0.7


def unknown_message(
    say: Say, request: str, can_use: Collection[Whose], typed: tuple[str, str]
) -> Message:
    """There is no such command, the near one of those that they can use, and all of those.

    ``typed`` is the word and what follows it.
    """
    word, rest = typed
    named = prose(f"`{cut(one_line(word).replace('`', chr(39)), _LONGEST, str) or '…'}`")
    near = get_close_matches(word, _words(can_use), n=1, cutoff=_NEAR)
    if near:
        said = say(NEAR, word=named, near=near[0])
    else:
        said = say(ASK_INSTEAD if rest or word.endswith("?") else UNKNOWN, word=named)
    return _message(say, request, said, commands_of(say, can_use))


def missing_message(say: Say, request: str, *, finds: bool) -> Message:
    """`/ask` or, where it ``finds``, `/find` without a word to go by."""
    if finds:
        said = say(NO_WORDS, example=f"`/find {say(WORDS)}`")
    else:
        said = say(NO_QUESTION, example=f"`/ask {say(EXAMPLES[0])}`")
    return _message(say, request, said, examples(say))


def _words(can_use: Collection[Whose]) -> list[str]:
    usable = [one.english for whose, each in COMMANDS.items() if whose in can_use for one in each]
    return [word for text in usable for word in _WORD.findall(text)]


def _message(say: Say, request: str, said: str, below: str) -> Message:
    first = section(said, name=block_id("help", request))
    return Message(f"{said} {say(MORE)}", [first, section(below), context(say(MORE))], private=True)
