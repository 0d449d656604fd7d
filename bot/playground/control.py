"""`/control/*`: everything a person can do in the page, for scripts and for the page."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from aiohttp import web
from pydantic import ValidationError

from bot.playground import bodies
from bot.playground.changes import Changes
from bot.playground.clicks import Clicks
from bot.playground.company import BOT_NAME, BOT_USER
from bot.playground.directory import Channel
from bot.playground.faults import FaultPanel
from bot.playground.gestures import Gestures
from bot.playground.refusal import Refusal
from bot.playground.rules import Json
from bot.playground.workspace import Workspace

Body = TypeVar("Body", bound=bodies.Asked)
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


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

    def routes(self) -> list[web.RouteDef]:
        """Every control route."""
        reads: dict[str, Answer] = {
            "people": self.people,
            "conversations": self.conversations,
            "state": self.state,
            "messages": self.messages,
            "settled": self.settled,
            "events": self.events,
            "payloads": self.payloads,
            "views": self.views,
            "home": self.home,
            "faults": self.faults,
        }
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
            *(web.get(f"/control/{name}", _told(answer)) for name, answer in reads.items()),
            *(web.post(f"/control/{name}", _told(answer)) for name, answer in writes.items()),
        ]

    async def people(self, _request: web.Request) -> web.Response:
        """Everybody, the main people first."""
        listed = sorted(self._workspace.directory.people.values(), key=lambda one: not one.main)
        return web.json_response(
            [{"id": one.id, "name": one.name, "role": one.role} for one in listed]
        )

    async def conversations(self, _request: web.Request) -> web.Response:
        """Every conversation but the direct ones, with its members."""
        channels = self._workspace.directory.channels.values()
        return web.json_response([_shown(one) for one in channels if not one.is_dm])

    async def state(self, request: web.Request) -> web.Response:
        """What one person's screen needs."""
        workspace = self._workspace
        user = self._hands.gestures.person(_as(request))
        known = workspace.directory.people[user]
        company = workspace.company
        return web.json_response(
            {
                "workspace": {"id": workspace.team, "name": company.workspace.name},
                "person": {"id": user, "name": known.name, "role": known.role},
                "conversations": [
                    {**_shown(one), "member": user in one.members}
                    for one in workspace.directory.visible_to(user)
                ],
                "prompts": list(company.prompts.get(user, ())),
                "commands": workspace.rules.commands,
                "bot": {"id": BOT_USER, "name": BOT_NAME},
                "opening": [line.model_dump(by_alias=True) for line in company.opening],
            }
        )

    async def messages(self, request: web.Request) -> web.Response:
        """What one person sees of a conversation."""
        user, channel_id = _as(request), request.query.get("channel", "")
        channel = self._hands.gestures.visible(user, channel_id)
        seen = self._workspace.messages.seen_by(channel.id, user)
        return web.json_response([message.as_seen() for message in seen])

    async def settled(self, request: web.Request) -> web.Response:
        """Wait for the outcome of a message or command."""
        channel, ts = request.query.get("channel", ""), request.query.get("ts", "")
        outcome = await self._workspace.questions.settled(channel, ts)
        if outcome is None:
            raise Refusal(f"Nobody said anything at {ts} in {channel}. Use the ts you got.", 404)
        return web.json_response(outcome)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events for one person."""
        user = self._hands.gestures.person(_as(request))
        return await self._workspace.feed.stream(request, user)

    async def payloads(self, request: web.Request) -> web.Response:
        """The log of what went to and from the bot."""
        after = request.query.get("after", "0")
        if not after.isdecimal():
            raise Refusal("`after` is the number of a payload. Leave it out for all.")
        channel = request.query.get("channel") or None
        return web.json_response(self._workspace.payloads.list(channel, int(after)))

    async def views(self, request: web.Request) -> web.Response:
        """The modals a person has open."""
        user = self._hands.gestures.person(_as(request))
        return web.json_response(self._workspace.modals.stack(user))

    async def home(self, request: web.Request) -> web.Response:
        """A person's App Home, null before it was published."""
        user = self._hands.gestures.person(_as(request))
        return web.json_response(self._workspace.modals.home(user))

    async def faults(self, _request: web.Request) -> web.Response:
        """Every fault and whether it is on."""
        return web.json_response(self._hands.faults.list())

    async def message(self, request: web.Request) -> web.Response:
        """Say something."""
        body = await _read(request, bodies.Say)
        said = self._hands.gestures.say(body.user, body.channel, body.text, body.thread_ts)
        return _ok(ts=said.ts)

    async def edit(self, request: web.Request) -> web.Response:
        """Change one's own message."""
        body = await _read(request, bodies.Edit)
        self._hands.gestures.edit(body.user, body.channel, body.ts, body.text)
        return _ok()

    async def delete(self, request: web.Request) -> web.Response:
        """Take back one's own message."""
        body = await _read(request, bodies.Delete)
        self._hands.gestures.delete(body.user, body.channel, body.ts)
        return _ok()

    async def command(self, request: web.Request) -> web.Response:
        """Run a slash command."""
        body = await _read(request, bodies.Command)
        gestures = self._hands.gestures
        return _ok(**await gestures.run(body.user, body.channel, body.command, body.text))

    async def interact(self, request: web.Request) -> web.Response:
        """Use an element of a message, a modal or App Home."""
        body = await _read(request, bodies.Interact)
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
        body = await _read(request, bodies.Submit)
        answer = await self._hands.clicks.submit(body.user, body.view_id, body.values)
        return web.json_response(answer)

    async def close_view(self, request: web.Request) -> web.Response:
        """Close a modal."""
        body = await _read(request, bodies.CloseView)
        await self._hands.clicks.close(body.user, body.view_id)
        return _ok()

    async def open_home(self, request: web.Request) -> web.Response:
        """Open a tab of the app."""
        body = await _read(request, bodies.OpenHome)
        self._hands.gestures.open_home(body.user, body.tab)
        return _ok()

    async def stop(self, request: web.Request) -> web.Response:
        """Press Stop on what is under way in a thread."""
        body = await _read(request, bodies.Stop)
        self._hands.gestures.stop(body.user, body.channel, body.thread_ts)
        return _ok()

    async def membership(self, request: web.Request) -> web.Response:
        """Somebody, or the bot, joins or leaves a conversation."""
        body = await _read(request, bodies.Membership)
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
        body = await _read(request, bodies.GroupMembers)
        for user in body.members:
            self._hands.gestures.person(user)
        self._hands.changes.set_group(body.handle, tuple(body.members))
        return _ok()

    async def person(self, request: web.Request) -> web.Response:
        """Change a person's account."""
        body = await _read(request, bodies.PersonChange)
        user = self._hands.gestures.person(body.user)
        changed = self._workspace.directory.people[user].model_copy(
            update=body.model_dump(exclude={"user"}, exclude_none=True)
        )
        self._hands.changes.set_person(changed)
        return _ok()

    async def fault(self, request: web.Request) -> web.Response:
        """Switch a fault."""
        body = await _read(request, bodies.FaultSwitch)
        await self._hands.faults.turn(body.name, on=body.on)
        return _ok()

    async def reset(self, _request: web.Request) -> web.Response:
        """Put messages and directory back to the seed, faults off."""
        await self._hands.faults.clear()
        self._workspace.seed()
        self._workspace.feed.publish("reset", {})
        return _ok()


def _told(answer: Answer) -> Answer:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await answer(request)
        except Refusal as refusal:
            body = {"ok": False, "error": refusal.sentence}
            return web.json_response(body, status=refusal.status)

    return handle


async def _read(request: web.Request, shape: type[Body]) -> Body:
    try:
        raw = await request.json()
    except ValueError as error:
        raise Refusal(
            "The body is not JSON. Send an object as docs/playground.md shows."
        ) from error
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "body"
        raise Refusal(f"{place}: {first['msg']}. docs/playground.md lists the fields.") from error


def _as(request: web.Request) -> str:
    user = request.query.get("as", "")
    if not user:
        raise Refusal("Say who looks, with ?as= and a person's id.")
    return user


def _shown(channel: Channel) -> Json:
    return {
        "id": channel.id,
        "name": "Footnote" if channel.is_dm else channel.name,
        "kind": "shared" if channel.shared and not channel.is_dm else channel.kind,
        "members": channel.everyone,
    }


def _ok(**more: Any) -> web.Response:
    return web.json_response({"ok": True, **more})
