"""Verifies a draft: only what stands in the cited passages is left."""

import re
from collections.abc import Sequence
from dataclasses import replace

from chains.answering.draft import Draft, DraftSentence
from chains.answering.evidence import Evidence
from chains.answering.outcome import Form
from chains.answering.plainness import hosts, is_plain
from chains.answering.segments import (
    LONGEST_SEGMENT,
    segments,
    without_addresses,
    without_hidden,
)
from chains.answering.sentences import split_sentences
from chains.answering.steering import steers
from chains.answering.translation import names, says_the_same, seems
from chains.answering.words import Words, numbers

LEAST_SHARED = 0.6
"""Share of a sentence's stems that its passages must hold, more than one of two."""

MOST_STRANGE = 4
"""Words in a row that none of its passages holds, from which a sentence brings something in."""

_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|<!--.*?-->|<[^<>]{1,200}>|^\s*#{1,6}\s|\*\*|__|`", re.S)
_LONGEST_READ = 4_000
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+")
_NEGATION = re.compile(
    r"\b(not|no|never|nobody|none|neither|nor|without|cannot|can't|isn't|aren't|don't|doesn't|won't"
    r"|mustn't|unless|except|nicht|kein\w*|nie|niemals|niemand|ohne|ne|pas|jamais|aucune?|sans)\b",
    re.I,
)

_PIECE = re.compile(r"(?<=[.!?])\s+")
"""Between sentences, also where the next one begins small: none hides behind another."""
_CLAUSE = re.compile(r"[\n.;:!?](?=\s|$)|,\s|\b(?:and|but|or|und|aber|oder|et|mais|ou)\b", re.I)


class Verification:
    """Checks each sentence of a draft against the passages it cites."""

    def __init__(self, words: Words | None = None) -> None:
        self._words = words or Words()

    def verified(
        self, draft: Draft, evidence: Sequence[Evidence], language: str | None = None
    ) -> Draft:
        """The supported sentences, in order, with markup, links and images removed.

        One is shown in ``language`` where its translation states the same and nothing else.
        """
        known = set(range(len(evidence)))
        kept = (
            (sentence, self._kept(sentence, [evidence[place] for place in sentence.passages]))
            for sentence in draft
            if sentence.passages and set(sentence.passages) <= known
        )
        return tuple(
            replace(left, shown=_translation(sentence, left, evidence, language))
            for sentence, left in kept
            if left is not None
        )

    def _kept(self, sentence: DraftSentence, cited: Sequence[Evidence]) -> DraftSentence | None:
        pieces = [segments(one.text, one.document.language) for one in cited]
        if any(sentence.text == piece.text for found in pieces for piece in found):
            return sentence  # a quotation is as clean as the segments are
        cleaned = _cleaned(sentence)
        if cleaned is None or cleaned.form is Form.CODE or steers(cleaned.text):
            return None
        quotable = ["\n".join(piece.text for piece in found) for found in pieces]
        language = cited[0].document.language
        # A model may write several sentences as one: each stands or falls by itself.
        parts = [cleaned.text]
        if cleaned.form is Form.PROSE:
            parts = list(split_sentences(cleaned.text, language))
        kept = [part for part in parts if self._is_supported(part, cited, quotable)]
        return replace(cleaned, text=" ".join(kept)) if kept else None

    def _is_supported(self, text: str, cited: Sequence[Evidence], quotable: Sequence[str]) -> bool:
        context = " ".join([*quotable, *(_context(one) for one in cited)])
        language = cited[0].document.language
        return (
            is_plain(text)
            and hosts(text) <= hosts(context)
            and numbers(text) <= numbers(context)
            and self._names_stand(text, context)
            and self._shares_words(text, context, language)
            and self._brings_nothing(text, context, language)
            and self._agrees_on_negation(text, quotable, language)
        )

    def _names_stand(self, text: str, context: str) -> bool:
        """Whether the capitalised words inside the sentence are in its passages, in any case."""
        held = {word.casefold() for word in re.findall(r"\w[\w’'-]*", context)}
        inside = [found.group() for found in _NAME.finditer(text) if found.start() > 0]
        return all(_base(name) in held or name.casefold() in held for name in inside)

    def _shares_words(self, text: str, context: str, language: str) -> bool:
        held = self._words.of(context, language)
        pieces = (self._words.of(piece, language) for piece in _PIECE.split(text))
        return all(len(said & held) >= LEAST_SHARED * len(said) for said in pieces)

    def _brings_nothing(self, text: str, context: str, language: str) -> bool:
        """Whether no few words in a row, stop words aside, are all strange to the passages."""
        held = self._words.of(context, language)
        run = 0
        for word in re.findall(r"\w+", text):
            if said := self._words.of(word, language):
                run = 0 if said & held else run + 1
                if run >= MOST_STRANGE:
                    return False
        return True

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


def _translation(
    drafted: DraftSentence, left: DraftSentence, evidence: Sequence[Evidence], language: str | None
) -> str:
    """What of a draft's translation may stand for the sentence that is left; empty for nothing."""
    if not (language and drafted.shown) or left.form is Form.CODE:
        return ""
    whole, shown = _cleaned(drafted), _cleaned(replace(drafted, text=drafted.shown))
    if whole is None or shown is None or left.text not in {whole.text, drafted.text}:
        return ""  # a part of it was dropped, and nobody knows which part of the other that is
    around = {name for one in evidence for name in names(one.text, seems(one.text) or "en")}
    strange = [name for name in around if name.casefold() not in left.text.casefold()]
    return shown.text if says_the_same(shown.text, left.text, language, strange) else ""


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(text) if clause.strip()]


def _is_negated(clause: str) -> bool:
    return _NEGATION.search(clause) is not None


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


def _base(name: str) -> str:
    return re.sub(r"['’]s?$", "", name).casefold()
