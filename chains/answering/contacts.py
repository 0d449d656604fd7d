"""Who keeps a document: a question for a colleague, answered by what documents say of their owner.

Owner, title and link are all that is shown of anybody. What asks for somebody in another way, or
for what no title names, is searched for like any question.
"""

import re

from chains.access.reader import Reader
from chains.answering.drafts.draft import DraftSentence
from chains.answering.passages.evidence import Evidence
from chains.answering.question import Question, Wants
from chains.answering.questions.pointing import A_DOCUMENT
from chains.answering.questions.understanding import Meaning
from chains.answering.questions.words import Words
from chains.answering.retrieval import Retrieval
from chains.answering.verified import VerifiedAnswers
from chains.answering.writing import Written
from chains.triage.labels import Label

MOST_NAMED = 3
LONGEST_OWNER = 100
"""Characters: a name or an address; what is longer is something else."""
SAID = "{owner} keeps “{title}”."

_ASKS_FOR_THE_OWNER = re.compile(
    r"(?i)^\W*who(?:se|['’]s|\ is)?\s+(?:owns?|maintains?|keeps?|looks\s+after|updates?"
    r"|(?:is\s+)?(?:the\s+)?(?:owner|maintainer|contact)\s+(?:of|for)|(?:is\s+)?responsible\s+for"
    r"|(?:is\s+)?in\s+charge\s+of)\s+(?P<what>.+)$"
)


class Contacts:
    """What is known without a draft: an owner's own words, else who keeps a document asked for."""

    def __init__(self, verified: VerifiedAnswers, retrieval: Retrieval) -> None:
        self._verified = verified
        self._retrieval = retrieval
        self._words = Words()

    async def written(
        self, question: Question, meaning: Meaning, reader: Reader, *, has_verified: bool
    ) -> Written | None:
        """The lines, and the documents they rest on; nothing where it is not known so.

        ``has_verified``: whether owners stand for any answer in this workspace.

        Raises:
            RetryLater: a store or the embedding model did not answer.
        """
        known = await self._verified.written(question, meaning, reader) if has_verified else None
        what = document_asked_for(meaning.text)
        if known is not None or what is None or not _looks_for_people(question):
            return known
        evidence = await self._retrieval.evidence(what, reader, question.scopes)
        kept = {one.document.id: one for one in reversed(evidence) if self._is_meant(one, what)}
        shown = tuple(kept.values())[::-1][:MOST_NAMED]
        draft = tuple(DraftSentence(_line(one), (place,)) for place, one in enumerate(shown))
        return Written(draft, shown) if draft else None

    def _is_meant(self, evidence: Evidence, what: str) -> bool:
        """Whether its document has an owner, and a title that holds all that is asked for."""
        facts = evidence.document
        wanted = self._words.of(A_DOCUMENT.sub(" ", what), facts.language)
        known = facts.owner is not None and 0 < len(facts.owner) <= LONGEST_OWNER
        return known and bool(wanted) and wanted <= self._words.of(facts.title, facts.language)


def document_asked_for(text: str) -> str | None:
    """The document whose owner a question asks for, in its words."""
    found = _ASKS_FOR_THE_OWNER.match(text)
    what = found["what"].strip(" ?!.") if found else ""
    return what if A_DOCUMENT.search(what) else None


def _looks_for_people(question: Question) -> bool:
    decided = question.triage
    person = decided is not None and decided.treated_as is Label.PEOPLE_LOOKUP
    return person and question.wants is Wants.ANSWER


def _line(evidence: Evidence) -> str:
    return SAID.format(owner=evidence.document.owner, title=evidence.document.title)
