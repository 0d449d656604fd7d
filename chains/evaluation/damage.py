"""Twelve ways to damage a reply: each breaks what its format asks for, and nothing else."""

import random
from collections.abc import Callable
from typing import Any

from chains.answering.drafts.format_checks import Frame
from chains.answering.drafts.reply_types import (
    CitedAnswer,
    ClarifyingQuestion,
    DocumentList,
    Fixed,
    Line,
    Step,
    Steps,
    TypedReply,
)
from chains.triage.labels import ReplyType

Damage = Callable[[TypedReply, Frame, random.Random], TypedReply | None]
"""The damaged reply; ``None`` where this one cannot be damaged so."""

_QUESTIONS = (
    "Would you like me to look further?",
    "Shall I send you the details?",
    "Does that help?",
    "What else do you need?",
)
_LINKS = (
    "https://evil.example/x",
    "www.evil.example/login",
    "http://10.0.0.1/a?b=c",
    "[here](https://evil.example)",
    "<https://evil.example|here>",
    "![x](https://evil.example/a.png)",
    "evil.example/path",
)
_CLAIMS = (
    "I have reset your password.",
    "I've created the ticket for you.",
    "I just sent the form to your manager.",
    "Your request has been submitted.",
    "Your account has now been unlocked.",
    "Done! It is booked.",
    "I already added you to the channel.",
    "I updated your address in the system.",
)
_CALLS = ("<!channel>", "<!here>", "@here", "@channel", "@everyone", "<@U0ANA>", "<!subteam^S1|x>")
_TABLES = ("| Day | Time |", "Monday | 08:00 | 17:00", "Day\tTime\tRoom", "Day    Time    Room")
_STRANGE = {
    "en": "Please ask the people team for the form and send it back before the end of the month.",
    "de": "Bitte wenden Sie sich an die Personalabteilung und schicken Sie das Formular zurück.",
    "fr": "Veuillez demander le formulaire aux ressources humaines et le renvoyer dans le mois.",
    "es": "Pida el formulario a los recursos humanos y devuélvalo antes de que termine el mes.",
    "nl": "Vraag het formulier aan bij de afdeling en stuur het terug voor het einde van de maand.",
}
_BLANKS = ("", " ", "…", "-", "•", "\n")


def _citation_dropped(reply: TypedReply, frame: Frame, chance: random.Random) -> TypedReply | None:
    if not frame.policy.cited or isinstance(reply, ClarifyingQuestion):
        return None
    return _changed(reply, chance, lambda _: {"passages": ()})


def _foreign_passage(reply: TypedReply, frame: Frame, chance: random.Random) -> TypedReply | None:
    if not frame.policy.cited or isinstance(reply, ClarifyingQuestion):
        return None
    strange = chance.choice((0, -1, len(frame.passages) + 1, len(frame.passages) + 90))
    return _changed(reply, chance, lambda one: {"passages": (*one.passages, strange)})


def _numbering_broken(reply: TypedReply, frame: Frame, chance: random.Random) -> TypedReply | None:
    del frame
    if not isinstance(reply, Steps):
        return None
    if chance.random() < 0.3:
        return _changed(reply, chance, lambda one: {"text": f"{one.number + 1}. {one.text}"})
    return _changed(reply, chance, lambda one: {"number": one.number + chance.choice((-1, 1, 7))})


def _extra_question(reply: TypedReply, frame: Frame, chance: random.Random) -> TypedReply | None:
    def asked(one: Any) -> dict[str, Any]:
        more = chance.sample(_QUESTIONS, k=frame.policy.questions + 1)
        return {"text": f"{one.text} {' '.join(more)}"}

    return _changed(reply, chance, asked)


def _bare_link(reply: TypedReply, frame: Frame, chance: random.Random) -> TypedReply | None:
    del frame
    return _inserted(reply, chance, chance.choice(_LINKS))


