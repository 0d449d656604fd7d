"""The review shows what messages were taken for, and writes what whoever runs Footnote says."""

import io
import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert

from bot.delivery.rows import Rows
from bot.reviewing import LABELS, Candidate, Reviews, review
from chains.database.answers import AnswerRow
from chains.triage.labels import Label
from tests.journeys.conftest import Journey

ASKED = "When is payday?"


async def asked(journey: Journey, said: str, **answer: Any) -> None:
    """A message of Ana's with the record of its reply."""
    ts = await journey.say("U0ANA", "D0ANA", said)
    await journey.settled("D0ANA", ts)
    await journey.drained()
    row = (await journey.rows())[-1]
    told = {
        "workspace": row.workspace, "request": row.request, "asked_at": datetime.now(UTC),
        "asker": "U0ANA", "venue": "private", "channel": "D0ANA", "audience": [],
        "wants": "answer", "scopes": [], "outcome": "Answer", "more": False, "access_lists": 0,
        "epoch": 0, "passages": 0, "confidence": 0.0, "milliseconds": 1.0, "drafted": False,
    } | answer  # fmt: skip
    async with journey.sessions.begin() as session:
        await session.execute(insert(AnswerRow).values(told))


async def test_what_is_worth_a_look_comes_first(journey: Journey) -> None:
    await asked(journey, ASKED, intent="knowledge_question", intent_sure=True)
    await asked(journey, "the page is long", intent="feedback", intent_sure=False)
    # Without a label nothing was decided, or it was what is never shown.
    await asked(journey, "touched me")
    found = await Reviews(journey.sessions, Rows(journey.knowledge.secret)).candidates()
    assert found == [
        Candidate("the page is long", "feedback", sure=False, refuted=False),
        Candidate(ASKED, "knowledge_question", sure=True, refuted=False),
    ]
    # Of another secret's words nothing can be read.
    assert await Reviews(journey.sessions, Rows(b"another secret" * 4)).candidates() == []


def test_a_number_relabels_and_nothing_else_is_written() -> None:
    shown = [Candidate(f"message {number}", "feedback", True, False) for number in range(5)]
    replies = iter(["", str(LABELS.index(Label.HOW_TO) + 1), "99", "q", "1"])
    out, told = io.StringIO(), io.StringIO()
    assert review(shown, out, reply=lambda _: next(replies), tell=told.write) == 1
    assert json.loads(out.getvalue()) == {"text": "message 1", "label": "how_to"}
    assert "message 3" in told.getvalue()
    assert "message 4" not in told.getvalue()
