"""Who asks for leave, and for no kind of it, is not answered from pages about a kind."""

from collections.abc import Sequence

from chains.answering.passages.evidence import Evidence
from chains.answering.questions.kinds_of_leave import asks_plainly, is_of_a_kind
from chains.answering.quoting.scoring import Candidate


def of_the_kind_asked(
    question: str, candidates: Sequence[Candidate], evidence: Sequence[Evidence]
) -> tuple[Candidate, ...]:
    """The candidates, unfit where they, their headings or title are about another kind of leave."""
    if not asks_plainly(question):
        return tuple(candidates)
    above = [any(map(is_of_a_kind, (one.document.title, *one.heading))) for one in evidence]
    headed = {one: is_of_a_kind(one) for one in {each.segment.heading for each in candidates}}
    return tuple(
        one._replace(fits=False)
        if above[one.passage] or headed[one.segment.heading] or is_of_a_kind(one.segment.text)
        else one
        for one in candidates
    )
