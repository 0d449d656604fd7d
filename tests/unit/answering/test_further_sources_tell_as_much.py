"""Which other sources are quoted beside the one that answers best."""

from dataclasses import replace
from uuid import UUID

from chains.answering.outcome import Form
from chains.answering.passages.cutting import Segment
from chains.answering.passages.evidence import Evidence
from chains.answering.quoting.extractive import Extractive
from chains.answering.quoting.scoring import Candidate
from tests.unit.answering.given_candidates import FACTS, Scored, candidate


def test_another_source_without_limits_does_not_follow_one_whose_limits_hold_it() -> None:
    other = replace(FACTS, id=UUID(int=9))
    evidence = (Evidence(FACTS, "The first."), Evidence(other, "The second."))
    holds, without = "Up to 20 percent is signed by Ida Storm.", "Nils Berg signs for the price."
    found = Extractive(
        Scored(
            [
                Candidate(
                    0, Segment(holds, Form.PROSE, 0), frozenset({"a"}), 1.0, own=0.6, score=0.8
                ),
                Candidate(
                    1, Segment(without, Form.PROSE, 0), frozenset({"b"}), 1.0, own=0.6, score=0.9
                ),
            ]
        )
    ).select("Who signs for 18 percent?", evidence)
    assert [one.segment.text for one in found.chosen] == [holds]


def of_two_sources(question: str, own: float, case: str = "") -> list[str]:
    """What is quoted where another source's sentence holds this share of the question's words."""
    other = replace(FACTS, id=UUID(int=9))
    evidence = (Evidence(FACTS, "The first."), Evidence(other, "The second."))
    further = candidate(1, 0.88, own=own)._replace(passage=1, case=case)
    found = Extractive(Scored([candidate(0, 0.9, own=0.6), further])).select(question, evidence)
    return [one.segment.text for one in found.chosen]


def test_of_a_fact_another_source_is_quoted_where_it_tells_as_much() -> None:
    both = ["Sentence 0.", "Sentence 1."]
    assert of_two_sources("When does it close?", own=0.5) == both[:1]
    assert of_two_sources("When does it close?", own=0.6) == both
    assert of_two_sources("Why does it close?", own=0.5) == both


def test_what_holds_in_another_case_is_told_beside_a_fact() -> None:
    assert len(of_two_sources("When does it close?", own=0.5, case="France")) == 2
