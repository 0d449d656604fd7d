"""One asking: its outcome, and when the first words of it could be read."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from chains.access.principals import WorkspaceId
from chains.answering.outcome import Answer, NotFound, Reply, Sentence, SoFar, Source, Stage, Step
from chains.answering.question import Question
from chains.evaluation.asking import asked_privately

TEAM = WorkspaceId("T1")
SOURCE = Source(1, "d", "Page", "https://kb.example/page", "kb")
REPLY = Reply((Sentence("It is so.", (1,)),), (SOURCE,))


@dataclass(frozen=True)
class Scripted:
    """Takes these steps, with a moment before each."""

    steps: tuple[Step, ...]

    async def ask(self, question: Question) -> AsyncIterator[Step]:
        assert question.text == "Why?"
        for step in self.steps:
            await asyncio.sleep(0.005)
            yield step


async def test_words_shown_before_the_outcome_are_the_first_text() -> None:
    steps = (Stage.SEARCHING, SoFar(REPLY), Stage.CHECKING, SoFar(REPLY), Answer(REPLY))
    came = await asked_privately("ana", "Why?", TEAM, Scripted(steps))
    assert isinstance(came.outcome, Answer)
    assert 5 < came.first_text_ms < came.milliseconds - 5


async def test_an_outcome_alone_is_the_first_text() -> None:
    came = await asked_privately("ana", "Why?", TEAM, Scripted((Stage.SEARCHING, NotFound())))
    assert isinstance(came.outcome, NotFound)
    assert 5 < came.first_text_ms <= came.milliseconds


async def test_silence_has_no_outcome() -> None:
    came = await asked_privately("ana", "Why?", TEAM, Scripted(()))
    assert came.outcome is None
    assert came.first_text_ms == came.milliseconds
