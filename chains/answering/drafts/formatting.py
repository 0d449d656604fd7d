"""A chat model's draft as a typed reply, and back: what of its form is wrong, and what is left."""

from collections.abc import Sequence

from chains.answering.drafts.draft import Draft, DraftSentence
from chains.answering.drafts.format_checks import Frame, Violation, violations
from chains.answering.drafts.mending import mended
from chains.answering.drafts.reply_types import (
    LONGEST_TEXT,
    CitedAnswer,
    Line,
    Step,
    Steps,
    TypedReply,
)
from chains.answering.outcome import Form
from chains.answering.passages.evidence import Evidence
from chains.index.stems import language_of
from chains.triage.labels import POLICIES, Label


class Formatting:
    """Keeps the drafts for one question to the formats there are."""

    def __init__(
        self, question: str, evidence: Sequence[Evidence], language: str | None = None
    ) -> None:
        """``evidence`` is what it may cite; it may be in its languages and the question's."""
        spoken = {one.document.language for one in evidence}
        wanted = {one for one in (language_of(question), language) if one}
        self._languages = frozenset(spoken | wanted)
        self._passages = [one.text for one in evidence]

    def broken(self, draft: Draft) -> tuple[Violation, ...]:
        """What is wrong with a draft; an empty one says that there is no answer, and may."""
        return violations(_typed(draft), self._frame(draft)) if draft else ()

    def kept(self, draft: Draft) -> Draft:
        """The draft within its format; as it is where nothing could stay, for others to judge."""
        if not self.broken(draft):
            return draft
        reply = mended(_typed(draft), self._frame(draft))
        return draft if reply is None else _draft(reply, draft)

    def _frame(self, draft: Draft) -> Frame:
        label = Label.HOW_TO if _has_steps(draft) else Label.KNOWLEDGE_QUESTION
        return Frame(POLICIES[label], self._passages, self._languages)


def _has_steps(draft: Draft) -> bool:
    return any(one.form is Form.STEP for one in draft)


def _typed(draft: Draft) -> TypedReply:
    lines = [
        (one.text[:LONGEST_TEXT], tuple(place + 1 for place in one.passages), one.form)
        for one in draft
    ]
    if not _has_steps(draft):
        return CitedAnswer(
            lines=tuple(Line(text=text, passages=at, form=form) for text, at, form in lines)
        )
    steps = [
        Step(number=number, text=text, passages=at, form=form)
        for number, (text, at, form) in enumerate(lines, start=1)
    ]
    return Steps(lines=tuple(steps))


def _draft(reply: TypedReply, before: Draft) -> Draft:
    """The lines as sentences, with their translations where nothing of them was changed."""
    shown = {(one.text, one.form): one.shown for one in before}
    return tuple(
        DraftSentence(
            one.text,
            tuple(number - 1 for number in one.passages),
            one.form,
            shown.get((one.text, one.form), ""),
        )
        for one in reply.lines
    )
