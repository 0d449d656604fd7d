"""A question at work: as it is understood, for whom, and what was found for it."""

from dataclasses import dataclass
from time import perf_counter

from chains.access.reader import Reader
from chains.answering.arrangements import Arrangement
from chains.answering.finding import Finding
from chains.answering.question import Question
from chains.answering.questions.understanding import Meaning
from chains.answering.records import Course
from chains.answering.writing import Written
from chains.spending.accounts import QuestionAccount


@dataclass(frozen=True)
class Inquiry:
    """What stays as it is while a draft is written; ``started`` by `perf_counter`."""

    question: Question
    meaning: Meaning
    reader: Reader
    found: Finding
    account: QuestionAccount
    started: float
    arranged: Arrangement

    def course(self, written: Written) -> Course:
        """How it went up to this draft."""
        return Course(
            (*self.found.evidence, *written.evidence),
            passages=len(self.found.evidence),
            confidence=self.found.confidence,
            milliseconds=self.took(),
            usage=self.account.usage,
        )

    def took(self, ended: float | None = None) -> float:
        """Milliseconds, until now where it has not ended."""
        return round(((ended or perf_counter()) - self.started) * 1000, 1)
