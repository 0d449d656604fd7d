"""Identifiers and names: a document that lacks them is about something else."""

from dataclasses import replace
from uuid import UUID

import pytest

from chains.answering.passages.evidence import DocumentFacts, Evidence
from chains.answering.passages.naming import identified_first, identifiers, names
from chains.answering.quoting.decision import Thresholds, Verdict, judge
from chains.answering.quoting.extractive import Extractive, Selection
from chains.answering.quoting.scoring import Scorer


def passage(number: int, title: str, text: str, cosine: float = 0.62) -> Evidence:
    facts = DocumentFacts(UUID(int=number), UUID(int=99), title, title, "https://a.example", "a")
    return Evidence(facts, text, cosine=cosine, score=1 / number)


def select(question: str, *evidence: Evidence) -> Selection:
    scorer = Scorer()
    return Extractive(scorer).select(question, evidence)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What became of INC-20481?", {"inc-20481"}),
        ("Who is emp_0366 (EMP_0367)?", {"emp_0366", "emp_0367"}),
        ("Where is B0B15CPR37 stored?", {"b0b15cpr37"}),
        ("Was the 401k of 2024 in Q3 at 18F on 2024-05-01?", set()),
    ],
)
def test_identifiers_are_told_from_years_and_versions(text: str, found: set[str]) -> None:
    assert identifiers(text) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Where does Ana Quist live?", {"ana", "quist"}),
        ("Which phone do we have for (Lowland) Ferries?", {"lowland", "ferries"}),
        ("What is the IT budget? I forgot.", set()),
        ("Who Do I Call When I Lose My Laptop?", set()),
        ("Wie hoch ist das Gehalt der Leitung und wann wird es gezahlt?", set()),
    ],
)
def test_names_are_capitalised_inside_a_question(question: str, found: set[str]) -> None:
    assert names(question) == found


def test_what_names_the_identifier_comes_first() -> None:
    near, far = passage(1, "Printers", "Paper."), passage(2, "Ticket", "About INC-20481.")
    assert identified_first("What of INC-20481?", (near, far)) == (far, near)
    assert identified_first("What of printers?", (near, far)) == (near, far)


def test_a_passage_that_names_the_identifier_answers_however_unlike_it_is() -> None:
    question = "How was the problem in INC-20481 solved?"
    ticket = passage(1, "Ticket INC-20481", "The driver of the printer was installed again.")
    assert judge(question, select(question, ticket), (ticket,), Thresholds())[0] is Verdict.ANSWER
    other = passage(1, "Ticket INC-20482", "The driver of the printer was installed again.")
    assert judge(question, select(question, other), (other,), Thresholds())[0] is Verdict.NOTHING


def test_a_document_without_the_identifier_never_leads() -> None:
    question = "How was the printer problem in INC-20481 solved?"
    alike = passage(1, "Ticket INC-20482", "The printer problem was solved by new paper.", 0.9)
    ticket = passage(2, "Ticket INC-20481", "A driver was installed.", 0.6)
    both = select(question, alike, ticket)
    assert both.best is not None
    assert both.best.passage == 1
    verdict, _ = judge(question, select(question, alike), (alike,), Thresholds())
    assert verdict is Verdict.UNSURE


def test_the_field_asked_for_leads_and_not_the_one_that_repeats_the_question() -> None:
    record = passage(1, "Vendor: May Ferries", "name: May Ferries\ntown: Port\ntax id: Sc92244")
    found = select("What is the tax ID of the vendor May Ferries?", record)
    assert found.best is not None
    assert found.best.segment.text == "tax id: Sc92244"


def test_a_field_of_another_ones_record_is_no_answer() -> None:
    record = passage(1, "Vendor: Highland Ferries", "type: vendor\nid: 7\ntax id: Sc92244", 0.9)
    question = "What is the tax ID of the vendor Lowland Ferries?"
    assert judge(question, select(question, record), (record,), Thresholds())[0] is (
        Verdict.NOTHING
    )
    named = passage(2, "Ferries", "Lowland Ferries is a vendor.", 0.6)
    both = (record, named)
    assert judge(question, select(question, *both), both, Thresholds())[0] is Verdict.UNSURE


def test_what_is_near_is_not_shown_for_a_name_that_no_passage_has() -> None:
    near = passage(1, "Crane", "The crane project closes its books at noon.", 0.6)
    unknown = "How does Project Halibut close?"
    assert judge(unknown, select(unknown, near), (near,), Thresholds())[0] is Verdict.NOTHING
    common = "How does the halibut project close?"
    assert judge(common, select(common, near), (near,), Thresholds())[0] is Verdict.UNSURE


def test_a_further_source_has_the_names_that_the_first_one_has() -> None:
    said = "We lost the deal with {} over the price of a tug."
    first = passage(1, "Deals", said.format("Vesterhavn"))
    other = replace(passage(2, "Bids", f"In May {said.format('a port')} It was 30."), score=1.0)
    for name, sources in (("Vesterhavn", 1), ("Karsund", 2), ("any port", 2)):
        found = select(f"How did we lose the deal with {name} over a tug?", first, other)
        assert len({one.passage for one in found.chosen}) == sources, name


def test_a_name_that_nothing_found_holds_leaves_nothing_certain() -> None:
    page = passage(1, "Berths", "The fee of a berth in Karsund is 40 euros.", cosine=0.9)
    sure = Thresholds(bias=9.0)
    for place, verdict in (("Karsund", Verdict.ANSWER), ("Oslo", Verdict.UNSURE)):
        question = f"What is the fee of a berth in {place}?"
        found = select(question, page)
        assert judge(question, found, (page,), sure)[0] is verdict
