"""An administration on real Postgres whose jobs are written down, and a Slack to change it from."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiohttp import ClientSession, web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.administration.dialog import SettingsDialog
from bot.administration.forms import OwnForm
from bot.administration.language_form import LanguageForm
from bot.administration.records_form import RecordsForm
from bot.administration.spending_form import SpendingForm
from bot.conversation.speaking import Speaking
from bot.directory.ledger import Ledger
from bot.directory.mirror import Mirror
from bot.directory.slack_lists import SlackLists
from bot.language.catalogues import load_languages
from bot.linking.links import Links
from bot.listeners.payloads import Command
from bot.listeners.settings import SettingsListener
from bot.playground.server import Playground
from bot.views import ids
from chains.access.audience import Asker, Standing
from chains.access.directory import Directory
from chains.access.principals import WorkspaceId
from chains.administration import Administration
from chains.administration.oversight import Oversight
from chains.database.engine import Sessions
from chains.metrics import Metrics
from chains.settings import ChannelSettings, FolderSettings, FootnoteSettings
from tests.contract.playground.small_company import small_company

Json = dict[str, Any]
FINN = Asker("U0FINN", Standing.MEMBER, is_admin=True)


@dataclass
class Jobs:
    """The syncs that were asked for."""

    asked: list[tuple[WorkspaceId, UUID]] = field(default_factory=list)

    async def request(self, workspace: WorkspaceId, source: UUID) -> None:
        """Write one down."""
        self.asked.append((workspace, source))


@pytest.fixture
def jobs() -> Jobs:
    """No job was asked for yet."""
    return Jobs()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The allowed root, with two folders in it."""
    (tmp_path / "handbook").mkdir()
    (tmp_path / "people").mkdir()
    return tmp_path


@pytest.fixture
def administration(sessions: Sessions, jobs: Jobs, root: Path) -> Administration:
    """The administration of a company whose footnote.toml searches the handbook by default."""
    defaults = FootnoteSettings(
        folders=FolderSettings(allowed_roots=(root,), link="https://docs.example"),
        channels=ChannelSettings(scopes=("handbook",)),
    )
    return Administration(sessions, jobs.request, defaults)


def mirror_of(client: AsyncWebClient, workspace: WorkspaceId, sessions: Sessions) -> Mirror:
    """A mirror that asks this Slack."""

    def clock() -> datetime:
        return datetime.now(UTC)

    links = Links(sessions, workspace, clock, issuer=None, longest=timedelta(days=30))
    ledger = Ledger(sessions, workspace)
    return Mirror(workspace, SlackLists(client), Directory(sessions), ledger, clock, links)


def register(app: AsyncApp, listener: SettingsListener) -> None:
    """The settings' triggers, and the command that opens them."""
    listener.register(app)

    @app.command("/footnote")
    async def footnote(ack: AsyncAck, body: Json) -> None:
        said = await listener.command(Command.model_validate(body))
        if said is None:
            await ack()
        else:
            await ack(text=said.text, blocks=said.blocks, response_type="ephemeral")


@pytest.fixture
def overseen(sessions: Sessions) -> Oversight:
    """What watches over a company whose policies nobody has changed."""
    return Oversight.on(sessions, FootnoteSettings(), Metrics(), ["openai:own"])


def own_forms(overseen: Oversight, mirror: Mirror) -> dict[str, OwnForm]:
    """The forms that look after themselves."""
    policies, workspace = overseen.policies, mirror.workspace
    return {
        ids.SETTINGS_RECORDS: RecordsForm(policies, mirror),
        ids.SETTINGS_SPENDING: SpendingForm(overseen.spending, workspace),
        ids.SETTINGS_LANGUAGE: LanguageForm(policies, workspace),
    }


@pytest.fixture
async def playground(
    administration: Administration,
    workspace: WorkspaceId,
    sessions: Sessions,
    overseen: Oversight,
) -> AsyncIterator[Playground]:
    """A Slack whose app has the settings and nothing else."""
    # A workspace of this test's own: Postgres is shared by the whole run.
    company = small_company()
    renamed = company.workspace.model_copy(update={"id": workspace})
    company = company.model_copy(update={"workspace": renamed})
    async with Playground(company) as running:
        client = AsyncWebClient(token=running.bot_token, base_url=running.api_url)
        app = AsyncApp(
            signing_secret=running.signing_secret, client=client, process_before_response=True
        )
        mirror = mirror_of(client, workspace, sessions)
        own = own_forms(overseen, mirror)
        speaking = Speaking(load_languages(), mirror, overseen.policies, workspace)
        dialog = SettingsDialog(client, administration, own, workspace, speaking)
        register(app, SettingsListener(dialog))

        async def serve(request: web.Request) -> web.StreamResponse:
            return await to_aiohttp_response(
                await app.async_dispatch(await to_bolt_request(request))
            )

        site = web.Application()
        site.router.add_post("/slack/events", serve)
        runner = web.AppRunner(site, shutdown_timeout=0.5)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        running.connect(f"http://127.0.0.1:{runner.addresses[0][1]}")
        yield running
        await runner.cleanup()


@dataclass
class Person:
    """Somebody at the control routes."""

    session: ClientSession
    user: str

    async def post(self, route: str, **body: Any) -> Json:
        asked = {"as": self.user, **body}
        async with self.session.post(f"/control/{route}", json=asked) as response:
            told: Json = await response.json()
            return told

    async def get(self, route: str, **query: str) -> Any:
        asked = {"as": self.user, **query}
        async with self.session.get(f"/control/{route}", params=asked) as response:
            return await response.json()

    async def open_settings(self) -> str:
        """The id of the settings modal."""
        channel = f"D0{self.user[2:]}"
        told = await self.post("command", channel=channel, command="/footnote", text="settings")
        assert told["ok"], told
        return str(told.get("view_id") or "")

    async def press(self, view: str, action: str, value: str | None = None) -> str:
        """The id of the view that opened, if one did."""
        told = await self.post("interact", view_id=view, action_id=action, value=value)
        assert told["ok"], told
        return str(told.get("view_id") or "")

    async def submit(self, view: str, values: Json) -> Json:
        return await self.post("submit", view_id=view, values=values)

    async def shown(self) -> str:
        """Everything that the open views say, as one text."""
        return str([view["blocks"] for view in await self.get("views")])


@pytest.fixture
async def session(playground: Playground) -> AsyncIterator[ClientSession]:
    """A browser on the playground."""
    async with ClientSession(playground.url) as opened:
        yield opened


@pytest.fixture
def finn(session: ClientSession) -> Person:
    """An administrator."""
    return Person(session, "U0FINN")
