"""Composition root of the Slack process: the one place where its parts meet."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import procrastinate
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.administration.dialog import SettingsDialog
from bot.administration.records_form import RecordsForm
from bot.administration.reports import Reports
from bot.administration.upkeep import Upkeep
from bot.auditing.export_links import ExportLinks
from bot.auditing.exporting import Exporting
from bot.auditing.web import AuditPages
from bot.bolt import bolt_app
from bot.config import BotConfig
from bot.conversation.answering import LONGEST_SECONDS, Answering
from bot.conversation.explaining import Explaining
from bot.conversation.home import Home
from bot.conversation.notices import Notices
from bot.conversation.pace import Pace
from bot.conversation.posting import Posting
from bot.conversation.sharing import Sharing
from bot.conversation.showing import Showing
from bot.conversation.status import Status
from bot.conversation.streaming import Streaming
from bot.conversation.venue import Venues
from bot.conversation.viewers import Viewers
from bot.delivery.inbox import Inbox
from bot.delivery.rows import Rows
from bot.directory.changes import Changes
from bot.directory.full_pass import FullPass
from bot.directory.ledger import Ledger
from bot.directory.mirror import Clock, Mirror
from bot.directory.slack_lists import SlackLists
from bot.feedback.actions import Actions, recipients_of
from bot.feedback.verdicts import Verdicts
from bot.jobs import Errands, Work
from bot.knowledge import Knowledge, Workspace
from bot.linking.links import Links
from bot.linking.offers import Offers
from bot.linking.provider import Provider
from bot.linking.seals import Seals, Tokens
from bot.linking.sign_in import SignIn
from bot.linking.web import LinkPages
from bot.listeners import register
from bot.listeners.auditing import Auditing
from bot.listeners.commands import Commands
from bot.listeners.confiding import ConfidingListener
from bot.listeners.feedback import FeedbackListener
from bot.listeners.footnote import Footnote
from bot.listeners.linking import Linking
from bot.listeners.more import More
from bot.listeners.people import People
from bot.listeners.privacy import Privacy
from bot.listeners.questions import Questions
from bot.listeners.settings import SettingsListener
from bot.listeners.why import WhyListener
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
    audit_pages: AuditPages | None
    reports: Reports


@dataclass(frozen=True)
class _Given:
    """What the parts are made from."""

    config: BotConfig
    client: AsyncWebClient
    knowledge: Knowledge
    workspace: Workspace
    clock: Clock
    inbox: Inbox


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
    pace: Pace = Pace(),  # noqa: B008 - frozen
) -> Bot:
    """Ask Slack who the app is, and put everything together. Nothing runs yet.
    ``mirror_of`` replaces the mirror that questions are answered with.

    Raises:
        ConfigurationError: Slack refuses the token, or cannot be reached.
    """
    client = slack_client(config)
    workspace = await installed_workspace(client)
    inbox = Inbox(knowledge.sessions, knowledge.jobs, Rows(knowledge.secret))
    given = _Given(config, client, knowledge, workspace, clock, inbox)
    people = _people(given)
    sign_in, exporting = _sign_in(given, people), _exporting(given, people)
    app = bolt_app(config, workspace)
    _listen(app, given, people, sign_in, exporting)
    asked = replace(people, mirror=mirror_of(people.mirror))
    verdicts = Verdicts(knowledge.sessions, workspace.id)
    upkeep = Upkeep(client, knowledge.oversight, verdicts, workspace)
    answering = _answering(given, asked, patience, pace)
    return Bot(
        app=app,
        workspace=workspace,
        work=Work(inbox, answering, people.full_pass, people.mirror, Home(client), upkeep),
        jobs=knowledge.jobs,
        inbox=inbox,
        links=people.links,
        link_pages=_link_pages(config, sign_in),
        audit_pages=_audit_pages(config, exporting),
        reports=people.reports,
    )


def _people(given: _Given) -> _People:
    workspace, clock = given.workspace.id, given.clock
    directory, sessions = given.knowledge.directory, given.knowledge.sessions
    links = _links(given)
    lists, ledger = SlackLists(given.client), Ledger(sessions, workspace)
    mirror = Mirror(workspace, lists, directory, ledger, clock, links)
    return _People(
        mirror=mirror,
        full_pass=FullPass(mirror, lists, ledger, clock),
        changes=Changes(mirror, directory, ledger, clock),
        links=links,
        reports=Reports(
            workspace, ledger, given.knowledge.oversight, Verdicts(sessions, workspace), clock
        ),
    )


def _links(given: _Given) -> Links:
    provider = given.config.sign_in()
    return Links(
        given.knowledge.sessions,
        given.workspace.id,
        given.clock,
        issuer=provider.issuer if provider else None,
        longest=timedelta(days=given.config.oidc_days),
    )


def _answering(given: _Given, people: _People, patience: float, pace: Pace) -> Answering:
    knowledge, inbox = given.knowledge, given.inbox
    posting = Posting(given.client, given.workspace.bot_user)
    notices = Notices(knowledge.sessions, given.workspace.id, given.clock)
    possible = given.config.sign_in() is not None
    offers = Offers(knowledge.administration, given.workspace.id, possible=possible)
    recipients = recipients_of(knowledge, people.mirror)
    pens = slack_client(given.config, once=True), given.client
    return Answering(
        inbox=inbox,
        mirror=people.mirror,
        full_pass=people.full_pass,
        copilot=knowledge.copilot,
        venues=Venues(people.mirror, knowledge.administration, given.workspace),
        showing=Showing(inbox, posting, notices, offers, knowledge.records, recipients),
        sharing=Sharing(inbox, posting, knowledge.titles, knowledge.records),
        streaming=Streaming(pens, posting, inbox, knowledge.records, given.workspace, pace),
        # Without waiting out rate limits: a late status is worse than none.
        status=Status(slack_client(given.config, patient=False)),
        workspace=given.workspace,
        metrics=knowledge.oversight.metrics,
        patience=patience,
    )


def _sign_in(given: _Given, people: _People) -> SignIn | None:
    provider = given.config.sign_in()
    if provider is None:
        return None
    return SignIn(
        links=people.links,
        seals=Seals(given.knowledge.secret),
        provider=Provider(provider),
        mirror=people.mirror,
        inbox=given.inbox,
        workspace=given.workspace,
        public_url=provider.public_url,
    )


def _link_pages(config: BotConfig, sign_in: SignIn | None) -> LinkPages | None:
    provider = config.sign_in()
    return LinkPages(sign_in, provider) if sign_in and provider else None


def _exporting(given: _Given, people: _People) -> Exporting:
    return Exporting(
        exports=given.knowledge.oversight.exports,
        links=ExportLinks(given.knowledge.sessions, given.workspace.id, given.clock),
        tokens=Tokens(given.knowledge.secret, "audit-link"),
        mirror=people.mirror,
        public_url=given.config.browsers_reach(),
    )


def _audit_pages(config: BotConfig, exporting: Exporting) -> AuditPages | None:
    public_url = config.browsers_reach()
    return AuditPages(exporting, public_url) if public_url else None


def _listen(
    app: AsyncApp,
    given: _Given,
    people: _People,
    sign_in: SignIn | None,
    exporting: Exporting,
) -> None:
    """Bind every listener."""
    workspace, inbox, errands = given.workspace, given.inbox, Errands(given.knowledge.jobs)
    settings, why, privacy = _settings(given, people), _why(given, people), _privacy(given)
    did = _did(given, people)
    linking = Linking(sign_in, people.links, people.mirror, workspace)
    footnote = Footnote(given.knowledge.administration, inbox, people.mirror, people.reports)
    subcommands = {
        "status": footnote.status,
        "usage": footnote.usage,
        "settings": settings.command,
        "privacy": privacy.command,
        "audit": Auditing(exporting, workspace).audit,
        "why": why.why,
        "why-not": why.why_not,
        "link": linking.link,
        "unlink": linking.unlink,
    }
    register(
        app,
        questions=Questions(inbox, errands, workspace),
        commands=Commands(inbox, workspace, subcommands),
        more=More(inbox, workspace, given.knowledge.oversight.metrics),
        people=People(people.changes, people.full_pass, errands, workspace),
        settings=settings,
        linking=linking,
        why=why,
        privacy=privacy,
        feedback=FeedbackListener(did, workspace),
        confiding=ConfidingListener(did.confiding, workspace),
    )


def _did(given: _Given, people: _People) -> Actions:
    # Whoever opens a form waits, and its trigger does not.
    client = slack_client(given.config, patient=False)
    viewers = Viewers(people.mirror, people.full_pass, given.workspace)
    return Actions.on(client, given.knowledge, given.inbox, people.mirror, viewers)


def _privacy(given: _Given) -> Privacy:
    knowledge = given.knowledge
    inventory = Inventory(knowledge.sessions, knowledge.oversight.policies, given.workspace.id)
    return Privacy(inventory)


def _settings(given: _Given, people: _People) -> SettingsListener:
    # Whoever opens a modal waits, and its trigger does not: no waiting out of rate limits.
    client = slack_client(given.config, patient=False)
    administration = given.knowledge.administration
    records = RecordsForm(given.knowledge.oversight.policies, people.mirror)
    return SettingsListener(SettingsDialog(client, administration, records, given.workspace.id))


def _why(given: _Given, people: _People) -> WhyListener:
    knowledge, workspace = given.knowledge, given.workspace
    venues = Venues(people.mirror, knowledge.administration, workspace)
    explaining = Explaining(
        knowledge.explanations, people.mirror, people.full_pass, venues, workspace
    )
    return WhyListener(explaining, workspace)
