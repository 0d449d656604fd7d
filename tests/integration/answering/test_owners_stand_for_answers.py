"""The owner of all sources of an answer can say it in their own words, for who may read them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from chains.access.audience import Asker, Standing, audience_for
from chains.access.directory import Directory, MembersFact
from chains.access.principals import email, person
from chains.access.reader import Readers
from chains.answering.explaining.cited import Cited
from chains.answering.library import Library
from chains.answering.outcome import Answer, Outcome, VerifiedBy
from chains.answering.question import Question
from chains.answering.questions.follow_up import Understood
from chains.answering.questions.understanding import Meaning
from chains.answering.records import Records
from chains.answering.verified import VerifiedAnswers
from chains.answering_path import cited_on
from tests.integration.answering.conftest import ANA, GENERAL, PRIVATE, Company, page, words
from tests.integration.answering.statements import statements

QUESTION = "What is the daily allowance for meals on a business trip?"
SAME = "daily allowances for meals on business trips?"
BODY = "The daily allowance for meals on a business trip is {euros} euros."
OWNER = Asker("U0OWNER", Standing.MEMBER)
OWN_WORDS = "It is 45 euros a day.\n<!channel> https://evil.example/x asks for receipts."


@dataclass
class Stand:
    """The company, and what its people do with answers."""

    company: Company
    verified: VerifiedAnswers

    async def shown(self, question: str = QUESTION, who: Asker = ANA) -> Outcome:
        return await self.company.ask(question, who, request=str(uuid4()))

    async def cited(self, who: Asker) -> Cited:
        """An answer that this person was shown."""
        request = str(uuid4())
        await self.company.ask(QUESTION, who, request=request)
        records = Records(self.company.sessions, self.company.seal)
        await records.delivered(self.company.workspace, request, None)

        async def reads(_channel: str) -> bool:
            return False

        cited = cited_on(self.company.sessions, self.company.seal)
        found = await cited.of(self.company.workspace, who, request, reads)
        assert found is not None
        return found

    async def say(self, text: str = OWN_WORDS, who: Asker = OWNER) -> bool:
        """Stand for an answer that this person was shown."""
        seen = await self.cited(who)
        return await self.verified.keep(self.company.workspace, who, seen, QUESTION, text)

    async def found_for(self, who: Asker) -> bool:
        """Whether the owner's words are found for what this person may read."""
        workspace = self.company.workspace
        readers = Readers(self.company.sessions)
        reader = await readers.reader_for(workspace, audience_for(who, PRIVATE))
        question = Question("R1", workspace, who, PRIVATE, QUESTION)
        meaning = Meaning(Understood(QUESTION))
        return await self.verified.written(question, meaning, reader) is not None

    async def rewrite(self, body: str, **front: str) -> None:
        file = self.company.root / "travel" / "trips.md"
        file.write_text(page("Trips", body, **front), encoding="utf-8")
        await self.company.synchroniser.sync(self.company.workspace, self.company.sources["travel"])


@pytest.fixture
async def standing(company: Company) -> Stand:
    """One document that everybody reads, owned by OWNER's confirmed address."""
    trips = page("Trips", BODY.format(euros=40), owner="Owner@x.example")
    await company.publish("travel", {"trips.md": trips})
    alias = MembersFact(
        email("owner@x.example"), frozenset({person("U0OWNER")}), "slack", datetime.now(UTC)
    )
    await Directory(company.sessions).record(company.workspace, [alias])
    verified = VerifiedAnswers(
        company.sessions, Readers(company.sessions), Library(company.sessions)
    )
    return Stand(company, verified)


def by_owner(outcome: Outcome) -> bool:
    return isinstance(outcome, Answer) and outcome.verified is not None


