"""Asks a pipeline a question as somebody of a staged company, and takes the time."""

import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import uuid4

from chains.access.audience import Venue, VenueKind
from chains.access.principals import WorkspaceId
from chains.answering.outcome import Outcome, SoFar, Stage, Step
from chains.answering.question import Question
from chains.evaluation.staged_company import StagedCompany, asker_of

Progress = Callable[[str, float], None]
"""Told the step that runs and how far it is, 0 to 1."""
Write = Callable[[str], object]
"""Takes one line of the output at a time."""


class Asked(Protocol):
    """Whatever answers questions: the product's copilot."""

    def ask(self, question: Question) -> AsyncIterator[Step]:
        """Stages while it works; the last step is the outcome."""
        ...


@dataclass(frozen=True)
class Response:
    """What came of one asking; times are milliseconds, the first until any words could be read."""

    outcome: Outcome | None
    first_text_ms: float
    milliseconds: float


async def asked_privately(who: str, text: str, workspace: WorkspaceId, copilot: Asked) -> Response:
    """What this person of the company gets where nobody else reads it.

    Raises:
        RetryLater: a store or a model did not answer.
    """
    question = Question(
        request=uuid4().hex,
        workspace=workspace,
        asker=asker_of(who),
        venue=Venue(VenueKind.PRIVATE),
        text=text,
    )
    outcome: Outcome | None = None
    first: float | None = None
    began = time.perf_counter()
    async for step in copilot.ask(question):
        if isinstance(step, Stage):
            continue
        first = _since(began) if first is None else first
        if not isinstance(step, SoFar):
            outcome = step
    whole = _since(began)
    return Response(outcome, whole if first is None else first, whole)


async def loaded(staged: StagedCompany, documents: int, progress: Progress) -> None:
    """Load a company of so many documents, telling how far that is."""
    indexed = 0

    def told(more: int) -> None:
        nonlocal indexed
        indexed += more
        progress("Indexing", min(1.0, indexed / documents))

    await staged.load(told)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
