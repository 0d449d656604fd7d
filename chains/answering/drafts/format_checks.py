"""Whether a typed reply keeps to the format of its label; what it breaks, by name.

These are rules of form. Whether a line says what its passages say is for `Verification`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chains.answering.drafts.reply_types import ClarifyingQuestion, Fixed, Steps, TypedReply
from chains.answering.outcome import Form
from chains.answering.passages.cutting import without_addresses
from chains.answering.passages.plainness import is_plain
from chains.index.stems import language_of
from chains.triage.labels import FormatPolicy


class Violation(StrEnum):
    """What a reply breaks; the words are those that whoever wrote it is told."""

    TYPE = "It is another type of reply than the one asked for."
    EMPTY = "A line says nothing."
    UNCITED = "A line names no passage that it stands on."
    UNKNOWN_PASSAGE = "A line names a passage that there is not."
    NUMBERING = "The steps are not numbered 1, 2, 3 and so on, or a line begins with a number."
    QUESTIONS = "It asks more questions than it may."
    ADDRESS = "A line holds a web address, a link or markup."
    LENGTH = "It has more words, or more lines, than it may."
    CLAIM = "It says that something was done, and nothing was."
    MENTION = "A line addresses people or channels of the chat."
    TABLE = "A sentence holds columns of a table: each row is a line of its own."
    LANGUAGE = "A line is in another language than the one asked for."


@dataclass(frozen=True)
class Frame:
    """What a reply has to keep to: the policy of its label, and what it could draw on.

    ``passages`` are the texts it may cite, the first of them number 1; ``languages`` the ISO 639-1
    codes of those it may be in, none meaning any.
    """

    policy: FormatPolicy
    passages: Sequence[str] = ()
    languages: frozenset[str] = frozenset()


_ASKS = re.compile(r"[?？؟](?=[\s\"'»”’)\]]|$)")
_OWN_NUMBER = re.compile(r"^\s*\(?\d{1,2}[.)]\s")
_MENTIONS = re.compile(r"<[!@#][^<>\s]*>?|(?<!\w)@(?:channel|here|everyone)\b", re.I)
_PLACEHOLDER = re.compile(r"<[!@#]?[\w -]{1,40}>")
_COLUMNS = re.compile(r"\|[^|\n]*\|[^|\n]*|\t[^\t\n]*\t|\S {3,}\S.* {3,}\S")
_DONE = (
    r"reset|creat|sen[td]|book|add|updat|delet|remov|chang|mov|schedul|cancel|approv|grant|order"
    r"|assign|restart|clos|open|submit|fil|forward|invit|renam|enabl|disabl|set|merg|register"
    r"|request|unlock|activat|deactivat|install|fix|notif|inform|contact"
)
_CLAIMS = re.compile(
    rf"""(?ix)
    \bI(?:['’]ve|\ have)?\ (?:just\ |already\ |now\ )*(?:{_DONE})(?:t?ed|t|d|i?ed)?\b(?!\ to\b)
    | \byour\ [\w\ -]{{1,40}}?\ (?:has|have)\ (?:now\ |just\ |already\ )*been\ (?:{_DONE})\w*\b
    | (?:^|[.!?]\s)\W*(?:all\ )?done[!.:,]
    | \bdone!
    | \bich\ habe\b.{{1,60}}\b(?:ge\w+|\w+(?:t|en)\b(?=[.!]))
    | \bj['’]ai\ (?:bien\ )?(?:cr[ée]é|envoyé|réservé|réinitialisé|ajouté|annulé|modifié)\b
    """
)
_LEAST_FOR_LANGUAGE = 5
"""Words from which on a line shows what language it is in."""


def violations(reply: TypedReply, frame: Frame) -> tuple[Violation, ...]:
    """What the reply breaks, in the order of `Violation`; nothing of one that keeps to it."""
    return tuple(one for one, broken in _CHECKS.items() if broken(reply, frame))


def _is_other_type(reply: TypedReply, frame: Frame) -> bool:
    if isinstance(reply, Fixed):
        words = "".join(line.text for line in reply.lines)
        return reply.type is not frame.policy.reply or words != frame.policy.canned
    if isinstance(reply, ClarifyingQuestion):
        return not frame.policy.questions or len(reply.lines) != 1
    return reply.type is not frame.policy.reply


def _is_empty(reply: TypedReply, frame: Frame) -> bool:
    del frame
    return not reply.lines or not all(any(map(str.isalnum, one.text)) for one in reply.lines)


def _is_uncited(reply: TypedReply, frame: Frame) -> bool:
    cites = frame.policy.cited and not isinstance(reply, ClarifyingQuestion)
    return cites and not all(one.passages for one in reply.lines)


def _cites_unknown(reply: TypedReply, frame: Frame) -> bool:
    known = range(1, len(frame.passages) + 1)
    return any(number not in known for one in reply.lines for number in one.passages)


def _is_misnumbered(reply: TypedReply, frame: Frame) -> bool:
    if not isinstance(reply, Steps):
        return False
    numbers = [one.number for one in reply.lines]
    own = any(_OWN_NUMBER.match(text) for text in _written(reply, frame))
    return own or numbers != list(range(1, len(numbers) + 1))


def _asks_too_much(reply: TypedReply, frame: Frame) -> bool:
    asked = sum(len(_ASKS.findall(text)) for text in _written(reply, frame))
    if isinstance(reply, ClarifyingQuestion):
        return asked != 1
    return asked > frame.policy.questions


def _holds_addresses(reply: TypedReply, frame: Frame) -> bool:
    """A placeholder such as `<time>` may stay where a passage has it."""
    held = "\n".join(frame.passages)
    texts = (one.text for one in reply.lines if one.form is not Form.CODE)
    return any(
        without_addresses(text) != text
        or not is_plain(_PLACEHOLDER.sub(lambda hit: "" if hit[0] in held else hit[0], text))
        for text in texts
    )


def _is_too_long(reply: TypedReply, frame: Frame) -> bool:
    policy = frame.policy
    words = sum(len(one.text.split()) for one in reply.lines)
    return words > policy.words or bool(policy.items and len(reply.lines) > policy.items)


def _claims_a_deed(reply: TypedReply, frame: Frame) -> bool:
    return any(_CLAIMS.search(text) for text in _written(reply, frame))


def _mentions(reply: TypedReply, frame: Frame) -> bool:
    """What a passage says of "@channel" may be repeated: it is shown as plain words."""
    held = "\n".join(frame.passages)
    found = (hit for one in reply.lines for hit in _MENTIONS.findall(one.text))
    return any(hit not in held for hit in found)


def _holds_a_table(reply: TypedReply, frame: Frame) -> bool:
    return any(_COLUMNS.search(text) for text in _written(reply, frame))


def _is_in_another_language(reply: TypedReply, frame: Frame) -> bool:
    lines = [text for text in _written(reply, frame) if len(text.split()) >= _LEAST_FOR_LANGUAGE]
    seen = {language_of(text) for text in lines} - {None}
    return bool(frame.languages) and not seen <= frame.languages


def _written(reply: TypedReply, frame: Frame) -> Iterator[str]:
    """The lines that somebody wrote: of what is quoted word for word the document is to blame."""
    for one in reply.lines:
        if one.form is not Form.CODE and not _is_quoted(one.text, frame):
            yield one.text


def _is_quoted(text: str, frame: Frame) -> bool:
    return any(text in passage for passage in frame.passages)


_CHECKS: dict[Violation, Callable[[TypedReply, Frame], bool]] = {
    Violation.TYPE: _is_other_type,
    Violation.EMPTY: _is_empty,
    Violation.UNCITED: _is_uncited,
    Violation.UNKNOWN_PASSAGE: _cites_unknown,
    Violation.NUMBERING: _is_misnumbered,
    Violation.QUESTIONS: _asks_too_much,
    Violation.ADDRESS: _holds_addresses,
    Violation.LENGTH: _is_too_long,
    Violation.CLAIM: _claims_a_deed,
    Violation.MENTION: _mentions,
    Violation.TABLE: _holds_a_table,
    Violation.LANGUAGE: _is_in_another_language,
}
