"""Topics that several people asked about and nothing answered, for administrators.

Whatever is shown was said by three people at least: a topic, each of its words, and a question
that is repeated. Fewer would tell what one person asked, to whoever knows who it could be.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import delete, select

from chains.access.audience import Asker
from chains.access.principals import WorkspaceId
from chains.administration.grouping import grouped
from chains.administration.records import require_administrator
from chains.answering.questions.words import Words
from chains.answering.unanswered import KEPT
from chains.database.engine import Sessions, reaching_database
from chains.database.unanswered import UnansweredRow
from chains.index.stems import DEFAULT_LANGUAGE

FEWEST = 3
"""People."""
MOST_QUESTIONS = 2_000
"""The newest, that are looked at."""
MOST_TOPICS = 20
MOST_WORDS = 6


@dataclass(frozen=True)
class Topic:
    """``words``: said by three people at least, the commonest first. ``question``: the same in
    other words for three people at least, each of whom asked it where everybody could read it.
    """

    people: int
    last_asked: date
    words: tuple[str, ...]
    question: str | None = None


@dataclass(frozen=True)
class _Asked:
    asker: str
    on: date
    words: tuple[str, ...]
    question: str | None
    vector: Sequence[float]


class Topics:
    """Finds them in the last thirty days."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def report(self, workspace: WorkspaceId, actor: Asker) -> tuple[Topic, ...]:
        """The topics that most people asked about, first.

        Raises:
            Refused: the actor is no administrator.
            StoreUnavailable: Postgres did not answer.
        """
        require_administrator(actor)
        wanted = (
            select(UnansweredRow)
            .where(
                UnansweredRow.workspace == workspace,
                UnansweredRow.asked_at > datetime.now(UTC) - KEPT,
            )
            .order_by(UnansweredRow.asked_at.desc(), UnansweredRow.request)
            .limit(MOST_QUESTIONS)
        )
        with reaching_database("unanswered"):
            async with self._sessions() as session:
                found = [_asked(row) for row in await session.scalars(wanted)]
        return await asyncio.to_thread(_topics, found)

    async def forget(self, workspace: WorkspaceId) -> None:
        """Delete what is older than thirty days. Raises `StoreUnavailable`."""
        old = UnansweredRow.asked_at < datetime.now(UTC) - KEPT
        with reaching_database("unanswered"):
            async with self._sessions.begin() as session:
                await session.execute(
                    delete(UnansweredRow).where(UnansweredRow.workspace == workspace, old)
                )


def _asked(row: UnansweredRow) -> _Asked:
    words = tuple(row.words)
    return _Asked(row.asker, row.asked_at.date(), words, row.question, row.vector)


def _topics(asked: Sequence[_Asked]) -> tuple[Topic, ...]:
    # Another model's vectors say nothing beside these; they go within thirty days.
    same = [one for one in asked if len(one.vector) == len(asked[0].vector)]
    groups = grouped([one.vector for one in same])
    found = (_topic([same[place] for place in places]) for places in groups)
    shown = sorted((one for one in found if one is not None), key=lambda one: -one.people)
    return tuple(shown[:MOST_TOPICS])


def _topic(asked: Sequence[_Asked]) -> Topic | None:
    """The topic of a group; ``None`` where too few people asked, or share no word."""
    people = len({one.asker for one in asked})
    words = _shared_words(asked) if people >= FEWEST else ()
    if not words:
        return None
    return Topic(people, max(one.on for one in asked), words, _shared_question(asked))


def _shared_words(asked: Iterable[_Asked]) -> tuple[str, ...]:
    """The words that enough people said, whatever their inflection, in the form most said."""
    stems = Words()
    people: dict[frozenset[str], set[str]] = defaultdict(set)
    forms: dict[frozenset[str], Counter[str]] = defaultdict(Counter)
    for one in asked:
        for word in one.words:
            stem = stems.of(word, DEFAULT_LANGUAGE)
            people[stem].add(one.asker)
            forms[stem][word] += 1
    enough = [stem for stem, askers in people.items() if len(askers) >= FEWEST]
    enough.sort(key=lambda stem: (-len(people[stem]), min(forms[stem])))
    return tuple(forms[stem].most_common(1)[0][0] for stem in enough[:MOST_WORDS])


def _shared_question(asked: Sequence[_Asked]) -> str | None:
    """A question that enough people asked in public, nearest to the middle of the group."""
    stems = Words()
    open_ = [(one, one.question) for one in asked if one.question is not None]
    same: dict[frozenset[str], set[str]] = defaultdict(set)
    for one, text in open_:
        same[stems.of_question(text, DEFAULT_LANGUAGE)].add(one.asker)
    # The first of a group is its middle.
    for _, text in open_:
        if len(same[stems.of_question(text, DEFAULT_LANGUAGE)]) >= FEWEST:
            return text
    return None
