"""Composition root of the Slack process: the one place where its parts meet."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import procrastinate
from slack_bolt.async_app import AsyncApp

from bot.administration.reports import Reports
from bot.administration.upkeep import Upkeep
from bot.auditing.export_links import ExportLinks
from bot.auditing.exporting import Exporting
from bot.auditing.web import AuditPages
from bot.bolt import bolt_app
from bot.config import BotConfig
from bot.conversation.answering import LONGEST_SECONDS, Answering
from bot.conversation.guiding import Guiding
from bot.conversation.home import Home
from bot.conversation.notices import Notices
from bot.conversation.own_words import MEANT, OwnWords
from bot.conversation.pace import Pace
from bot.conversation.posting import Posting
from bot.conversation.sharing import Sharing
from bot.conversation.showing import Showing
from bot.conversation.speaking import Speaking
from bot.conversation.status import Status
from bot.conversation.streaming import Streaming
from bot.conversation.venue import Venues
from bot.delivery.inbox import Inbox
from bot.delivery.rows import Rows
from bot.directory.changes import Changes
from bot.directory.full_pass import FullPass
from bot.directory.ledger import Ledger
from bot.directory.mirror import Clock, Mirror
from bot.directory.slack_lists import SlackLists
from bot.feedback.actions import recipients_of
from bot.feedback.verdicts import Verdicts
from bot.jobs import Work
from bot.knowledge import Knowledge, Workspace
from bot.language.catalogues import load_languages
from bot.linking.links import Links
from bot.linking.offers import Offers
from bot.linking.provider import Provider
from bot.linking.seals import Seals, Tokens
from bot.linking.sign_in import SignIn
from bot.linking.web import LinkPages
from bot.listening import Given, People, listen
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
    languages = load_languages()
    given = Given(config, client, knowledge, workspace, clock, inbox, languages)
    people = _people(given)
    sign_in, exporting = _sign_in(given, people), _exporting(given, people)
    app = bolt_app(config, workspace)
    listen(app, given, people, sign_in, exporting)
    asked = replace(people, mirror=mirror_of(people.mirror))
    verdicts = Verdicts(knowledge.sessions, workspace.id)
    upkeep = Upkeep(client, knowledge.oversight, verdicts, workspace, people.speaking)
    answering, home = _answering(given, asked, patience, pace), Home(client, people.guiding)
    return Bot(
        app=app,
        workspace=workspace,
        work=Work(inbox, answering, people.full_pass, people.mirror, home, upkeep),
        jobs=knowledge.jobs,
        inbox=inbox,
        links=people.links,
        link_pages=_link_pages(given, sign_in),
        audit_pages=_audit_pages(given, exporting),
        reports=people.reports,
    )


def _people(given: Given) -> People:
    workspace, clock = given.workspace.id, given.clock
    directory, sessions = given.knowledge.directory, given.knowledge.sessions
    links, oversight = _links(given), given.knowledge.oversight
    lists, ledger = SlackLists(given.client), Ledger(sessions, workspace)
    mirror = Mirror(workspace, lists, directory, ledger, clock, links)
    speaking = Speaking(given.languages, mirror, oversight.policies, workspace)
    return People(
        mirror=mirror,
        full_pass=FullPass(mirror, lists, ledger, clock),
        changes=Changes(mirror, directory, ledger, clock),
        links=links,
        reports=Reports(workspace, ledger, oversight, Verdicts(sessions, workspace), clock),
        speaking=speaking,
        guiding=Guiding(mirror, oversight.policies, speaking),
    )


def _links(given: Given) -> Links:
    provider = given.config.sign_in()
    return Links(
        given.knowledge.sessions,
        given.workspace.id,
        given.clock,
        issuer=provider.issuer if provider else None,
        longest=timedelta(days=given.config.oidc_days),
    )


def _answering(given: Given, people: People, patience: float, pace: Pace) -> Answering:
    knowledge, inbox = given.knowledge, given.inbox
    posting = Posting(given.client, given.workspace.bot_user)
    notices = Notices(knowledge.sessions, given.workspace.id, given.clock)
    possible = given.config.sign_in() is not None
    offers = Offers(knowledge.administration, given.workspace.id, possible=possible)
    recipients = recipients_of(knowledge, people.mirror)
    pens = slack_client(given.config, once=True), given.client
    own_words = OwnWords(knowledge.secret, MEANT)
    return Answering(
        inbox=inbox,
        mirror=people.mirror,
        full_pass=people.full_pass,
        copilot=knowledge.copilot,
        venues=Venues(people.mirror, knowledge.administration, given.workspace),
        showing=Showing(
            inbox,
            posting,
            notices,
            offers,
            knowledge.records,
            recipients,
            own_words,
            people.guiding,
        ),
        sharing=Sharing(inbox, posting, knowledge.titles, knowledge.records),
        streaming=Streaming(pens, posting, inbox, knowledge.records, given.workspace, pace),
        speaking=people.speaking,
        # Without waiting out rate limits: a late status is worse than none.
        status=Status(slack_client(given.config, patient=False)),
        workspace=given.workspace,
        metrics=knowledge.oversight.metrics,
        patience=patience,
    )


def _sign_in(given: Given, people: People) -> SignIn | None:
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


def _link_pages(given: Given, sign_in: SignIn | None) -> LinkPages | None:
    provider = given.config.sign_in()
    return LinkPages(sign_in, provider, given.languages) if sign_in and provider else None


def _exporting(given: Given, people: People) -> Exporting:
    return Exporting(
        exports=given.knowledge.oversight.exports,
        links=ExportLinks(given.knowledge.sessions, given.workspace.id, given.clock),
        tokens=Tokens(given.knowledge.secret, "audit-link"),
        mirror=people.mirror,
        public_url=given.config.browsers_reach(),
    )


def _audit_pages(given: Given, exporting: Exporting) -> AuditPages | None:
    public_url = given.config.browsers_reach()
    return AuditPages(exporting, public_url, given.languages) if public_url else None
