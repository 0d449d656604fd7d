"""What is given to whoever pressed something, for their eyes alone."""

import structlog
from slack_bolt.async_app import AsyncRespond

from bot.errors import SlackRefused, SlackUnavailable, reaching_slack
from bot.views.outcomes import Message


async def show_alone(
    respond: AsyncRespond,
    message: Message,
    failed: str,
    *,
    replaces: bool,
    thread: str | None = None,
) -> None:
    """Show it to them where they pressed; a Slack that does not take it is logged as ``failed``.

    ``replaces``: in place of the message that holds the button, which only they can see then.
    """
    try:
        with reaching_slack():
            await respond(
                text=message.text,
                blocks=message.blocks,
                response_type="ephemeral",
                replace_original=replaces,
                thread_ts=thread,
            )
    except (SlackRefused, SlackUnavailable) as error:
        structlog.get_logger(__name__).warning(failed, error=type(error).__name__)
