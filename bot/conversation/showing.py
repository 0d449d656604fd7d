"""Shows an outcome: its one message, or silence on purpose, and the asker's own note beside it."""

from dataclasses import dataclass
from typing import Protocol

import structlog

from bot.conversation.guiding import Guiding
from bot.conversation.notices import Notices
from bot.conversation.own_words import OwnWords
from bot.conversation.posting import MALFORMED, Posted, Posting
from bot.conversation.speaking import Voices
from bot.conversation.streaming import Live
from bot.delivery.deliveries import Delivery, Ending, Kind, Taken
from bot.delivery.inbox import Inbox
from bot.errors import SlackRefused
from bot.knowledge import Delivered
from bot.language.say import Say
from bot.linking.offers import Offers
from bot.views.confiding import Confided, with_confidants, with_search
from bot.views.edited import with_earlier, with_the_same
from bot.views.feedback import Choices, with_choices
from bot.views.more_note import more_note
from bot.views.outcomes import Message, render
from bot.views.sharing import with_share
from bot.views.sign_in import offer_note, offered_beside, with_offer
from bot.views.streamed import stopped
from chains.access.audience import Asker, Standing, Venue, VenueKind
from chains.answering.outcome import (
    Answer,
    Canned,
    Documents,
    Failed,
    HelpText,
    Notice,
    Outcome,
    Roster,
)
from chains.answering.shown_sources import shown_sources
from chains.errors import RetryLater

HELP = "help"
TAKEN_OVER = "taken_over"
_FOR_THE_ASKER = (Notice, Canned, Roster, HelpText)
"""Outcomes that nobody else reads, wherever they were asked for."""


@dataclass(frozen=True)
class Settled:
    """An outcome and the venue it was made for; no outcome means help.

    ``shareable``: the reply is private, and its question was asked in a conversation.
    ``reworded``: the question was edited, and a reply to its earlier words stands.
    """

    outcome: Outcome | None
    venue: Venue
    shareable: bool = False
    reworded: bool = False


class Helpers(Protocol):
    """People who can be asked instead."""

    async def choices(self, asker: Asker, outcome: Outcome, *, alone: bool) -> Choices:
        """What is offered below this outcome to who reads it: the asker alone, or others too."""
        ...

    async def in_confidence(self, asker: Asker, words: str) -> tuple[Confided, str] | None:
        """What may be passed on of something sensitive to whom, and its token."""
        ...


