"""What a person can do to elements and modals: press, choose, submit, close."""

from collections.abc import Mapping
from typing import Any

from bot.playground.deliveries import Deliveries
from bot.playground.elements import find_element, missing, state_of, used
from bot.playground.events import interaction
from bot.playground.gestures import Gestures
from bot.playground.messages import Message
from bot.playground.refusal import Refusal
from bot.playground.rules import Json
from bot.playground.tickets import Trigger
from bot.playground.transports import Reply
from bot.playground.workspace import Workspace
from bot.views.limits import view_verdict


class Clicks:
    """A person's hands on buttons, menus and modals."""

    def __init__(self, workspace: Workspace, deliveries: Deliveries, gestures: Gestures) -> None:
        self._workspace = workspace
        self._deliveries = deliveries
        self._gestures = gestures

    async def on_message(self, user: str, where: Message, action_id: str, value: Any) -> Json:
        """Use an element of a message; answers with the id of a modal that it opened."""
        workspace = self._workspace
        found = find_element(where.blocks, action_id, value)
        if found is None:
            raise Refusal(f"That message has nothing with the action id {action_id!r}.", 404)
        trigger = workspace.tickets.trigger(user)
        url = workspace.tickets.response_url(user, where.channel, where.ts)
        channel = workspace.directory.channels[where.channel]
        container: Json = {
            "type": "message",
            "message_ts": where.ts,
            "channel_id": where.channel,
            "is_ephemeral": where.visible_to is not None,
        }
        if where.thread_ts is not None:
            container["thread_ts"] = where.thread_ts
        extra: Json = {
            "channel": {"id": channel.id, "name": channel.name},
            "container": container,
            "trigger_id": trigger.id,
            "response_url": f"{workspace.url}/response/{url.secret}",
            "state": {"values": {}},
            "actions": [used(*found, value, workspace.timestamps.next())],
        }
        if where.visible_to is None:
            extra["message"] = where.as_slack(workspace.directory.team_of(where.user))
        return await self._press(user, extra, trigger, channel.id)

    async def on_view(self, user: str, view_id: str, action_id: str, given: Json) -> Json:
        """Use an element of an open modal or of App Home; `given` has value and values."""
        view = self.view_of(user, view_id)
        value = given.get("value")
        found = find_element(view["blocks"], action_id, value)
        if found is None:
            raise Refusal(f"That view has nothing with the action id {action_id!r}.", 404)
        block_id, element = found
        values: dict[str, Any] = dict(given.get("values") or {})
        values.setdefault(block_id, {})[action_id] = value
        view["state"] = {"values": state_of(view, values)}
        trigger = self._workspace.tickets.trigger(user)
        extra: Json = {
            "container": {"type": "view", "view_id": view_id},
            "view": view,
            "trigger_id": trigger.id,
            "state": view["state"],
            "actions": [used(block_id, element, value, self._workspace.timestamps.next())],
        }
        return await self._press(user, extra, trigger, None)

    async def submit(self, user: str, view_id: str, values: Mapping[str, Any]) -> Json:
        """Submit a modal; answers with the errors of its fields, if it has any."""
        view = self._modal(user, view_id)
        if not view.get("submit"):
            raise Refusal("This modal has no submit button. Close it instead.")
        state = state_of(view, values)
        errors = missing(view, state)
        if errors:
            return {"ok": False, "errors": errors}
        view["state"] = {"values": state}
        trigger = self._workspace.tickets.trigger(user)
        extra: Json = {"view": view, "trigger_id": trigger.id, "response_urls": []}
        reply = await self._deliveries.ask(
            interaction(self._workspace, "view_submission", user, extra)
        )
        self._expect(reply, "The modal")
        return self._answered(user, view, reply.body)

    async def close(self, user: str, view_id: str) -> None:
        """Close a modal; the app is told when the view asks for it."""
        view = self._modal(user, view_id)
        clears = bool(view["clear_on_close"])
        if clears:
            self._close_all(user)
        else:
            self._close(user, view)
        if view["notify_on_close"]:
            extra: Json = {"view": view, "is_cleared": clears}
            await self._deliveries.ask(interaction(self._workspace, "view_closed", user, extra))

    def view_of(self, user: str, view_id: str) -> Json:
        """An open modal or the home of this person, or a refusal."""
        found = self._workspace.modals.find(view_id)
        if found is None or found[0] != self._gestures.person(user):
            raise Refusal(
                f"{user} has no view {view_id!r} open. GET /control/views lists them.", 404
            )
        return found[1]

    def _modal(self, user: str, view_id: str) -> Json:
        view = self.view_of(user, view_id)
        if view["type"] != "modal":
            raise Refusal("App Home cannot be submitted or closed.")
        return view

    async def _press(self, user: str, extra: Json, trigger: Trigger, channel: str | None) -> Json:
        workspace = self._workspace
        feed = workspace.feed
        delivery = interaction(workspace, "block_actions", user, extra, channel)
        before = workspace.activity
        reply = await self._deliveries.ask(delivery)
        self._expect(reply, "The button")

        def answered() -> bool:
            return trigger.view_id is not None or workspace.activity > before or feed.closed

        await workspace.bell.until(answered, workspace.rules.trigger_seconds)
        return {"ok": True} | ({"view_id": trigger.view_id} if trigger.view_id else {})

    def _answered(self, user: str, view: Json, body: Any) -> Json:
        action = body.get("response_action") if isinstance(body, dict) else None
        if action == "errors":
            return {"ok": False, "errors": body.get("errors", {})}
        if action in ("update", "push"):
            self._check(body.get("view") or {})
        if action == "update":
            changed = self._workspace.modals.replace(view, body["view"])
            self._tell("view_updated", user, changed)
        elif action == "push":
            self._tell("view_opened", user, self._workspace.modals.open(user, body["view"]))
        elif action == "clear":
            self._close_all(user)
        elif self._workspace.modals.find(view["id"]) is not None:
            self._close(user, view)
        return {"ok": True}

    def _check(self, view: Json) -> None:
        violations = view_verdict(view)
        if violations:
            raise Refusal(f"The bot answered with a view that Slack refuses: {violations[0]}.")

    def _expect(self, reply: Reply, what: str) -> None:
        if not reply.ok:
            raise Refusal(
                f"{what} did not work: the bot did not acknowledge it (status {reply.status}, "
                f"{reply.reason}). Check that the bot runs and handles this action."
            )

    def _close(self, user: str, view: Json) -> None:
        self._workspace.modals.close(user, view)
        self._tell("view_closed", user, view)

    def _close_all(self, user: str) -> None:
        for view in reversed(self._workspace.modals.close_all(user)):
            self._tell("view_closed", user, view)

    def _tell(self, kind: str, user: str, view: Json) -> None:
        self._workspace.feed.publish(kind, {"view": view}, frozenset({user}))
