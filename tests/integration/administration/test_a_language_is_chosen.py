"""Administrators choose the language that is spoken where nothing says which."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.administration.forms import chosen_language
from bot.language.catalogues import load_languages
from bot.language.say import ENGLISH
from bot.views import ids, settings_labels
from bot.views.wording import ADMINISTRATORS_ONLY
from chains.access.principals import WorkspaceId
from chains.administration.oversight import Oversight
from chains.administration.policy import Policies
from chains.database.engine import Sessions
from chains.database.tables import AuditRow
from chains.settings import FootnoteSettings, InterfaceSettings, Language
from tests.integration.administration.conftest import FINN, Person

Json = dict[str, Any]


def form(language: str) -> Json:
    return {ids.LANGUAGE: {ids.LANGUAGE: language}}


async def opened(person: Person) -> str:
    return await person.press(await person.open_settings(), ids.SETTINGS_LANGUAGE)


async def test_what_is_chosen_holds_is_audited_and_is_spoken(
    finn: Person, overseen: Oversight, workspace: WorkspaceId, sessions: Sessions
) -> None:
    view = await opened(finn)
    assert "'initial_option': {'text': {'type': 'plain_text', 'text': 'English'" in str(
        await finn.shown()
    )
    assert await finn.submit(view, form("ja")) == {"ok": True}
    assert await overseen.policies.language(workspace) is Language.JAPANESE
    async with sessions() as session:
        about = select(AuditRow).where(AuditRow.workspace == workspace)
        entries = list(await session.scalars(about))
    assert [(one.actor, one.subject) for one in entries] == [("U0FINN", "interface")]
    # Nothing here has read which language Finn uses Slack in: the choice is spoken to him at once.
    await opened(finn)
    japanese = load_languages()[Language.JAPANESE]
    assert japanese(settings_labels.LANGUAGE_INTRO) in await finn.shown()


async def test_the_same_choice_again_is_no_change(
    overseen: Oversight, workspace: WorkspaceId, sessions: Sessions
) -> None:
    for _ in range(2):
        await overseen.policies.save_language(workspace, FINN, Language.GERMAN)
    async with sessions() as session:
        about = select(AuditRow).where(AuditRow.workspace == workspace)
        assert len(list(await session.scalars(about))) == 1


async def test_until_somebody_chooses_the_file_decides(
    workspace: WorkspaceId, sessions: Sessions
) -> None:
    spanish = FootnoteSettings(interface=InterfaceSettings(language=Language.SPANISH))
    assert await Policies(sessions, spanish).language(workspace) is Language.SPANISH


async def test_only_administrators_choose(
    finn: Person, overseen: Oversight, workspace: WorkspaceId
) -> None:
    view = await opened(finn)
    await finn.post("person", admin=False)
    await finn.submit(view, form("de"))
    assert ENGLISH(ADMINISTRATORS_ONLY) in await finn.shown()
    assert await overseen.policies.language(workspace) is Language.ENGLISH


@pytest.mark.parametrize("word", ["xx", "de-CH", "../de"])
def test_a_word_that_was_never_offered_is_english(word: str) -> None:
    chosen = {"selected_option": {"value": word}}
    view = {"state": {"values": {ids.LANGUAGE: {ids.LANGUAGE: chosen}}}}
    assert chosen_language(view) is Language.ENGLISH
