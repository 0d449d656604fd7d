"""Whom to turn to: *whom do I tell*, *who can I ask*, in five languages.

The sentence with most words of such a question is seldom the one that says whom: that one bids to
tell, to write to or to call somebody.
"""

import re
from collections.abc import Collection, Sequence
from uuid import UUID

from chains.answering.outcome import Form
from chains.answering.passages.evidence import Evidence
from chains.answering.questions.brackets import read_leaning
from chains.answering.questions.persons import names_somebody, says_who
from chains.answering.quoting.scoring import Candidate

_ASKS = re.compile(
    r"\bwho(?:m|ever)?\s+(?:do|does|did|should|shall|must|can|could|may|to|would|will)\s+"
    r"(?:(?:i|we|you|one|they|people|employees)\s+)?(?:(?:have|need)\s+to\s+)?"
    r"(?:tell|ask|inform|notify|contact|write|call|phone|e-?mail|report|speak|talk|turn|go|let|ping"
    r"|message|reach|approach|see|alert|warn)\b"
    r"|\b(?:wem|wen|an wen|bei wem|mit wem)\s+(?:\w+\s+){1,3}?.{0,60}"
    r"\b(?:sage?n?|frage?n?|melde?n?|informier\w*|schreib\w*|ruf\w*|anrufen|wende?n?|sprech\w*)\b"
    r"|\b(?:an wen|bei wem)\b"
    r"|\b(?:à|auprès de|avec) qui\b|\bqui (?:dois-je|faut-il|puis-je|peut-on|je dois)\s+"
    r"(?:prévenir|informer|contacter|appeler|demander|avertir)"
    r"|\b(?:a|con) quién\b|\b(?:a|com) quem\b",
    re.I,
)
_BIDS = re.compile(
    r"\b(?:tell|ask|inform|notif(?:y|ies)|contact|write to|call|phone|e-?mail"
    r"|report\b.{1,40}\bto|speak (?:to|with)|talk to|turn to|go to|let \w+(?: \w+)? know|message"
    r"|reach out|alert|sage?n?|frage?n?|melde?n?|informier\w*|schreib\w*|anrufen|wende?n?"
    r"|sprich|sprechen|prévene[zr]|informe[zr]|contacte[zr]|appele[zr]|demande[zr]|écri\w+|adresse\w*"
    r"|averti\w*|avis[ae]\w*|inform[ae]\w*|contact[ae]\w*|llam[ae]\w*|escrib[ae]\w*|pregunt[ae]\w*|dirígete"
    r"|dirija\w*|lig[aue]\w*|escrev[ae]\w*|pergunt[ae]\w*|fal[ae] com|contat[ae]\w*)\b",
    re.I,
)
_TOLD = 0.05
"""What a sentence that tells whom gains in score, of 1: as much as makes it lead among documents.
With more, further sources that tell it in other words fall below their share of the best."""
_LEAST = 0.5
"""Share of the question's words that have to stand in it or over it: then its document answers by
nothing that tells nobody."""


def whom_first(
    question: str, candidates: Sequence[Candidate], evidence: Sequence[Evidence]
) -> tuple[Candidate, ...]:
    """The candidates, with more of a score for what tells whom where that is asked.

    Beside such a one nothing of its document fits but rows and what says who in full.
    """
    if _ASKS.search(read_leaning(question).own) is None:
        return tuple(candidates)
    told = [_tells(one) for one in candidates]
    answering = {
        evidence[one.passage].document.id
        for one, tells in zip(candidates, told, strict=True)
        if tells and one.fits and one.covered >= _LEAST
    }
    return tuple(
        one._replace(score=one.score + _TOLD * one.covered)
        if tells
        else one._replace(fits=one.fits and not _tells_nobody(one, evidence, answering))
        for one, tells in zip(candidates, told, strict=True)
    )


def _tells(one: Candidate) -> bool:
    text = one.segment.text
    return one.segment.form is not Form.ROW and bool(_BIDS.search(text)) and names_somebody(text)


def _tells_nobody(
    one: Candidate, evidence: Sequence[Evidence], answering: Collection[UUID]
) -> bool:
    if one.segment.form is Form.ROW or says_who(one.segment.text):
        return False
    return evidence[one.passage].document.id in answering
