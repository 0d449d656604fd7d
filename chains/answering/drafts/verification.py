"""Verifies a draft: only what stands in the cited passages is left."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import count

from chains.answering.drafts.draft import Draft, DraftSentence
from chains.answering.drafts.support_model import (
    LEAST_SUPPORT,
    SupportModel,
    is_negated,
    strange_names,
)
from chains.answering.outcome import Form
from chains.answering.passages.cutting import LONGEST_SEGMENT, without_addresses
from chains.answering.passages.evidence import Evidence
from chains.answering.passages.plainness import hosts, is_plain
from chains.answering.passages.segments import without_hidden
from chains.answering.passages.sentences import split_sentences
from chains.answering.passages.steering import steers
from chains.answering.questions.translation import names, says_the_same, seems
from chains.answering.questions.words import Words, numbers

LEAST_SHARED = 0.6
"""Share of a sentence's stems that its passages must hold, more than one of two."""

LEAST_GREY = 0.4
"""From this share on a judge may still find it supported, where all else holds.

Of claims that hold all else and have 0.4 to 0.6 of their words in the evidence, people found 0.40
supported in WiCE (101 claims) and 0.09 in BEGIN (235, Wizard of Wikipedia): rules would be wrong
either way. Between 0.2 and 0.4 WiCE has only 19 such claims, and of BEGIN's 115 two are supported.
"""

MOST_STRANGE = 4
"""Words in a row that none of its passages holds, from which a sentence brings something in."""

_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|<!--.*?-->|<[^<>]{1,200}>|^\s*#{1,6}\s|\*\*|__|`", re.S)
_LONGEST_READ = 4_000
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_PIECE = re.compile(r"(?<=[.!?])\s+")
"""Between sentences, also where the next one begins small: none hides behind another."""
_CLAUSE = re.compile(r"[\n.;:!?](?=\s|$)|,\s|\b(?:and|but|or|und|aber|oder|et|mais|ou)\b", re.I)


class Support(Enum):
    """How surely the cited passages say it."""

    NONE = auto()
    GREY = auto()
    """Everything holds but that too few of its words are theirs, or that they do not support it:
    paraphrased, or made up."""
    FULL = auto()


@dataclass(frozen=True)
class Graded:
    """A sentence without markup, and the support of each of the sentences it may consist of.

    ``drafted`` is what it was before.
    """

    drafted: DraftSentence
    sentence: DraftSentence
    parts: tuple[tuple[str, Support], ...]

    @property
    def grey(self) -> Draft:
        """Those of its parts that a judge may tell about, each as a sentence."""
        return tuple(
            replace(self.sentence, text=part)
            for part, support in self.parts
            if support is Support.GREY
        )


