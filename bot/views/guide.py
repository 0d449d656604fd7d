"""How to ask, and what will not happen: the help message, the home tab, the first prompts."""

from bot.views.blocks import Block, block_id, bullets, context, section
from bot.views.outcomes import Message

HOW = (
    "*Mention me* in a channel: the answer stands in the thread of your question, drawn only from"
    " what everyone in that channel may read.",
    "*Write to me directly*, or use `/ask` and a question anywhere: only you see the answer, drawn"
    " from what you may read.",
    "`/find` and a few words lists the documents that match, for you alone.",
    "*Beside a source*: the menu shows the passage it is cited for, and why you may read it.",
    "What is no question gets a reply of its own, without a search; *Search anyway* below it asks"
    " for one. What you write in distress is searched for nowhere and kept nowhere.",
    "*Below an answer*: say whether it helped, have it asked again, or hand the question to a"
    " person. Who owns all of its sources can verify or correct it there.",
    "`in:` and a scope, such as `in:handbook`, narrows a question to one part of the documents.",
    'In the same thread you can go on: "and for contractors?", "shorter", "who wrote that?"',
)
WILL_NOT = (
    "Answer from anything but your company's connected documents: every sentence has a footnote"
    " with a link to its source.",
    "Tell anyone what they may not read, or that it exists.",
    "Read channels it was not asked in, or remember a private answer elsewhere.",
)
COMMANDS = (
    "`/footnote help` shows this.",
    "`/footnote status` says whether everything is running.",
    "`/footnote usage` shows what the language model was used for and cost (administrators).",
    "`/footnote topics` shows what several people asked in vain (administrators).",
    "`/footnote settings` connects documents and chooses who may read them (administrators).",
    "`/footnote audit` exports who was shown which document (auditors).",
    "`/footnote why` explains your latest answer, or the one at a link; `/footnote why-not` and a"
    " document's address says what keeps it out of your replies.",
    "`/footnote privacy` shows what is kept about you, and deletes what may be deleted.",
    "`/footnote link` signs you in to read more, where documents demand it; `/footnote unlink`"
    " signs you out.",
)
PROMPTS = (
    ("How do I ask?", "help"),
    ("A rule or a date", "When is payday?"),
    ("A how-to", "How do I book a business trip?"),
    ("A part of the documents", "in:handbook working hours"),
)
"""Titles and messages that the messages tab offers before anything was asked."""
UNKNOWN = "There is no such command."
TITLE = "Ask what your company's documents say, and get the answer with its sources."


def help_message(request: str, *, unknown: bool = False) -> Message:
    """How to ask; ``unknown`` says first that what was typed is no command."""
    said = f"{UNKNOWN} {TITLE}" if unknown else TITLE
    blocks = [
        section(said, name=block_id("help", request)),
        section(f"*How to ask*\n{bullets(HOW)}"),
        section(f"*Commands*\n{bullets(COMMANDS)}"),
    ]
    return Message(f"{said} {' '.join(HOW)}", blocks, private=True)


def home_view() -> Block:
    """The home tab: the same for everybody."""
    return {
        "type": "home",
        "blocks": [
            section(f"*Footnote*\n{TITLE}"),
            section(f"*How to ask*\n{bullets(HOW)}"),
            section(f"*What it will not do*\n{bullets(WILL_NOT)}"),
            section(f"*Commands*\n{bullets(COMMANDS)}"),
            context("Answers quote documents and can be out of date: the sources show when."),
        ],
    }
