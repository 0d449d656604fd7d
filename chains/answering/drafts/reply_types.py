"""What a reply can be, typed: who writes one fills in a type, and never writes Slack's markup."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from chains.answering.outcome import Form
from chains.triage.labels import ReplyType

LONGEST_TEXT = 2_000
"""Characters of one line; what is longer is no line."""

Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Places = Annotated[tuple[int, ...], Field(max_length=20)]
"""The passages a line stands on, numbered from 1."""


class _Typed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Line(_Typed):
    """A sentence, a row of a table, a line of code."""

    text: Text
    passages: Places = ()
    form: Form = Form.PROSE


class Step(_Typed):
    """One step of a procedure, with its number."""

    number: int
    text: Text
    passages: Places = ()
    form: Form = Form.STEP


class Listed(_Typed):
    """A document of a list, and in one line why it is there."""

    text: Text
    passages: Places = ()
    form: Form = Form.PROSE


class Contact(_Typed):
    """Somebody to turn to: these fields, and no others of anybody."""

    text: Text
    """Their name or address."""
    keeps: Text = ""
    """What they answer for."""
    passages: Places = ()
    form: Form = Form.PROSE


class CitedAnswer(_Typed):
    """Sentences, each with what it stands on."""

    type: Literal[ReplyType.CITED_ANSWER] = ReplyType.CITED_ANSWER
    lines: tuple[Line, ...]


class Steps(_Typed):
    """A procedure."""

    type: Literal[ReplyType.STEPS] = ReplyType.STEPS
    lines: tuple[Step, ...]


class DocumentList(_Typed):
    """Documents, best first."""

    type: Literal[ReplyType.DOCUMENT_LIST] = ReplyType.DOCUMENT_LIST
    lines: tuple[Listed, ...]


class ContactCard(_Typed):
    """People and teams."""

    type: Literal[ReplyType.CONTACT_CARD] = ReplyType.CONTACT_CARD
    lines: tuple[Contact, ...]


class ClarifyingQuestion(_Typed):
    """One question back, in place of a reply."""

    type: Literal["clarifying question"] = "clarifying question"
    lines: tuple[Line, ...]


class Fixed(_Typed):
    """Help text or a canned reply: the words of its label, to the letter."""

    type: Literal[ReplyType.HELP_TEXT, ReplyType.CANNED]
    lines: tuple[Line, ...]


TypedReply: TypeAlias = (
    CitedAnswer | Steps | DocumentList | ContactCard | ClarifyingQuestion | Fixed
)
"""Every type has its ``lines`` in the order in which they are shown."""