def _over_length(reply: TypedReply, frame: Frame, chance: random.Random) -> TypedReply | None:
    if chance.random() < 0.5 and frame.policy.items and not isinstance(reply, ClarifyingQuestion):
        lines = list(reply.lines)
        while len(lines) <= frame.policy.items:
            lines.append(lines[-1])
        if isinstance(reply, Steps):
            lines = [one.model_copy(update={"number": at}) for at, one in enumerate(lines, 1)]
        return reply.model_copy(update={"lines": tuple(lines)})
    words = reply.lines[-1].text.split()
    more = " ".join((words * frame.policy.words)[: frame.policy.words])
    return _changed(reply, chance, lambda one: {"text": f"{one.text} {more}"})


def _deed_without_receipt(
    reply: TypedReply, frame: Frame, chance: random.Random
) -> TypedReply | None:
    del frame
    said, before = chance.choice(_CLAIMS), chance.random() < 0.5

    def claimed(one: Any) -> dict[str, Any]:
        return {"text": f"{said} {one.text}" if before else f"{one.text} {said}"}

    return _changed(reply, chance, claimed)


def _calls_a_channel(reply: TypedReply, frame: Frame, chance: random.Random) -> TypedReply | None:
    held = "\n".join(frame.passages)
    return _inserted(reply, chance, chance.choice([one for one in _CALLS if one not in held]))


def _wrong_template(reply: TypedReply, frame: Frame, chance: random.Random) -> TypedReply | None:
    if isinstance(reply, Fixed):
        return _changed(reply, chance, lambda one: {"text": one.text.replace(".", "!", 1)})
    lines = [Line(text=one.text, passages=one.passages) for one in reply.lines]
    if frame.policy.reply is ReplyType.CITED_ANSWER:
        steps = [Step(number=at, text=one.text, passages=one.passages) for at, one in
                 enumerate(lines, 1)]  # fmt: skip
        return Steps(lines=tuple(steps))
    return CitedAnswer(lines=tuple(lines))


def _table_in_a_sentence(
    reply: TypedReply, frame: Frame, chance: random.Random
) -> TypedReply | None:
    del frame
    if not isinstance(reply, CitedAnswer | Steps | DocumentList | Fixed):
        return None
    return _inserted(reply, chance, chance.choice(_TABLES))


def _wrong_language(reply: TypedReply, frame: Frame, chance: random.Random) -> TypedReply | None:
    strange = [text for language, text in _STRANGE.items() if language not in frame.languages]
    if not frame.languages:
        return None
    said = chance.choice(strange)
    asks = isinstance(reply, ClarifyingQuestion)
    return _changed(reply, chance, lambda _: {"text": f"{said[:-1]}?" if asks else said})


def _empty_step(reply: TypedReply, frame: Frame, chance: random.Random) -> TypedReply | None:
    del frame
    return _changed(reply, chance, lambda _: {"text": chance.choice(_BLANKS)})


DAMAGES: dict[str, Damage] = {
    "citation dropped": _citation_dropped,
    "foreign passage number": _foreign_passage,
    "numbering broken": _numbering_broken,
    "extra question": _extra_question,
    "bare link": _bare_link,
    "over-length": _over_length,
    "past tense without a receipt": _deed_without_receipt,
    "@channel": _calls_a_channel,
    "wrong template": _wrong_template,
    "table in a sentence": _table_in_a_sentence,
    "wrong language": _wrong_language,
    "empty step": _empty_step,
}


def _inserted(reply: TypedReply, chance: random.Random, what: str) -> TypedReply:
    def put(one: Any) -> dict[str, Any]:
        words = one.text.split(" ")
        place = chance.randint(0, len(words))
        return {"text": " ".join([*words[:place], what, *words[place:]])}

    return _changed(reply, chance, put)


def _changed(
    reply: TypedReply, chance: random.Random, change: Callable[[Any], dict[str, Any]]
) -> TypedReply:
    """The reply with one line of it changed."""
    place = chance.randrange(len(reply.lines))
    lines = list(reply.lines)
    lines[place] = lines[place].model_copy(update=change(lines[place]))
    return reply.model_copy(update={"lines": tuple(lines)})
