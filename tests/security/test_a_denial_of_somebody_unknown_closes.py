"""A denial that names somebody nobody knows is not ignored: it closes the list."""

from datetime import UTC, datetime

import pytest

from chains.access.access_lists import AccessList
from chains.access.audience import Audience, Profile
from chains.access.directory import Directory, MembersFact
from chains.access.interning import intern_access_list
from chains.access.principals import (
    EVERYONE,
    Principal,
    WorkspaceId,
    channel,
    email,
    handle,
    person,
    user_group,
)
from chains.access.reader import Readers
from chains.database.engine import Sessions

ANA = Audience((Profile(frozenset({person("U0ANA"), EVERYONE})),))


@pytest.mark.parametrize(
    "denied",
    [
        handle("interns"),
        email("ben@tidewater.example"),
        channel("C0UNSEEN"),
        user_group("S0UNSEEN"),
    ],
)
async def test_a_list_that_denies_somebody_unknown_is_closed_until_they_are_known(
    sessions: Sessions, workspace: WorkspaceId, denied: Principal
) -> None:
    async with sessions.begin() as session:
        number = await intern_access_list(
            session, workspace, AccessList.of([EVERYONE], denied=[denied])
        )
    readers = Readers(sessions)
    assert (await readers.reader_for(workspace, ANA)).access_lists == ()

    known = MembersFact(denied, frozenset({person("U0BEN")}), "slack", datetime.now(UTC))
    await Directory(sessions).record(workspace, [known])
    assert (await readers.reader_for(workspace, ANA)).access_lists == (number,)
