"""A provider that others wrote, and a browser in front of it."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from aiohttp import ClientSession, CookieJar

PUBLIC_URL = "http://localhost:3000"
"""Where people reach the bot; the browser of a test goes to where it really listens."""
_LISTENING = re.compile(r"running on (http://127\.0\.0\.1:\d+)")


@dataclass
class RunningProvider:
    """`oidc-provider-mock` in a process of its own."""

    url: str
    process: asyncio.subprocess.Process

    async def knows(self, subject: str, **claims: Any) -> None:
        """Somebody has an account, and the provider says this of it."""
        async with (
            ClientSession() as http,
            http.put(f"{self.url}/users/{subject}", json=claims) as response,
        ):
            assert response.status == 204, await response.text()

    async def stop(self) -> None:
        """Nobody answers any more."""
        if self.process.returncode is None:
            self.process.terminate()
            await self.process.wait()


@asynccontextmanager
async def running_provider(port: int = 0) -> AsyncIterator[RunningProvider]:
    """A provider on loopback; it knows nobody."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "oidc_provider_mock", "--port", str(port)),
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    reading: asyncio.Task[None] | None = None
    try:
        async with asyncio.timeout(60):
            while (found := _LISTENING.search((await process.stderr.readline()).decode())) is None:
                assert process.returncode is None, "the provider did not start"
        reading = asyncio.create_task(_drain(process.stderr))
        provider = RunningProvider(found[1], process)
        yield provider
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        if reading is not None:
            await reading


async def _drain(stream: asyncio.StreamReader) -> None:
    while await stream.readline():
        pass


@dataclass
class Page:
    """What a browser was shown."""

    status: int
    text: str
    headers: dict[str, str]


class Browser:
    """A browser with cookies of its own that does not follow redirects unasked."""

    def __init__(self, bot_url: str) -> None:
        self._bot_url = bot_url
        self.session = ClientSession(cookie_jar=CookieJar(unsafe=True))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.session.close()

    async def open(self, address: str, method: str = "GET", **more: Any) -> Page:
        """Ask for an address of the bot's."""
        where = address.replace(PUBLIC_URL, self._bot_url)
        async with self.session.request(method, where, allow_redirects=False, **more) as response:
            return Page(response.status, await response.text(), dict(response.headers))

    async def depart(self, link: str) -> str:
        """Open the link and continue; where the provider is."""
        shown = await self.open(link)
        assert shown.status == 200, shown.text
        gone = await self.open(link, "POST")
        assert gone.status == 303, gone.text
        return gone.headers["Location"]

    async def authenticate(self, address: str, subject: str, **more: str) -> str:
        """Sign in at the provider; where it sends the browser back to."""
        form = {"sub": subject, **more}
        async with self.session.post(address, data=form, allow_redirects=False) as response:
            assert response.status == 302, await response.text()
            return response.headers["Location"]

    async def sign_in(self, link: str, subject: str) -> Page:
        """The whole way; what is shown at its end."""
        return await self.open(await self.authenticate(await self.depart(link), subject))


def query_of(address: str) -> dict[str, str]:
    """The query of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
