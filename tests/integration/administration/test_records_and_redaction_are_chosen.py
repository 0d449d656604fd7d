"""Administrators choose how long it is kept who was shown what, and who may export it."""

from typing import Any

import pytest
from aiohttp import ClientSession
from sqlalchemy import select

from bot.language.say import ENGLISH
from bot.playground.server import Playground
from bot.views import ids
from bot.views.wording import ADMINISTRATORS_ONLY, AUDITORS_SEE, AUDITORS_WRONG, DAYS_WRONG
from chains.access.audience import Asker, Standing
from chains.access.principals import WorkspaceId
from chains.administration.exports import AUDITORS_ONLY
from chains.administration.oversight import Oversight
from chains.database.engine import Sessions
from chains.database.tables import AuditRow
from chains.errors import Refused
from chains.settings import AuditPolicy, RedactionSettings
from tests.integration.administration.conftest import FINN, Person

Json = dict[str, Any]


def form(days: str = "30", auditors: list[str] | None = None, *redaction: str) -> Json:
    return {
        ids.DAYS: {ids.DAYS: days},
        ids.AUDITORS: {ids.AUDITORS: auditors or []},
        ids.REDACTION: {ids.REDACTION: list(redaction)},
    }


async def opened(person: Person) -> str:
    return await person.press(await person.open_settings(), ids.SETTINGS_RECORDS)


async def test_the_form_shows_what_holds_and_what_is_saved_holds(
    finn: Person, overseen: Oversight, workspace: WorkspaceId, sessions: Sessions
) -> None:
    policies, view = overseen.policies, await opened(finn)
    shown = await finn.shown()
    assert "'initial_value': '90'" in shown
    assert "initial_users" not in shown
    assert ENGLISH(AUDITORS_SEE) in shown
    [ticked] = [
        one["element"]["initial_options"]
        for one in (await finn.get("views"))[-1]["blocks"]
        if one["block_id"] == ids.REDACTION
    ]
    assert [one["value"] for one in ticked] == [ids.DELETED]
    assert await finn.submit(view, form("30", ["U0ANA", "U0DANA"], ids.REVOKED)) == {"ok": True}
    audit = AuditPolicy(days=30, auditors=("U0ANA", "U0DANA"))
    assert await policies.audit(workspace) == audit
    assert await policies.redaction(workspace) == RedactionSettings(deleted=False, revoked=True)
    async with sessions() as session:
        about = select(AuditRow).where(AuditRow.workspace == workspace).order_by(AuditRow.id)
        entries = list(await session.scalars(about))
    assert [(one.actor, one.subject) for one in entries] == [
        ("U0FINN", "audit"),
        ("U0FINN", "redaction"),
    ]
    await opened(finn)
    assert "'initial_users': ['U0ANA', 'U0DANA']" in await finn.shown()


async def test_an_administrator_is_no_auditor_unless_chosen(
    finn: Person, overseen: Oversight, workspace: WorkspaceId
) -> None:
    with pytest.raises(Refused, match=AUDITORS_ONLY):
        await overseen.exports.require_auditor(workspace, FINN)
    await finn.submit(await opened(finn), form("30", ["U0FINN"]))
    await overseen.exports.require_auditor(workspace, FINN)
    await finn.submit(await opened(finn), form("30", []))
    with pytest.raises(Refused, match=AUDITORS_ONLY):
        await overseen.exports.require_auditor(workspace, FINN)


@pytest.mark.parametrize("days", ["0", "3651", "-1", "1.5", "ninety"])
async def test_days_that_are_none_are_refused_on_their_field(
    finn: Person, overseen: Oversight, workspace: WorkspaceId, days: str
) -> None:
    told = await finn.submit(await opened(finn), form(days, ["U0ANA"]))
    assert told["errors"] == {ids.DAYS: ENGLISH(DAYS_WRONG)}
    assert await overseen.policies.audit(workspace) == AuditPolicy()


@pytest.mark.parametrize("who", ["U0TOM", "U0PRIYA", "U0GONE", "U0FOOTNOTE", "U0NOBODY"])
async def test_only_full_members_become_auditors(
    finn: Person, overseen: Oversight, workspace: WorkspaceId, who: str
) -> None:
    told = await finn.submit(await opened(finn), form("30", ["U0ANA", who]))
    assert told["errors"] == {ids.AUDITORS: ENGLISH(AUDITORS_WRONG)}
    assert await overseen.policies.audit(workspace) == AuditPolicy()


async def test_more_than_a_hundred_auditors_are_refused_before_slack_is_asked(
    finn: Person, playground: Playground
) -> None:
    view = await opened(finn)
    many = [f"U0NOBODY{number}" for number in range(101)]
    told = await finn.submit(view, form("30", many))
    assert set(told["errors"]) == {ids.AUDITORS}
    assert "at most 100" in told["errors"][ids.AUDITORS]
    calls = playground.workspace.payloads.list()
    asked = [one["request"] for one in calls if one["name"] == "users.info"]
    assert asked
    assert "U0NOBODY" not in str(asked)


async def test_who_is_no_administrator_any_more_neither_opens_nor_saves(
    finn: Person, session: ClientSession, overseen: Oversight, workspace: WorkspaceId
) -> None:
    root = await finn.open_settings()
    view = await finn.press(root, ids.SETTINGS_RECORDS)
    await finn.post("person", admin=False)
    await finn.submit(view, form("30", ["U0FINN"]))
    assert await overseen.policies.audit(workspace) == AuditPolicy()
    await finn.press(root, ids.SETTINGS_RECORDS)
    shown = await finn.shown()
    assert ENGLISH(ADMINISTRATORS_ONLY) in shown
    with pytest.raises(Refused):
        await overseen.policies.save(
            workspace, Asker("U0FINN", Standing.MEMBER), AuditPolicy(), RedactionSettings()
        )
