"""What is pressed below an answer, and the forms that open."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.conversation.explaining import acted_on
from bot.delivery.deliveries import Delivery, Kind
from bot.feedback.actions import Actions
from bot.knowledge import Workspace
from bot.listeners.payloads import Click, Submission
from bot.listeners.responding import show_alone
from bot.listeners.why import WhyListener
from bot.views import ids
from bot.views.outcomes import Message

PRESSED = (ids.HELPFUL, ids.NOT_HELPFUL, ids.HELP, ids.ANSWER_MENU)


class FeedbackListener:
    """Replies to whoever presses, for their eyes; what they may do is found out anew each time."""

    def __init__(self, does: Actions, why: WhyListener, workspace: Workspace) -> None:
        """``why`` answers what the menu has of an only source."""
        self._does = does
        self._why = why
        self._workspace = workspace

    def register(self, app: AsyncApp) -> None:
        """Every trigger of it, one line each."""
        for action in PRESSED:
            app.action(action)(self.pressed)
        app.view(ids.FEEDBACK_FORM)(self.reason)
        app.view(ids.HELP_FORM)(self.help)
        app.view(ids.VOUCH_FORM)(self.vouched)

    async def pressed(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """A button, or a choice of the menu: its value names an answer."""
        click = Click.model_validate(body)
        if click.is_of_a_source():
            await self._why.pressed(ack, body, respond)
            return
        await ack()
        message = await self._done(click)
        if message is None:
            return
        await show_alone(
            respond, message, "feedback_not_shown", replaces=False, thread=click.container.thread_ts
        )

    async def reason(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The form for why an answer did not help was sent."""
        sent = Submission.model_validate(body)
        await ack(**await self._does.judging.reason(self._of(sent), sent.view))

    async def help(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """What is to go to a person was sent."""
        sent = Submission.model_validate(body)
        await ack(**await self._does.helping.send(self._of(sent), sent.view))

    async def vouched(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """An owner's words for a question were sent."""
        sent = Submission.model_validate(body)
        await ack(**await self._does.vouching.save(_own(self._of(sent)), sent.view))

    async def _done(self, click: Click) -> Message | None:
        name, request = click.named()
        user, place = click.user, click.channel.id
        acted = acted_on(self._workspace, user.id, user.team_id, place, request)
        match name:
            case ids.HELPFUL:
                return await self._does.judging.helped(acted)
            case ids.NOT_HELPFUL:
                return await self._does.judging.did_not_help(acted, click.trigger_id)
            case ids.AGAIN:
                return await self._does.judging.again(_again(acted, click))
            case ids.HELP:
                return await self._does.helping.open(_own(acted), click.trigger_id)
            case ids.VOUCH:
                shown = str(click.message.get("text") or "")
                return await self._does.vouching.open(_own(acted), click.trigger_id, shown)
            case _:
                return None

    def _of(self, sent: Submission) -> Delivery:
        request, *_ = (sent.view.get("private_metadata") or "").split(" ")
        return acted_on(self._workspace, sent.user.id, sent.user.team_id, "", request)


def _again(acted: Delivery, click: Click) -> Delivery:
    event = f"action:{click.trigger_id}"
    return replace(acted, kind=Kind.AGAIN, event_id=event, response_url=click.response_url)


def _own(acted: Delivery) -> Delivery:
    """As what repeats an earlier question of the same person."""
    return replace(acted, kind=Kind.AGAIN)
