"""Several questions in one message, told apart by rules, in five languages.

One that leans on the question before it (*… and who approves it?*) is searched for with that
question. What is not surely a question stays with the one before it: a question that is cut
wrongly finds worse than one that is too long.
"""

import re
from dataclasses import dataclass

from chains.answering.questions.brackets import leaning_on, read_leaning
from chains.answering.questions.comparing import compared
from chains.answering.questions.leaning import asked_anew, points_back
from chains.answering.questions.plain_words import in_plain_words
from chains.answering.questions.words import ASKS_WHAT, AUXILIARY, telling_words

MOST_PARTS = 12
"""Questions of one message that are searched for, one by one; what is asked beyond is said to be
left."""

_ASKING = (
    rf"(?:{ASKS_WHAT}|(?:what|who|when|where|how)s|is there|are there"
    r"|y a-t-il|avons-nous|haben wir"
    r"|can i|may i|do i|do we|does"
    r"|(?:is|are|do|can|will|must|should|has|have)\s+(?:i|we|it|they|that|this)"
    r"|was|wann|wo|welche[rsnm]?|wer|wen|wem|wessen|warum|wie|gibt es|darf ich|kann ich"
    r"|quand|où|quel(?:le)?s?|qui|pourquoi|comment|combien|est-ce"
    r"|qué|cuándo|cuánt[oa]s?|dónde|cuál|quién|cómo|quando|quant[oa]s?|onde|qual|quem|como)\b"
)
_BEFORE = r"(?:for|by|since|until|from|to|with)"
_WHO = r"(?:i|we|you|he|she|it|they|one|there|this|that|the|a|an|my|our|your|his|her|their)\b"
_END = re.compile(r"(?<=[?？])\s*|\n+")
_BULLET = re.compile(r"^\s*(?:\(?\d{1,2}[.):]|\(?[a-z][.)](?=\s)|[-–—*•])\s*", re.I)
_LEAD = re.compile(rf"^[^:?？]{{1,80}}:\s+(?={_ASKING})", re.I)
_AND = re.compile(
    r"[,;]?\s+(?:and|und|et|y|e)\s+(?:(?:then|also|auch|aussi|también|também)\s+)?"
    rf"(?=(?:{_BEFORE}\s+)?{_ASKING})"
    rf"|[,;]\s+(?=(?:what|when|where|who|whom|why|how(?:\s+\w+){{0,2}}|which\s+\w+)\s+{AUXILIARY})"
    r"|[,;]\s+(?=(?:what|who|when|where|how)['’]?s\s)",
    re.I,
)
_OPENING = r"^\W*(?:(?:hi|hello|hey|hallo|bonjour|hola|olá|and|und|et|y|e|also|please|bitte)\W+)*"
_BEGINS = re.compile(
    rf"{_OPENING}(?:{_ASKING}|¿|(?:(?:can|could) you )?tell me\b|do you know\b)",
    re.I,
)
# Of *what customers ask* nobody knows that it asks; *what do customers ask* does.
_ASKS = re.compile(
    rf"^\W*(?:(?:and|also)\W+)?(?:{ASKS_WHAT}['’]?s?\s+{AUXILIARY}"
    rf"|(?:what|which|whose|how)\s+(?:\w+\s+){{1,2}}{AUXILIARY}\s+{_WHO}|who\s+\w"
    r"|(?:is there|are there|may i|does)\b"
    r"|(?:is|are|do|can|will|must|should|has|have)\s+(?:i|we|it|they|that|this)\b"
    r"|(?:wer|wen|wem|wann|warum|wo|wie (?:lange|oft|viele?|hoch)|gibt es|darf ich|kann ich)\s+\w"
    r"|(?:qui|quand|où|combien|pourquoi|comment|est-ce)\b.*\w|¿"
    r"|(?:quién|cuándo|cuánt[oa]s?|dónde|cómo|quem|quando|quant[oa]s?|onde)\s+\w)",
    re.I,
)
_ALONE = re.compile(
    r"^\W*(?:(?:and|und|et|y|e)\W+)?(?:"
    rf"(?:(?:{_BEFORE}|at|till)\s+)?(?:whom?|when|where|what time"
    r"|how (?:long|much|many|often|far|late|early|soon|high)"
    r"(?:\s+(?:before(?:hand)?|ahead|after(?:wards)?|in advance))?)"
    r"|(?:(?:bis|seit|ab|für|von|mit|an)\s+)?(?:wer|wen|wem|wann|wo|wie (?:lange|oft|viele?|hoch))"
    r"|(?:(?:jusqu['’]à|depuis|à partir de|pour|dès|avec|à)\s*)?"
    r"(?:qui|quand|où|combien(?: de temps)?)"
    r"|(?:(?:hasta|desde|para|por|a|con|até|com)\s+)?(?:quién|cuándo|dónde|quem|quando|onde"
    r"|cuánt[oa]s?(?: tiempo)?|quant[oa]s?(?: tempo)?))\W*$",
    re.I,
)
"""Nothing but a word of asking: *until when?*"""
_IS = re.compile(
    rf"{_OPENING}(?:(?:{_ASKING}|how\s+\w+)"
    r"(?:['’]s|\s+(?:is|are|was|were|ist|sind|est|sont|es|son|está|é|são|fica))"
    r"|(?:what|who|when|where|how)s)\s"
    rf"|^.*\b(?:tell me|know)\s+{_ASKING}.*\b(?:is|are)\W*$"
    rf"|{_OPENING}(?:(?:is|are) there|do (?:we|you) have|have (?:we|you) got|gibt es|haben wir"
    r"|(?:est-ce qu['’]il )?y a(?:-t-il)?|avons-nous|hay|tenemos|há|temos)\s+\w",
    re.I,
)
_NAMES_A_THING = re.compile(
    rf"{_OPENING}(?:how (?:many|much)|wie ?viele?|combien d(?:e\b|['’])|cuánt[oa]s?|quant[oa]s?)"
    r"\s*\w"
    r"|\b(?:my|our|mein\w*|unser\w*|mon|ma|mes|notre|nos|mi|mis|nuestr[oa]s?|meu|minha|noss[oa])\s"
    r"|\s(?:when|if|wenn|falls)\s+(?:i|we|you|it|the|an?|my|our|ich|wir|man|mein|der|die|das)\s+\w",
    re.I,
)
_CALLED = re.compile(r"(?<![\w-])(?:[^\W\d_][\w-]*\d[\w-]*|\d?[A-ZÀ-ÖØ-Þ]{2,6}s?)(?![\w-])")
"""A thing that is called by letters and figures, or by capitals: *SEV1*, *ISO-9001*, *HR*."""
_OF_SOMETHING = re.compile(
    r"\b(?:price|cost|fee|deadline|limit|maximum|minimum|amount|rate|process|procedure|contact"
    r"|owner|reason|address|form|date|time|exceptions?|requirements?|conditions?|difference|steps?"
    r"|names?|number|rules?|preis|kosten|frist|grenze|ausnahmen?|ablauf|grund|adresse|termin|regeln?"
    r"|prix|coût|délai|limite|adresse|raison|règles?|precio|plazo|límite|motivo|preço|prazo)\b",
    re.I,
)
"""What is of something that the question before names: *the deadline*."""


