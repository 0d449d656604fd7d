"""Composition root of the Slack process: the one place where its parts meet."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import procrastinate
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.administration.dialog import SettingsDialog
from bot.administration.reports import Reports
from bot.administration.upkeep import Upkeep
from bot.bolt import bolt_app
from bot.config import BotConfig
from bot.conversation.answering import LONGEST_SECONDS, Answering
from bot.conversation.home import Home
from bot.conversation.notices import Notices
from bot.conversation.posting import Posting
from bot.conversation.sharing import Sharing
from bot.conversation.showing import Showing
from bot.conversation.status import Status
from bot.conversation.venue import Venues
from bot.delivery.inbox import Inbox
from bot.directory.changes import Changes
from bot.directory.full_pass import FullPass
from bot.directory.ledger import Ledger
from bot.directory.mirror import Clock, Mirror
from bot.directory.slack_lists import SlackLists
from bot.jobs import Errands, Work
from bot.knowledge import Knowledge, Workspace
from bot.linking.links import Links
from bot.linking.offers import Offers
from bot.linking.provider import Provider
from bot.linking.seals import Seals
from bot.linking.sign_in import SignIn
from bot.linking.web import LinkPages
from bot.listeners import register
from bot.listeners.commands import Commands, Subcommand
from bot.listeners.footnote import Footnote
from bot.listeners.linking import Linking
from bot.listeners.more import More
from bot.listeners.people import People
from bot.listeners.privacy import Privacy
from bot.listeners.questions import Questions
from bot.listeners.settings import SettingsListener
from bot.privacy import Inventory
from bot.slack_client import installed_workspace, slack_client


@dataclass(frozen=True)
class Bot:
    """The parts of a Slack process that somebody starts: deliveries come in, jobs go out."""

    app: AsyncApp
    workspace: Workspace
    work: Work
    jobs: procrastinate.App
    inbox: Inbox
    links: Links
    link_pages: LinkPages | None
    reports: Reports


@dataclass(frozen=True)
class _People:
    """What is known of people, and what keeps it true."""

    mirror: Mirror
    full_pass: FullPass
    changes: Changes
    links: Links
    reports: Reports


async def build(
    config: BotConfig,
    *,
    knowledge: Knowledge,
    clock: Clock = lambda: datetime.now(UTC),
    patience: float = LONGEST_SECONDS,
    mirror_of: Callable[[Mirror], Mirror] = lambda mirror: mirror,
) -> Bot:
    """Ask Slack who the app is, and put everything together. Nothing runs yet.
    ``mirror_of`` replaces the mirror that questions are answered with.

    Raises:
        ConfigurationError: Slack refuses the token, or cannot be reached.
    """
    client = slack_client(config)
    workspace = await installed_workspace(client)
    people = _people(config, client, knowledge, workspace, clock)
    inbox, errands = Inbox(knowledge.sessions, knowledge.jobs), Errands(knowledge.jobs)
    settings, privacy = _settings(config, knowledge, workspace), _privacy(knowledge, workspace)
    sign_in = _sign_in(config, knowledge, workspace, people, inbox)
    linking = Linking(sign_in, people.links, people.mirror, workspace)
    footnote = Footnote(knowledge.administration, inbox, people.mirror, people.reports)
    app = bolt_app(config, workspace)
    register(
        app,
        questions=Questions(inbox, errands, workspace),
        commands=Commands(inbox, workspace, _subcommands(settings, footnote, linking, privacy)),
        more=More(inbox, workspace),
        people=People(people.changes, people.full_pass, errands, workspace),
        settings=settings,
        linking=linking,
        privacy=privacy,
    )
    asked = replace(people, mirror=mirror_of(people.mirror))
    answering = _answering(config, client, knowledge, workspace, asked, inbox, clock, patience)
    upkeep = Upkeep(client, knowledge.oversight, workspace)
    work = Work(inbox, answering, people.full_pass, people.mirror, Home(client), upkeep)
    pages = _pages(config, sign_in)
    return Bot(app, workspace, work, knowledge.jobs, inbox, people.links, pages, people.reports)


def _answering(
    config: BotConfig,
    client: AsyncWebClient,
    knowledge: Knowledge,
    workspace: Workspace,
    people: _People,
    inbox: Inbox,
    clock: Clock,
    patience: float,
) -> Answering:
    showing, sharing = _showing(config, client, knowledge, workspace, inbox, clock)
    return Answering(
        inbox=inbox,
        mirror=people.mirror,
        full_pass=people.full_pass,
        copilot=knowledge.copilot,
        venues=Venues(people.mirror, knowledge.administration, workspace),
        showing=showing,
        sharing=sharing,
        # Without waiting out rate limits: a late status is worse than none.
        status=Status(slack_client(config, patient=False)),
        workspace=workspace,
        metrics=knowledge.oversight.metrics,
        patience=patience,
    )


def _links(config: BotConfig, knowledge: Knowledge, workspace: Workspace, clock: Clock) -> Links:
    provider = config.sign_in()
    return Links(
        knowledge.sessions,
        workspace.id,
        clock,
        issuer=provider.issuer if provider else None,
        longest=timedelta(days=config.oidc_days),
    )


def _sign_in(
    config: BotConfig, knowledge: Knowledge, workspace: Workspace, people: _People, inbox: Inbox
) -> SignIn | None:
    provider = config.sign_in()
    if provider is None:
        return None
    return SignIn(
        links=people.links,
        seals=Seals(knowledge.secret),
        provider=Provider(provider),
        mirror=people.mirror,
        inbox=inbox,
        workspace=workspace,
        public_url=provider.public_url,
    )


def _pages(config: BotConfig, sign_in: SignIn | None) -> LinkPages | None:
    provider = config.sign_in()
    return LinkPages(sign_in, provider) if sign_in and provider else None


def _people(
    config: BotConfig,
    client: AsyncWebClient,
    knowledge: Knowledge,
    workspace: Workspace,
    clock: Clock,
) -> _People:
    links = _links(config, knowledge, workspace, clock)
    lists, ledger = SlackLists(client), Ledger(knowledge.sessions, workspace.id)
    mirror = Mirror(workspace.id, lists, knowledge.directory, ledger, clock, links)
    changes = Changes(mirror, knowledge.directory, ledger, clock)
    reports = Reports(workspace.id, ledger, knowledge.oversight, clock)
    return _People(mirror, FullPass(mirror, lists, ledger, clock), changes, links, reports)


def _showing(
    config: BotConfig,
    client: AsyncWebClient,
    knowledge: Knowledge,
    workspace: Workspace,
    inbox: Inbox,
    clock: Clock,
) -> tuple[Showing, Sharing]:
    posting = Posting(client, workspace.bot_user)
    notices = Notices(knowledge.sessions, workspace.id, clock)
    possible = config.sign_in() is not None
    offers = Offers(knowledge.administration, workspace.id, possible=possible)
    showing = Showing(inbox, posting, notices, offers, knowledge.records)
    return showing, Sharing(inbox, posting, knowledge.titles, knowledge.records)


def _settings(config: BotConfig, knowledge: Knowledge, workspace: Workspace) -> SettingsListener:
    # Whoever opens a modal waits, and its trigger does not: no waiting out of rate limits.
    client = slack_client(config, patient=False)
    return SettingsListener(SettingsDialog(client, knowledge.administration, workspace.id))


def _privacy(knowledge: Knowledge, workspace: Workspace) -> Privacy:
    policies = knowledge.oversight.policies
    return Privacy(Inventory(knowledge.sessions, policies, workspace.id))


def _subcommands(
    settings: SettingsListener, footnote: Footnote, linking: Linking, privacy: Privacy
) -> dict[str, Subcommand]:
    words = {"status": footnote.status, "settings": settings.command}
    words["privacy"] = privacy.command
    return {**words, "link": linking.link, "unlink": linking.unlink}
