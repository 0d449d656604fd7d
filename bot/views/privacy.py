"""What `/footnote privacy` says to a person of themselves, and its buttons."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.views.blocks import Block, actions, block_id, button, context, plain, section
from bot.views.outcomes import Message
from chains.holdings import Held, Kind

FORGET = "privacy_forget_"
"""What the buttons' actions begin with; the kind follows. A button carries nobody's id."""
TITLE = "This is what Footnote keeps about you. Nobody else is shown this list."
REST = (
    "Besides: documents and the settings of sources may name you as one of their readers; they are"
    " the company's, and are not counted here. Logs may hold your Slack id, and no words. What"
    " stands in Slack is Slack's to keep."
)
NOTHING = "nothing"


@dataclass(frozen=True)
class Words:
    """A kind in plain sentences; ``kept`` may name `{days}`, those of the read audit.

    ``deleting`` says what happens when it is deleted, ``stays`` why it cannot be.
    """

    title: str
    what: str
    seen: str
    kept: str
    deleting: str = ""
    stays: str = ""


_OPERATOR = "Whoever runs Footnote's database."
WORDS = {
    Kind.QUESTIONS: Words(
        "Your questions",
        "The words you asked with, sealed, where, and that it was you. Words that were taken for"
        " personal distress are gone with the reply.",
        _OPERATOR,
        "A day after the answer; then the row, without words and without you, for 30 days.",
        deleting="Buttons below these answers will work no more. What is being answered stays.",
    ),
    Kind.TURNS: Words(
        "What you can go on from",
        'Your questions in conversations, as they were understood, so that "and for contractors?"'
        " can follow them.",
        _OPERATOR,
        "7 days.",
        deleting="What you ask next in those conversations is understood by itself.",
    ),
    Kind.UNANSWERED: Words(
        "Questions nothing answered",
        "The words that tell what they were about, the whole question where you asked in a public"
        " channel, and that it was you.",
        "Whoever runs Footnote's database. Administrators see topics without names, made of words"
        " that at least three people used.",
        "30 days.",
        deleting="You count no more for the topics that administrators see.",
    ),
    Kind.ANSWERS: Words(
        "Who was shown what",
        "Answers you asked for or read as a named member of a group: when, where, which documents"
        " were shown, and why you might read them. No words.",
        "Whoever runs Footnote's database, and the auditors the company has named.",
        "{days} days.",
        stays="It is the company's record of who saw what, so your id stays in it until then.",
    ),
    Kind.SIGN_IN: Words(
        "Your sign-in",
        "Your account at the company's provider, its address, and hashes of sign-in links.",
        _OPERATOR,
        "Until you sign out or leave, or your address changes; hashes for a day after they lapsed.",
        deleting="You are signed out, and sign-in links you have not used stop working.",
    ),
    Kind.NOTICES: Words(
        "Notices",
        "In which shared conversations you were told today why nothing is said there.",
        _OPERATOR,
        "Until somebody is given a notice on a later day.",
        deleting="You may be told a second time today.",
    ),
    Kind.FEEDBACK: Words(
        "What you said of answers",
        "Whether an answer helped you, why not, and your words if you wrote any.",
        _OPERATOR,
        "Words for 7 days, the rest for {days} days.",
        deleting="It is as if you had said nothing of them.",
    ),
    Kind.VERIFIED: Words(
        "Answers you stand for",
        "As the owner of documents: questions, the answers you gave to them, and that you did.",
        "Whoever asks the same and may read their sources; whoever runs Footnote's database.",
        "Until a source changes, or you take them back.",
        deleting="These questions are answered from the documents again.",
    ),
    Kind.DIRECTORY: Words(
        "What Slack says of you",
        "Whether you are a member, guest or partner, an administrator, and your groups and"
        " channels.",
        _OPERATOR,
        "As Slack last said it, as long as Footnote is installed.",
        stays="It decides what you may read, and would be back with the next reading of Slack.",
    ),
    Kind.ADDRESS: Words(
        "Your address",
        "The confirmed address of your Slack profile, by which documents can name you.",
        _OPERATOR,
        "As long as it stands in Slack; tied to nobody, as long as Footnote is installed.",
        stays="It would be back with the next reading of Slack.",
    ),
    Kind.CHANGES: Words(
        "Settings you changed",
        "As an administrator: which setting, when, from what, to what.",
        _OPERATOR,
        "As long as Footnote is installed.",
        stays="It is the company's record of who changed what.",
    ),
    Kind.USAGE: Words(
        "Your use of the language model",
        "Days on which it wrote for you, its tokens and what they cost, where an administrator"
        " has switched that on or set a budget for each person. No words.",
        "Whoever runs Footnote's database, and administrators where it is switched on.",
        "{days} days; what is spent of a day's budget, two days.",
        deleting="What is spent of a budget stays for its two days.",
    ),
    Kind.EXPORT_LINKS: Words(
        "Links to exports",
        "As an auditor: hashes of links you were given to records of who was shown what, and what"
        " you chose of them.",
        _OPERATOR,
        "Until a link is given to anybody more than a day after they lapsed.",
        deleting="Links you have not used stop working. That you exported something stays.",
    ),
    Kind.ERRANDS: Words(
        "Errands",
        "Your id in work that waits, such as filling your home tab.",
        _OPERATOR,
        "Until it is done; for 30 days if it failed.",
        deleting="What failed is deleted; what waits is done first.",
    ),
}


def privacy_message(
    request: str, held: Iterable[Held], *, days: int, deletable: Iterable[Kind], done: bool = False
) -> Message:
    """All kinds, one after the other; ``done`` says first that something was deleted."""
    may_go = frozenset(deletable)
    said = f"Deleted. {TITLE}" if done else TITLE
    blocks: list[Block] = [section(said, name=block_id("help", request))]
    for one in held:
        blocks.append(section(_told(one, days)))
        if one.number and one.kind in may_go:
            blocks.append(actions(_delete(one.kind)))
    return Message(said, [*blocks, context(REST)], private=True)


def _told(held: Held, days: int) -> str:
    words = WORDS[held.kind]
    since = f", the oldest of {held.oldest:%Y-%m-%d}" if held.oldest is not None else ""
    number = f"{held.number}{since}" if held.number else NOTHING
    lines = [
        f"*{words.title}*: {number}",
        words.what,
        f"Who can see it: {words.seen}",
        f"How long: {words.kept.format(days=days)}",
    ]
    if words.stays:
        lines.append(f"Cannot be deleted: {words.stays}")
    return "\n".join(lines)


def _delete(kind: Kind) -> dict[str, Any]:
    words = WORDS[kind]
    return {
        **button(f"Delete: {words.title.lower()}", f"{FORGET}{kind.value}", kind.value),
        "style": "danger",
        "confirm": {
            "title": plain(f"Delete: {words.title.lower()}?", 100),
            "text": plain(words.deleting, 300),
            "confirm": plain("Delete", 30),
            "deny": plain("Keep", 30),
            "style": "danger",
        },
    }
