"""Sections headed by what a question asks: by its occasion, *When the robot does not boot*, or by
all of its words, *Parental leave*. Of a table's row its first cell is the heading.

What such a section says holds for all of it, so its sentences need not repeat its words. Where it
is one of several that a heading names, *Children and dogs*, a sentence has to have them all.
"""

import re
from collections.abc import Sequence

from chains.answering.outcome import Form
from chains.answering.passages.cutting import without_columns
from chains.answering.passages.evidence import Evidence
from chains.answering.questions.calling import call_of_another_sort
from chains.answering.questions.words import Words
from chains.answering.quoting.scoring import ALL, Candidate

_OCCASION = re.compile(
    r"^\W*(?:when|whenever|what if|if|in case|in the event|after|before|once|wenn|falls|im fall"
    r"|nach|vor|quand|si|en cas|après|avant)\b"
    r"|^\W*(?:an?|the|your)\s+(?:\w+\s+){1,2}(?:is|are|gets?|falls?|fails?|has)\b",
    re.I,
)
_HEADED = 0.15
"""What a sentence of such a section gains in score, of 1."""
_LEAST = 0.5
"""Share of the question's words that the heading has to be made of, and of nothing else."""

_BESIDE = re.compile(r"\s*[,/&]\s*|\s+(?:and|or|und|oder|et|ou|y|o|e)\s+", re.I)
_BEGINNING = 3
"""Letters that a word and its stem have in common at least."""


class Headed:
    """Knows which sections are headed by what a question asks, or by its occasion."""

    def __init__(self, words: Words | None = None) -> None:
        self._words = words or Words()

    def told(
        self, question: str, candidates: Sequence[Candidate], evidence: Sequence[Evidence]
    ) -> tuple[Candidate, ...]:
        """The candidates, those of such a section marked, with more of a score."""
        above = [_above(one) for one in evidence]
        over = [_over(one, *above[one.passage]) for one in candidates]
        # A passage has a few headings, and many sentences.
        of_another = call_of_another_sort(question)
        every = {one for headings in over for one in headings if not of_another(one[0])}
        telling = {
            language: self._words.of_question(question, language)
            for language in {language for _, language in every}
        }
        asked = {
            (text, language)
            for text, language in every
            if self._is_asked(telling[language], text, language)
        }
        of_several = {
            (text, language)
            for text, language in every - asked
            if _may_be(telling[language], text)
            and any(self._is_asked(telling[language], part, language) for part in _several_in(text))
        }
        return tuple(
            one._replace(headed=True, score=one.score + _HEADED)
            if not asked.isdisjoint(headings)
            or (one.own >= ALL and not of_several.isdisjoint(headings))
            else one
            for one, headings in zip(candidates, over, strict=True)
        )

    def _is_asked(self, asked: frozenset[str], heading: str, language: str) -> bool:
        """Whether a heading is all that is asked, or its occasion."""
        if not _may_be(asked, heading):
            return False
        # To read a heading as a question takes longer than to see how much of it may be asked.
        if len(self._words.of(heading, language) & asked) < _LEAST * len(asked):
            return False
        named = self._words.of_question(heading, language)
        if named == asked:
            return bool(named)
        most = named <= asked and len(named) >= _LEAST * len(asked)
        return most and _OCCASION.match(heading) is not None


def _may_be(asked: frozenset[str], heading: str) -> bool:
    """Whether it has anything of what is asked: most have not, and to stem each takes longer."""
    folded = heading.casefold()
    return any(stem[:_BEGINNING] in folded for stem in asked)


def _several_in(heading: str) -> tuple[str, ...]:
    """What a heading names beside each other: *Children and dogs*; nothing where that is one."""
    parts = tuple(one for one in _BESIDE.split(heading) if one.strip())
    return parts if len(parts) > 1 else ()


def first_of_its_section(
    best: Candidate, candidates: Sequence[Candidate], most: int
) -> list[Candidate]:
    """The first sentences of its section, in order, with it among them."""
    same = [
        one
        for one in candidates
        if (one.passage, one.segment.heading) == (best.passage, best.segment.heading)
        and one.segment.form is Form.PROSE
    ]
    first = same[:most]
    return first if best in first else [*first[: most - 1], best]


def _above(evidence: Evidence) -> tuple[str, str]:
    """The heading that a passage begins with, or else the title, and its language."""
    return (evidence.heading or (evidence.document.title,))[-1], evidence.document.language


def _over(one: Candidate, heading: str, language: str) -> tuple[tuple[str, str], ...]:
    """The heading right above it, else that of its passage, and a row's first cell; with the
    language."""
    above = one.segment.heading or heading, language
    if one.segment.form is not Form.ROW:
        return (above,)
    return above, (without_columns(one.segment).partition("\n")[0], language)
