"""What `/footnote privacy` says to a person of themselves, and its buttons."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.language.phrases import Phrase, phrase
from bot.language.say import Say
from bot.views.blocks import Block, actions, block_id, button, context, plain, section
from bot.views.outcomes import Message
from bot.views.wording import KEEP
from chains.holdings import Held, Kind

FORGET = "privacy_forget_"
"""What the buttons' actions begin with; the kind follows. A button carries nobody's id."""
TITLE = phrase("This is what Footnote keeps about you. Nobody else is shown this list.")
REST = phrase(
    "Besides: documents and the settings of sources may name you as one of their readers; they are"
    " the company's, and are not counted here. Logs may hold your Slack id, and no words. What"
    " stands in Slack is Slack's to keep."
)
NOTHING = phrase("nothing")
NUMBER_SINCE = phrase("{count}, the oldest of {day}")
DELETED = phrase("Deleted.")
SEEN = phrase("Who can see it: {whom}")
KEPT = phrase("How long: {long}")
STAYS = phrase("Cannot be deleted: {why}")
DELETE = phrase("Delete: {what}")
DELETE_IT = phrase("Delete")


@dataclass(frozen=True)
class Words:
    """A kind in plain sentences; ``kept`` may name `{days}`, those of the read audit.

    ``deleting`` says what happens when it is deleted, ``stays`` why it cannot be.
    """

    title: Phrase
    what: Phrase
    seen: Phrase
    kept: Phrase
    deleting: Phrase | None = None
    stays: Phrase | None = None


_OPERATOR = phrase("Whoever runs Footnote's database.")
WORDS = {
    Kind.QUESTIONS: Words(
        phrase("Your questions"),
        phrase(
            "The words you asked with, sealed, where, and that it was you. Words that were taken"
            " for personal distress are gone with the reply."
        ),
        _OPERATOR,
        phrase("A day after the answer; then the row, without words and without you, for 30 days."),
        deleting=phrase(
            "Buttons below these answers will work no more. What is being answered stays."
        ),
    ),
    Kind.TURNS: Words(
        phrase("What you can go on from"),
        phrase(
            'Your questions in conversations, as they were understood, so that "and for'
            ' contractors?" can follow them.'
        ),
        _OPERATOR,
        phrase("7 days."),
        deleting=phrase("What you ask next in those conversations is understood by itself."),
    ),
    Kind.UNANSWERED: Words(
        phrase("Questions nothing answered"),
        phrase(
            "The words that tell what they were about, the whole question where you asked in a"
            " public channel, and that it was you."
        ),
        phrase(
            "Whoever runs Footnote's database. Administrators see topics without names, made of"
            " words that at least three people used."
        ),
        phrase("30 days."),
        deleting=phrase("You count no more for the topics that administrators see."),
    ),
    Kind.ANSWERS: Words(
        phrase("Who was shown what"),
        phrase(
            "Answers you asked for or read as a named member of a group: when, where, which"
            " documents were shown, and why you might read them. No words."
        ),
        phrase("Whoever runs Footnote's database, and the auditors the company has named."),
        phrase("{days} days."),
        stays=phrase(
            "It is the company's record of who saw what, so your id stays in it until then."
        ),
    ),
    Kind.SIGN_IN: Words(
        phrase("Your sign-in"),
        phrase("Your account at the company's provider, its address, and hashes of sign-in links."),
        _OPERATOR,
        phrase(
            "Until you sign out or leave, or your address changes; hashes for a day after they"
            " lapsed."
        ),
        deleting=phrase("You are signed out, and sign-in links you have not used stop working."),
    ),
    Kind.NOTICES: Words(
        phrase("Notices"),
        phrase(
            "In which conversations you were told today why nothing is said there, or offered help."
        ),
        _OPERATOR,
        phrase("Until somebody is given a notice on a later day."),
        deleting=phrase("You may be told a second time today."),
    ),
    Kind.FEEDBACK: Words(
        phrase("What you said of answers"),
        phrase("Whether an answer helped you, why not, and your words if you wrote any."),
        _OPERATOR,
        phrase("Words for 7 days, the rest for {days} days."),
        deleting=phrase("It is as if you had said nothing of them."),
    ),
    Kind.VERIFIED: Words(
        phrase("Answers you stand for"),
        phrase(
            "As the owner of documents: questions, the answers you gave to them, and that you did."
        ),
        phrase(
            "Whoever asks the same and may read their sources; whoever runs Footnote's database."
        ),
        phrase("Until a source changes, or you take them back."),
        deleting=phrase("These questions are answered from the documents again."),
    ),
    Kind.DIRECTORY: Words(
        phrase("What Slack says of you"),
        phrase(
            "Whether you are a member, guest or partner, an administrator, and your groups and"
            " channels."
        ),
        _OPERATOR,
        phrase("As Slack last said it, as long as Footnote is installed."),
        stays=phrase(
            "It decides what you may read, and would be back with the next reading of Slack."
        ),
    ),
    Kind.ADDRESS: Words(
        phrase("Your address and language"),
        phrase(
            "The confirmed address of your Slack profile, by which documents can name you, and the"
            " language you use Slack in."
        ),
        _OPERATOR,
        phrase("As long as it stands in Slack; tied to nobody, as long as Footnote is installed."),
        stays=phrase("It would be back with the next reading of Slack."),
    ),
    Kind.CHANGES: Words(
        phrase("Settings you changed"),
        phrase("As an administrator: which setting, when, from what, to what."),
        _OPERATOR,
        phrase("As long as Footnote is installed."),
        stays=phrase("It is the company's record of who changed what."),
    ),
    Kind.USAGE: Words(
        phrase("Your use of the language model"),
        phrase(
            "Days on which it wrote for you, its tokens and what they cost, where an administrator"
            " has switched that on or set a budget for each person. No words."
        ),
        phrase("Whoever runs Footnote's database, and administrators where it is switched on."),
        phrase("{days} days; what is spent of a day's budget, two days."),
        deleting=phrase("What is spent of a budget stays for its two days."),
    ),
    Kind.EXPORT_LINKS: Words(
        phrase("Links to exports"),
        phrase(
            "As an auditor: hashes of links you were given to records of who was shown what, and"
            " what you chose of them."
        ),
        _OPERATOR,
        phrase("Until a link is given to anybody more than a day after they lapsed."),
        deleting=phrase("Links you have not used stop working. That you exported something stays."),
    ),
    Kind.ERRANDS: Words(
        phrase("Errands"),
        phrase("Your id in work that waits, such as filling your home tab."),
        _OPERATOR,
        phrase("Until it is done; for 30 days if it failed."),
        deleting=phrase("What failed is deleted; what waits is done first."),
    ),
}


def privacy_message(
    say: Say,
    request: str,
    held: Iterable[Held],
    *,
    days: int,
    deletable: Iterable[Kind],
    done: bool = False,
) -> Message:
    """All kinds, one after the other; ``done`` says first that something was deleted."""
    may_go = frozenset(deletable)
    said = f"{say(DELETED)} {say(TITLE)}" if done else say(TITLE)
    blocks: list[Block] = [section(said, name=block_id("help", request))]
    for one in held:
        blocks.append(section(_told(say, one, days)))
        if one.number and one.kind in may_go:
            blocks.append(actions(_delete(say, one.kind)))
    return Message(said, [*blocks, context(say(REST))], private=True)


def _told(say: Say, held: Held, days: int) -> str:
    words = WORDS[held.kind]
    lines = [
        f"*{say(words.title)}*: {_number(say, held)}",
        say(words.what),
        say(SEEN, whom=say(words.seen)),
        say(KEPT, long=say(words.kept, days=days)),
    ]
    if words.stays:
        lines.append(say(STAYS, why=say(words.stays)))
    return "\n".join(lines)


def _number(say: Say, held: Held) -> str:
    if not held.number:
        return say(NOTHING)
    number = say.number(held.number)
    if held.oldest is None:
        return number
    return say(NUMBER_SINCE, count=number, day=say.day(held.oldest.date()))


def _delete(say: Say, kind: Kind) -> dict[str, Any]:
    words = WORDS[kind]
    what = say(DELETE, what=say(words.title))
    return {
        **button(what, f"{FORGET}{kind.value}", kind.value),
        "style": "danger",
        "confirm": {
            "title": plain(f"{what}?", 100),
            "text": plain(say(words.deleting), 300) if words.deleting else plain(what, 300),
            "confirm": plain(say(DELETE_IT), 30),
            "deny": plain(say(KEEP), 30),
            "style": "danger",
        },
    }
