"""Mends a typed reply by rule: what can be put right is, what cannot is left out."""

import re
from typing import Any

from chains.answering.drafts.format_checks import Frame, violations
from chains.answering.drafts.reply_types import CitedAnswer, Line, Step, Steps, TypedReply
from chains.answering.passages.cutting import without_addresses
from chains.triage.labels import ReplyType

_OWN_NUMBER = re.compile(r"^(?:\s*\(?\d{1,2}[.)]\s+)+")


def mended(reply: TypedReply, frame: Frame) -> TypedReply | None:
    """The same within its format; ``None`` where nothing of it can stay.

    Lines go as a whole: half of one could say the opposite.
    """
    typed = _retyped(reply, frame)
    if typed is None:
        return None
    kept = [line for one in typed.lines if (line := _line(typed, one, frame)) is not None]
    while kept:
        whole = _with(typed, kept)
        if not violations(whole, frame):
            return whole
        kept = kept[:-1]
    return None


def _retyped(reply: TypedReply, frame: Frame) -> TypedReply | None:
    """The reply in the type that is asked for, where its lines can be read as such."""
    if reply.type == frame.policy.reply:
        return reply
    lines = [
        Line(text=one.text, passages=one.passages, form=one.form)
        for one in reply.lines
        if isinstance(one, Line | Step)
    ]
    if isinstance(reply, CitedAnswer) and frame.policy.reply is ReplyType.STEPS:
        numbered = enumerate(lines, start=1)
        return Steps(
            lines=tuple(
                Step(number=number, text=one.text, passages=one.passages)
                for number, one in numbered
            )
        )
    if isinstance(reply, Steps) and frame.policy.reply is ReplyType.CITED_ANSWER:
        return CitedAnswer(lines=tuple(lines))
    return None


def _line(reply: TypedReply, line: Any, frame: Frame) -> Any:
    """The line with what is not allowed taken out; ``None`` where it breaks something still."""
    known = range(1, len(frame.passages) + 1)
    text = without_addresses(line.text)
    if isinstance(reply, Steps):
        text = _OWN_NUMBER.sub("", text)
    told = {
        "text": text.strip(),
        "passages": tuple(one for one in line.passages if one in known),
    }
    if text != line.text and not any(map(str.isalnum, text.replace("(link)", ""))):
        return None
    alone = line.model_copy(update=told)
    return alone if not violations(_with(reply, [alone]), frame) else None


def _with(reply: TypedReply, lines: list[Any]) -> TypedReply:
    """The reply of these lines, steps numbered in their order."""
    if isinstance(reply, Steps):
        numbered = enumerate(lines, start=1)
        lines = [one.model_copy(update={"number": number}) for number, one in numbered]
    return reply.model_copy(update={"lines": tuple(lines)})
