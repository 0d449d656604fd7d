"""The page in a real browser, on the real playground server, with a scripted bot behind it."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from bot.playground.company import load_company
from bot.playground.server import Playground
from tests.browser.scripted_bot import ScriptedBot, serve

COMPANY = Path(__file__).parents[2] / "infra" / "demo" / "company.yaml"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Stage:
    """A playground, its bot, and a way to act as a script does."""

    playground: Playground
    bot: ScriptedBot
    http: aiohttp.ClientSession

    async def control(self, route: str, **body: Any) -> Any:
        """Post to a control route; `as_` stands for the field `as`."""
        body["as"] = body.pop("as_")
        async with self.http.post(f"{self.playground.url}/control/{route}", json=body) as reply:
            return await reply.json()

    async def ask(self, person: str, channel: str, text: str, **more: Any) -> str:
        """Say something as a person and wait for its outcome; gives the message's timestamp."""
        said = await self.control("message", as_=person, channel=channel, text=text, **more)
        query = {"channel": channel, "ts": said["ts"]}
        async with self.http.get(f"{self.playground.url}/control/settled", params=query) as reply:
            await reply.json()
        return str(said["ts"])


@dataclass
class Watched:
    """Every address a page asked for, and what it complained about."""

    addresses: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def heard(self, said: ConsoleMessage) -> None:
        """Keep what the browser reports as an error."""
        if said.type == "error":
            self.complaints.append(said.text)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser, or a skip that names the command which installs one."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no browser found; install one with: apt-get install chromium")
    return found


@pytest.fixture(scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """One browser for the run."""
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=chromium, args=CHROMIUM_ARGUMENTS
        )
        yield launched
        await launched.close()


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """A fresh playground with the scripted bot connected."""
    async with Playground(load_company(COMPANY)) as playground:
        bot = ScriptedBot(playground)
        async with serve(bot) as address, aiohttp.ClientSession() as http:
            playground.connect(address)
            yield Stage(playground, bot, http)


@pytest.fixture
def watched() -> Watched:
    """What the pages of this test asked for and complained about."""
    return Watched()


Opens = Callable[..., Awaitable[Page]]


@pytest.fixture
async def opened(browser: Browser, stage: Stage, watched: Watched) -> AsyncIterator[Opens]:
    """Opens the page on two people's conversations, given as `U0ANA:C0GENERAL`."""
    contexts = []

    async def open_page(
        left: str = "", right: str = "", width: int = 1280, height: int = 860, **options: Any
    ) -> Page:
        context = await browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: watched.addresses.append(request.url))
        page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        page.on("console", watched.heard)
        fragment = f"#left={left}&right={right}" if left else ""
        await page.goto(f"{stage.playground.url}/{fragment}")
        await page.locator("#left .groups > li").first.wait_for()
        await page.locator("#right .groups > li").first.wait_for(state="attached")
        return page

    yield open_page
    for context in contexts:
        await context.close()
