"""`/footnote settings` from Slack's side: the real bolt app, a playground, a real Postgres."""

from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from sqlalchemy import select

from bot.language.say import ENGLISH
from bot.views import ids
from bot.views.wording import ADMINISTRATORS_ONLY, FOLLOW_UPS, MEMBERS_READ
from chains.access.principals import WorkspaceId
from chains.administration import Administration
from chains.database.engine import Sessions
from chains.database.tables import AuditRow
from chains.settings import Sends
from tests.integration.administration.conftest import Jobs, Person

Json = dict[str, Any]


def folder(**changes: Any) -> Json:
    given = {
        "path": "people", "scope": "people", "link": "",
        "collectives": ["everyone"], "groups": [], "channels": [], "people": [],
    } | changes  # fmt: skip
    typed = {name: {name: given[name]} for name in ("path", "scope", "link")}
    chosen = ("collectives", "groups", "channels", "people")
    return typed | {name: {f"{ids.READER}{name}": given[name]} for name in chosen}


async def connect(person: Person, **changes: Any) -> Json:
    form = await person.press(await person.open_settings(), ids.SETTINGS_CONNECT)
    return await person.submit(form, folder(**changes))


async def test_an_administrator_connects_a_folder_and_sees_it_listed(
    finn: Person, administration: Administration, workspace: WorkspaceId, jobs: Jobs
) -> None:
    told = await connect(
        finn, groups=["group:slack:S0PEOPLE"], channels=["C0ENG"], people=["U0ANA"]
    )
    assert told == {"ok": True}
    [source] = await administration.sources(workspace)
    assert source.readers == ("everyone", "group:slack:S0PEOPLE", "channel:C0ENG", "person:U0ANA")
    assert jobs.asked == [(workspace, source.id)]
    shown = await finn.shown()
    assert "*people*" in shown
    assert "all full members of this workspace, @people-team, members of <#C0ENG>" in shown
    assert len(await finn.get("views")) == 1


async def test_wrong_fields_are_named_each_with_its_sentence(finn: Person, root: Path) -> None:
    told = await connect(finn, path="/", scope="No Scope", link="x", collectives=[])
    assert not told["ok"]
    assert set(told["errors"]) == {"scope", "link", "collectives"}
    told = await connect(finn, path=str(root.parent))
    assert "may not read this folder" in told["errors"]["path"]
    assert "folders.allowed_roots in footnote.toml" in told["errors"]["path"]
    await connect(finn)
    told = await connect(finn)
    assert "Another source" in told["errors"]["scope"]


async def test_a_choice_of_readers_says_who_will_be_able_to_read(finn: Person) -> None:
    form = await finn.press(await finn.open_settings(), ids.SETTINGS_CONNECT)
    assert "Nobody is chosen yet" in await finn.shown()
    await finn.post(
        "interact", view_id=form, action_id=f"{ids.READER}collectives", value=["guests"],
        values={"path": {"path": "people"}},
    )  # fmt: skip
    shown = await finn.shown()
    assert "Able to read it: guests." in shown
    assert "'initial_value': 'people'" in shown


async def test_a_source_is_paused_resumed_synced_and_removed_by_its_buttons(
    finn: Person,
    administration: Administration,
    workspace: WorkspaceId,
    jobs: Jobs,
    sessions: Sessions,
) -> None:
    await connect(finn)
    [source] = await administration.sources(workspace)
    value = str(source.id)
    [view] = await finn.get("views")
    await finn.press(view["id"], ids.SOURCE_PAUSE, value)
    assert "Paused, not synced yet" in await finn.shown()
    await finn.press(view["id"], ids.SOURCE_RESUME, value)
    await finn.press(view["id"], ids.SOURCE_SYNC, value)
    assert jobs.asked == [(workspace, source.id)] * 3
    await finn.press(view["id"], ids.SOURCE_REMOVE, value)
    assert "No source is connected" in await finn.shown()
    assert await administration.sources(workspace) == []
    async with sessions() as opened:
        wanted = select(AuditRow).where(AuditRow.workspace == workspace).order_by(AuditRow.id)
        entries = list(await opened.scalars(wanted))
    done = ["source.connect", "source.pause", "source.resume", "source.remove"]
    assert [entry.action for entry in entries] == done
    assert {entry.actor for entry in entries} == {"U0FINN"}


async def test_readers_and_what_a_model_is_sent_are_changed_in_their_own_form(
    finn: Person, administration: Administration, workspace: WorkspaceId
) -> None:
    await connect(finn)
    source = (await administration.sources(workspace))[0]
    guests = {"collectives": {f"{ids.READER}collectives": ["guests"]}}
    root = (await finn.get("views"))[0]["id"]
    form = await finn.press(root, ids.SOURCE_READERS, str(source.id))
    nobody = {"collectives": {f"{ids.READER}collectives": []}}
    assert set((await finn.submit(form, nobody))["errors"]) == {"collectives"}
    for chosen in (guests | {ids.SENDS: {ids.SENDS: "nothing"}}, guests):
        assert await finn.submit(form, chosen) == {"ok": True}
        [source] = await administration.sources(workspace)
        assert (source.readers, source.sends) == (("guests",), Sends.NOTHING)
        form = await finn.press(root, ids.SOURCE_READERS, str(source.id))


