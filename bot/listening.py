"""Puts the listeners together, from what the composition root has made."""

from dataclasses import dataclass

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.administration.dialog import SettingsDialog
from bot.administration.forms import OwnForm
from bot.administration.language_form import LanguageForm
from bot.administration.records_form import RecordsForm
from bot.administration.reports import Reports
from bot.administration.spending_form import SpendingForm
from bot.auditing.exporting import Exporting
from bot.config import BotConfig
from bot.conversation.explaining import Explaining
from bot.conversation.following import Following
from bot.conversation.guiding import Guiding
from bot.conversation.notices import About, Notices
from bot.conversation.own_words import MEANT, OFFERED, OwnWords
from bot.conversation.passive_help import Offering, PassiveHelp
from bot.conversation.quoting import Quoting
from bot.conversation.speaking import Speaking
from bot.conversation.venue import Venues
from bot.conversation.viewers import Viewers
from bot.delivery.inbox import Inbox
from bot.delivery.threads import Threads
from bot.directory.changes import Changes
from bot.directory.full_pass import FullPass
from bot.directory.mirror import Clock, Mirror
from bot.feedback.actions import Actions
from bot.jobs import Errands
from bot.knowledge import Knowledge, Workspace
from bot.language.catalogues import Languages
from bot.linking.links import Links
from bot.linking.sign_in import SignIn
from bot.listeners import register
from bot.listeners.auditing import Auditing
from bot.listeners.commands import Commands
from bot.listeners.confiding import ConfidingListener
from bot.listeners.feedback import FeedbackListener
from bot.listeners.footnote import Footnote
from bot.listeners.linking import Linking
from bot.listeners.meant import Meant
from bot.listeners.more import More
from bot.listeners.passive_help import PassiveHelpListener
from bot.listeners.people import People as PeopleListener
from bot.listeners.privacy import Privacy
from bot.listeners.questions import Questions
from bot.listeners.settings import SettingsListener
from bot.listeners.why import WhyListener
from bot.privacy import Inventory
from bot.slack_client import slack_client
from bot.views import ids


@dataclass(frozen=True)
class Given:
    """What the parts are made from."""

    config: BotConfig
    client: AsyncWebClient
    knowledge: Knowledge
    workspace: Workspace
    clock: Clock
    inbox: Inbox
    languages: Languages


@dataclass(frozen=True)
class People:
    """What is known of people, and what keeps it true."""

    mirror: Mirror
    full_pass: FullPass
    changes: Changes
    links: Links
    reports: Reports
    speaking: Speaking
    guiding: Guiding


def listen(
    app: AsyncApp,
    given: Given,
    people: People,
    sign_in: SignIn | None,
    exporting: Exporting,
) -> None:
    """Bind every listener to this app."""
    workspace, inbox, known = given.workspace, given.inbox, (given, people)
    settings, why, privacy = _settings(*known), _why(*known), _privacy(*known)
    did, helping, footnote = _did(*known), _passive_help(*known), _footnote(*known)
    linking = Linking(sign_in, people.links, people.mirror, workspace, people.speaking)
    subcommands = {
        "status": footnote.status,
        "usage": footnote.usage,
        "topics": footnote.topics,
        "settings": settings.command,
        "privacy": privacy.command,
        "audit": Auditing(exporting, workspace, people.speaking).audit,
        "why": why.why,
        "why-not": why.why_not,
        "link": linking.link,
        "unlink": linking.unlink,
    }
    register(
        app,
        questions=Questions(inbox, _following(given), helping, _errands(given), workspace),
        commands=Commands(inbox, workspace, subcommands, people.speaking, people.guiding),
        more=More(inbox, workspace, given.knowledge.oversight.metrics),
        meant=_meant(given),
        people=PeopleListener(people.changes, people.full_pass, _errands(given), workspace),
        settings=settings,
        linking=linking,
        why=why,
        privacy=privacy,
        feedback=FeedbackListener(did, why, workspace),
        confiding=ConfidingListener(did.confiding, workspace),
        passive_help=PassiveHelpListener(inbox, helping, workspace, people.speaking),
    )


def _errands(given: Given) -> Errands:
    return Errands(given.knowledge.jobs)


def _footnote(given: Given, people: People) -> Footnote:
    told = given.inbox, people.mirror, people.reports, people.speaking
    return Footnote(given.knowledge.administration, *told)


def _following(given: Given) -> Following:
    return Following(
        Threads(given.knowledge.sessions), given.knowledge.administration, given.workspace
    )


def _passive_help(given: Given, people: People) -> PassiveHelp:
    knowledge, workspace = given.knowledge, given.workspace.id
    notices = Notices(knowledge.sessions, workspace, given.clock, About.HELP)
    # A late offer is worse than none: no waiting out of rate limits.
    client = slack_client(given.config, patient=False)
    return PassiveHelp(
        knowledge.gate,
        knowledge.administration,
        people.mirror,
        Offering(client, people.speaking, notices),
        knowledge.oversight.metrics,
        OwnWords(knowledge.secret, OFFERED),
    )


def _meant(given: Given) -> Meant:
    knowledge = given.knowledge
    sealed = OwnWords(knowledge.secret, MEANT)
    return Meant(given.inbox, sealed, given.workspace, knowledge.oversight.metrics)


def _did(given: Given, people: People) -> Actions:
    # Whoever opens a form waits, and its trigger does not.
    client = slack_client(given.config, patient=False)
    viewers = Viewers(people.mirror, people.full_pass, given.workspace)
    given_to = given.knowledge, given.inbox, people.mirror, viewers, people.speaking
    return Actions.on(client, *given_to)


def _privacy(given: Given, people: People) -> Privacy:
    knowledge = given.knowledge
    inventory = Inventory(knowledge.sessions, knowledge.oversight.policies, given.workspace.id)
    return Privacy(inventory, people.speaking)


def _settings(given: Given, people: People) -> SettingsListener:
    # Whoever opens a modal waits, and its trigger does not: no waiting out of rate limits.
    client = slack_client(given.config, patient=False)
    administration = given.knowledge.administration
    records = RecordsForm(given.knowledge.oversight.policies, people.mirror)
    spending = SpendingForm(given.knowledge.oversight.spending, given.workspace.id)
    language = LanguageForm(given.knowledge.oversight.policies, given.workspace.id)
    own: dict[str, OwnForm] = {
        ids.SETTINGS_RECORDS: records,
        ids.SETTINGS_SPENDING: spending,
        ids.SETTINGS_LANGUAGE: language,
    }
    workspace = given.workspace.id
    dialog = SettingsDialog(client, administration, own, workspace, people.speaking)
    return SettingsListener(dialog)


def _why(given: Given, people: People) -> WhyListener:
    knowledge, workspace = given.knowledge, given.workspace
    venues = Venues(people.mirror, knowledge.administration, workspace)
    explaining = Explaining(
        knowledge.explanations, people.mirror, people.full_pass, venues, workspace, people.speaking
    )
    # Whoever opens a modal waits, and its trigger does not.
    client = slack_client(given.config, patient=False)
    viewers = Viewers(people.mirror, people.full_pass, workspace)
    quoting = Quoting(client, knowledge.quotations, viewers, workspace, people.speaking)
    return WhyListener(explaining, quoting, workspace)
