"""A full pass over 10,000 people: what it costs when Slack answers at once."""

import sys
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.directory.full_pass import FullPass
from bot.directory.ledger import Ledger
from bot.directory.mirror import Mirror
from bot.directory.slack_lists import PAGE
from bot.linking.links import Links
from chains.access.directory import Directory
from chains.access.principals import WorkspaceId
from chains.database.engine import Sessions

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

PEOPLE = 10_000
MOST_SECONDS = 15.0


class EverybodyAtOnce:
    """Slack's lists without Slack."""

    def __init__(self, team: str) -> None:
        self._people = [
            {
                "id": f"U{number}",
                "team_id": team,
                "is_email_confirmed": True,
                "profile": {"email": f"u{number}@x.example"},
            }
            for number in range(PEOPLE)
        ]

    async def users(self) -> AsyncIterator[list[dict[str, Any]]]:
        for start in range(0, PEOPLE, PAGE):
            yield self._people[start : start + PAGE]

    async def groups(self) -> list[dict[str, Any]]:
        return []

    async def own_conversations(self) -> list[dict[str, Any]]:
        return []


async def test_a_pass_over_ten_thousand_people_takes_seconds(
    sessions: Sessions, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = WorkspaceId(f"T{uuid4().hex[:10].upper()}")
    lists: Any = EverybodyAtOnce(workspace)

    def clock() -> datetime:
        return datetime.now(UTC)

    ledger = Ledger(sessions, workspace)
    links = Links(sessions, workspace, clock, issuer=None, longest=timedelta(days=30))
    mirror = Mirror(workspace, lists, Directory(sessions), ledger, clock, links)
    took = []
    for _ in range(2):
        began = time.perf_counter()
        await FullPass(mirror, lists, ledger, clock).run()
        took.append(time.perf_counter() - began)
    with capsys.disabled():
        sys.stdout.write(f"\nfirst pass {took[0]:.1f} s, second {took[1]:.1f} s")
    assert max(took) < MOST_SECONDS
