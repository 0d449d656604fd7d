"""Deliveries as rows, and back."""

from typing import Any

from bot.delivery.deliveries import Delivery, Ending, Kind, State, Taken
from bot.delivery.tables import DeliveryRow
from chains.access.principals import WorkspaceId

_FIELDS = (
    "user",
    "text",
    "thread_ts",
    "response_url",
    "about",
    "shared",
    "actor_team",
    "actor_enterprise",
    "edits",
)


def payload_of(delivery: Delivery) -> dict[str, Any]:
    """What of a delivery has no column of its own; deleted a day after its outcome."""
    return {name: getattr(delivery, name) for name in _FIELDS}


def delivery_of(row: DeliveryRow) -> Delivery:
    """The delivery that a row keeps."""
    return Delivery(
        workspace=WorkspaceId(row.workspace),
        kind=Kind(row.kind),
        event_id=row.event_id,
        channel=row.channel,
        message_ts=row.message_ts,
        **{"user": "", **row.payload},
    )


def taken_of(row: DeliveryRow) -> Taken:
    """The attempt that a row has just been given."""
    return Taken(
        row.id,
        row.request,
        delivery_of(row),
        row.attempts,
        may_be_posted=row.state == State.POSTING,
        begun=row.posted_ts,
        ending=Ending(row.outcome) if row.outcome is not None else None,
    )
