"""Every place where Footnote shows something; a new one is one line of `SURFACES`.

A surface does what a person does, through `World`: `say`, `command`, `press`, `open_tab`, or
`get` and `post` for another route of the playground. What anybody could then see is collected by
`shown.sights`, whatever the surface; nothing is to be said of it here.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import text

from bot.playground.company import dm_of
from bot.views.ids import HELP_ACCEPTED
from bot.views.outcomes import SHOW_PRIVATELY
from bot.views.sharing import SHARE
from tests.security.matrix.below import (
    again,
    again_of_another,
    hand_over,
    helpful,
    meant,
    not_helpful,
    passage,
    why,
    why_button,
    why_menu,
    why_not,
)
from tests.security.matrix.company import (
    BESIDE,
    GROUP_DM,
    GUEST,
    JOINT,
    MANY,
    MEMBERS,
    OPENED,
    OUTSIDE_SLACK,
    PARTNER,
    PRIVATE,
    PUBLIC,
    RAW,
    VISITORS,
)
from tests.security.matrix.world import World

Gesture: TypeAlias = Callable[[World, str, str, str], Awaitable[object]]
"""Who does it, where, and the words of a question that goes for the document."""
DIRECT = "direct"


@dataclass(frozen=True)
class Surface:
    """Where something is shown: the conversation, and what a person does there.

    ``counts``: an administrator is told how many documents there are, whoever may read them.
    """

    name: str
    place: str
    gesture: Gesture
    counts: bool = False

    @property
    def asks(self) -> bool:
        """Whether the question is asked at all."""
        return self.gesture not in (home, prompts, status, usage, settings, audit, why_not)

    def where(self, who: str) -> str:
        """The conversation in which somebody does it."""
        return dm_of(who) if self.place == DIRECT else self.place

    def open_to(self, who: str) -> bool:
        """Whether Slack would let them; what others send in somebody's name can be anywhere."""
        if who in OUTSIDE_SLACK:
            pressed = (
                press,
                share,
                unmentioned,
                offered,
                meant,
                why_button,
                why_menu,
                passage,
                *_BELOW,
            )
            return self.gesture not in (*pressed, home, prompts)
        if who == PARTNER and self.gesture in _COMMANDS:
            return False
        return self.place == DIRECT or who in _MEMBERS[self.place]


_MEMBERS = {one["id"]: one["members"] for one in RAW["conversations"]}


async def say(world: World, who: str, where: str, words: str) -> None:
    await world.say(who, where, words)


async def streamed(world: World, who: str, where: str, words: str) -> None:
    """What it would answer is shown while it works, as far as it may be read by then."""
    world.copilot.streams = True
    try:
        await world.say(who, where, words)
    finally:
        world.copilot.streams = False


async def follow_up(world: World, who: str, where: str, words: str) -> None:
    """In a thread that somebody with more rights began with the same question."""
    await world.say(who, where, words, await _began(world, who, where, words))


async def unmentioned(world: World, who: str, where: str, words: str) -> None:
    """Who was answered from what is open there goes on without a mention, in another's thread."""
    thread = await _began(world, who, where, words)
    known = {PUBLIC: "paper", VISITORS: "porch"}[where]
    beside = next(one for one in BESIDE if known in one.path)
    await world.say(who, where, beside.question, thread, last=False)
    await world.unmentioned(who, where, f"{words}?", thread)


async def _began(world: World, who: str, where: str, words: str) -> str:
    first = MANY if who != MANY else GUEST
    members = world.playground.workspace.directory.channels[where].members
    return await world.say(first if first in members else who, where, words, last=False)


async def go_on(world: World, who: str, where: str, words: str) -> None:
    """What somebody with more rights asked, answered once more for this person."""
    await world.say(who, where, "shorter", await _began(world, who, where, words))


async def authors(world: World, who: str, where: str, words: str) -> None:
    """Who is behind the documents that somebody with more rights was shown there."""
    await world.say(who, where, "who wrote that?", await _began(world, who, where, words))


async def offered(world: World, who: str, where: str, words: str) -> None:
    """Said to the channel as people do, and the offer to answer it taken by who is made one."""
    async with world.knowledge.sessions.begin() as session:
        await session.execute(text("DELETE FROM noticed WHERE about = 'help'"))  # one a day
    _, began = world.mark()
    await world.unmentioned(who, where, f"Does anyone know our policy on {_topic(words)}?", "")
    pressed = await world.press(who, where, HELP_ACCEPTED, began)
    assert pressed is (who in MEMBERS)


async def pane(world: World, who: str, where: str, words: str) -> None:
    """In the agent's pane every conversation is a thread."""
    began = await world.say(who, where, "hello", last=False)
    await world.say(who, where, words, began)


async def ask(world: World, who: str, where: str, words: str) -> None:
    await world.command(who, where, "/ask", words)


async def where_it_is(world: World, who: str, where: str, words: str) -> None:
    """Where the document is, rather than what is in it."""
    await world.say(who, where, f"Where is the document about {_topic(words)}?")


def _topic(words: str) -> str:
    return words.removeprefix("What is").strip(" ?")


async def find(world: World, who: str, where: str, words: str) -> None:
    await world.command(who, where, "/find", words)


