"""The settings dialog: asks Slack who somebody is each time, then shows or saves."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias
from uuid import UUID

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.administration import forms
from bot.conversation.speaking import Speaking
from bot.delivery.deliveries import new_request
from bot.directory.slack_facts import person_fact
from bot.errors import SlackRefused, reaching_slack
from bot.language.say import Say
from bot.views import ids, wording
from bot.views.blocks import Block, block_id, section
from bot.views.outcomes import Message
from bot.views.settings import refusal_view, said_view, settings_view
from bot.views.settings_forms import FolderFields, folder_view, readers_view, scopes_view
from bot.views.settings_labels import CHANNEL_WRONG
from chains.access.audience import Asker
from chains.access.principals import WorkspaceId
from chains.administration import Administration
from chains.errors import InvalidSetting, Refused, RetryLater
from chains.settings import OwnChannelSettings

Response: TypeAlias = dict[str, Any]
"""What a submission is acknowledged with; empty closes the view."""
Save: TypeAlias = Callable[[Asker], Awaitable[None]]


class SettingsDialog:
    """Everything an administrator does in the settings modal.

    ``own``: the forms that look after themselves, by the name of their button and view.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        administration: Administration,
        own: Mapping[str, forms.OwnForm],
        workspace: WorkspaceId,
        speaking: Speaking,
    ) -> None:
        self._client = client
        self._administration = administration
        self._own = own
        self._speaking = speaking
        self._workspace = workspace
        self._log = structlog.get_logger()

    async def open(self, user: str, trigger: str) -> Message | None:
        """Open the settings; a sentence for whoever may not see them, or when it did not work."""
        say = await self._speaking.to(user)
        try:
            if await self._administrator(user) is None:
                return _sentence(say(wording.ADMINISTRATORS_ONLY))
            view = await self._root(say)
            with reaching_slack():
                await self._client.views_open(trigger_id=trigger, view=view)
        except (RetryLater, SlackRefused) as error:
            self._log.warning("settings_not_opened", error=type(error).__name__)
            return _sentence(say(wording.FAILED_TRY_AGAIN))
        return None

    async def press(
        self, user: str, trigger: str, view: forms.View, action: str, value: str
    ) -> None:
        """A button of the list of sources."""
        say = await self._speaking.to(user)
        try:
            actor = await self._administrator(user)
            if actor is None:
                await self._replace(view["id"], refusal_view(say))
            elif (pushed := await self._pushed(say, action, value)) is not None:
                with reaching_slack():
                    await self._client.views_push(trigger_id=trigger, view=pushed)
            else:
                note = await self._changed(say, actor, action, value)
                page = value if action.startswith(ids.SETTINGS_PAGE) else view["private_metadata"]
                await self._replace(
                    view["id"], await self._root(say, page=_number(page), note=note)
                )
        except (RetryLater, SlackRefused) as error:
            self._log.warning("settings_not_changed", error=type(error).__name__)
            await self._apologise(say, view)

    async def preview(self, user: str, view: forms.View) -> None:
        """A reader or a channel was chosen in a form: show what that means."""
        say = await self._speaking.to(user)
        try:
            if await self._administrator(user) is None:
                await self._replace(view["id"], refusal_view(say))
                return
            shown = await self._form(say, view)
            if shown is not None:
                await self._replace(view["id"], shown)
        except (RetryLater, SlackRefused) as error:
            self._log.warning("settings_not_previewed", error=type(error).__name__)

    async def submit_folder(self, user: str, view: forms.View) -> Response:
        """Connect the folder of the form."""

        async def save(actor: Asker) -> None:
            source = forms.folder_source(view)
            await self._administration.connect_folder(self._workspace, actor, source)

        return await self._submitted(user, view, save)

    async def submit_readers(self, user: str, view: forms.View) -> Response:
        """Save who may read a source."""

        async def save(actor: Asker) -> None:
            await self._administration.change_readers(
                self._workspace,
                actor,
                UUID(view["private_metadata"]),
                forms.chosen_readers(view),
                requires_sign_in=forms.requires_sign_in(view),
                sends=forms.sends(view),
            )

        return await self._submitted(user, view, save)

    async def submit_scopes(self, user: str, view: forms.View) -> Response:
        """Save where questions of a channel, or of all others, search."""

        async def save(actor: Asker) -> None:
            channel = forms.chosen_channel(view)
            if channel is None and view["private_metadata"] != "workspace":
                raise InvalidSetting({ids.CHANNEL: CHANNEL_WRONG.english})
            scopes = forms.chosen_scopes(view)
            await self._administration.set_channel_scopes(
                self._workspace,
                actor,
                channel,
                scopes,
                members_read=forms.members_read(view),
                follow_ups=forms.follow_ups(view),
                passive_help=forms.passive_help(view),
            )

        return await self._submitted(user, view, save)

    async def submit_own(self, user: str, view: forms.View) -> Response:
        """Save one of the forms that look after themselves."""

        async def save(actor: Asker) -> None:
            await self._own[view["callback_id"]].save(actor, view)

        return await self._submitted(user, view, save)

    async def _submitted(self, user: str, view: forms.View, save: Save) -> Response:
        say = await self._speaking.to(user)
        try:
            actor = await self._administrator(user)
            if actor is None:
                return {"response_action": "update", "view": refusal_view(say)}
            await save(actor)
            await self._replace(view["root_view_id"], await self._root(say))
        except InvalidSetting as wrong:
            return {"response_action": "errors", "errors": forms.errors(say, wrong, view)}
        except Refused as refused:
            return _on_the_first_field(say, view, refused.reason)
        except (RetryLater, SlackRefused) as error:
            self._log.warning("settings_not_saved", error=type(error).__name__)
            return _on_the_first_field(say, view, say(wording.FAILED_TRY_AGAIN))
        return {}

    async def _pushed(self, say: Say, action: str, value: str) -> Block | None:
        if action == ids.SETTINGS_CONNECT:
            return folder_view(say, FolderFields(), await self._groups())
        if action in self._own:
            return await self._own[action].view(say)
        if action in {ids.SETTINGS_CHANNEL, ids.SETTINGS_DEFAULT}:
            return await self._scopes(say, None, everywhere=action == ids.SETTINGS_DEFAULT)
        if action == ids.SOURCE_READERS:
            source = await self._administration.source(self._workspace, UUID(value))
            if source is not None:
                demand, sends = source.requires_sign_in, source.sends
                groups = await self._groups()
                return readers_view(
                    say, source, source.readers, groups, sign_in=demand, sends=sends
                )
        return None

    async def _changed(self, say: Say, actor: Asker, action: str, value: str) -> str:
        """Do it, and say what there is to say."""
        changes = {
            ids.SOURCE_SYNC: self._administration.request_sync,
            ids.SOURCE_PAUSE: self._administration.pause,
            ids.SOURCE_RESUME: self._administration.resume,
            ids.SOURCE_REMOVE: self._administration.remove,
        }
        if action not in changes:
            return ""
        try:
            await changes[action](self._workspace, actor, UUID(value))
        except Refused as refused:
            return say.told(refused.reason)
        return say(wording.SYNC_ASKED) if action == ids.SOURCE_SYNC else ""

    async def _form(self, say: Say, view: forms.View) -> Block | None:
        match view["callback_id"]:
            case ids.SETTINGS_FOLDER:
                return folder_view(say, forms.folder_fields(view), await self._groups())
            case ids.SETTINGS_SCOPES:
                return await self._scopes(say, forms.chosen_channel(view), everywhere=False)
            case ids.SETTINGS_READERS:
                identity = UUID(view["private_metadata"])
                source = await self._administration.source(self._workspace, identity)
                readers = forms.chosen_readers(view)
                if source is not None:
                    demand, sends = forms.requires_sign_in(view), forms.sends(view)
                    groups = await self._groups()
                    return readers_view(say, source, readers, groups, sign_in=demand, sends=sends)
            case _:
                pass
        return None

    async def _scopes(self, say: Say, channel: str | None, *, everywhere: bool) -> Block:
        scopes = await self._administration.scopes(self._workspace)
        chosen: tuple[str, ...] = ()
        own = OwnChannelSettings()
        if everywhere or channel:
            chosen = await self._administration.channel_scopes(self._workspace, channel)
        if channel:
            own = await self._administration.own_channel(self._workspace, channel)
        return scopes_view(
            say,
            scopes,
            chosen,
            channel=channel,
            everywhere=everywhere,
            own=own,
        )

    async def _root(self, say: Say, *, page: int = 0, note: str = "") -> Block:
        sources = await self._administration.sources(self._workspace)
        return settings_view(say, sources, await self._groups(), page=page, note=note)

    async def _administrator(self, user: str) -> Asker | None:
        """Asked of Slack now: what was true when the modal opened may no longer be."""
        try:
            with reaching_slack():
                told = await self._client.users_info(user=user)
        except SlackRefused:
            return None
        found: Mapping[str, Any] = told["user"]
        asker = person_fact(found, self._workspace, datetime.now(UTC)).asker
        return asker if asker.is_admin else None

    async def _groups(self) -> dict[str, str]:
        """Handles of the user groups in use, by id; none where Slack does not tell."""
        try:
            with reaching_slack():
                told = await self._client.usergroups_list()
        except SlackRefused:
            return {}
        groups = told.get("usergroups") or ()
        return {one["id"]: one["handle"] for one in groups if not one.get("date_delete")}

    async def _replace(self, view_id: str, view: Block) -> None:
        try:
            with reaching_slack():
                await self._client.views_update(view_id=view_id, view=view)
        except SlackRefused as refused:
            # Closed meanwhile: there is nothing left to show it on.
            self._log.info("view_not_updated", code=refused.code)

    async def _apologise(self, say: Say, view: forms.View) -> None:
        try:
            await self._replace(view["id"], said_view(say, wording.FAILED_TRY_AGAIN))
        except RetryLater as error:
            self._log.warning("view_not_updated", error=type(error).__name__)


def _sentence(said: str) -> Message:
    return Message(said, [section(said, name=block_id("notice", new_request()))], private=True)


def _on_the_first_field(say: Say, view: forms.View, reason: str) -> Response:
    wrong = InvalidSetting({"": reason})
    return {"response_action": "errors", "errors": forms.errors(say, wrong, view)}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
