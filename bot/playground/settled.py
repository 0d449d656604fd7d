"""Which message is the outcome of which question, for `/control/settled`."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.playground.live import Bell
from bot.playground.messages import Message
from bot.playground.rules import Json, Rules

OUTCOME_PREFIX = "outcome."
SILENCE: Json = {"outcome": "silence", "ts": None}
NONE: Json = {"outcome": "none", "ts": None}


@dataclass
class Question:
    """Something a person said that the bot may answer.

    `root` is the thread its answer stands in, None for a command. `signalled` is set once the
    bot showed anything: a session status or a message.
    """

    channel: str
    ts: str
    asker: str
    root: str | None
    delivered: bool = False
    accepted: bool = False
    signalled: bool = False
    silent: bool = False
    outcome: str | None = None
    outcome_ts: str | None = None


class Questions:
    """Everything people said, matched with what the bot answered."""

    def __init__(self, bell: Bell, rules: Rules) -> None:
        self._bell = bell
        self._rules = rules
        self._asked: dict[tuple[str, str], Question] = {}
        self._seen: set[str] = set()

    def ask(self, question: Question) -> Question:
        """Begin to watch for the outcome of what a person said."""
        self._asked[question.channel, question.ts] = question
        return question

    def find(self, channel: str, ts: str) -> Question | None:
        """What was said at that time in that conversation."""
        return self._asked.get((channel, ts))

    def accept(self, channel: str, ts: str) -> None:
        """The bot acknowledged the delivery of a question."""
        question = self.find(channel, ts)
        if question is not None:
            question.accepted = True
            self._bell.ring()

    def notice_status(self, channel: str, thread_ts: str | None) -> None:
        """The bot set the status of a session."""
        for question in self._asked.values():
            if question.channel == channel and thread_ts in (None, question.root):
                question.signalled = True
        self._bell.ring()

    def notice_view(self, channel: str, ts: str) -> None:
        """The bot answered a command with a modal."""
        question = self.find(channel, ts)
        if question is not None and question.outcome is None:
            question.outcome, question.signalled = "view", True
        self._bell.ring()

    def notice(self, message: Message) -> None:
        """The bot posted or changed a message: give it to the oldest question it answers."""
        candidates = list(self._answered_by(message))
        marked = outcome_of(message)
        if marked is None:
            for question in candidates:
                question.signalled = True
        elif marked[1] not in self._seen:
            waiting = [one for one in candidates if one.outcome is None]
            waiting.sort(key=lambda one: one.silent)
            if waiting:
                self._seen.add(marked[1])
                waiting[0].outcome, waiting[0].outcome_ts = marked[0], message.ts
                waiting[0].signalled = True
        self._bell.ring()

    async def settled(self, channel: str, ts: str) -> Json | None:
        """Wait for the outcome of a question; None when nobody said anything at that time."""
        question = self.find(channel, ts)
        if question is None:
            return None
        if not question.delivered or (question.silent and question.outcome is None):
            return SILENCE
        rules = self._rules
        noticed = await self._bell.until(
            lambda: question.signalled or question.outcome is not None, rules.silence_seconds
        )
        if not noticed and question.accepted:
            question.silent = True
            return SILENCE
        rest = max(rules.settled_seconds - (0.0 if noticed else rules.silence_seconds), 0.0)
        if await self._bell.until(lambda: question.outcome is not None, rest):
            return {"outcome": question.outcome, "ts": question.outcome_ts}
        return NONE

    def _answered_by(self, message: Message) -> Iterator[Question]:
        for question in self._asked.values():
            if question.channel != message.channel or message.ts <= question.ts:
                continue
            if message.answers is not None:
                if message.answers == question.ts:
                    yield question
            elif message.visible_to is not None:
                same = message.thread_ts in (None, question.root)
                if message.visible_to == question.asker and same:
                    yield question
            elif question.root is not None and message.thread_ts == question.root:
                yield question


def outcome_of(message: Message) -> tuple[str, str] | None:
    """The kind of outcome and the request id that a block of the message names."""
    for block in message.blocks:
        block_id = block.get("block_id")
        if isinstance(block_id, str) and block_id.startswith(OUTCOME_PREFIX):
            kind, _, request = block_id.removeprefix(OUTCOME_PREFIX).partition(".")
            return kind, request
    return None
