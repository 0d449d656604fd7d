"""How to ask, and what will not happen: the help message, the home tab, the first prompts."""

from collections.abc import Collection, Iterable
from enum import Enum, auto

from bot.language.phrases import Phrase, phrase
from bot.language.say import Say
from bot.views.blocks import Block, block_id, bullets, context, section
from bot.views.outcomes import Message

HOW = (
    phrase(
        "*Mention me* in a channel: the answer stands in the thread of your question, drawn only"
        " from what everyone in that channel may read."
    ),
    phrase(
        "*Write to me directly*, or use `/ask` and a question anywhere: only you see the answer,"
        " drawn from what you may read."
    ),
    phrase("`/find` and a few words lists the documents that match, for you alone."),
    phrase(
        "*Beside a source*, or below an answer with only one: the menu shows the passage it is"
        " cited for, and why you may read it."
    ),
    phrase(
        "What is no question gets a reply of its own, without a search; *Search anyway* below it"
        " asks for one. What you write in distress is searched for nowhere and kept nowhere."
    ),
    phrase(
        "*Below an answer*: say whether it helped, have it asked again, or hand the question to a"
        " person. Who owns all of its sources can verify or correct it there."
    ),
    phrase(
        "`in:` and a scope, such as `in:handbook`, narrows a question to one part of the documents."
    ),
    phrase(
        'In the same thread you can go on: "and for contractors?", "shorter", "who wrote that?"'
    ),
)
WILL_NOT = (
    phrase(
        "Answer from anything but your company's connected documents: every sentence has a footnote"
        " with a link to its source."
    ),
    phrase("Tell anyone what they may not read, or that it exists."),
    phrase("Read channels it was not asked in, or remember a private answer elsewhere."),
)


class Whose(Enum):
    """Who can use a command."""

    EVERYBODY = auto()
    OUR_OWN = auto()
    """Members and guests: whoever can sign in."""
    ADMINISTRATORS = auto()
    AUDITORS = auto()


COMMANDS = {
    Whose.EVERYBODY: (
        phrase("`/footnote help` shows this."),
        phrase("`/footnote status` says whether everything is running."),
        phrase(
            "`/footnote why` explains your latest answer, or the one at a link; `/footnote why-not`"
            " and a document's address says what keeps it out of your replies."
        ),
        phrase(
            "`/footnote privacy` shows what is kept about you, and deletes what may be deleted."
        ),
    ),
    Whose.OUR_OWN: (
        phrase(
            "`/footnote link` signs you in to read more, where documents demand it; `/footnote"
            " unlink` signs you out."
        ),
    ),
    Whose.AUDITORS: (phrase("`/footnote audit` exports who was shown which document (auditors)."),),
    Whose.ADMINISTRATORS: (
        phrase(
            "`/footnote usage` shows what the language model was used for and cost"
            " (administrators)."
        ),
        phrase("`/footnote topics` shows what several people asked in vain (administrators)."),
        phrase(
            "`/footnote settings` connects documents and chooses who may read them"
            " (administrators)."
        ),
    ),
}
PROMPTS = (
    (phrase("How do I ask?"), phrase("help")),
    (phrase("A rule or a date"), phrase("When is payday?")),
    (phrase("A how-to"), phrase("How do I book a business trip?")),
    (phrase("A part of the documents"), phrase("in:handbook working hours")),
)
"""Titles and messages that the messages tab offers before anything was asked."""
EXAMPLES = tuple(said for _, said in PROMPTS[1:])
"""Without the prompt that asks for help: it is what the examples stand in."""
EXAMPLES_TITLE = phrase("*For example*")
HOW_TITLE = phrase("*How to ask*")
COMMANDS_TITLE = phrase("*Commands*")
WILL_NOT_TITLE = phrase("*What it will not do*")
DATED = phrase("Answers quote documents and can be out of date: the sources show when.")
TITLE = phrase("Ask what your company's documents say, and get the answer with its sources.")


def help_message(say: Say, request: str, can_use: Collection[Whose]) -> Message:
    """How to ask, and the commands of these."""
    said = say(TITLE)
    blocks = [
        section(said, name=block_id("help", request)),
        section(examples(say)),
        section(_list(say, HOW_TITLE, HOW)),
        section(commands_of(say, can_use)),
    ]
    return Message(f"{said} {' '.join(say(one) for one in HOW)}", blocks, private=True)


def home_view(say: Say, can_use: Collection[Whose]) -> Block:
    """The home tab: the same for everybody but for the commands, which are those of these."""
    return {
        "type": "home",
        "blocks": [
            section(f"*Footnote*\n{say(TITLE)}"),
            section(_list(say, HOW_TITLE, HOW)),
            section(_list(say, WILL_NOT_TITLE, WILL_NOT)),
            section(commands_of(say, can_use)),
            context(say(DATED)),
        ],
    }


def prompts(say: Say) -> list[Block]:
    """What the messages tab offers; what is sent when one is chosen is in its language, too."""
    return [{"title": say(title), "message": say(said)} for title, said in PROMPTS]


def examples(say: Say) -> str:
    """Questions as people ask them."""
    return _list(say, EXAMPLES_TITLE, EXAMPLES)


def commands_of(say: Say, can_use: Collection[Whose]) -> str:
    """The commands that these can use."""
    shown = [one for whose, each in COMMANDS.items() if whose in can_use for one in each]
    return _list(say, COMMANDS_TITLE, shown)


def _list(say: Say, title: Phrase, lines: Iterable[Phrase]) -> str:
    return f"{say(title)}\n{bullets(say(one) for one in lines)}"
