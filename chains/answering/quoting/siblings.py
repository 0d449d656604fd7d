"""Documents that are the same page for another case: *Sick leave (France)*, *Sick leave (Germany)*.

Who asks of one case is not answered by what holds for another, however alike it is written. Who
names none is told which one a sentence is about.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import NamedTuple
from uuid import UUID

from chains.answering.passages.evidence import Evidence
from chains.answering.passages.naming import names
from chains.answering.questions.calendar_words import is_day_or_month
from chains.answering.questions.near_words import Near
from chains.answering.questions.places import countries
from chains.answering.questions.words import Words
from chains.answering.quoting.scoring import Candidate

_TITLE = re.compile(
    r"(?P<about>.+?)"
    r"(?P<joint>\s*[(（,]\s*|\s[-–—]\s|\s(?:in|for|at|für|bei|pour|en|au|para|em)\s)"
    r"(?P<case>.+)",
    re.I,
)


_LOOSE = tuple(",-–—")


@dataclass(frozen=True)
class _Page:
    """What the title of a document is about, and for which case, as stems and as it is written."""

    document: UUID
    language: str
    about: frozenset[str]
    case: frozenset[str]
    written: str


class _Cases(NamedTuple):
    """The words for the case of a question, and for those of further siblings."""

    asked: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


class Siblings:
    """Tells the page about the case of a question from those about others."""

    def __init__(self, words: Words | None = None) -> None:
        self._words = words or Words()
        self._near = Near(self._words)

    def told(
        self, question: str, candidates: Sequence[Candidate], evidence: Sequence[Evidence]
    ) -> tuple[Candidate, ...]:
        """The candidates with their case, unfit where it is another than that asked of.

        Either a sibling of their document is about that one, and they do not name it alone; or they
        have siblings, and nothing found of it has any of the names in the question.
        """
        pages = [page for one in evidence if (page := self._page(one)) is not None]
        asked = {one.language: self._meant(question, one.language) for one in pages}
        cases, siblings = _cases(asked, pages), _with_siblings(pages)
        elsewhere = self._elsewhere(question, frozenset(siblings), evidence)
        unsaid = _unsaid(asked, siblings)
        return tuple(
            one._replace(
                case=unsaid.get(evidence[one.passage].document.id, ""),
                fits=one.fits
                and not self._is_of_another(one, cases, evidence)
                and evidence[one.passage].document.id not in elsewhere,
            )
            if evidence[one.passage].document.id in siblings
            else one
            for one in candidates
        )

    def _elsewhere(
        self, question: str, siblings: frozenset[UUID], evidence: Sequence[Evidence]
    ) -> frozenset[UUID]:
        """Those of the siblings without any of the question's names, or a word near one."""
        called = " ".join(places_of(question)) if siblings else ""
        if not called:
            return frozenset()
        found = set(siblings)
        for one in evidence:
            language = one.document.language
            near = self._meant(called, language)
            text = " ".join((one.document.title, *one.heading, one.text))
            # A word of asking with a capital letter, as "The" in a quotation, is nobody's name.
            if not near or not near.isdisjoint(self._words.of(text, language)):
                found.discard(one.document.id)
        return frozenset(found)

    def _is_of_another(
        self, one: Candidate, cases: Mapping[UUID, _Cases], evidence: Sequence[Evidence]
    ) -> bool:
        facts = evidence[one.passage].document
        found = cases.get(facts.id)
        if found is None:
            return False
        said = self._words.of(one.segment.text, facts.language)
        # "Germany and Portugal have pages of their own" tells of neither.
        return found.asked.isdisjoint(said) or not found.others.isdisjoint(said)

    def _page(self, one: Evidence) -> _Page | None:
        found, language = _TITLE.match(one.document.title), one.document.language
        if found is None:
            return None
        about, case = (self._words.of(found[part], language) for part in ("about", "case"))
        # What follows a comma or a dash says little without what stands before it.
        whole = found["joint"].strip()[:1] in _LOOSE
        written = one.document.title if whole else found["case"].strip(" )）]")
        return _Page(one.document.id, language, about, case - about, written)

    def _meant(self, question: str, language: str) -> frozenset[str]:
        stems = self._words.of_question(question, language)
        return stems.union(*(self._near.of(stem, language) for stem in stems))


def _cases(asked: Mapping[str, frozenset[str]], pages: Sequence[_Page]) -> Mapping[UUID, _Cases]:
    """Of each document that is about another case than the question: those of its siblings."""
    found: dict[UUID, _Cases] = {}
    for its, other in permutations(dict.fromkeys(pages), 2):
        wanted, case = asked[its.language], other.case - its.case
        same = (its.about, its.language) == (other.about, other.language)
        if same and its.case.isdisjoint(wanted):
            known = found.get(its.document, _Cases())
            found[its.document] = _Cases(known.asked | case & wanted, known.others | case - wanted)
    return {document: cases for document, cases in found.items() if cases.asked}


def _unsaid(
    asked: Mapping[str, frozenset[str]], siblings: Mapping[UUID, _Page]
) -> Mapping[UUID, str]:
    """The cases that the question does not name, as the titles write them."""
    return {
        document: page.written
        for document, page in siblings.items()
        if page.case and page.case.isdisjoint(asked[page.language])
    }


def _with_siblings(pages: Sequence[_Page]) -> dict[UUID, _Page]:
    """The documents of which there is one for another case."""
    found: dict[tuple[str, frozenset[str]], dict[UUID, _Page]] = {}
    for one in pages:
        found.setdefault((one.language, one.about), {})[one.document] = one
    several = (same for same in found.values() if len({page.case for page in same.values()}) > 1)
    return {document: page for same in several for document, page in same.items()}


def places_of(text: str) -> frozenset[str]:
    """Its names but those of months and days, of which a page need not speak, and its countries,
    which people write in small letters."""
    called = frozenset(one for one in names(text) if not is_day_or_month(one))
    return called.union(countries().findall(text.casefold()))
