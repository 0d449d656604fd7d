"""`GET /control/*`: what a person's screen shows, and what happened behind it."""

from aiohttp import web

from bot.playground.bodies import Answer, told, viewer
from bot.playground.company import BOT_NAME, BOT_USER
from bot.playground.directory import Channel
from bot.playground.faults import FaultPanel
from bot.playground.gestures import Gestures
from bot.playground.refusal import Refusal
from bot.playground.rules import Json
from bot.playground.workspace import Workspace


class Screens:
    """The routes that only look."""

    def __init__(self, workspace: Workspace, gestures: Gestures, faults: FaultPanel) -> None:
        self._workspace = workspace
        self._gestures = gestures
        self._faults = faults

    def routes(self) -> list[web.RouteDef]:
        """Every route that looks."""
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
        return [web.get(f"/control/{name}", told(answer)) for name, answer in reads.items()]

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
        user = self._gestures.person(viewer(request))
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
        """What one person sees of a conversation, or what came after a timestamp."""
        user, channel_id = viewer(request), request.query.get("channel", "")
        channel = self._gestures.visible(user, channel_id)
        after = request.query.get("after", "")
        seen = self._workspace.messages.seen_by(channel.id, user, after)
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
        user = self._gestures.person(viewer(request))
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
        user = self._gestures.person(viewer(request))
        return web.json_response(self._workspace.modals.stack(user))

    async def home(self, request: web.Request) -> web.Response:
        """A person's App Home, null before it was published."""
        user = self._gestures.person(viewer(request))
        return web.json_response(self._workspace.modals.home(user))

    async def faults(self, _request: web.Request) -> web.Response:
        """Every fault and whether it is on."""
        return web.json_response(self._faults.list())


def _shown(channel: Channel) -> Json:
    return {
        "id": channel.id,
        "name": "Footnote" if channel.is_dm else channel.name,
        "kind": "shared" if channel.shared and not channel.is_dm else channel.kind,
        "members": channel.everyone,
    }
