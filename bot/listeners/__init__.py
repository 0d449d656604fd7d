"""Every Slack trigger, one line each."""

import re

from slack_bolt.async_app import AsyncApp

from bot.listeners.commands import Commands
from bot.listeners.confiding import ConfidingListener
from bot.listeners.feedback import FeedbackListener
from bot.listeners.linking import Linking
from bot.listeners.meant import Meant
from bot.listeners.more import More
from bot.listeners.passive_help import PassiveHelpListener
from bot.listeners.people import People
from bot.listeners.privacy import Privacy
from bot.listeners.questions import Questions
from bot.listeners.settings import SettingsListener
from bot.listeners.unhandled import acknowledge
from bot.listeners.why import WhyListener
from bot.views.ids import (
    CONFIDE,
    HELP_ACCEPTED,
    HELP_DECLINED,
    SEARCH_ANYWAY,
    SEARCH_MEANT,
    WHY,
    WHY_SOURCE,
)
from bot.views.outcomes import SHOW_PRIVATELY
from bot.views.sharing import SHARE
from bot.views.sign_in import SIGN_IN

ANYTHING = re.compile(".*", re.DOTALL)


def register(
    app: AsyncApp,
    *,
    questions: Questions,
    commands: Commands,
    more: More,
    meant: Meant,
    people: People,
    settings: SettingsListener,
    linking: Linking,
    why: WhyListener,
    privacy: Privacy,
    feedback: FeedbackListener,
    confiding: ConfidingListener,
    passive_help: PassiveHelpListener,
) -> None:
    """Bind what Slack sends to what handles it; what nothing handles is acknowledged."""
    app.event("app_mention")(questions.mentioned)
    app.event("message")(questions.written)
    app.event("app_home_opened")(questions.home_opened)
    app.event("agent_session_stopped")(questions.stopped)
    _register_people(app, people)
    app.command("/ask")(commands.ask)
    app.command("/find")(commands.find)
    app.command("/footnote")(commands.footnote)
    app.action(SHOW_PRIVATELY)(more.asked)
    app.action(SHARE)(more.shared)
    app.action(SEARCH_ANYWAY)(more.searched)
    app.action(SEARCH_MEANT)(meant.pressed)
    app.action(SIGN_IN)(linking.pressed)
    app.action(CONFIDE)(confiding.pressed)
    app.action(HELP_ACCEPTED)(passive_help.accepted)
    app.action(HELP_DECLINED)(passive_help.pressed)
    app.action(WHY)(why.pressed)
    app.action(WHY_SOURCE)(why.pressed)
    settings.register(app)
    privacy.register(app)
    feedback.register(app)
    _register_rest(app)


def _register_people(app: AsyncApp, people: People) -> None:
    """What Slack tells of people, groups and conversations."""
    app.event("user_change")(people.person_changed)
    app.event("team_join")(people.person_changed)
    app.event("subteam_created")(people.group_changed)
    app.event("subteam_updated")(people.group_changed)
    app.event("subteam_members_changed")(people.group_members_changed)
    app.event("member_joined_channel")(people.joined)
    app.event("member_left_channel")(people.left)
    app.event("channel_left")(people.app_left)
    app.event("group_left")(people.app_left)
    app.event("channel_shared")(people.conversation_changed)
    app.event("channel_unshared")(people.conversation_changed)
    app.event("channel_id_changed")(people.conversation_renamed)
    # Everything is kept by id: a new name changes nothing.
    app.event("channel_rename")(acknowledge)
    app.event("group_rename")(acknowledge)


def _register_rest(app: AsyncApp) -> None:
    """Last of all, whatever no other listener took: Slack counts an unhandled event as failed."""
    app.event(ANYTHING)(acknowledge)
    app.action(ANYTHING)(acknowledge)
    app.shortcut(ANYTHING)(acknowledge)
    app.view(ANYTHING)(acknowledge)
    app.view_closed(ANYTHING)(acknowledge)
    app.command(ANYTHING)(acknowledge)
