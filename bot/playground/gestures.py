"""What a person can do to words: say, change and take back, run a command, press Stop."""

from bot.playground.deliveries import Deliveries
from bot.playground.directory import Channel
from bot.playground.events import altered, command, home_opened, said, stopped
from bot.playground.messages import Message
from bot.playground.refusal import Refusal
from bot.playground.rules import Json
from bot.playground.settled import Question
from bot.playground.transports import Reply
from bot.playground.wording import as_sent, in_command, mentions_bot
from bot.playground.workspace import Workspace

LONGEST = 40_000


class Gestures:
    """A person's side of the conversation."""

    def __init__(self, workspace: Workspace, deliveries: Deliveries) -> None:
        self._workspace = workspace
        self._deliveries = deliveries

    def person(self, user: str) -> str:
        """A person who exists, or a refusal."""
        if user not in self._workspace.directory.people:
            raise Refusal(f"Nobody has the id {user!r}. GET /control/people lists everybody.", 404)
        return user

    def visible(self, user: str, channel_id: str) -> Channel:
        """A conversation this person can open, or a refusal."""
        directory = self._workspace.directory
        channel = directory.channels.get(channel_id)
        if channel is None or not directory.may_see(self.person(user), channel):
            raise Refusal(
                f"{directory.name_of(user)} cannot see a conversation {channel_id!r}. "
                "GET /control/state?as=… lists what they see.",
                404,
            )
        return channel

    def joined(self, user: str, channel_id: str) -> Channel:
        """A conversation this person is a member of, or a refusal."""
        directory = self._workspace.directory
        channel = self.visible(user, channel_id)
        if user not in channel.members:
            raise Refusal(
                f"{directory.name_of(user)} is not a member of {directory.title(channel)} and "
                "cannot write there. Choose a conversation they are in, or another person."
            )
        if directory.people[user].deactivated:
            raise Refusal(f"{directory.name_of(user)} is deactivated. Choose another person.")
        return channel

    def say(self, user: str, channel_id: str, text: str, thread_ts: str | None = None) -> Message:
        """Post a person's message and deliver it where Slack would."""
        workspace = self._workspace
        channel = self.joined(user, channel_id)
        if not text.strip():
            raise Refusal("An empty message cannot be sent. Write something.")
        if len(text) > LONGEST:
            raise Refusal(f"A message has at most {LONGEST} characters; shorten it.")
        root = self._root(user, channel, thread_ts)
        message = Message(
            channel=channel.id,
            user=user,
            text=as_sent(text, workspace.directory),
            ts=workspace.timestamps.next(),
            thread_ts=root,
        )
        workspace.questions.ask(Question(channel.id, message.ts, user, root or message.ts))
        workspace.post(message)
        self._deliver(channel, message)
        return message

    def edit(self, user: str, channel_id: str, ts: str, text: str) -> None:
        """Change one's own message; a direct conversation tells the bot."""
        workspace = self._workspace
        message = self._own(user, channel_id, ts)
        if not text.strip():
            raise Refusal("An empty message cannot be kept. Delete it instead.")
        previous = message.as_slack(workspace.directory.team_of(user))
        message.text = as_sent(text, workspace.directory)
        message.edited_ts = workspace.timestamps.next()
        workspace.change(message)
        if workspace.directory.channels[channel_id].is_dm:
            at = workspace.timestamps.next()
            changed = altered(workspace, "message_changed", message, previous, at)
            self._deliveries.send(changed)

    def delete(self, user: str, channel_id: str, ts: str) -> None:
        """Take back one's own message; a direct conversation tells the bot."""
        workspace = self._workspace
        message = self._own(user, channel_id, ts)
        previous = message.as_slack(workspace.directory.team_of(user))
        workspace.delete(message)
        if workspace.directory.channels[channel_id].is_dm:
            at = workspace.timestamps.next()
            gone = altered(workspace, "message_deleted", message, previous, at)
            self._deliveries.send(gone)

    async def run(self, user: str, channel_id: str, name: str, text: str) -> Json:
        """Run a slash command; its echo is seen by this person only and has a timestamp."""
        workspace = self._workspace
        channel = self.joined(user, channel_id)
        self._may_run(user, name)
        echo = Message(
            channel=channel.id,
            user=user,
            text=f"{name} {text}".strip(),
            ts=workspace.timestamps.next(),
            visible_to=user,
        )
        question = workspace.questions.ask(Question(channel.id, echo.ts, user, root=None))
        question.delivered = True
        workspace.post(echo)
        trigger = workspace.tickets.trigger(user, channel.id, echo.ts)
        url = workspace.tickets.response_url(user, channel.id, echo.ts, from_command=True)
        escaped = in_command(text, workspace.directory)
        body: Json = {"user_id": user, "command": name, "text": escaped}
        reply = await self._deliveries.ask(command(workspace, body, url, trigger.id))
        self._expect(reply, echo, name)
        self._at_once(echo, reply.body)
        await workspace.bell.until(
            lambda: trigger.view_id is not None or question.signalled,
            workspace.rules.trigger_seconds,
        )
        return {"ts": echo.ts} | ({"view_id": trigger.view_id} if trigger.view_id else {})

    def open_home(self, user: str, tab: str) -> None:
        """Open a tab of the app."""
        if tab not in ("home", "messages"):
            raise Refusal("The tabs of the app are home and messages.")
        workspace = self._workspace
        dms = [one for one in workspace.directory.visible_to(self.person(user)) if one.is_dm]
        self._deliveries.send(home_opened(workspace, user, dms[0], tab))

    def stop(self, user: str, channel_id: str, thread_ts: str) -> None:
        """Press Stop on a session: streams in it refuse to go on, and the bot is told."""
        workspace = self._workspace
        channel = self.visible(user, channel_id)
        if (channel.id, thread_ts) not in workspace.sessions:
            raise Refusal("Nothing is under way in that thread, so nothing can be stopped.", 404)
        streams = workspace.streams.in_thread(channel.id, thread_ts)
        for stream in streams:
            stream.stopped_by = user
        stamps = [stream.message.ts for stream in streams]
        self._deliveries.send(stopped(workspace, channel, thread_ts, user, stamps))

    def _deliver(self, channel: Channel, message: Message) -> None:
        workspace = self._workspace
        if not channel.bot:
            return
        if channel.is_dm:
            self._deliveries.send(said(workspace, message, "message"))
        elif mentions_bot(message.text):
            self._deliveries.send(said(workspace, message, "app_mention"))
            if "twin_events" in workspace.faults:
                self._deliveries.send(said(workspace, message, "message"), always=True)
        elif self._subscribed_to_all(channel):
            self._deliveries.send(said(workspace, message, "message"))

    def _subscribed_to_all(self, channel: Channel) -> bool:
        events = self._workspace.rules.events or frozenset()
        kinds = {"public": "channels", "shared": "channels", "private": "groups", "group": "mpim"}
        return f"message.{kinds[channel.kind]}" in events

    def _root(self, user: str, channel: Channel, thread_ts: str | None) -> str | None:
        if not thread_ts:
            return None
        root = self._workspace.messages.find(channel.id, thread_ts)
        if root is None or root.visible_to not in (None, user):
            raise Refusal(f"There is no message {thread_ts} to reply to.", 404)
        if root.visible_to is not None:
            raise Refusal("A message that only one person sees cannot be replied to in a thread.")
        return root.thread_ts or root.ts

    def _own(self, user: str, channel_id: str, ts: str) -> Message:
        channel = self.visible(user, channel_id)
        message = self._workspace.messages.find(channel.id, ts)
        if message is None or message.visible_to not in (None, user):
            raise Refusal(f"There is no message {ts} in this conversation.", 404)
        if message.user != user:
            raise Refusal("Only its author can change or delete a message.")
        return message

    def _may_run(self, user: str, name: str) -> None:
        if self._workspace.directory.people[user].team is not None:
            raise Refusal(
                "People of another company cannot run this workspace's commands, in Slack neither. "
                "Mention Footnote instead."
            )
        known = [one["command"] for one in self._workspace.rules.commands]
        if name not in known:
            raise Refusal(f"{name} is not a command. There are {', '.join(known)}.")

    def _expect(self, reply: Reply, echo: Message, name: str) -> None:
        if not reply.ok:
            word = "operation_timeout" if reply.reason == "http_timeout" else "dispatch_failed"
            self._whisper(echo, f"{name} failed with the error “{word}”")
            raise Refusal(
                f"{name} failed with the error {word}: the bot did not acknowledge it "
                f"(status {reply.status}). Check that the bot runs and handles the command."
            )

    def _at_once(self, echo: Message, body: object) -> None:
        # A command may be answered in the body of its acknowledgement.
        if isinstance(body, dict) and body.get("text"):
            self._whisper(echo, str(body["text"]), body.get("blocks") or [])
        elif isinstance(body, str) and body.strip():
            self._whisper(echo, body)

    def _whisper(self, echo: Message, text: str, blocks: list[Json] | None = None) -> None:
        workspace = self._workspace
        answer = workspace.bot_message(echo.channel, text, blocks or [])
        answer.visible_to, answer.answers = echo.visible_to, echo.ts
        workspace.post(answer)
