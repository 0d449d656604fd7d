"""Shares a private answer: posts the conversation's own one, tells the asker what it left out."""

from dataclasses import replace

import structlog

from bot.conversation.asking import for_others
from bot.conversation.posting import Posted, Posting
from bot.conversation.showing import Settled, cited_in
from bot.conversation.speaking import Voices
from bot.delivery.deliveries import Delivery, Taken
from bot.delivery.inbox import Inbox
from bot.errors import SlackRefused
from bot.knowledge import Delivered, Names
from bot.language.phrases import Phrase
from bot.language.say import Say
from bot.views import wording
from bot.views.feedback import with_menu_below
from bot.views.outcomes import Message, render
from bot.views.sharing import share_note, shared_by
from chains.access.audience import Asker
from chains.answering.outcome import Answer, Failed


class Sharing:
    """Ends a share. Every method raises `SlackUnavailable` and `StoreUnavailable`."""

    def __init__(self, inbox: Inbox, posting: Posting, titles: Names, records: Delivered) -> None:
        self._inbox = inbox
        self._posting = posting
        self._titles = titles
        self._records = records
        self._log = structlog.get_logger()

    async def repeat(self, click: Taken, say: Say) -> str:
        """Say that the same private answer was shared before."""
        return await self._end(click, click.delivery, "repeated", say, wording.SHARED_ALREADY)

    async def refuse(self, click: Taken, say: Say) -> str:
        """Say that it cannot be shared."""
        return await self._end(click, click.delivery, "refused", say, wording.SHARE_REFUSED)

    async def show(
        self,
        click: Taken,
        place: Delivery,
        asker: Asker,
        settled: Settled,
        voices: Voices,
        about: Delivery,
    ) -> str:
        """Post the conversation's own answer where there is one, and tell the asker the rest.

        ``place`` is where it is posted, ``click`` what was pressed, ``about`` what was asked.
        That nothing was found for the conversation is for the asker alone: there, nobody has asked.
        """
        cited = cited_in(settled.outcome)
        say = voices.asker
        message = self._message(click, about, settled, voices.here) if cited else None
        if message is None:
            failed = isinstance(settled.outcome, Failed)
            said = wording.FAILED_TRY_AGAIN if failed else wording.NOT_SHARED
            left_out = () if failed else await self._left_out(click, asker, cited)
            return await self._end(click, place, "not_shared", say, said, left_out)
        if not await self._inbox.posting(click, cited):
            return "taken_over"
        await self._records.delivered(click.delivery.workspace, click.request, None)
        try:
            posted = await self._posting.post(place, message)
        except SlackRefused as refused:
            self._log.warning("share_refused", code=refused.code)
            return await self._end(click, place, "refused", say, wording.SHARE_REFUSED)
        return await self.finish(click, place, asker, posted, say)

    async def finish(
        self, click: Taken, place: Delivery, asker: Asker, posted: Posted | None, say: Say
    ) -> str:
        """Tell the asker which of the sources of their private answer what was posted leaves out.

        Called again where an earlier attempt ended after posting.
        """
        workspace = click.delivery.workspace
        if posted is not None:
            await self._records.delivered(workspace, click.request, posted.ts, posted.channel)
        cited = await self._inbox.cited(workspace, click.request)
        left_out = await self._left_out(click, asker, cited)
        return await self._end(click, place, "shared", say, wording.SHARED, left_out, posted)

    def _message(self, click: Taken, about: Delivery, settled: Settled, say: Say) -> Message | None:
        if settled.outcome is None:
            return None
        message = render(say, settled.outcome, request=click.request, venue=settled.venue)
        if message is None:
            return None
        if isinstance(settled.outcome, Answer):
            message = with_menu_below(message)
        return shared_by(say, message, about.user, for_others(about.text))

    async def _left_out(
        self, click: Taken, asker: Asker, cited: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Titles that the asker may read at this moment: they may have lost some since."""
        workspace, about = click.delivery.workspace, click.delivery.about or ""
        before = await self._inbox.cited(workspace, about)
        missing = [document for document in before if document not in cited]
        return await self._titles.readable(workspace, asker, missing) if missing else ()

    async def _end(
        self,
        click: Taken,
        place: Delivery,
        name: str,
        say: Say,
        said: Phrase,
        left_out: tuple[str, ...] = (),
        posted: Posted | None = None,
    ) -> str:
        note = share_note(say, say(said), left_out)
        try:
            await self._posting.post(click.delivery, note)
        except SlackRefused as refused:
            # The address of a click is good for half an hour.
            self._log.info("share_note_refused", code=refused.code)
            whispered = replace(place, user=click.delivery.user)
            # Titles are for the eyes of now: what lasts could not be taken back with its sources.
            lasting = share_note(say, say(said), ())
            await self._posting.whisper(whispered, note, thread=None, lasting=lasting)
        await self._inbox.done(click, name, posted.ts if posted is not None else None)
        return name
