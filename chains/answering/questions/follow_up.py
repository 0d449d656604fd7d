"""What a message means after an earlier question: by rules, in six languages.

A message that stands by itself is left as it is: a question made longer by words of an earlier one
finds worse, so a follow-up has to look like one.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import Enum, auto

from chains.answering.questions.behind_the_answer import asks_what_is_behind
from chains.answering.questions.brackets import leaning_on
from chains.answering.questions.counterparts import exchanged
from chains.answering.questions.leaning import points_back, without_pointing
from chains.answering.questions.several import leans_surely
from chains.answering.questions.units import unit_of
from chains.answering.questions.words import ASKS_WHAT, Words, telling_words
from chains.index.stop_words import IN_ANY_LANGUAGE


class Manner(Enum):
    """What is wanted of the answer, beside what it is about."""

    PLAIN = auto()
    SHORTER = auto()
    AUTHORS = auto()
    """Not an answer, but the documents of the earlier one, their dates and who is behind them."""


@dataclass(frozen=True)
class Understood:
    """A question that stands by itself; ``language`` is an ISO 639-1 code where one was asked for.

    ``follows`` tells that it was made with an earlier question; ``brought`` are the words that it
    put in place of some of that, which the earlier answer need not be about.
    """

    text: str
    manner: Manner = Manner.PLAIN
    language: str | None = None
    follows: bool = False
    brought: str = ""

    @property
    def asks_anew(self) -> bool:
        """Whether it asks something else than the earlier question, with words of it."""
        return self.follows and self.manner is Manner.PLAIN and self.language is None


_LANGUAGES = {
    "en": r"english|englisch|anglais|inglés|inglês|英語",
    "de": r"german|deutsch|allemand|alemán|alemão|ドイツ語",
    "fr": r"french|französisch|français|francés|francês|フランス語",
    "es": r"spanish|spanisch|espagnol|español|espanhol|スペイン語",
    "pt": r"portuguese|portugiesisch|portugais|portugués|português|ポルトガル語",
    "ja": r"japanese|japanisch|japonais|japonés|japonês|日本語",
}
_PLEASE = r"(?:please|bitte|s['’]il (?:te|vous) pla[iî]t|por favor|お願いします)"
_FILLER = (
    r"(?:can|could|would|you|kannst|könntest|du|sie|das|the|that|it|this|answer|again|now|say|make|"
    r"write|give|me|repeat|put|translate|ok|okay|and|und|et|y|e|noch ?mal|tu|peux|le|la|lo|"
    rf"answer|reply|version|a|an|eine?|une?|bit|much|{_PLEASE})"
)
_ONLY = rf"^\W*(?:{_FILLER}\W+)*(?:%s)(?:\W+{_FILLER})*\W*$"
_SHORTER = re.compile(
    _ONLY
    % (
        r"shorter|short|briefer|in short|in one sentence|tl;?dr|too long|summari[sz]e|kürzer|kurz|"
        r"zu lang|plus court|trop long|en bref|más corto|más breve|resumen|mais curto|resumido|"
        r"短く|もっと短く"
    ),
    re.I,
)
_IN_LANGUAGE = re.compile(
    _ONLY
    % (
        r"(?:in|into|auf|en|em|to)\s+(?P<name>"
        + "|".join(_LANGUAGES.values())
        + r")|(?P<ja>(?:"
        + "|".join(one.rpartition("|")[2] for one in _LANGUAGES.values())
        + r")で)"
    ),
    re.I,
)
_ELLIPSIS = re.compile(
    r"^\W*(?:(?:and|but|or|so)\b(?:\W+(?:what|how)\s+about\b)?|(?:what|how)\s+about\b"
    r"|(?:und|aber|oder)\b|wie (?:ist|sieht) es (?:mit|bei)\b|(?:et|mais)\b|qu['’]en est-il de\b"
    r"|(?:y(?!\s+a-t-il)|pero)\b|¿y\b|(?:e|mas)\b|では|じゃあ)",
    re.I,
)
_CASE = r"\b(for|in|at|with|from|as|für|bei|mit|pour|en|au|aux|para|con|com|em)\s+"
_PLACE = re.compile(rf"{_CASE}(\S.*)$", re.I)
_ASKS_BY_PLACE = re.compile(
    rf"^{_CASE}(?:what|which|when|whom?|whose|how|welche\w*|wem|wen|wann|wie|quel\w*|qui|quoi|combien"
    r"|qu[ée]|cu[áa]l\w*|qui[ée]n|qual|quem)\b",
    re.I,
)
_ABOUT = re.compile(
    r"^\W*(?:(?:and|und|et|y|e)\W+)?(?:(?:what|how)\s+about|wie (?:ist|sieht) es (?:mit|bei)"
    r"|qu['’]en est-il de|では|じゃあ)",
    re.I,
)
_INTERROGATIVE = re.compile(
    rf"^\W*(?:(?:{ASKS_WHAT}|is there|are there|can i|may i|do i"
    r"|does|do we|wann|wo|welche[rsnm]?|wer|wen|wem|wessen|warum|wie|gibt es|darf ich|kann ich"
    r"|quand|où|quel(?:le)?s?|qui|pourquoi|combien|est-ce"
    r"|qué|cuándo|cuánto|dónde|cuál|quién|cómo|quando|quanto|onde|qual|quem|como)\b|.*か[。.]?$)",
    re.I,
)
_IN_SHORT = re.compile(r"^\W*[^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w'’-]*){0,2}\s*\?+\W*$")
_AT_SOMEBODY = re.compile(r"\b(?:he|him|his|she|her)\b", re.I)
"""Of a longer question, such as *is my wife insured by her ...*, nobody knows whom it means."""
_WORD = re.compile(r"\w+")
_QUANTITY = re.compile(
    r"(?:(?:for|with|at|of|bei|für|mit|pour|avec|con|com)\s+)?(?<![\w.,-])"
    r"(?P<number>\d+(?:[.,]\d+)*)\s*(?P<unit>[%€$£]|[^\W\d_]*)",
    re.I,
)
_ASKED = re.compile(r"[?？؟]")
_MOST_REPLACED = 4
"""Words of an earlier question that a follow-up may take the place of."""
_MOST_OWN = 3
"""Words of its own a follow-up may have that points back; more of them stand by themselves."""
_FEWEST_OF_ITS_OWN = 2
"""Words with which what begins like a place asks by itself: *with whom do I book the crane*, but
not *with how many cranes*."""


def asks(message: str) -> bool:
    """Whether a message asks something by itself or goes on from an answer; else it is chatter.

    Told by a question mark, its first words, or by being one of the follow-ups that are made of
    nothing else. What only points back (*that looks good*) asks nothing.
    """
    text = " ".join(message.split())
    if _ASKED.search(text) or _INTERROGATIVE.match(text) or _ABOUT.match(text):
        return True
    if _about_the_answer(text, text) is not None:
        return True
    start = _ELLIPSIS.match(text)
    return start is not None and bool(_PLACE.match(text[start.end() :].strip(" ,.:;")))


def understood(message: str, earlier: str | None, names: Set[str] = frozenset()) -> Understood:
    """The message as a question that needs no earlier one; ``earlier`` is the last understood.

    ``names``: words of both, in lower case, that are known to be proper names.
    """
    text = " ".join(message.split())
    if earlier is None:
        return Understood(text)
    return (
        _about_the_answer(text, earlier)
        or _about_the_topic(text, earlier, names)
        or Understood(text)
    )


def may_be_a_name(message: str) -> bool:
    """Whether it asks by one to three words, which may be a name: *portugal?*"""
    return _IN_SHORT.match(message) is not None and not _INTERROGATIVE.match(message)


def repeated(message: str, meant: str) -> Understood:
    """A message that is asked again, with what it was understood as before."""
    text = " ".join(message.split())
    rest = _rest(text)
    if rest is None or text == meant or meant.endswith(")"):
        return Understood(meant)
    new, held = _new_words(_bare(rest)), _WORD.findall(meant)
    return Understood(meant, brought=new if set(_WORD.findall(new)) <= set(held) else "")


def brought_into(question: str, before: Sequence[str]) -> str:
    """The words that a follow-up has put into the last question of those ``before`` it, if any.

    They stand together, in a place of their own or of others, and a telling word stays.
    """
    kept = next((_bare(one).split() for one in reversed(before) if one != question), [])
    words = _bare(question).split()
    start = _same_at_first(words, kept)
    end = _same_at_first(words[: start - 1 : -1] if start else words[::-1], kept[start:][::-1])
    stayed = " ".join((*words[:start], *words[len(words) - end :]))
    new = words[start : len(words) - end]
    goes_on = telling_words(stayed) and len(kept) - start - end <= _MOST_REPLACED
    return _new_words(" ".join(new)) if goes_on else ""


def _same_at_first(words: Sequence[str], others: Sequence[str]) -> int:
    pairs = enumerate(zip(words, others, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(words), len(others)))


def is_about_the_answer(message: str) -> bool:
    """Whether a message wants an earlier answer otherwise: shorter, in a language, its source."""
    return _about_the_answer(" ".join(message.split()), "") is not None


def _about_the_answer(text: str, earlier: str) -> Understood | None:
    """The earlier question again, answered otherwise."""
    if _SHORTER.match(text):
        return Understood(earlier, Manner.SHORTER, follows=True)
    if asks_what_is_behind(text):
        return Understood(earlier, Manner.AUTHORS, follows=True)
    found = _IN_LANGUAGE.match(text)
    if found is None:
        return None
    return Understood(earlier, language=_code(found["name"] or found["ja"]), follows=True)


def _about_the_topic(text: str, earlier: str, names: Set[str]) -> Understood | None:
    """The earlier question about something else, or another one that points back at it."""
    if leans_surely(text):
        return Understood(leaning_on(text, earlier), follows=True)
    start = _ELLIPSIS.match(text)
    rest = text[start.end() :].strip(" ,.:;") if start else text
    own = len(Words().of_question(without_pointing(rest), "en"))
    if not own or own > _MOST_OWN or (start and not rest.strip("?!. ")):
        return None
    if points_back(rest) or (own == 1 and _AT_SOMEBODY.search(rest)):
        return Understood(leaning_on(text, earlier), follows=True)
    telling = frozenset(telling_words(text))
    if start is None and may_be_a_name(text) and telling and names >= telling:
        return _continued(earlier, _bare(text), names)
    if start is None and own >= _FEWEST_OF_ITS_OWN and _ASKS_BY_PLACE.match(rest):
        return None
    return _continued(earlier, _bare(rest), names) if _rest(text) is not None else None


def _rest(text: str) -> str | None:
    """What a message puts in place of a part of the earlier question, if it looks like that."""
    start = _ELLIPSIS.match(text)
    rest = text[start.end() :].strip(" ,.:;") if start else text
    return rest if start or _PLACE.match(rest) else None


def _new_words(rest: str) -> str:
    if _QUANTITY.fullmatch(rest):
        return ""  # limits and ranges hold it, or do not; they need not name it
    return " ".join(one for one in _WORD.findall(rest) if one.casefold() not in IN_ANY_LANGUAGE)


def _continued(earlier: str, rest: str, names: Set[str]) -> Understood:
    """ "And for contractors?": in place of what stands so in the earlier question, or beside it."""
    kept = _bare(earlier)
    if (other := _with_quantity(kept, rest)) is not None:
        return Understood(f"{other}?", follows=True)
    other = exchanged(kept, rest, names)
    return Understood(f"{other or f'{kept} {rest}'}?", follows=True, brought=_new_words(rest))


def _with_quantity(kept: str, rest: str) -> str | None:
    """ "And 30 percent?": the earlier question with this in place of its quantity of that unit."""
    new = _QUANTITY.fullmatch(rest)
    if new is None:
        return None
    unit = unit_of(new["unit"])
    same = [one for one in _QUANTITY.finditer(kept) if not unit or unit_of(one["unit"]) == unit]
    if len(same) != 1:
        return None
    return kept[: same[0].start("number")] + new["number"] + kept[same[0].end("number") :]


def _bare(question: str) -> str:
    return question.strip().rstrip("?!. ")


def _code(name: str) -> str | None:
    known = _LANGUAGES.items()
    return next((code for code, words in known if re.match(f"(?:{words})", name, re.I)), None)
