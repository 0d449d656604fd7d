"""The settings modal: what opens it, what is pressed in it, what is saved."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.administration.dialog import SettingsDialog
from bot.listeners.commands import Reply
from bot.listeners.payloads import Command
from bot.views import ids

BUTTONS = re.compile(
    f"{ids.SETTINGS_CONNECT}|{ids.SETTINGS_CHANNEL}|{ids.SETTINGS_DEFAULT}"
    f"|{ids.SETTINGS_RECORDS}|{ids.SETTINGS_SPENDING}|{ids.SETTINGS_LANGUAGE}"
    f"|{ids.SETTINGS_PAGE}_.*|source_.*"
)
CHOICES = re.compile(f"{ids.READER}.*|{ids.SETTINGS_CHANNEL_CHOSEN}")


class SettingsListener:
    """Binds the dialog to Slack's payloads."""

    def __init__(self, dialog: SettingsDialog) -> None:
        self._dialog = dialog

    def register(self, app: AsyncApp) -> None:
        """Every trigger of the settings, one line each."""
        app.action(re.compile(f"^(?:{CHOICES.pattern})$"))(self.chosen)
        app.action(re.compile(f"^(?:{BUTTONS.pattern})$"))(self.pressed)
        app.view(ids.SETTINGS_FOLDER)(self.folder)
        app.view(ids.SETTINGS_READERS)(self.readers)
        app.view(ids.SETTINGS_SCOPES)(self.scopes)
        app.view(ids.SETTINGS_RECORDS)(self.own)
        app.view(ids.SETTINGS_SPENDING)(self.own)
        app.view(ids.SETTINGS_LANGUAGE)(self.own)

    async def command(self, command: Command) -> Reply:
        """`/footnote settings`."""
        return await self._dialog.open(command.user_id, command.trigger_id)

    async def pressed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A button of the list of sources."""
        [action] = body["actions"]
        await self._dialog.press(
            body["user"]["id"],
            body["trigger_id"],
            body["view"],
            action["action_id"],
            action.get("value") or "",
        )
        await ack()

    async def chosen(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A choice in a form."""
        await self._dialog.preview(body["user"]["id"], body["view"])
        await ack()

    async def folder(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The form of a folder was submitted."""
        await ack(**await self._dialog.submit_folder(body["user"]["id"], body["view"]))

    async def readers(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The form of a source's readers was submitted."""
        await ack(**await self._dialog.submit_readers(body["user"]["id"], body["view"]))

    async def scopes(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The form of scopes was submitted."""
        await ack(**await self._dialog.submit_scopes(body["user"]["id"], body["view"]))

    async def own(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A form that looks after itself was submitted."""
        await ack(**await self._dialog.submit_own(body["user"]["id"], body["view"]))
