"""Rows about people, as they are left in every table that is not read from Slack."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from bot.auditing.tables import ExportLinkRow
from bot.conversation.tables import NoticedRow
from bot.delivery.tables import DeliveryRow
from bot.feedback.tables import FeedbackRow
from bot.linking.tables import LinkedIdentityRow, LinkTokenRow
from chains.database.answers import AnswerRow
from chains.database.memory import TurnRow
from chains.database.tables import AuditRow, SettingRow
from chains.database.unanswered import UnansweredRow
from chains.database.usage import UsageRow
from chains.database.verified import VerifiedAnswerRow
from tests.journeys.conftest import Journey

THEN = datetime(2026, 3, 4, 12, tzinfo=UTC)


async def leave_traces(journey: Journey, who: str, number: int) -> None:
    """So many rows of each kind that is not read from Slack."""
    home = journey.bot.workspace.id
    for _ in range(number):
        name = uuid4().hex
        rows = [
            _delivery(home, name, who),
            _answer(home, name, who),
            AuditRow(workspace=home, actor=who, action="setting.save", subject=name, at=THEN),
            NoticedRow(workspace=home, channel=name, person=who, day=THEN.date(), request=name),
            LinkTokenRow(digest=name, workspace=home, identity=who, expires_at=THEN),
            _export_link(home, name, who),
            _usage(home, name, who),
            _turn(home, name, who),
            _unanswered(home, name, who),
            _feedback(home, name, who),
            _verified(home, name, who),
        ]
        async with journey.sessions.begin() as session:
            session.add_all(rows)


def _delivery(home: str, name: str, who: str) -> DeliveryRow:
    return DeliveryRow(
        workspace=home,
        request=name,
        event_id=name,
        channel="C0GENERAL",
        kind="ask",
        payload={"user": who, "text": "When is payday?"},
        state="done",
        cited=["a document"],
        received_at=THEN,
        finished_at=datetime.now(UTC),
    )


def _answer(home: str, name: str, who: str) -> AnswerRow:
    """Asked for by somebody else in a group that this person is in."""
    return AnswerRow(
        workspace=home,
        request=name,
        asked_at=THEN,
        asker="U0ELIF",
        venue="group_dm",
        channel="G0LEADS",
        audience=[{"principals": ["everyone", f"person:{who}"], "collective": False}],
        wants="answer",
        scopes=[],
        outcome="Answer",
        more=False,
        access_lists=1,
        epoch=1,
        passages=1,
        confidence=1.0,
        milliseconds=1.0,
        drafted=False,
    )


def _usage(home: str, name: str, who: str) -> UsageRow:
    """Of another model each time, on one day."""
    return UsageRow(
        workspace=home,
        day=THEN.date(),
        subject=f"person:{who}",
        model=name,
        calls=1,
        input_tokens=1,
        output_tokens=1,
        usd=0,
        unpriced=0,
    )


def _export_link(home: str, name: str, who: str) -> ExportLinkRow:
    asked: dict[str, Any] = {"form": "csv", "filter": {}}
    return ExportLinkRow(digest=name, workspace=home, identity=who, expires_at=THEN, **asked)


def _turn(home: str, name: str, who: str) -> TurnRow:
    words = {"thread": name, "audience": name, "question": "When is payday?"}
    return TurnRow(
        workspace=home, request=name, channel="C0GENERAL", asker=who, asked_at=THEN, **words
    )


def _unanswered(home: str, name: str, who: str) -> UnansweredRow:
    told = {"words": ["payday"], "question": None, "vector": [1.0, 0.0]}
    return UnansweredRow(workspace=home, request=name, asker=who, asked_at=THEN, **told)


def _feedback(home: str, name: str, who: str) -> FeedbackRow:
    said = {"verdict": "not_helpful", "reason": "wrong", "words": "Payday moved."}
    return FeedbackRow(workspace=home, request=name, person=who, said_at=datetime.now(UTC), **said)


def _verified(home: str, name: str, who: str) -> VerifiedAnswerRow:
    """An answer to this question of a document that is there no more."""
    document = {"id": str(uuid4()), "hash": name, "owner": "somebody@x.example"}
    return VerifiedAnswerRow(
        workspace=home, question=name, documents=[document], text="On the 25th.", person=who
    )


async def sign_in(journey: Journey, who: str) -> None:
    home = journey.bot.workspace.id
    row = LinkedIdentityRow(
        workspace=home,
        identity=who,
        issuer="https://id.example",
        subject=who,
        address=f"person:email:{who[2:].lower()}@tidewater.example",
        linked_at=THEN,
    )
    async with journey.sessions.begin() as session:
        session.add(row)
        session.add(SettingRow(workspace=home, subject=who, value={}, updated_by=who))
