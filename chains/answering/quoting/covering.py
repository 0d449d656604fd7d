"""Which words of a question stand in the segments of a passage, and over them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment, without_columns
from chains.answering.passages.evidence import Evidence
from chains.answering.questions.calling import CALL, call_of_another_sort
from chains.answering.questions.dimensions import measuring_words
from chains.answering.questions.expectation import Expected, expected_of, subject_of
from chains.answering.questions.kinds_of_leave import is_of_a_kind
from chains.answering.questions.measures import is_kind_of_page
from chains.answering.questions.occasions import asks_what_to_do, without_trouble
from chains.answering.questions.synonyms import Alike, Synonyms
from chains.answering.questions.translation import denies
from chains.answering.questions.words import Words, telling_words, with_compounds
from chains.answering.quoting.weighing import measured, weights, without

# How much a word of the question counts by where it stands.
_IN_HEADING, _IN_TITLE, _IN_PASSAGE = 0.9, 0.8, 0.4

_COSTING = "cost costs kostet kosten coûte coûtent cuesta cuestan custa custam money geld argent"

Held = frozenset[str]
_NONE: Held = frozenset()


@dataclass(frozen=True)
class Asked:
    """What a question looks for in texts of one language; told once for all of them.

    ``weights``: how much each of its stems tells; ``said``: every one. ``name`` and ``head``: stems
    of the thing asked for, and of its noun; ``implied``: an answer need not name it. ``written``:
    stems that may be written in place of others. ``denies``: it says that something is not so;
    ``in_trouble``: what is to be done is asked; ``calls_otherwise``: of `call_of_another_sort`.
    """

    language: str
    weights: Mapping[str, float]
    said: Held
    name: Held
    head: Held
    implied: bool
    written: Mapping[str, Held]
    denies: bool
    expected: Expected
    in_trouble: bool
    calls_otherwise: Callable[[str], bool]


class Coverage(NamedTuple):
    """The figures and stems of one segment, as `Candidate` has them.

    ``common``: of all stems of the question and of the segment, the share that both have, the names
    of a row's columns aside: these are the same in every row.
    """

    stems: Held
    common: float
    covered: float
    own: float
    columns: float
    says: bool


class Covering:
    """Tells how the passages found stand to one question."""

    def __init__(
        self, words: Words, synonyms: Synonyms, question: str, evidence: Sequence[Evidence]
    ) -> None:
        self._words = words
        self._synonyms = synonyms
        self._evidence = evidence
        self.asked = {
            language: self._asked(question, language)
            for language in {one.document.language for one in evidence}
        }

    def of(self, one: Evidence) -> "PassageCoverage":
        """The words of one of these passages."""
        return PassageCoverage(self._words, one, self.asked[one.document.language])

    def _asked(self, question: str, language: str) -> Asked:
        of, subject = self._words.of, subject_of(question)
        return Asked(
            language,
            self._weights(question, language),
            of(question, language),
            of(subject.phrase, language),
            of(subject.head, language),
            subject.implied,
            self._synonyms.of(language),
            denies(question, language),
            expected_of(question),
            asks_what_to_do(question),
            call_of_another_sort(question),
        )

    def _weights(self, question: str, language: str) -> Mapping[str, float]:
        asked = self._words.of_question(without_trouble(question), language)
        held = [
            with_compounds(_NONE.union(*_stems(self._words, one, language)), asked, language)
            for one in self._evidence
        ]
        texts = [one.text for one in self._evidence]
        meant = dict(self._synonyms.meant(question, texts, language))
        plain = (one.text for one in self._evidence if not is_of_a_kind(one.document.title))
        meant.update(self._synonyms.meant_by_leave(question, plain, language))
        asked = without(asked, measured(question, asked))
        # "What is the travel policy?" is answered by a page on travel that calls itself nothing.
        kinds = self._words.of(" ".join(filter(is_kind_of_page, telling_words(question))), language)
        asked = without(asked, kinds - _NONE.union(*held))
        costing = _COSTING if expected_of(question) is Expected.MONEY else ""
        sort = self._words.of(f"{costing} {measuring_words(question)}", language)
        return weights(without(asked, sort), held, self._synonyms.of(language), meant)


class PassageCoverage:
    """Which words of a question stand in one passage; tells it of each segment."""

    def __init__(self, words: Words, evidence: Evidence, asked: Asked) -> None:
        self._words = words
        self._asked = asked
        self._wanted = frozenset(asked.weights)
        self._alike = tuple(one for one in asked.weights if isinstance(one, Alike))
        self._total = sum(asked.weights.values())
        self._shares: dict[tuple[Held, Held], float] = {}
        stems = _stems(words, evidence, asked.language)
        self._title, self._heading, self._passage = (
            self._with_compounds(one) & self._wanted for one in stems
        )
        self.unnamed = self._unnamed(_NONE.union(*stems))

    def of(self, segment: Segment) -> Coverage:
        """The figures of one of its segments."""
        own = self._held(segment.text)
        held, near = own & self._wanted, self._held(segment.heading) & self._wanted
        columns = _NONE
        if held and segment.form is Form.ROW:  # nothing else has columns
            columns = held - self._held(without_columns(segment))
        said = self._asked.said
        return Coverage(
            own,
            common=len((own & said) - columns) / max(1, len(own | said)),
            covered=self._share(held, near | self._heading),
            own=self._weighed((held, 1.0)),
            columns=self._weighed((columns, 1.0)),
            says=self._says(segment, own - self._wanted),
        )

    def _share(self, own: Held, near: Held) -> float:
        """The share of the question's words in a segment or over it: of many it is the same."""
        known = self._shares.get((own, near))
        if known is None:
            over = (near, _IN_HEADING), (self._title, _IN_TITLE), (self._passage, _IN_PASSAGE)
            known = self._shares[own, near] = self._weighed((own, 1.0), *over)
        return known

    def _weighed(self, *places: tuple[Held, float]) -> float:
        """The share, by weight; each word counts where it is worth most, which stands first."""
        if not any(stems for stems, _ in places):
            return 0.0
        worths = (
            weight * next((worth for stems, worth in places if stem in stems), 0.0)
            for stem, weight in self._asked.weights.items()
        )
        return sum(worths) / self._total

    def _says(self, segment: Segment, new: Held) -> bool:
        """Whether it tells more than the question: a field by its value, not by its name."""
        if segment.value is not None:
            value = self._words.of(segment.value, self._asked.language)
            return bool(value - self._asked.said)  # "May" of a question may be a name
        # "Dogs are allowed on Fridays" answers whether they are, "Rooms are booked in the calendar"
        # how to book one.
        match self._asked.expected:
            case Expected.YES_NO if new:
                return True
            case Expected.WAY if new - self._asked.said and not self._asked.in_trouble:
                return True
        if len(new) > 1 or any(stem.isdigit() for stem in new):
            return True
        # "It does not open the tank hall" has the words of the question, and answers it.
        return not self._asked.denies and denies(segment.text, self._asked.language)

    def _held(self, text: str) -> Held:
        stems = self._words.of(text, self._asked.language)
        if self._asked.calls_otherwise(text):
            stems -= CALL
        return self._with_compounds(stems)

    def _with_compounds(self, stems: Held) -> Held:
        held = with_compounds(stems, self._wanted, self._asked.language)
        return held.union(one for one in self._alike if one.is_in(held)) if self._alike else held

    def _unnamed(self, stems: Held) -> float:
        """The share of the thing asked for that is named nowhere; 1 where its noun is not."""
        asked = self._asked
        wanted = asked.name - asked.head if asked.implied else asked.name
        held = with_compounds(stems, wanted, asked.language)
        others = ((one, asked.written.get(one, _NONE)) for one in wanted | asked.head)
        held = held.union(one for one, written in others if written & held)
        if not asked.implied and asked.head - held:
            return 1.0
        return len(wanted - held) / len(wanted) if wanted else 0.0


def _stems(words: Words, evidence: Evidence, language: str) -> tuple[Held, Held, Held]:
    """Those of its title, of the headings above it and of its text."""
    return (
        words.of(evidence.document.title, language),
        words.of(" ".join(evidence.heading), language),
        words.of(evidence.text, language),
    )
