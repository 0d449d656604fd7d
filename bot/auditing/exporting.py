"""The path of an export: asked for in Slack, downloaded in a browser, for auditors both times."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.auditing.asked import Asked
from bot.auditing.export_links import NO_LONGER, ExportLinks, Given
from bot.directory.mirror import Mirror
from bot.linking.seals import Tokens
from chains.access.audience import Asker
from chains.administration.export_lines import Form
from chains.administration.exports import Exports, PastExport


@dataclass(frozen=True)
class Download:
    """An export that has begun, as it goes to a browser."""

    form: Form
    chunks: AsyncIterator[bytes]


class Exporting:
    """Gives auditors their links, and whoever opens one what it is for.

    Every method raises `Refused` with a sentence for the person, or `RetryLater`.
    ``public_url``: where browsers reach us; without it nothing can be downloaded.
    """

    def __init__(
        self,
        *,
        exports: Exports,
        links: ExportLinks,
        tokens: Tokens,
        mirror: Mirror,
        public_url: str | None,
    ) -> None:
        self._exports = exports
        self._links = links
        self._tokens = tokens
        self._mirror = mirror
        self._public_url = public_url
        self._log = structlog.get_logger()

    async def auditor(self, identity: str) -> Asker:
        """The auditor with this user id, as Slack knows them at this moment."""
        asker = await self._mirror.asker(identity, at_most=timedelta())
        await self._exports.require_auditor(self._mirror.workspace, asker)
        return asker

    async def latest(self, auditor: Asker) -> list[PastExport]:
        """The newest exports, whoever made them."""
        return await self._exports.latest(self._mirror.workspace, auditor)

    async def link(self, auditor: Asker, asked: Asked) -> str | None:
        """The address of a link for this export alone; none where browsers cannot reach us."""
        if self._public_url is None:
            return None
        token = self._tokens.new_token()
        await self._links.give(token.digest, Given(auditor.identity, asked))
        return f"{self._public_url}/audit/{token.value}"

    def require_made_here(self, value: str) -> None:
        """Refuse a token that we have not made; no store is asked."""
        self._tokens.token(value, NO_LONGER)

    @asynccontextmanager
    async def download(self, value: str) -> AsyncIterator[Download]:
        """Use a link up, and export what it was given for."""
        token = self._tokens.token(value, NO_LONGER)
        given = await self._links.given(token.digest)
        auditor = await self.auditor(given.identity)
        asked = (await self._links.use(token.digest)).asked
        self._log.info("export_begun", user=auditor.identity)
        exported = self._exports.export(self._mirror.workspace, auditor, asked.wanted, asked.form)
        async with exported as chunks:
            yield Download(asked.form, chunks)
        self._log.info("export_completed", user=auditor.identity)
