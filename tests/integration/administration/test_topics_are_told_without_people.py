"""Administrators see what several people asked in vain, and nothing that fewer than three said."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import func, select, update

from bot.language.say import ENGLISH
from bot.views.topics import topics_message
from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.access.principals import WorkspaceId
from chains.administration.grouping import grouped
from chains.administration.topics import Topic, Topics
from chains.answering.outcome import (
    Answer,
    Emptiness,
    NotFound,
    Notice,
    Outcome,
    Reply,
    Sentence,
    Source,
    Unsure,
)
from chains.answering.question import Question, Wants
from chains.answering.unanswered import LONGEST, Unanswered
from chains.database.engine import Sessions
from chains.database.unanswered import UnansweredRow
from chains.errors import ModelUnavailable, Refused
from tests.fakes.word_vectors import WordVectors
from tests.integration.administration.conftest import FINN

PUBLIC = Venue(VenueKind.PUBLIC_CHANNEL, "C0GENERAL")
DIRECT = Venue(VenueKind.PRIVATE, "D0ANA")
GROUP = Venue(VenueKind.PRIVATE_CHANNEL, "C0BOARD")
SHARED = Venue(VenueKind.PUBLIC_CHANNEL, "C0ACME", is_shared=True)
ANSWER = Answer(Reply((Sentence("So.", (1,)),), (Source(1, "d", "T", "", "s"),)))
VISA = "How do I get a visa for Japan?"
_requests = count()


class Asking:
    """People who ask in vain."""

    def __init__(self, sessions: Sessions, workspace: WorkspaceId) -> None:
        self.sessions = sessions
        self.workspace = workspace
        self.topics = Topics(sessions)

    async def ask(
        self,
        who: str,
        text: str = VISA,
        venue: Venue = PUBLIC,
        outcome: Outcome | None = None,
        standing: Standing = Standing.MEMBER,
        wants: Wants = Wants.ANSWER,
    ) -> None:
        asker = Asker(who, standing)
        request = f"R{next(_requests)}"
        question = Question(request, self.workspace, asker, venue, text, (), wants)
        kept = Unanswered(self.sessions, WordVectors())
        await kept.keep(question, text, NotFound() if outcome is None else outcome)

    async def told(self) -> tuple[Topic, ...]:
        return await self.topics.report(self.workspace, FINN)

    async def rows(self) -> list[UnansweredRow]:
        async with self.sessions() as session:
            wanted = select(UnansweredRow).where(UnansweredRow.workspace == self.workspace)
            return list(await session.scalars(wanted))


@pytest.fixture
def asking(sessions: Sessions, workspace: WorkspaceId) -> Asking:
    return Asking(sessions, workspace)


async def test_a_topic_needs_three_different_people(asking: Asking) -> None:
    for _ in range(5):
        await asking.ask("U0ANA")
    await asking.ask("U0BEN")
    assert await asking.told() == ()
    await asking.ask("U0TOM", standing=Standing.GUEST)
    today = datetime.now(UTC).date()
    assert await asking.told() == (Topic(3, today, ("japan", "visa"), VISA),)
    message = topics_message(ENGLISH, "abcd-efgh", await asking.told())
    assert "U0" not in str(message.blocks)


async def test_a_word_needs_three_people_and_so_does_a_sentence(asking: Asking) -> None:
    await asking.ask("U0ANA", "visa japan tokyo embassy stamp fertility")
    await asking.ask("U0BEN", "Japan, Tokyo: visas, embassy, stamp?")
    await asking.ask("U0DAN", "Who gets a visa stamp, Tokyo, Japan embassy?")
    [topic] = await asking.told()
    assert topic.words == ("embassy", "japan", "stamp", "tokyo", "visa")
    assert topic.question is None


@pytest.mark.parametrize("venue", [DIRECT, GROUP, SHARED])
async def test_what_was_not_said_in_public_is_kept_and_shown_as_words_alone(
    asking: Asking, venue: Venue
) -> None:
    for who in ("U0ANA", "U0BEN", "U0DAN"):
        await asking.ask(who, venue=venue)
    rows = await asking.rows()
    assert [(row.question, row.words) for row in rows] == [(None, ["japan", "visa"])] * 3
    [topic] = await asking.told()
    assert topic.question is None
    # Two in public and one in private are not three in public.
    for who in ("U0ANA", "U0BEN"):
        await asking.ask(who)
    [topic] = await asking.told()
    assert (topic.people, topic.question) == (3, None)


@pytest.mark.parametrize(
    ("outcome", "more"),
    [
        (ANSWER, {}),
        (NotFound(more=True), {}),
        (Unsure((), more=True), {}),
        (NotFound(Emptiness.NO_WORDS), {}),
        (NotFound(Emptiness.UNKNOWN_SCOPE), {}),
        (Notice(), {}),
        (NotFound(), {"standing": Standing.PARTNER}),
        (NotFound(), {"standing": Standing.NOBODY}),
        (NotFound(), {"wants": Wants.DOCUMENTS}),
        (NotFound(), {"text": "What is this? 12345 V20481"}),
    ],
)
async def test_what_is_no_topic_is_not_written_down(
    asking: Asking, outcome: Outcome, more: dict[str, object]
) -> None:
    await asking.ask("U0ANA", outcome=outcome, **more)  # type: ignore[arg-type]
    assert await asking.rows() == []


async def test_the_least_is_kept_and_for_thirty_days(
    asking: Asking, sessions: Sessions, workspace: WorkspaceId
) -> None:
    await asking.ask("U0ANA", "visa " * 200, outcome=Unsure(()))
    [row] = await asking.rows()
    assert len(row.question or "") == LONGEST
    for who in ("U0BEN", "U0DAN"):
        await asking.ask(who)
    old = update(UnansweredRow).where(UnansweredRow.workspace == workspace)
    then = datetime.now(UTC) - timedelta(days=30, minutes=1)
    async with sessions.begin() as session:
        await session.execute(old.values(asked_at=then))
    assert await asking.told() == ()
    await asking.topics.forget(workspace)
    assert await asking.rows() == []


async def test_only_administrators_see_them(asking: Asking, workspace: WorkspaceId) -> None:
    with pytest.raises(Refused):
        await asking.topics.report(workspace, Asker("U0ANA", Standing.MEMBER))
    assert await asking.told() == ()


async def test_another_workspace_has_topics_of_its_own(asking: Asking, sessions: Sessions) -> None:
    for who in ("U0ANA", "U0BEN", "U0DAN"):
        await asking.ask(who)
    other = await Topics(sessions).report(WorkspaceId("T0OTHER"), FINN)
    assert other == ()


async def test_an_answer_does_not_wait_for_a_model_that_is_away(
    sessions: Sessions, workspace: WorkspaceId
) -> None:
    class Away(WordVectors):
        async def aembed_query(self, text: str) -> list[float]:
            raise ModelUnavailable(f"planted for {len(text)} letters")

    asker = Asker("U0ANA", Standing.MEMBER)
    question = Question("R", workspace, asker, PUBLIC, VISA, (), Wants.ANSWER)
    await Unanswered(sessions, Away()).keep(question, VISA, NotFound())
    async with sessions() as session:
        wanted = select(func.count()).where(UnansweredRow.workspace == workspace)
        assert await session.scalar(wanted) == 0


def test_what_is_alike_is_one_group_around_its_middle() -> None:
    vectors = WordVectors()
    said = ["visa japan", "visa japan trip", "visa trip", "dog office", "office dog"]
    groups = grouped([vectors.embed_query(text) for text in said])
    assert [sorted(one) for one in groups] == [[0, 1, 2], [3, 4]]
    assert groups[0][0] == 1
    assert grouped([]) == []
