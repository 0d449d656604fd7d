"""Tells candidates apart that have the same words: which cannot answer, and which do more."""

from collections.abc import Sequence

from chains.answering.passages.evidence import Evidence
from chains.answering.quoting.columns import of_the_value_asked
from chains.answering.quoting.kinds import of_the_kind_asked
from chains.answering.quoting.lettered import of_the_letter_asked
from chains.answering.quoting.people import of_the_people_asked
from chains.answering.quoting.rows import of_the_row_asked
from chains.answering.quoting.scoring import Candidate
from chains.answering.quoting.turning import whom_first


def told_apart(
    question: str, candidates: Sequence[Candidate], evidence: Sequence[Evidence]
) -> tuple[Candidate, ...]:
    """The candidates, unfit where they are of something else than what the question names."""
    told = of_the_letter_asked(question, candidates, evidence)
    told = of_the_kind_asked(question, told, evidence)
    told = of_the_people_asked(question, told, evidence)
    told = of_the_value_asked(question, told, evidence)
    # Of the rows that are left the extreme one is picked.
    told = of_the_row_asked(question, told)
    return whom_first(question, told, evidence)
