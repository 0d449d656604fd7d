"""Whose people acted, as the envelope of a delivery says."""

from slack_bolt.context.async_context import AsyncBoltContext


def actor_of(context: AsyncBoltContext, user: str) -> tuple[str | None, str | None]:
    """The team and the enterprise of the user who acted; both ``None`` where Slack does not say.

    In a conversation shared with another organisation Bolt leaves out what Slack's event does not
    name for certain. A button's own payload is surer: it has the user's team.
    """
    if context.actor_user_id != user:
        return None, None
    return context.actor_team_id, context.actor_enterprise_id
