"""Candidates with given scores, and a scorer that gives them whatever is asked."""

from collections.abc import Sequence
from uuid import UUID

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.quoting.scoring import Candidate, Scorer

FACTS = DocumentFacts(UUID(int=1), UUID(int=2), "gate.md", "Gate", "https://docs.example/g", "g")


class Scored(Scorer):
    """Scores that are given."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        super().__init__()
        self._given = tuple(candidates)

    def candidates(self, question: str, evidence: Sequence[Evidence]) -> tuple[Candidate, ...]:
        """The given ones, whatever is asked."""
        return self._given if question and evidence else ()


def candidate(place: int, score: float, own: float, *, fits: bool = True) -> Candidate:
    segment = Segment(f"Sentence {place}.", Form.PROSE, place)
    return Candidate(0, segment, frozenset({f"s{place}"}), 1.0, own=own, fits=fits, score=score)
