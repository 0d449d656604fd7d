"""Shares a private answer: posts the conversation's own one, tells the asker what it left out."""

from dataclasses import replace

import structlog

from bot.conversation.posting import Posted, Posting
from bot.conversation.showing import Settled, cited_in
from bot.delivery.deliveries import Delivery, Taken
from bot.delivery.inbox import Inbox
from bot.errors import SlackRefused
from bot.knowledge import Delivered, Names
from bot.views import wording
from bot.views.outcomes import Message, render
from bot.views.sharing import share_note, shared_by
from chains.access.audience import Asker
from chains.answering.outcome import Failed


class Sharing:
    """Ends a share. Every method raises `SlackUnavailable` and `StoreUnavailable`."""

    def __init__(self, inbox: Inbox, posting: Posting, titles: Names, records: Delivered) -> None:
        self._inbox = inbox
        self._posting = posting
        self._titles = titles
        self._records = records
        self._log = structlog.get_logger()

    async def repeat(self, click: Taken) -> str:
        """Say that the same private answer was shared before."""
        return await self._end(click, click.delivery, "repeated", wording.SHARED_ALREADY)

    async def refuse(self, click: Taken) -> str:
        """Say that it cannot be shared."""
        return await self._end(click, click.delivery, "refused", wording.SHARE_REFUSED)

    async def show(self, click: Taken, place: Delivery, asker: Asker, settled: Settled) -> str:
        """Post the conversation's own answer where there is one, and tell the asker the rest.

        ``place`` is where it is posted, ``click`` what was pressed. That nothing was found for
        the conversation is for the asker alone: there, nobody has asked.
        """
        cited = cited_in(settled.outcome)
        message = self._message(click, asker, settled) if cited else None
        if message is None:
            failed = isinstance(settled.outcome, Failed)
            said = wording.FAILED_TRY_AGAIN if failed else wording.NOT_SHARED
            left_out = () if failed else await self._left_out(click, asker, cited)
            return await self._end(click, place, "not_shared", said, left_out)
        if not await self._inbox.posting(click, cited):
            return "taken_over"
        await self._records.delivered(click.delivery.workspace, click.request, None)
        try:
            posted = await self._posting.post(place, message)
        except SlackRefused as refused:
            self._log.warning("share_refused", code=refused.code)
            return await self._end(click, place, "refused", wording.SHARE_REFUSED)
        return await self.finish(click, place, asker, posted)

    async def finish(
        self, click: Taken, place: Delivery, asker: Asker, posted: Posted | None
    ) -> str:
        """Tell the asker which of the sources of their private answer what was posted leaves out.

        Called again where an earlier attempt ended after posting.
        """
        workspace = click.delivery.workspace
        if posted is not None:
            await self._records.delivered(workspace, click.request, posted.ts, posted.channel)
        cited = await self._inbox.cited(workspace, click.request)
        left_out = await self._left_out(click, asker, cited)
        return await self._end(click, place, "shared", wording.SHARED, left_out, posted)

    def _message(self, click: Taken, asker: Asker, settled: Settled) -> Message | None:
        if settled.outcome is None:
            return None
        message = render(settled.outcome, request=click.request, venue=settled.venue)
        return None if message is None else shared_by(message, asker.identity)

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
        said: str,
        left_out: tuple[str, ...] = (),
        posted: Posted | None = None,
    ) -> str:
        note = share_note(said, left_out)
        try:
            await self._posting.post(click.delivery, note)
        except SlackRefused as refused:
            # The address of a click is good for half an hour.
            self._log.info("share_note_refused", code=refused.code)
            whispered = replace(place, user=click.delivery.user)
            # Titles are for the eyes of now: what lasts could not be taken back with its sources.
            lasting = share_note(said, ())
            await self._posting.whisper(whispered, note, thread=None, lasting=lasting)
        await self._inbox.done(click, name, posted.ts if posted is not None else None)
        return name
