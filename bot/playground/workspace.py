"""The whole state of the playground's Slack, in one object."""

import copy

from bot.playground.company import BOT_USER, Company
from bot.playground.directory import Channel, Directory
from bot.playground.elements import give_ids
from bot.playground.live import Bell, Feed
from bot.playground.messages import Message, MessageLog, Timestamps
from bot.playground.modals import Modals
from bot.playground.payloads import PayloadLog
from bot.playground.rules import Clock, Json, Rules
from bot.playground.settled import Questions
from bot.playground.streams import Streams
from bot.playground.tickets import Tickets


class Workspace:
    """People, conversations, messages, views and rights, and what is told about them.

    The log of payloads and the feed outlive a reset; everything else goes back to the seed.
    """

    def __init__(self, company: Company, clock: Clock, rules: Rules) -> None:
        self.company = company
        self.clock = clock
        self.rules = rules
        self.bell = Bell()
        self.feed = Feed(self.bell)
        self.payloads = PayloadLog(clock, self.feed)
        self.timestamps = Timestamps(clock)
        self.url = ""
        self.faults: set[str] = set()
        self.refusals_left = 0
        self.activity = 0
        self.seed()

    def seed(self) -> None:
        """Put everything back to the company's file."""
        self.directory = Directory(self.company)
        self.messages = MessageLog()
        self.modals = Modals(self.company.workspace.id)
        self.tickets = Tickets(self.clock, self.rules)
        self.questions = Questions(self.bell, self.rules)
        self.streams = Streams(self.clock, self.rules)
        self.sessions: dict[tuple[str, str], Json] = {}
        self.prompts: dict[tuple[str, str | None], list[Json]] = {}

    @property
    def team(self) -> str:
        """The workspace's id."""
        return self.company.workspace.id

    def stir(self) -> None:
        """Note that the bot did something a person can see."""
        self.activity += 1
        self.bell.ring()

    def turn_fault(self, name: str, *, on: bool) -> None:
        """Note that a fault is on or off, and tell the pages."""
        (self.faults.add if on else self.faults.discard)(name)
        self.feed.publish("fault", {"name": name, "on": on})

    def post(self, message: Message) -> Message:
        """Add a message and tell everybody who may see it."""
        give_ids(message.blocks)
        self.messages.add(message)
        self._tell("message", message)
        return message

    def change(self, message: Message) -> None:
        """Tell that a message reads differently now."""
        give_ids(message.blocks)
        self._tell("message_changed", message)

    def delete(self, message: Message) -> None:
        """Remove a message and tell everybody who saw it."""
        self.messages.remove(message)
        if message.from_bot:
            self.stir()
        data: Json = {"channel": message.channel, "ts": message.ts}
        self.feed.publish("message_deleted", data, self.readers_of(message))

    def readers_of(self, message: Message) -> frozenset[str]:
        """Who may see a message."""
        if message.visible_to is not None:
            return frozenset({message.visible_to})
        return self.directory.viewers(self.directory.channels[message.channel])

    def set_status(self, channel: Channel, thread_ts: str, status: str) -> None:
        """Set an agent session's status, making the session if there is none."""
        session = self.sessions.setdefault((channel.id, thread_ts), {"title": None})
        session["status"] = status
        self.questions.notice_status(channel.id, thread_ts)
        data: Json = {"channel": channel.id, "thread_ts": thread_ts, "status": status}
        self.feed.publish("status", data, self.directory.viewers(channel))

    def bot_message(self, channel: str, text: str, blocks: list[Json]) -> Message:
        """A message by Footnote that is not posted yet."""
        return Message(channel, BOT_USER, text, self.timestamps.next(), copy.deepcopy(blocks))

    def _tell(self, kind: str, message: Message) -> None:
        data: Json = {"channel": message.channel, "message": message.as_seen()}
        self.feed.publish(kind, data, self.readers_of(message))
        if message.from_bot:
            self.questions.notice(message)
            self.stir()