@dataclass(frozen=True)
class Part:
    """One question of a message: its words, what is searched for, and what it asks anew.

    ``brought`` has to stand in what answers a question that leans on another, beside most of that
    one's words; it is None of one that stands by itself. ``is_side``: it is one of the things that
    the message compares.
    """

    text: str
    sought: str
    brought: str | None = None
    is_side: bool = False


def parts_of(message: str) -> tuple[Part, ...]:
    """Its questions in their order, as many as there are; else the message as one.

    What asks to compare things asks for each of them.
    """
    own, earlier = read_leaning(message)
    if earlier and not _leans(_pieces(own)[0]):
        own, earlier = message.strip(), ""
    pieces = _pieces(own)
    asks = [_stands_alone(one) or _leans(one) for one in pieces]
    if not all(asks) or not (earlier or _stands_alone(pieces[0])):
        pieces = [own]
    if not earlier and len(pieces) == 1:
        sides = tuple(Part(one, one, is_side=True) for one in compared(message))
        return sides or (Part(message, message),)
    parts: list[Part] = []
    for piece in pieces:
        if _stands_alone(piece):
            parts.append(Part(piece, piece))
            earlier = piece
        else:
            parts.append(Part(piece, leaning_on(piece, earlier), asked_anew(piece)))
    return tuple(parts)


def begins_anew(message: str) -> bool:
    """Whether it asks several things of which the first stands by itself."""
    return not read_leaning(message).earlier and len(parts_of(message)) > 1


def leans_surely(message: str) -> bool:
    """Whether it is a question that names nothing: *who do I ask?*, *what is the deadline?*"""
    one = message.strip()
    if _ALONE.match(one):
        return True
    pieces = _pieces(one)
    if len(pieces) > 1:
        return all(map(leans_surely, pieces))
    if not _leans(one):
        return False
    return not _named_in(one) or (_IS.match(one) and _OF_SOMETHING.search(one)) is not None


def _pieces(message: str) -> list[str]:
    """What may be its questions: whatever tells something, without bullets and what announces."""
    lines = [_LEAD.sub("", _BULLET.sub("", one)).strip() for one in _END.split(message.strip())]
    asked = [one for one in lines if one and not (one.endswith(":") and len(lines) > 1)]
    cut = [piece for one in asked for piece in _cut(one)]
    found = [one for one in cut if _named_in(one) or _asks(one)]
    return found or [message]


def _cut(sentence: str) -> list[str]:
    """Its questions; what is none after one, such as *from which countries*, stays with that."""
    joints = list(_AND.finditer(sentence))
    ends = [*(one.start() for one in joints), len(sentence)]
    kept: list[tuple[int, int]] = []
    for start, end in zip([0, *(one.end() for one in joints)], ends, strict=True):
        piece = sentence[start:end].strip()
        if kept and not (_stands_alone(piece) or _leans(piece)):
            kept[-1] = kept[-1][0], end
        else:
            kept.append((start, end))
    return [sentence[start:end].strip() for start, end in kept]


def _named_in(text: str) -> tuple[str, ...]:
    """The words that tell what it is about; of a text all in capitals they show nothing."""
    called = () if text.isupper() else tuple(_CALLED.findall(text))
    told = telling_words(in_plain_words(text, ()))
    return (*told, *(one for one in called if one.casefold() not in told))


def _leans(piece: str) -> bool:
    """Whether it surely asks something, of what was asked before it."""
    return _asks(piece) and not _stands_alone(piece)


def _asks(piece: str) -> bool:
    return _ASKS.match(piece) is not None or _ALONE.match(piece) is not None


def _stands_alone(part: str) -> bool:
    if not _BEGINS.match(part) or points_back(part):
        return False
    words = _named_in(part)
    if len(words) != 1:
        return bool(words)
    if not telling_words(part):
        return True
    # "Who approves?" is of what was asked before, "when is payday?" is not.
    named = _IS.match(part) or _NAMES_A_THING.search(part)
    return bool(named) and not _OF_SOMETHING.search(part)
