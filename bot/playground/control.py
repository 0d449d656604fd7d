"""`POST /control/*`: everything a person can do in the page, for scripts and for the page."""

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.playground import bodies
from bot.playground.bodies import Answer, read, told
from bot.playground.changes import Changes
from bot.playground.clicks import Clicks
from bot.playground.company import BOT_USER
from bot.playground.faults import FaultPanel
from bot.playground.gestures import Gestures
from bot.playground.refusal import Refusal
from bot.playground.rules import Json
from bot.playground.screens import Screens
from bot.playground.workspace import Workspace


@dataclass(frozen=True)
class Hands:
    """Everything that the routes act through."""

    gestures: Gestures
    clicks: Clicks
    changes: Changes
    faults: FaultPanel


class Control:
    """The control routes."""

    def __init__(self, workspace: Workspace, hands: Hands) -> None:
        self._workspace = workspace
        self._hands = hands
        self._screens = Screens(workspace, hands.gestures, hands.faults)

    def routes(self) -> list[web.RouteDef]:
        """Every control route."""
        writes: dict[str, Answer] = {
            "message": self.message,
            "edit": self.edit,
            "delete": self.delete,
            "command": self.command,
            "interact": self.interact,
            "submit": self.submit,
            "close_view": self.close_view,
            "home": self.open_home,
            "stop": self.stop,
            "membership": self.membership,
            "group": self.group,
            "person": self.person,
            "fault": self.fault,
            "reset": self.reset,
        }
        return [
            *self._screens.routes(),
            *(web.post(f"/control/{name}", told(answer)) for name, answer in writes.items()),
        ]

    async def message(self, request: web.Request) -> web.Response:
        """Say something."""
        body = await read(request, bodies.Say)
        said = self._hands.gestures.say(body.user, body.channel, body.text, body.thread_ts)
        return _ok(ts=said.ts)

    async def edit(self, request: web.Request) -> web.Response:
        """Change one's own message."""
        body = await read(request, bodies.Edit)
        self._hands.gestures.edit(body.user, body.channel, body.ts, body.text)
        return _ok()

    async def delete(self, request: web.Request) -> web.Response:
        """Take back one's own message."""
        body = await read(request, bodies.Delete)
        self._hands.gestures.delete(body.user, body.channel, body.ts)
        return _ok()

    async def command(self, request: web.Request) -> web.Response:
        """Run a slash command."""
        body = await read(request, bodies.Command)
        gestures = self._hands.gestures
        return _ok(**await gestures.run(body.user, body.channel, body.command, body.text))

    async def interact(self, request: web.Request) -> web.Response:
        """Use an element of a message, a modal or App Home."""
        body = await read(request, bodies.Interact)
        clicks = self._hands.clicks
        if body.view_id is not None:
            given: Json = {"value": body.value, "values": body.values}
            answer = await clicks.on_view(body.user, body.view_id, body.action_id, given)
            return web.json_response(answer)
        channel = self._hands.gestures.visible(body.user, body.channel)
        message = self._workspace.messages.find(channel.id, body.ts)
        if message is None or message.visible_to not in (None, body.user):
            raise Refusal(f"There is no message {body.ts} in this conversation.", 404)
        answer = await clicks.on_message(body.user, message, body.action_id, body.value)
        return web.json_response(answer)

    async def submit(self, request: web.Request) -> web.Response:
        """Submit a modal."""
        body = await read(request, bodies.Submit)
        answer = await self._hands.clicks.submit(body.user, body.view_id, body.values)
        return web.json_response(answer)

    async def close_view(self, request: web.Request) -> web.Response:
        """Close a modal."""
        body = await read(request, bodies.CloseView)
        await self._hands.clicks.close(body.user, body.view_id)
        return _ok()

    async def open_home(self, request: web.Request) -> web.Response:
        """Open a tab of the app."""
        body = await read(request, bodies.OpenHome)
        self._hands.gestures.open_home(body.user, body.tab)
        return _ok()

    async def stop(self, request: web.Request) -> web.Response:
        """Press Stop on what is under way in a thread."""
        body = await read(request, bodies.Stop)
        self._hands.gestures.stop(body.user, body.channel, body.thread_ts)
        return _ok()

    async def membership(self, request: web.Request) -> web.Response:
        """Somebody, or the bot, joins or leaves a conversation."""
        body = await read(request, bodies.Membership)
        channel = self._workspace.directory.channels.get(body.channel)
        if channel is None or channel.is_dm:
            raise Refusal(f"There is no channel {body.channel!r} to join or leave.", 404)
        if body.user != BOT_USER:
            self._hands.gestures.person(body.user)
        changes = self._hands.changes
        (changes.join if body.member else changes.leave)(body.user, channel)
        return _ok()

    async def group(self, request: web.Request) -> web.Response:
        """Give a user group other members."""
        body = await read(request, bodies.GroupMembers)
        for user in body.members:
            self._hands.gestures.person(user)
        self._hands.changes.set_group(body.handle, tuple(body.members))
        return _ok()

    async def person(self, request: web.Request) -> web.Response:
        """Change a person's account."""
        body = await read(request, bodies.PersonChange)
        user = self._hands.gestures.person(body.user)
        changed = self._workspace.directory.people[user].model_copy(
            update=body.model_dump(exclude={"user"}, exclude_none=True)
        )
        self._hands.changes.set_person(changed)
        return _ok()

    async def fault(self, request: web.Request) -> web.Response:
        """Switch a fault."""
        body = await read(request, bodies.FaultSwitch)
        await self._hands.faults.turn(body.name, on=body.on)
        return _ok()

    async def reset(self, _request: web.Request) -> web.Response:
        """Put messages and directory back to the seed, faults off."""
        await self._hands.faults.clear()
        self._workspace.seed()
        self._workspace.feed.publish("reset", {})
        return _ok()


def _ok(**more: Any) -> web.Response:
    return web.json_response({"ok": True, **more})