class Showing:
    """Posts what was settled. Every method raises `SlackUnavailable` and `StoreUnavailable`."""

    def __init__(
        self,
        inbox: Inbox,
        posting: Posting,
        notices: Notices,
        offers: Offers,
        records: Delivered,
        helpers: Helpers,
        own_words: OwnWords,
        guiding: Guiding,
    ) -> None:
        self._inbox = inbox
        self._posting = posting
        self._notices = notices
        self._offers = offers
        self._records = records
        self._helpers = helpers
        self._own_words = own_words
        self._guiding = guiding
        self._log = structlog.get_logger()

    async def shown(self, taken: Taken) -> tuple[str, Posted] | None:
        """The kind of the outcome that an earlier attempt has posted, and where it stands."""
        return await self._posting.find(taken) if taken.may_be_posted else None

    async def was_told_today(self, delivery: Delivery) -> bool:
        """Whether a notice of today makes silence of the next one there."""
        if delivery.is_private:
            return False
        return await self._notices.given(delivery.channel, delivery.user)

    async def show(self, taken: Taken, asker: Asker, settled: Settled, live: Live) -> str:
        """Post the outcome and finish the delivery; the word for what was shown.

        What was shown of it before becomes the outcome's message, or goes.
        """
        name = HELP if settled.outcome is None else name_of(settled.outcome)
        message = await self._message(taken, asker, settled, live.voices)
        if message is None or await self._stays_silent(taken, asker, settled, message):
            return await self.stay_silent(taken, live, "silence")
        private = settled.venue.kind is VenueKind.PRIVATE
        offered = await self._is_offered(asker, settled.outcome, private=private)
        if offered and private:
            message = with_offer(live.voices.asker, message, taken.request)
        if not await self._inbox.posting(taken, cited_in(settled.outcome)):
            return TAKEN_OVER
        # First: a record of a reply that never came is better than none of one that did.
        await self._records.delivered(taken.delivery.workspace, taken.request, None)
        try:
            posted = await self._post(taken, message, live, settled.outcome)
        except SlackRefused as refused:
            name, posted = await self._refused(taken, settled, live, refused)
        await self.finish(taken, name, posted, words=_may_be_kept(taken.delivery, settled))
        if posted is not None and _has_more(settled):
            await self._tell(taken, more_note(live.voices.asker, taken.request))
        if offered and not private:
            await self._tell(taken, offer_note(live.voices.asker, taken.request))
        return name

    async def stay_silent(self, taken: Taken, live: Live, name: str) -> str:
        """Nothing is said, and nothing stays of what was."""
        if live.was_shown:
            # It is gone again, and somebody may have read it.
            await self._records.delivered(taken.delivery.workspace, taken.request, None)
        await live.remove()
        await self._inbox.done(taken, name, None)
        return name

    async def end(self, taken: Taken, asker: Asker | None, ending: Ending, live: Live) -> str:
        """Finish a question that is not to be answered; what was shown of it says so, or goes."""
        if ending is not Ending.STOPPED or asker is None or asker.standing is Standing.PARTNER:
            return await self.stay_silent(taken, live, ending)
        shown = await live.shown()
        message = stopped(live.voices.here, shown, taken.request)
        posted = await live.end(message, shown)
        if shown is not None and posted is not None:
            await self.finish(taken, ending, posted)
            return ending
        posted = posted or await self._posting.post(taken.delivery, message)
        await self._inbox.done(taken, ending, posted.ts if posted is not None else None)
        return ending

    async def _post(
        self, taken: Taken, message: Message, live: Live, outcome: Outcome | None
    ) -> Posted | None:
        if message.private:
            await live.remove()
        elif live.stands:
            reply = outcome.reply if isinstance(outcome, Answer) else None
            if (posted := await live.end(message, reply)) is not None:
                return posted
        return await self._posting.post(taken.delivery, message)

    async def _is_offered(self, asker: Asker, outcome: Outcome | None, *, private: bool) -> bool:
        return offered_beside(outcome, private=private) and await self._offers.made_to(asker)

    async def finish(
        self, taken: Taken, name: str, posted: Posted | None, *, words: bool = True
    ) -> None:
        """Note where the outcome stands, and that the delivery is done."""
        if posted is not None:
            await self._records.delivered(
                taken.delivery.workspace, taken.request, posted.ts, posted.channel
            )
        ts = posted.ts if posted is not None else None
        await self._inbox.done(taken, name, ts, words=words)

    async def _message(
        self, taken: Taken, asker: Asker, settled: Settled, voices: Voices
    ) -> Message | None:
        outcome, request = settled.outcome, taken.request
        if outcome is None:
            return await self._guiding.told(voices.asker, asker, request)
        say = voices.asker if isinstance(outcome, _FOR_THE_ASKER) else voices.here
        message = render(say, outcome, request=request, venue=settled.venue)
        if message is None:
            return None
        if isinstance(outcome, HelpText):
            return await self._help(say, message, asker, outcome, request)
        if settled.shareable and cited_in(outcome):
            message = with_share(say, message, request)
        if settled.reworded:
            message = with_earlier(say, message)
        if await self._is_the_same(taken, outcome):
            message = with_the_same(say, message)
        alone = settled.venue.kind is VenueKind.PRIVATE
        choices = await self._helpers.choices(asker, outcome, alone=alone)
        return with_choices(say, message, outcome, request, choices)

    async def _is_the_same(self, taken: Taken, outcome: Outcome) -> bool:
        """Whether it was asked again, and is answered as before."""
        click = taken.delivery
        if click.kind is not Kind.AGAIN or click.about is None or not isinstance(outcome, Answer):
            return False
        return await self._records.is_the_same(click.workspace, taken.request, click.about)

    async def _help(
        self, say: Say, message: Message, asker: Asker, outcome: HelpText, request: str
    ) -> Message:
        offer = await self._helpers.in_confidence(asker, outcome.words)
        if offer is not None:
            message = with_confidants(say, message, offer)
        if not outcome.asks:
            return message
        token = self._own_words.sealed(asker.identity, outcome.words, request)
        return message if token is None else with_search(say, message, token)

    async def _stays_silent(
        self, taken: Taken, asker: Asker, settled: Settled, message: Message
    ) -> bool:
        """Whether nobody is to see it: a stranger, or somebody who was told the same today."""
        if _is_for_strangers(asker, message, taken.delivery):
            return True
        if not isinstance(settled.outcome, Notice):
            return False
        delivery = taken.delivery
        return not await self._notices.claim(delivery.channel, delivery.user, taken.request)

    async def _refused(
        self, taken: Taken, settled: Settled, live: Live, refused: SlackRefused
    ) -> tuple[str, Posted | None]:
        self._log.error("outcome_refused", code=refused.code)
        if refused.code in MALFORMED:
            say, failed = live.voices.here, Failed(try_again=False)
            message = render(say, failed, request=taken.request, venue=settled.venue)
            if message is not None:
                return "failed", await self._post(taken, message, live, None)
        return "undeliverable", None

    async def _tell(self, taken: Taken, note: Message) -> None:
        """A note beside an answer; the answer stands whether or not it can be shown."""
        try:
            await self._posting.whisper(taken.delivery, note, thread=taken.delivery.thread)
        except (SlackRefused, RetryLater) as error:
            self._log.warning("note_not_shown", error=str(error))


def _may_be_kept(delivery: Delivery, settled: Settled) -> bool:
    """Whether the words stay for a day: not what was taken for distress, even once it is asked."""
    return delivery.kind is not Kind.MEANT and not isinstance(settled.outcome, HelpText)


def name_of(outcome: Outcome) -> str:
    """The word for an outcome in rows and logs, as in the block that marks it."""
    words = {"NotFound": "not_found", "HandOff": "hand_off", "HelpText": "canned"}
    kind = type(outcome).__name__
    return words.get(kind, kind.lower())


def cited_in(outcome: Outcome | None) -> tuple[str, ...]:
    """The ids of the documents that an answer or a list of documents shows, each once."""
    sources = shown_sources(outcome) if isinstance(outcome, Answer | Documents) else ()
    return tuple(dict.fromkeys(source.document for source in sources))


def _has_more(settled: Settled) -> bool:
    if settled.outcome is None or isinstance(settled.outcome, Notice):
        return False
    private = settled.venue.kind is VenueKind.PRIVATE
    return not private and bool(getattr(settled.outcome, "more", False))


def _is_for_strangers(asker: Asker, message: Message, delivery: Delivery) -> bool:
    """Whether a private note would go to somebody of another organisation: they get silence."""
    return asker.standing is Standing.PARTNER and message.private and not delivery.is_private
