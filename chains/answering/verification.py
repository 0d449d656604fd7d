"""Verifies a draft: only what stands in the cited passages is left."""

import re
from collections.abc import Sequence

from chains.answering.draft import Draft, DraftSentence
from chains.answering.evidence import Evidence
from chains.answering.outcome import Form
from chains.answering.segments import (
    LONGEST_SEGMENT,
    segments,
    without_addresses,
    without_hidden,
)
from chains.answering.words import Words, numbers

LEAST_SHARED = 0.5
"""Share of a sentence's stems that its passages must hold."""

_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|<!--.*?-->|<[^<>]{1,200}>|^\s*#{1,6}\s|\*\*|__|`", re.S)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+")
_NEGATION = re.compile(
    r"\b(not|no|never|nobody|none|neither|nor|without|cannot|can't|isn't|aren't|don't|doesn't|won't"
    r"|mustn't|unless|except|nicht|kein\w*|nie|niemals|niemand|ohne|ne|pas|jamais|aucune?|sans)\b",
    re.I,
)

_CLAUSE = re.compile(r"[\n.;:!?](?=\s|$)|,\s|\b(?:and|but|or|und|aber|oder|et|mais|ou)\b", re.I)


class Verification:
    """Checks each sentence of a draft against the passages it cites."""

    def __init__(self, words: Words | None = None) -> None:
        self._words = words or Words()

    def verified(self, draft: Draft, evidence: Sequence[Evidence]) -> Draft:
        """The supported sentences, in order, with markup, links and images removed."""
        known = set(range(len(evidence)))
        kept = (
            self._kept(sentence, [evidence[place] for place in sentence.passages])
            for sentence in draft
            if sentence.passages and set(sentence.passages) <= known
        )
        return tuple(sentence for sentence in kept if sentence is not None)

    def _kept(self, sentence: DraftSentence, cited: Sequence[Evidence]) -> DraftSentence | None:
        pieces = [segments(one.text, one.document.language) for one in cited]
        if any(sentence.text == piece.text for found in pieces for piece in found):
            return sentence  # a quotation is as clean as the segments are
        cleaned = _cleaned(sentence)
        if cleaned is None or cleaned.form is Form.CODE:
            return None
        quotable = ["\n".join(piece.text for piece in found) for found in pieces]
        return cleaned if self._is_supported(cleaned, cited, quotable) else None

    def _is_supported(
        self, sentence: DraftSentence, cited: Sequence[Evidence], quotable: Sequence[str]
    ) -> bool:
        context = " ".join([*quotable, *(_context(one) for one in cited)])
        return (
            numbers(sentence.text) <= numbers(context)
            and self._names_stand(sentence.text, context)
            and self._shares_words(sentence.text, context, cited[0].document.language)
            and self._agrees_on_negation(sentence.text, quotable, cited[0].document.language)
        )

    def _names_stand(self, text: str, context: str) -> bool:
        """Whether the capitalised words inside the sentence are in its passages, in any case."""
        held = {word.casefold() for word in re.findall(r"\w[\w’'-]*", context)}
        inside = [found.group() for found in _NAME.finditer(text) if found.start() > 0]
        return all(_base(name) in held or name.casefold() in held for name in inside)

    def _shares_words(self, text: str, context: str, language: str) -> bool:
        said = self._words.of(text, language)
        return len(said & self._words.of(context, language)) >= LEAST_SHARED * len(said)

    def _agrees_on_negation(self, text: str, passages: Sequence[str], language: str) -> bool:
        """Whether every clause is negated just when the passages' clause nearest in words is."""
        held = [
            (self._words.of(clause, language), _is_negated(clause))
            for passage in passages
            for clause in _clauses(passage)
        ]
        for clause in _clauses(text):
            said = self._words.of(clause, language)
            if not said or not held:
                continue
            _, negated = max(held, key=lambda one: len(said & one[0]) / (1 + len(said | one[0])))
            if negated != _is_negated(clause):
                return False
        return True


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(text) if clause.strip()]


def _is_negated(clause: str) -> bool:
    return _NEGATION.search(clause) is not None


def _cleaned(sentence: DraftSentence) -> DraftSentence | None:
    unmarked = _LINK.sub(r"\1", _MARKUP.sub("", without_hidden(sentence.text)))
    lines = without_addresses(unmarked).splitlines()
    text = "\n".join(" ".join(line.split()) for line in lines).strip()
    if not any(character.isalnum() for character in text) or len(text) > 2 * LONGEST_SEGMENT:
        return None
    passages = tuple(dict.fromkeys(sentence.passages))
    return DraftSentence(text, passages, sentence.form)


def _context(evidence: Evidence) -> str:
    updated = evidence.document.updated
    written = f"{updated.isoformat()} {updated.year} {updated.day}" if updated else ""
    return " ".join([evidence.document.title, *evidence.heading, written])


def _base(name: str) -> str:
    return re.sub(r"['’]s?$", "", name).casefold()
