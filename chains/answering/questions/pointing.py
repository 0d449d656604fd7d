"""Which documents a question names by their titles."""

import re
from collections.abc import Sequence

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.questions.kinds_of_leave import asks_plainly, is_of_a_kind
from chains.answering.questions.synonyms import Synonyms
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
        self._synonyms = Synonyms(self._words)

    def titled(self, text: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The evidence of documents whose titles hold all that a question names.

        Words for a document are left out. Where no title does, those that an office writes for
        everyday words count: *vacation* is *Holidays*, and no leave of another kind.
        """
        what = _ASKING.sub(" ", A_DOCUMENT.sub(" ", text))
        said = tuple(one for one in evidence if self._names(what, one.document, alike=False))
        return said or tuple(one for one in evidence if self._names(what, one.document, alike=True))

    def _names(self, what: str, document: DocumentFacts, *, alike: bool) -> bool:
        language = document.language
        wanted = self._words.of_question(what, language)
        title = self._words.of(document.title, language)
        missing = wanted - title
        if alike and missing:
            known = self._synonyms.of(language)
            other = asks_plainly(what) and is_of_a_kind(document.title)
            missing = frozenset(
                one for one in missing if other or title.isdisjoint(known.get(one, frozenset()))
            )
        return bool(wanted) and not missing
