"""Which documents a question names by their titles."""

import re

from chains.answering.passages.evidence import DocumentFacts
from chains.answering.questions.words import Words

A_DOCUMENT = re.compile(
    r"(?i)\b(?:page|document|docs?|policy|guide|guidelines?|handbook|runbook|playbook|checklist"
    r"|template|minutes|wiki)\b"
)
"""Words for a document, which its title need not hold."""
_ASKING = re.compile(
    r"(?i)\b(?:about|again|copy|current|file|form|latest|link|located|lives?|manual|newest|open"
    r"|pdf|send|share|slides|somewhere|url|version)\b"
)


class Pointing:
    """Compares questions with titles; one per thread, because of its stemmers."""

    def __init__(self) -> None:
        self._words = Words()

    def names(self, text: str, document: DocumentFacts) -> bool:
        """Whether the title holds all that a question names, words for a document left out."""
        what = _ASKING.sub(" ", A_DOCUMENT.sub(" ", text))
        wanted = self._words.of_question(what, document.language)
        return bool(wanted) and wanted <= self._words.of(document.title, document.language)
