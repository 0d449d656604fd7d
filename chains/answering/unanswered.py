"""Keeps what of an unanswered question tells its topic, and no more than that."""

from datetime import UTC, datetime, timedelta

import structlog
from langchain_core.embeddings import Embeddings
from sqlalchemy.dialects.postgresql import insert

from chains.access.audience import Standing, VenueKind
from chains.answering.outcome import Emptiness, NotFound, Outcome, Unsure
from chains.answering.question import IN_WORDS, Question
from chains.answering.questions.words import telling_words
from chains.database.engine import Sessions, reaching_database
from chains.database.unanswered import UnansweredRow
from chains.errors import RetryLater

KEPT = timedelta(days=30)
LONGEST = 300
"""Characters of a question."""
_PEOPLE = frozenset({Standing.MEMBER, Standing.GUEST})


class Unanswered:
    """Questions that ended in nothing, or in nothing certain, for whoever asked."""

    def __init__(self, sessions: Sessions, embeddings: Embeddings) -> None:
        self._sessions = sessions
        self._embeddings = embeddings

    async def keep(self, question: Question, understood: str, outcome: Outcome) -> None:
        """Note its topic. An answer does not wait for that to work: what fails is left out."""
        words = telling_words(understood)
        if not words or not is_kept(question, outcome):
            return
        try:
            vector = await self._embeddings.aembed_query(" ".join(words))
            await self._write(question, understood, words, vector)
        except RetryLater as error:
            log = structlog.get_logger(__name__)
            log.warning("topic_not_kept", request_id=question.request, error=type(error).__name__)

    async def _write(
        self, question: Question, understood: str, words: tuple[str, ...], vector: list[float]
    ) -> None:
        key = {"workspace": question.workspace, "request": question.request}
        kept = {
            "asker": question.asker.identity,
            "asked_at": datetime.now(UTC),
            "words": list(words),
            "question": understood[:LONGEST] if _is_public(question) else None,
            "vector": vector,
        }
        statement = insert(UnansweredRow).values(**key, **kept)
        with reaching_database("unanswered"):
            async with self._sessions.begin() as session:
                await session.execute(
                    statement.on_conflict_do_update(index_elements=list(key), set_=kept)
                )


def is_kept(question: Question, outcome: Outcome) -> bool:
    """Whether a question is one for the topics: the one place where that is decided.

    Not where the asker alone would have been answered, nor where somebody of another organisation
    asks. What triage calls sensitive has no search, and where its asker wants one it is not kept.
    """
    if (
        not question.kept
        or question.wants not in IN_WORDS
        or question.asker.standing not in _PEOPLE
    ):
        return False
    match outcome:
        case NotFound(why=Emptiness.NO_MATCH, more=False) | Unsure(more=False):
            return True
        case _:
            return False


def _is_public(question: Question) -> bool:
    """Whether every full member could read it where it was asked."""
    venue = question.venue
    return venue.kind is VenueKind.PUBLIC_CHANNEL and not venue.is_shared