class Verification:
    """Checks each sentence of a draft against the passages it cites."""

    def __init__(self, words: Words | None = None) -> None:
        self._words = words or Words()
        self._model = SupportModel(self._words)

    def verified(
        self, draft: Draft, evidence: Sequence[Evidence], language: str | None = None
    ) -> Draft:
        """The supported sentences, in order, with markup, links and images removed.

        One is shown in ``language`` where its translation states the same and nothing else.
        """
        return settled(self.graded(draft, evidence), evidence, language)

    def graded(self, draft: Draft, evidence: Sequence[Evidence]) -> tuple[Graded, ...]:
        """The sentences of which anything may be left, in order."""
        known = set(range(len(evidence)))
        graded = (
            self._graded(sentence, [evidence[place] for place in sentence.passages])
            for sentence in draft
            if sentence.passages and set(sentence.passages) <= known
        )
        return tuple(one for one in graded if one is not None)

    def _graded(self, sentence: DraftSentence, cited: Sequence[Evidence]) -> Graded | None:
        pieces = [one.segments for one in cited]
        if any(sentence.text == piece.text for found in pieces for piece in found):
            # A quotation is as clean as the segments are.
            bare = replace(sentence, shown="")
            return Graded(sentence, bare, ((sentence.text, Support.FULL),))
        cleaned = _cleaned(sentence)
        if cleaned is None or cleaned.form is Form.CODE or steers(cleaned.text):
            return None
        quotable = ["\n".join(piece.text for piece in found) for found in pieces]
        language = cited[0].document.language
        # A model may write several sentences as one: each stands or falls by itself.
        parts = [cleaned.text]
        if cleaned.form is Form.PROSE:
            parts = list(split_sentences(cleaned.text, language))
        supports = tuple((part, self._support(part, cited, quotable)) for part in parts)
        return Graded(sentence, cleaned, supports)

    def _support(self, text: str, cited: Sequence[Evidence], quotable: Sequence[str]) -> Support:
        context = "\n".join([*quotable, *(_context(one) for one in cited)])
        language = cited[0].document.language
        held = self._words.of(context, language)
        holds = (
            is_plain(text)
            and hosts(text) <= hosts(context)
            and numbers(text) <= numbers(context)
            and not strange_names(text, context)
            and self._model.strange_run(text, held, language) < MOST_STRANGE
            and self._agrees_on_negation(text, quotable, language)
        )
        shared = self._shared(text, held, language) if holds else 0.0
        if shared >= LEAST_SHARED and self._model.of(text, context, language) >= LEAST_SUPPORT:
            return Support.FULL
        return Support.GREY if shared >= LEAST_GREY else Support.NONE

    def _shared(self, text: str, held: frozenset[str], language: str) -> float:
        """The share of its stems that its passages hold, of the piece that has the smallest."""
        pieces = (self._words.of(piece, language) for piece in _PIECE.split(text))
        return min((len(said & held) / len(said) for said in pieces if said), default=1.0)

    def _agrees_on_negation(self, text: str, passages: Sequence[str], language: str) -> bool:
        """Whether every clause is negated just when the passages' clause nearest in words is."""
        held = [
            (self._words.of(clause, language), is_negated(clause))
            for passage in passages
            for clause in _clauses(passage)
        ]
        for clause in _clauses(text):
            said = self._words.of(clause, language)
            if not said or not held:
                continue
            _, negated = max(held, key=lambda one: len(said & one[0]) / (1 + len(said | one[0])))
            if negated != is_negated(clause):
                return False
        return True


def settled(
    graded: Sequence[Graded],
    evidence: Sequence[Evidence],
    language: str | None = None,
    judged: Collection[int] = (),
) -> Draft:
    """What is left of graded sentences; ``judged`` are places of the grey parts that may stay.

    They count from 0 through all sentences, as ``grey`` of each gives them.
    """
    left: list[DraftSentence] = []
    grey = count()
    for one in graded:
        stays = [
            part
            for part, support in one.parts
            if support is Support.FULL or (support is Support.GREY and next(grey) in judged)
        ]
        if stays:
            sentence = replace(one.sentence, text=" ".join(stays))
            left.append(replace(sentence, shown=_translation(one, sentence, evidence, language)))
    return tuple(left)


def _translation(
    graded: Graded, left: DraftSentence, evidence: Sequence[Evidence], language: str | None
) -> str:
    """What of a draft's translation may stand for the sentence that is left; empty for nothing."""
    if not (language and graded.drafted.shown) or left.form is Form.CODE:
        return ""
    shown = _cleaned(replace(graded.drafted, text=graded.drafted.shown))
    if shown is None or left.text != " ".join(part for part, _ in graded.parts):
        return ""  # a part of it was dropped, and nobody knows which part of the other that is
    around = {name for one in evidence for name in names(one.text, seems(one.text) or "en")}
    strange = [name for name in around if name.casefold() not in left.text.casefold()]
    return shown.text if says_the_same(shown.text, left.text, language, strange) else ""


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(text) if clause.strip()]


def _cleaned(sentence: DraftSentence) -> DraftSentence | None:
    unmarked = _LINK.sub(r"\1", _MARKUP.sub("", without_hidden(sentence.text[:_LONGEST_READ])))
    lines = without_addresses(unmarked).splitlines()
    text = "\n".join(" ".join(line.split()) for line in lines).strip()
    says = any(character.isalnum() for character in text.replace("(link)", ""))
    if not says or len(text) > 2 * LONGEST_SEGMENT:
        return None
    passages = tuple(dict.fromkeys(sentence.passages))
    return DraftSentence(text, passages, sentence.form)


def _context(evidence: Evidence) -> str:
    updated = evidence.document.updated
    written = f"{updated.isoformat()} {updated.year} {updated.day}" if updated else ""
    return " ".join([evidence.document.title, *evidence.heading, written])
