"""The settings dialog: asks Slack who somebody is each time, then shows or saves."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias
from uuid import UUID

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.administration import forms
from bot.administration.records_form import RecordsForm
from bot.administration.spending_form import SpendingForm
from bot.delivery.deliveries import new_request
from bot.directory.slack_facts import person_fact
from bot.errors import SlackRefused, reaching_slack
from bot.views import ids, wording
from bot.views.blocks import Block, block_id, section
from bot.views.outcomes import Message
from bot.views.settings import refusal_view, settings_view
from bot.views.settings_forms import FolderFields, folder_view, readers_view, scopes_view
from chains.access.audience import Asker
from chains.access.principals import WorkspaceId
from chains.administration import Administration
from chains.errors import InvalidSetting, Refused, RetryLater

Response: TypeAlias = dict[str, Any]
"""What a submission is acknowledged with; empty closes the view."""
Save: TypeAlias = Callable[[Asker], Awaitable[None]]


class SettingsDialog:
    """Everything an administrator does in the settings modal."""

    def __init__(
        self,
        client: AsyncWebClient,
        administration: Administration,
        records: RecordsForm,
        spending: SpendingForm,
        workspace: WorkspaceId,
    ) -> None:
        self._client = client
        self._administration = administration
        self._records = records
        self._spending = spending
        self._workspace = workspace
        self._log = structlog.get_logger()

    async def open(self, user: str, trigger: str) -> Message | None:
        """Open the settings; a sentence for whoever may not see them, or when it did not work."""
        try:
            if await self._administrator(user) is None:
                return _sentence(wording.ADMINISTRATORS_ONLY)
            view = await self._root()
            with reaching_slack():
                await self._client.views_open(trigger_id=trigger, view=view)
        except (RetryLater, SlackRefused) as error:
            self._log.warning("settings_not_opened", error=type(error).__name__)
            return _sentence(wording.FAILED_TRY_AGAIN)
        return None

    async def press(
        self, user: str, trigger: str, view: forms.View, action: str, value: str
    ) -> None:
        """A button of the list of sources."""
        try:
            actor = await self._administrator(user)
            if actor is None:
                await self._replace(view["id"], refusal_view())
            elif (pushed := await self._pushed(action, value)) is not None:
                with reaching_slack():
                    await self._client.views_push(trigger_id=trigger, view=pushed)
            else:
                note = await self._changed(actor, action, value)
                page = value if action.startswith(ids.SETTINGS_PAGE) else view["private_metadata"]
                await self._replace(view["id"], await self._root(page=_number(page), note=note))
        except (RetryLater, SlackRefused) as error:
            self._log.warning("settings_not_changed", error=type(error).__name__)
            await self._apologise(view)

    async def preview(self, user: str, view: forms.View) -> None:
        """A reader or a channel was chosen in a form: show what that means."""
        try:
            if await self._administrator(user) is None:
                await self._replace(view["id"], refusal_view())
                return
            shown = await self._form(view)
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
                raise InvalidSetting({ids.CHANNEL: "Choose a channel."})
            scopes = forms.chosen_scopes(view)
            await self._administration.set_channel_scopes(
                self._workspace,
                actor,
                channel,
                scopes,
                members_read=forms.members_read(view),
                follow_ups=forms.follow_ups(view),
            )

        return await self._submitted(user, view, save)

    async def submit_records(self, user: str, view: forms.View) -> Response:
        """Save what is kept of answers, who may export it, and which are redacted."""

        async def save(actor: Asker) -> None:
            await self._records.save(actor, view)

        return await self._submitted(user, view, save)

    async def submit_spending(self, user: str, view: forms.View) -> Response:
        """Save how answers look, the budgets and the prices."""

        async def save(actor: Asker) -> None:
            await self._spending.save(actor, view)

        return await self._submitted(user, view, save)

    async def _submitted(self, user: str, view: forms.View, save: Save) -> Response:
        try:
            actor = await self._administrator(user)
            if actor is None:
                return {"response_action": "update", "view": refusal_view()}
            await save(actor)
            await self._replace(view["root_view_id"], await self._root())
        except InvalidSetting as wrong:
            return {"response_action": "errors", "errors": forms.errors(wrong, view)}
        except Refused as refused:
            return _on_the_first_field(view, refused.reason)
        except (RetryLater, SlackRefused) as error:
            self._log.warning("settings_not_saved", error=type(error).__name__)
            return _on_the_first_field(view, wording.FAILED_TRY_AGAIN)
        return {}

    async def _pushed(self, action: str, value: str) -> Block | None:
        if action == ids.SETTINGS_CONNECT:
            return folder_view(FolderFields(), await self._groups())
        if action == ids.SETTINGS_RECORDS:
            return await self._records.view()
        if action == ids.SETTINGS_SPENDING:
            return await self._spending.view()
        if action in {ids.SETTINGS_CHANNEL, ids.SETTINGS_DEFAULT}:
            return await self._scopes(None, everywhere=action == ids.SETTINGS_DEFAULT)
        if action == ids.SOURCE_READERS:
            source = await self._administration.source(self._workspace, UUID(value))
            if source is not None:
                demand, sends = source.requires_sign_in, source.sends
                groups = await self._groups()
                return readers_view(source, source.readers, groups, sign_in=demand, sends=sends)
        return None

    async def _changed(self, actor: Asker, action: str, value: str) -> str:
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
            return refused.reason
        return wording.SYNC_ASKED if action == ids.SOURCE_SYNC else ""

    async def _form(self, view: forms.View) -> Block | None:
        match view["callback_id"]:
            case ids.SETTINGS_FOLDER:
                return folder_view(forms.folder_fields(view), await self._groups())
            case ids.SETTINGS_SCOPES:
                return await self._scopes(forms.chosen_channel(view), everywhere=False)
            case ids.SETTINGS_READERS:
                identity = UUID(view["private_metadata"])
                source = await self._administration.source(self._workspace, identity)
                readers = forms.chosen_readers(view)
                if source is not None:
                    demand, sends = forms.requires_sign_in(view), forms.sends(view)
                    groups = await self._groups()
                    return readers_view(source, readers, groups, sign_in=demand, sends=sends)
            case _:
                pass
        return None

    async def _scopes(self, channel: str | None, *, everywhere: bool) -> Block:
        scopes = await self._administration.scopes(self._workspace)
        chosen: tuple[str, ...] = ()
        opened = follows = False
        if everywhere or channel:
            chosen = await self._administration.channel_scopes(self._workspace, channel)
        if channel:
            opened = await self._administration.members_read(self._workspace, channel)
            follows = await self._administration.follow_ups(self._workspace, channel)
        return scopes_view(
            scopes,
            chosen,
            channel=channel,
            everywhere=everywhere,
            members_read=opened,
            follow_ups=follows,
        )

    async def _root(self, *, page: int = 0, note: str = "") -> Block:
        sources = await self._administration.sources(self._workspace)
        return settings_view(sources, await self._groups(), page=page, note=note)

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

    async def _apologise(self, view: forms.View) -> None:
        try:
            shown = {**refusal_view(), "blocks": [section(wording.FAILED_TRY_AGAIN)]}
            await self._replace(view["id"], shown)
        except RetryLater as error:
            self._log.warning("view_not_updated", error=type(error).__name__)


def _sentence(said: str) -> Message:
    return Message(said, [section(said, name=block_id("notice", new_request()))], private=True)


def _on_the_first_field(view: forms.View, reason: str) -> Response:
    wrong = InvalidSetting({"": reason})
    return {"response_action": "errors", "errors": forms.errors(wrong, view)}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