async def test_readers_are_made_to_sign_in_by_a_box_of_the_form(
    finn: Person, administration: Administration, workspace: WorkspaceId, jobs: Jobs
) -> None:
    ticked = {ids.SIGN_IN_REQUIRED: {ids.SIGN_IN_REQUIRED: [ids.SIGN_IN_REQUIRED]}}
    form = await finn.press(await finn.open_settings(), ids.SETTINGS_CONNECT)
    assert await finn.submit(form, folder() | ticked) == {"ok": True}
    [source] = await administration.sources(workspace)
    assert source.requires_sign_in
    assert "signed in with the company" in await finn.shown()
    jobs.asked.clear()
    form = await finn.press((await finn.get("views"))[0]["id"], ids.SOURCE_READERS, str(source.id))
    assert "'initial_options': [{'text': {'type': 'plain_text', 'text': 'Readers must" in (
        await finn.shown()
    )
    await finn.press(form, f"{ids.READER}collectives", None)
    chosen = {"collectives": {f"{ids.READER}collectives": ["guests"]}}
    chosen[ids.SIGN_IN_REQUIRED] = {ids.SIGN_IN_REQUIRED: []}
    assert await finn.submit(form, chosen) == {"ok": True}
    [source] = await administration.sources(workspace)
    assert (source.readers, source.requires_sign_in) == (("guests",), False)
    assert jobs.asked == [(workspace, source.id)]


async def test_a_channels_scopes_are_chosen_and_what_is_chosen_is_shown_again(
    finn: Person, administration: Administration, workspace: WorkspaceId
) -> None:
    await connect(finn)
    [view] = await finn.get("views")
    form = await finn.press(view["id"], ids.SETTINGS_CHANNEL)
    chosen = {"channel": {ids.SETTINGS_CHANNEL_CHOSEN: "C0ENG"}, "scopes": {"scopes": ["people"]}}
    assert await finn.submit(form, chosen) == {"ok": True}
    assert await administration.channel_scopes(workspace, "C0ENG") == ("people",)
    form = await finn.press(view["id"], ids.SETTINGS_CHANNEL)
    await finn.press(form, ids.SETTINGS_CHANNEL_CHOSEN, "C0ENG")
    assert "'initial_options': [{'text'" in await finn.shown()
    chosen = {"channel": {ids.SETTINGS_CHANNEL_CHOSEN: "C0ENG"}, "scopes.C0ENG": {"scopes": []}}
    chosen["members.C0ENG"] = {ids.MEMBERS: [ids.MEMBERS]}
    chosen["follow_ups.C0ENG"] = {ids.FOLLOW_UPS: [ids.FOLLOW_UPS]}
    assert await finn.submit(form, chosen) == {"ok": True}
    assert await administration.channel_scopes(workspace, "C0ENG") == ()
    assert (await administration.own_channel(workspace, "C0ENG")).members_read
    assert (await administration.own_channel(workspace, "C0ENG")).follow_ups
    assert not (await administration.own_channel(workspace, "C0GENERAL")).follow_ups
    form = await finn.press(view["id"], ids.SETTINGS_CHANNEL)
    await finn.press(form, ids.SETTINGS_CHANNEL_CHOSEN, "C0ENG")
    shown = await finn.shown()
    for said in (MEMBERS_READ, FOLLOW_UPS):
        assert ENGLISH(said) in shown.partition("'initial_options'")[2]
    form = await finn.press(view["id"], ids.SETTINGS_DEFAULT)
    assert await finn.submit(form, {"scopes": {"scopes": ["people"]}}) == {"ok": True}
    assert await administration.channel_scopes(workspace, "C0GENERAL") == ("people",)


@pytest.mark.parametrize("user", ["U0ANA", "U0TOM"])
async def test_whoever_is_no_administrator_gets_one_sentence_and_no_modal(
    session: ClientSession, user: str
) -> None:
    person = Person(session, user)
    assert await person.open_settings() == ""
    [*_, said] = await person.get("messages", channel=f"D0{user[2:]}")
    assert (said["text"], said["ephemeral"]) == (ENGLISH(ADMINISTRATORS_ONLY), True)
    assert said["blocks"][0]["block_id"].startswith("outcome.notice.")
    assert await person.get("views") == []


async def test_an_owner_may_open_the_settings(session: ClientSession) -> None:
    assert await Person(session, "U0ELIF").open_settings()


async def test_who_is_no_administrator_any_more_neither_saves_nor_sees_anything(
    finn: Person, administration: Administration, workspace: WorkspaceId
) -> None:
    await connect(finn)
    [source] = await administration.sources(workspace)
    view = await finn.open_settings()
    form = await finn.press(view, ids.SETTINGS_CONNECT)
    await finn.post("person", admin=False)
    await finn.submit(form, folder(path="handbook", scope="handbook"))
    await finn.press(view, ids.SOURCE_REMOVE, str(source.id))
    assert await administration.sources(workspace) == [source]
    shown = await finn.shown()
    assert ENGLISH(ADMINISTRATORS_ONLY) in shown
    assert "*people*" not in shown