async def scoped(world: World, who: str, where: str, words: str) -> None:
    """A scope that not everybody may know of."""
    await world.command(who, where, "/ask", f"in:narrow {words}")


async def press(world: World, who: str, where: str, words: str) -> None:
    """The button of the note that there is more."""
    _, began = world.mark()
    await world.say(who, where, words, last=False)
    await world.press(who, where, SHOW_PRIVATELY, began)


async def share(world: World, who: str, where: str, words: str) -> None:
    """A private answer, shared with the conversation it was asked in."""
    _, began = world.mark()
    await world.command(who, where, "/ask", words, last=False)
    await world.press(who, where, SHARE, began)


async def home(world: World, who: str, _where: str, _words: str) -> None:
    await world.open_tab(who, "home")


async def prompts(world: World, who: str, _where: str, _words: str) -> None:
    await world.open_tab(who, "messages")


async def status(world: World, who: str, where: str, _words: str) -> None:
    await world.command(who, where, "/footnote", "status")


async def privacy(world: World, who: str, where: str, words: str) -> None:
    """After one question and nothing before it: the numbers may not depend on what it found."""
    async with world.knowledge.sessions.begin() as session:
        await session.execute(text("TRUNCATE answer, delivery, turn, unanswered, feedback CASCADE"))
    await world.say(who, where, words, last=False)
    await world.command(who, where, "/footnote", "privacy")


async def usage(world: World, who: str, where: str, _words: str) -> None:
    await world.command(who, where, "/footnote", "usage")


async def topics(world: World, who: str, where: str, words: str) -> None:
    """Of one person's questions nothing is told, whether they were answered or not."""
    await world.command(who, where, "/ask", words, last=False)
    await world.command(who, where, "/footnote", "topics")


async def settings(world: World, who: str, where: str, _words: str) -> None:
    await world.command(who, where, "/footnote", "settings")


async def audit(world: World, who: str, where: str, _words: str) -> None:
    """Nobody here is an auditor, administrators neither."""
    await world.command(who, where, "/footnote", "audit")


_BELOW = (helpful, not_helpful, again, again_of_another, hand_over)
_COMMANDS = (
    ask,
    scoped,
    find,
    share,
    status,
    usage,
    topics,
    privacy,
    settings,
    audit,
    why,
    why_not,
)

SURFACES = (
    Surface("mention in a public channel", PUBLIC, say),
    Surface("mention in a private channel", PRIVATE, say),
    Surface("mention in a shared channel", JOINT, say),
    Surface("mention beside a guest", VISITORS, say),
    Surface("mention in a group DM", GROUP_DM, say),
    Surface("mention in an opened channel", OPENED, say),
    Surface("follow-up in a thread", PUBLIC, follow_up),
    Surface("follow-up beside a guest", VISITORS, follow_up),
    Surface("going on in a thread", PUBLIC, go_on),
    Surface("going on without a mention", PUBLIC, unmentioned),
    Surface("going on without a mention, beside a guest", VISITORS, unmentioned),
    Surface("authors of an answer, beside a guest", VISITORS, authors),
    Surface("direct message", DIRECT, say),
    Surface("streamed in a public channel", PUBLIC, streamed),
    Surface("streamed beside a guest", VISITORS, streamed),
    Surface("streamed in a direct message", DIRECT, streamed),
    Surface("agent pane", DIRECT, pane),
    Surface("passive help", OPENED, offered),
    Surface("passive help, beside a guest", VISITORS, offered),
    Surface("meant as a question", PUBLIC, meant),
    Surface("/ask in a public channel", PUBLIC, ask),
    Surface("/ask beside a guest", VISITORS, ask),
    Surface("/ask in a scope", PRIVATE, scoped),
    Surface("where it is", PRIVATE, where_it_is),
    Surface("where it is, beside a guest", VISITORS, where_it_is),
    Surface("/find", PUBLIC, find),
    Surface("/find beside a guest", VISITORS, find),
    Surface("show me privately", PUBLIC, press),
    Surface("show me privately, shared", JOINT, press),
    Surface("share to the channel", PUBLIC, share),
    Surface("share beside a guest", VISITORS, share),
    Surface("app home", DIRECT, home),
    Surface("prompts", DIRECT, prompts),
    Surface("/footnote status", DIRECT, status, counts=True),
    Surface("/footnote privacy", DIRECT, privacy),
    Surface("/footnote usage", DIRECT, usage),
    Surface("/footnote topics", DIRECT, topics),
    Surface("/footnote settings", DIRECT, settings, counts=True),
    Surface("/footnote audit", DIRECT, audit),
    Surface("/footnote why", DIRECT, why),
    Surface("why button", PUBLIC, why_button),
    Surface("why button, shared", JOINT, why_button),
    Surface("why beside a source", VISITORS, why_menu),
    Surface("the passage of a source", PRIVATE, passage),
    Surface("the passage of a source, beside a guest", VISITORS, passage),
    Surface("/footnote why-not", PRIVATE, why_not),
    Surface("helpful", PUBLIC, helpful),
    Surface("not helpful, beside a guest", VISITORS, not_helpful),
    Surface("ask again, shared", JOINT, again),
    Surface("ask again, of another", OPENED, again_of_another),
    Surface("ask a person", PUBLIC, hand_over),
)
