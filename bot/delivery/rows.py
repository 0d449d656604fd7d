"""Deliveries as rows, and back; what people wrote is sealed there."""

from dataclasses import replace
from typing import Any

from cryptography.fernet import InvalidToken

from bot.delivery.deliveries import Delivery, Ending, Kind, State, Taken
from bot.delivery.tables import DeliveryRow
from bot.sealing import key_for
from chains.access.principals import WorkspaceId

_FIELDS = (
    "user",
    "thread_ts",
    "response_url",
    "about",
    "shared",
    "actor_team",
    "actor_enterprise",
    "edits",
)
_SEALED = "sealed"


class Rows:
    """Makes rows of deliveries and deliveries of rows.

    Before anybody has looked at a message it may hold somebody's distress: no words lie in clear.
    """

    def __init__(self, secret: bytes) -> None:
        """``secret`` is that of the deployment."""
        self._key = key_for(secret, "delivery-words")

    def payload_of(self, delivery: Delivery) -> dict[str, Any]:
        """What of a delivery has no column of its own; deleted a day after its outcome."""
        kept = {name: getattr(delivery, name) for name in _FIELDS}
        if not delivery.text:
            return kept
        words = delivery.text.encode("utf-8", "replace")
        return {**kept, _SEALED: self._key.encrypt(words).decode()}

    def wordless(self, delivery: Delivery) -> dict[str, Any]:
        """The same without what was written."""
        return self.payload_of(replace(delivery, text=""))

    def delivery_of(self, row: DeliveryRow) -> Delivery:
        """The delivery that a row keeps; without words where they cannot be opened any more."""
        payload = dict(row.payload)
        sealed = payload.pop(_SEALED, None)
        if sealed is not None:
            payload["text"] = self._opened(sealed)
        return Delivery(
            workspace=WorkspaceId(row.workspace),
            kind=Kind(row.kind),
            event_id=row.event_id,
            channel=row.channel,
            message_ts=row.message_ts,
            **{"user": "", **payload},
        )

    def taken_of(self, row: DeliveryRow) -> Taken:
        """The attempt that a row has just been given."""
        return Taken(
            row.id,
            row.request,
            self.delivery_of(row),
            row.attempts,
            may_be_posted=row.state == State.POSTING,
            begun=row.posted_ts,
            ending=Ending(row.outcome) if row.outcome is not None else None,
        )

    def _opened(self, sealed: str) -> str:
        try:
            return self._key.decrypt(sealed).decode("utf-8")
        except InvalidToken:
            return ""