async def test_the_same_question_gets_the_owners_words_with_the_sources(
    standing: Stand,
) -> None:
    assert not by_owner(await standing.shown())
    assert await standing.say()
    for asked in (QUESTION, SAME):
        outcome = await standing.shown(asked)
        assert isinstance(outcome, Answer)
        assert outcome.verified == VerifiedBy("U0OWNER", datetime.now(UTC).date())
        assert outcome.reply.sentences[0].text == "It is 45 euros a day."
        assert [one.title for one in outcome.reply.sources] == ["Trips"]
    channel = await standing.company.ask(QUESTION, ANA, GENERAL)
    assert by_owner(channel)
    other = await standing.shown("What is the daily allowance for hotels on a business trip?")
    assert not by_owner(other)


async def test_nobody_asks_for_them_where_no_owner_stands_for_anything(standing: Stand) -> None:
    with statements(standing.company.sessions) as before:
        await standing.shown()
    assert not any("verified_answer.question" in one for one in before)
    assert await standing.say()
    with statements(standing.company.sessions) as after:
        await standing.shown("What is the daily allowance for hotels?")
    assert any("verified_answer.question" in one for one in after)


async def test_nobody_but_the_owner_can_and_who_can_may_take_it_back(standing: Stand) -> None:
    assert not await standing.say(who=ANA)
    assert not by_owner(await standing.shown())
    assert await standing.say()
    assert await standing.say("It is 50 euros.")
    assert "50 euros" in words(await standing.shown())
    assert await standing.say("")
    assert not by_owner(await standing.shown())


async def test_one_document_of_somebody_else_is_too_many(standing: Stand) -> None:
    seen, workspace = await standing.cited(OWNER), standing.company.workspace
    (own,) = seen.documents
    assert await standing.verified.may(workspace, OWNER, seen)
    for other in ("ben@x.example", None, "not an address"):
        both = replace(seen, documents=(own, replace(own, owner=other)))
        assert not await standing.verified.may(workspace, OWNER, both)
    # One that they may not read, of whosever it is.
    assert not await standing.verified.may(workspace, OWNER, replace(seen, whole=False))
    assert not await standing.verified.may(workspace, OWNER, replace(seen, documents=()))


@pytest.mark.parametrize(
    ("body", "owner"),
    [(BODY.format(euros=60), "owner@x.example"), (BODY.format(euros=40), "ben@x.example")],
)
async def test_it_ends_when_the_source_has_other_words_or_another_owner(
    standing: Stand, body: str, owner: str
) -> None:
    assert await standing.say()
    await standing.rewrite(body, owner=owner)
    assert not by_owner(await standing.shown())
    assert await standing.verified.expire(standing.company.workspace) == 1
    assert await standing.verified.expire(standing.company.workspace) == 0


async def test_it_is_for_readers_of_all_its_sources_and_revocation_wins(
    standing: Stand,
) -> None:
    assert await standing.say()
    assert "45 euros" not in words(await standing.shown(who=Asker("U0TOM", Standing.GUEST)))
    assert await standing.found_for(ANA)
    # By itself, before what is shown is checked again: else they would be told nothing at all.
    assert not await standing.found_for(Asker("U0TOM", Standing.GUEST))
    await standing.company.take_away("travel", "trips.md")
    assert "45 euros" not in words(await standing.shown())


async def test_a_scope_without_its_source_leaves_it_out(standing: Stand) -> None:
    assert await standing.say()
    await standing.company.publish("hr", {"pay.md": page("Pay", "Payday is the 25th.")})
    narrowed = await standing.company.ask(QUESTION, ANA, PRIVATE, scopes=("hr",))
    assert "45 euros" not in words(narrowed)
    assert by_owner(await standing.company.ask(QUESTION, ANA, PRIVATE, scopes=("travel",)))


async def test_a_newer_document_in_place_of_a_source_ends_it(standing: Stand) -> None:
    assert await standing.say()
    assert await standing.found_for(ANA)
    newer = page("Trips anew", BODY.format(euros=70), supersedes="trips.md")
    (standing.company.root / "travel" / "newer.md").write_text(newer, encoding="utf-8")
    await standing.company.synchroniser.sync(
        standing.company.workspace, standing.company.sources["travel"]
    )
    assert not await standing.found_for(ANA)
    assert "70 euros" in words(await standing.shown())
