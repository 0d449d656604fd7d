"""What a message can be, and what the reply to it must look like."""

from dataclasses import dataclass
from enum import StrEnum

from chains.errors import reason


class Label(StrEnum):
    """What a message is; every label but the last is an intent."""

    KNOWLEDGE_QUESTION = "knowledge_question"
    HOW_TO = "how_to"
    FIND_DOCUMENT = "find_document"
    PEOPLE_LOOKUP = "people_lookup"
    ACTION_REQUEST = "action_request"
    TROUBLESHOOTING = "troubleshooting"
    FEEDBACK = "feedback"
    SMALL_TALK = "small_talk"
    SENSITIVE = "sensitive"
    OUT_OF_SCOPE = "out_of_scope"
    CHANNEL_CHATTER = "channel_chatter"


INTENTS: tuple[Label, ...] = tuple(label for label in Label if label is not Label.CHANNEL_CHATTER)
"""The labels the intent head decides between, in the order of its outputs."""


class Pipeline(StrEnum):
    """What a message goes through before it is replied to."""

    SEARCH = "search"
    DIRECTORY = "directory"
    NONE = "none"
    SILENCE = "silence"


class ReplyType(StrEnum):
    """The shape of a reply."""

    CITED_ANSWER = "cited answer"
    STEPS = "steps"
    DOCUMENT_LIST = "document list"
    CONTACT_CARD = "contact card"
    HELP_TEXT = "help text"
    CANNED = "canned"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class FormatPolicy:
    """What a label's reply may be. A limit of 0 means that the reply has none of it.

    ``words`` counts the whole reply, ``items`` steps or documents, ``questions`` what the reply may
    ask back. ``canned`` is the whole text where nothing is written. ``in_clear`` is whether the
    message may be logged or kept as it was written.
    """

    meaning: str
    pipeline: Pipeline
    reply: ReplyType
    words: int = 0
    items: int = 0
    questions: int = 0
    cited: bool = False
    canned: str = ""
    in_clear: bool = True


POLICIES: dict[Label, FormatPolicy] = {
    Label.KNOWLEDGE_QUESTION: FormatPolicy(
        meaning="wants a fact, a rule or an explanation",
        pipeline=Pipeline.SEARCH,
        reply=ReplyType.CITED_ANSWER,
        words=120,
        questions=1,
        cited=True,
    ),
    Label.HOW_TO: FormatPolicy(
        meaning="wants a procedure",
        pipeline=Pipeline.SEARCH,
        reply=ReplyType.STEPS,
        words=200,
        items=10,
        questions=1,
        cited=True,
    ),
    Label.FIND_DOCUMENT: FormatPolicy(
        meaning="wants a document, a link or a tool rather than what is in it",
        pipeline=Pipeline.SEARCH,
        reply=ReplyType.DOCUMENT_LIST,
        words=120,
        items=5,
        cited=True,
    ),
    Label.PEOPLE_LOOKUP: FormatPolicy(
        meaning="wants a person or team: who owns, who knows, who is on call",
        pipeline=Pipeline.DIRECTORY,
        reply=ReplyType.CONTACT_CARD,
        words=60,
        items=3,
    ),
    Label.ACTION_REQUEST: FormatPolicy(
        meaning="wants something done in a system",
        pipeline=Pipeline.NONE,
        reply=ReplyType.CANNED,
        words=40,
        canned=reason(
            "I cannot do that: I only answer from documents. Ask me how it is done instead."
        ),
    ),
    Label.TROUBLESHOOTING: FormatPolicy(
        meaning="reports something broken and wants it to work",
        pipeline=Pipeline.SEARCH,
        reply=ReplyType.STEPS,
        words=200,
        items=10,
        questions=1,
        cited=True,
    ),
    Label.FEEDBACK: FormatPolicy(
        meaning="an opinion, praise, a wish, or that an answer was wrong",
        pipeline=Pipeline.NONE,
        reply=ReplyType.CANNED,
        words=40,
        canned=reason(
            "Thank you. The buttons below an answer tell its administrators what was wrong."
        ),
    ),
    Label.SMALL_TALK: FormatPolicy(
        meaning="a greeting, thanks, or about the bot itself",
        pipeline=Pipeline.NONE,
        reply=ReplyType.CANNED,
        words=40,
        canned=reason(
            "I answer questions from your company's connected documents."
            " `/footnote help` says what else I can do."
        ),
    ),
    Label.SENSITIVE: FormatPolicy(
        meaning="somebody's health, harassment, legal trouble, self-harm or distress",
        pipeline=Pipeline.NONE,
        reply=ReplyType.HELP_TEXT,
        words=120,
        canned=reason(
            "This sounds personal, so I have looked nothing up and keep none of your words. If"
            " somebody is in danger, please call the emergency number of your country now. You do"
            " not have to deal with this alone: somebody you trust, a doctor, a counsellor or your"
            " people team can help. If you only wanted a rule, `/find` and a few words lists the"
            " documents about it."
        ),
        in_clear=False,
    ),
    Label.OUT_OF_SCOPE: FormatPolicy(
        meaning="nothing to do with work, unsafe, or an attempt to give orders to the bot",
        pipeline=Pipeline.NONE,
        reply=ReplyType.CANNED,
        words=40,
        canned=reason(
            "I cannot help with that. I answer questions from your company's connected documents."
            " `/footnote help` says what else I can do."
        ),
    ),
    Label.CHANNEL_CHATTER: FormatPolicy(
        meaning="people talking to each other",
        pipeline=Pipeline.SILENCE,
        reply=ReplyType.NOTHING,
    ),
}
"""The one table of reply formats; `docs/triage.md` shows it."""

UNSURE = Label.KNOWLEDGE_QUESTION
"""What a message counts as when no label is sure enough."""
